"""What every command shares: the ledger and clock options, the catalog, and how days and JSON are given."""

import os
import re
import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from servanda import clock
from servanda.model.dates import parse_edtf
from servanda.model.errors import InputError

if TYPE_CHECKING:
    from servanda.catalog import Catalog
    from servanda.ledger import Ledger
    from servanda.panels import Days

F = TypeVar("F", bound=Callable[..., Any])

today, now = clock.today, clock.now
"""The day and the moment it is, for every command."""


class Shell(msgspec.Struct, kw_only=True):
    """The settings of one run: `ledger` is None for the default place, `register` whether our record lies under it."""

    ledger: str | None = None
    register: bool = True

    def with_options(self, ledger: str | None, *, no_register: bool) -> "Shell":
        """Let options after the command overrule those before it."""
        return Shell(ledger=ledger or self.ledger, register=self.register and not no_register)

    def open(self, as_recorded: date | str | None = None) -> "Ledger":
        """Open the ledger these settings name, as `--as-recorded` says where no other moment is given."""
        from servanda.ledger import open_ledger

        where = self.ledger or os.environ.get("SERVANDA_LEDGER") or None
        context = click.get_current_context(silent=True)
        said = context.meta.get(_AS_RECORDED) if context else None
        return open_ledger(where, register=self.register, as_recorded=as_recorded or said)

    @property
    def catalog(self) -> "Catalog":
        """The catalog, loaded once a process."""
        from servanda.catalog import load_catalog

        return load_catalog()


_AS_RECORDED = "servanda.as_recorded"


def _remember(context: click.Context, _: click.Parameter, day: date | str | None) -> None:
    """Keep the moment for whoever opens the ledger; the contexts of a command and of those above it share it."""
    if day is not None:
        context.meta[_AS_RECORDED] = day


def ledger_options(function: F) -> F:
    """Give a command `--ledger`, `--no-register` and `--as-recorded`."""
    function = click.option(
        "--as-recorded",
        type=MOMENT,
        default=None,
        expose_value=False,
        callback=_remember,
        metavar="D|HASH",
        help="Only what this ledger had recorded by that day (UTC), or up to the entry with that hash, to have an "
        "earlier answer again.",
    )(function)
    function = click.option(
        "--no-register", is_flag=True, default=False, help="Leave out the record that Servanda ships."
    )(function)
    return click.option(
        "--ledger",
        metavar="WHERE",
        default=None,
        help="A path, sqlite:///path, postgresql://… or :memory:; else $SERVANDA_LEDGER, else your data folder.",
    )(function)


def clock_options(function: F) -> F:
    """Give a command `--on` and `--known`."""
    function = click.option(
        "--known", type=DAY, default=None, metavar="D", help="What was public by that day; default: all known now."
    )(function)
    return click.option("--on", type=DAY, default=None, metavar="D", help="The day asked about; default today.")(
        function
    )


def relation_options(function: F) -> F:
    """Give a command `--towards` and `--territory`."""
    function = click.option(
        "--territory", metavar="T", default=None, help="Ask for one territory of STATE: a code or a name."
    )(function)
    return click.option(
        "--towards", metavar="STATE", default=None, help="Ask whether it is in force between STATE and this one."
    )(function)


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What every question about the record says beside its subject; `on` is today where it was not given."""

    shell: Shell
    as_json: bool
    on: date
    known: date | None


def question(json_help: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give a command `--json`, the clocks and the ledger options, and hand it one Question for them all.

    Args:
        json_help: what `--json` prints.
    """

    def decorate(function: Callable[..., int]) -> Callable[..., int]:
        @click.pass_obj
        @wraps(function)
        def asked(shell: Shell, /, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
            settings = shell.with_options(options.pop("ledger"), no_register=options.pop("no_register"))
            on = options.pop("on") or today()
            about = Question(shell=settings, as_json=options.pop("as_json"), on=on, known=options.pop("known"))
            return function(about, **options)

        with_clocks = clock_options(ledger_options(asked))
        return click.option("--json", "as_json", is_flag=True, help=json_help)(with_clocks)

    return decorate


class Day(click.ParamType[date]):
    """A day, ISO or EDTF; a month or year means its last day, so that `--on 2024` asks about the end of 2024."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401 - click's signature
        """Read the day or fail with wrong use."""
        if isinstance(value, date):
            return value
        try:
            return parse_edtf(str(value)).last
        except InputError as error:
            self.fail(str(error), param, ctx)


DAY = Day()


class Moment(Day):
    """A day, or the hash of an entry of the ledger, twelve hex digits of it or more."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's signature
        """Read the hash or the day, or fail with wrong use."""
        return value if isinstance(value, str) and _HASH.fullmatch(value) else super().convert(value, param, ctx)


MOMENT = Moment()
_HASH = re.compile(r"[0-9a-fA-F]{12,64}")


class FirstDay(Day):
    """The day a row of days begins with; a month or year means its first day."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401 - click's signature
        """Read the day or fail with wrong use."""
        super().convert(value, param, ctx)
        return value if isinstance(value, date) else parse_edtf(str(value)).first


FIRST_DAY = FirstDay()


def days_of(options: Mapping[str, Any], *, usual: str, why: str) -> "Days":
    """The day of `--on`, or the row of days of `--from`, `--to` and `--every`.

    Args:
        options: of a command that has the four, as `on`, `first`, `last`, `every`.
        usual: the step where none is given.
        why: what to do where `--on` stands beside `--from`.

    Raises:
        click.UsageError: for options that do not go together.
    """
    from servanda.panels import one_day, row_of_days

    first, last, every = options["first"], options["last"], options["every"]
    if first is None:
        if last is not None or every is not None:
            raise click.UsageError("--to and --every need --from")
        return one_day(options["on"] or today())
    if options["on"] is not None:
        raise click.UsageError(f"--on and --from contradict each other: {why}")
    return row_of_days(first, last or today(), every or usual)


def emit(text: str) -> None:
    """Write data to stdout, with one newline at the end."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def emit_json(value: Any, *, indent: int = 2) -> None:  # noqa: ANN401 - whatever has a JSON form
    """Write one JSON value to stdout, keys in their given order, not escaped beyond need."""
    emit(msgspec.json.format(msgspec.json.encode(value), indent=indent).decode())


def talk(text: str) -> None:
    """Say one line to the person, on stderr."""
    click.echo(f"servanda: {text}", err=True)


def colour_wanted() -> bool:
    """Whether stdout is a terminal that wants colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
