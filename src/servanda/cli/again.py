"""Run a command of ours for its answer: which commands give one, with which days made explicit, and what they print.

Only what answers from the record and writes nothing can be cited. Its days are put into words, so that the command
means the same on any later day.
"""

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import date
from typing import Any

import click
import msgspec
from click.core import ParameterSource

from servanda.model.errors import InputError, UsageError

CITABLE = frozenset(
    {
        ("status",),
        ("timeline",),
        ("what-if",),
        ("panel",),
        ("compare",),
        ("peers",),
        ("treaty",),
        ("state",),
        ("calendar",),
        ("brief",),
        ("outlook",),
        ("read",),
        ("ledger", "diff"),
        ("ledger", "export"),
    }
)
"""Commands that answer from the record."""
REFUSED = {
    "-o": "writes a file",
    "--output": "writes a file",
    "--plot": "writes a file",
    "--record": "writes to the ledger",
    "--reader": "asks a language model, which need not say the same again",
}
"""Options with which there is no answer to have again, and why."""
OF_THE_LEDGER = {"--ledger": "ledger", "--as-recorded": "as_recorded"}
"""Options that say which ledger is asked: a reference says that by its hash."""
INSTEAD_OF_ON = frozenset({"first"})
"""Parameters that say by themselves which day is asked about."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A command that can be cited.

    Args:
        run: its words with every day explicit, the ledger left out.
        on: the day asked about, as written; None where it asks about none, or takes it from something else.
        known: what was public by that day, as written; None where it does not ask.
        ledger: the ledger named among its words; `as_recorded`: the moment of it.
        state: the state it is about, as written; `treaty`: the treaty.
    """

    run: tuple[str, ...]
    on: str | None = None
    known: str | None = None
    ledger: str | None = None
    as_recorded: str | None = None
    state: str | None = None
    treaty: str | None = None


def understand(words: Sequence[str], root: click.Group, today: date) -> Asked:
    """Make the days of a command explicit.

    Raises:
        UsageError: for a command that cannot be cited, or that writes.
        click.UsageError: for one that is wrong.
    """
    rest, named = _without_ledger(words)
    context, command, name, args = _found(rest, root)
    _refuse(args)
    inner = command.make_context(name[-1], list(args), parent=context, resilient_parsing=False)
    if "-" in inner.params.get("paths", ()) or (name == ("treaty",) and "add" in inner.params.get("words", ())[:1]):
        raise UsageError("what comes once, or is written, cannot be cited", value=" ".join(words))
    days = tuple(_days(inner, args, today))
    explicit = [*args, *(word for option, day in days for word in (option, day))]
    first, last = _said("--from", explicit), _said("--to", explicit)
    return Asked(
        run=(*name, *explicit),
        on=_said("--on", explicit) or (f"{first}/{last}" if first and last else None),
        known=_said("--known", explicit),
        ledger=named.get("ledger"),
        as_recorded=named.get("as_recorded"),
        state=_text(inner.params.get("state")),
        treaty=_text(inner.params.get("treaty")),
    )


def _refuse(args: Sequence[str]) -> None:
    """Refuse options with which nothing is printed, or not the same again."""
    for word in args:
        option = "-o" if word.startswith("-o") else word.partition("=")[0]
        if option in REFUSED:
            raise UsageError(f"{option} {REFUSED[option]}; cite the command without it", value=option)


def _text(value: Any) -> str | None:  # noqa: ANN401 - whatever a command calls by that name
    return value if isinstance(value, str) else None


def _without_ledger(words: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The words without the options that name a ledger, and what those named."""
    rest, named = [], {}
    given = iter(words)
    for word in given:
        option, equals, value = word.partition("=")
        if option in OF_THE_LEDGER:
            named[OF_THE_LEDGER[option]] = value if equals else next(given, "")
        else:
            rest.append(word)
    return rest, named


def _found(words: Sequence[str], root: click.Group) -> tuple[click.Context, click.Command, tuple[str, ...], list[str]]:
    """The command that words name, and the words after its name; options of the root go behind it."""
    flags = [word for word in words[:1] if word == "--no-register"]
    named = list(words[len(flags) :])
    size = 2 if named[:1] == ["ledger"] else 1
    name = tuple(named[:size])
    context = click.Context(root, info_name="servanda", **root.context_settings)
    if name not in CITABLE or root.get_command(context, name[0]) is None:
        known = ", ".join(sorted(" ".join(one) for one in CITABLE if root.get_command(context, one[0])))
        raise UsageError(
            f"“{' '.join(name)}” gives no answer that can be cited", value=" ".join(name), hint=f"cite one of: {known}"
        )
    command = root.get_command(context, name[0])
    for part in name[1:]:
        assert isinstance(command, click.Group)
        command = command.get_command(context, part)
    if command is None:
        raise UsageError(f"no command “{' '.join(name)}”", value=" ".join(name))
    return context, command, name, [*named[size:], *flags]


def _days(inner: click.Context, args: Sequence[str], today: date) -> Iterator[tuple[str, str]]:
    """Options that say the day which the command would take from the clock, or from another of its days."""
    asked = {param.name for param in inner.command.params if param.name}
    given = {name for name in asked if _given(inner, name)}
    if "on" in asked and not given & ({"on"} | INSTEAD_OF_ON):
        yield "--on", _said("--notified", args) or today.isoformat()
    if "last" in asked and "first" in given and "last" not in given:
        yield "--to", today.isoformat()
    if "day" in asked and "day" not in given:
        yield "--today", today.isoformat()
    if "known" in asked and "known" not in given:
        yield "--known", today.isoformat()


def _given(inner: click.Context, name: str) -> bool:
    given = inner.get_parameter_source(name) is ParameterSource.COMMANDLINE
    return given and inner.params.get(name) not in (None, ())


def _said(option: str, args: Sequence[str]) -> str | None:
    """What was written for an option, the last time it was."""
    said = None
    for number, word in enumerate(args):
        name, equals, value = word.partition("=")
        if name == option:
            said = value if equals else "".join(args[number + 1 : number + 2])
    return said


def answer(words: Sequence[str], ledger: str | None, today: date) -> tuple[bytes, int]:
    """What a command prints, and how it ends, on the day given.

    Raises:
        InputError: where it fails, with what it says.
    """
    from servanda.cli.app import run

    page, said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    where = ["--ledger", ledger] if ledger else []
    with _clock(today), redirect_stdout(page), redirect_stderr(said):
        code = run([*where, *words])
        sys.stdout.flush()
    if code > 1:
        told = said.getvalue().strip().removeprefix("servanda: ")
        raise InputError(told or f"it ends with {code}", value=" ".join(words))
    page.flush()
    return page.buffer.getvalue(), code


@contextmanager
def _clock(today: date) -> Iterator[None]:
    """Let it be that day for as long as a command runs."""
    before = os.environ.get("SERVANDA_TODAY")
    os.environ["SERVANDA_TODAY"] = today.isoformat()
    try:
        yield
    finally:
        if before is None:
            del os.environ["SERVANDA_TODAY"]
        else:
            os.environ["SERVANDA_TODAY"] = before
