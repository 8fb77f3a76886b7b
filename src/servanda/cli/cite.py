"""`servanda cite`: a stable reference to an answer, and whether the answer is still the same."""

import shlex
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from servanda import __version__
from servanda.cli.again import Asked, answer, understand
from servanda.cli.shell import MOMENT, Shell, emit, emit_json, ledger_options, talk, today
from servanda.model.errors import InputError, ServandaError

if TYPE_CHECKING:
    from servanda.citation import Citation, Kept

FORMATS = ("text", "bibtex", "csl", "json")
MOST_LETTERS = 5_000_000
"""Size of a file in which references are looked for, in bytes."""


class Cited(click.Command):
    """A command around another: its own options stand before that one, and `--format` of a citation may follow it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the format of the citation from behind the command, unless that one has such a format itself."""
        for number, word in enumerate(args):
            option, equals, value = word.partition("=")
            value = value if equals else "".join(args[number + 1 : number + 2])
            if option == "--format" and number and value in FORMATS and not _has_format(args[:number], value):
                rest = [*args[:number], *args[number + (1 if equals else 2) :]]
                return super().parse_args(ctx, ["--format", value, *rest])
        return super().parse_args(ctx, args)


def _has_format(words: Sequence[str], form: str) -> bool:
    """Whether the command that the words begin with prints in that format itself; where none is known it may."""
    from servanda.cli.app import COMMANDS, root

    name = next((word for word in words if word in COMMANDS), None)
    command = root.get_command(click.Context(root, **root.context_settings), name) if name else None
    if isinstance(command, click.Group):
        command = next((command.commands[word] for word in words if word in command.commands), None)
    if command is None:
        return True
    choices = [param.type for param in command.params if "--format" in param.opts]
    return any(isinstance(one, click.Choice) and form in one.choices for one in choices)


@click.command(
    "cite",
    cls=Cited,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    epilog="Examples: servanda cite status LTU ccm --on 2025-01-01 · "
    "servanda cite --format bibtex panel --treaty ccm --on 2025 · servanda cite --check thesis.bib",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default=None, help="Default text; csl is CSL-JSON.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--check",
    "check",
    metavar="REF|FILE|-",
    default=None,
    help="Ask again what a reference, or every one in a file, refers to; 1 where an answer is not the same.",
)
@ledger_options
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="COMMAND…")
@click.pass_obj
def command(shell: Shell, /, words: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """A reference that gives the answer of COMMAND again: as text, BibTeX, CSL-JSON or JSON.

    `--json` behind COMMAND cites its answer in JSON, and prints the citation in JSON unless --format says otherwise.
    """
    if options["as_json"] and options["form"] not in (None, "json"):
        raise click.UsageError(f"--json and --format {options['form']} contradict each other")
    as_json = options["as_json"] or ("--json" in words and options["form"] is None)
    form = "json" if as_json else options["form"] or "text"
    shell = shell.with_options(options["ledger"], no_register=options["no_register"])
    if options["check"] is not None:
        if words:
            raise click.UsageError("--check takes a reference or a file, and no command")
        return _check(options["check"], shell, form)
    if not words:
        raise click.UsageError("name the command whose answer is to be cited, as `servanda cite status LTU ccm`")
    cited = _cite(words, shell)
    _show(cited, form)
    if cited.code:
        talk("what is cited found nothing; that can be cited too")
    return 0


def _cite(words: Sequence[str], shell: Shell) -> "Citation":
    """Run a command and make the reference of its answer."""
    from servanda.cli.app import root

    given = words if shell.register or "--no-register" in words else (*words, "--no-register")
    asked = understand(given, root, today())
    shell = shell.with_options(asked.ledger, no_register=False)
    moment = MOMENT.convert(asked.as_recorded, None, None) if asked.as_recorded else None
    with shell.open(moment) as ledger:
        head = ledger.head_hash()
    return _answered(asked, shell, head, today())


def _answered(asked: Asked, shell: Shell, head: str, day: date) -> "Citation":
    """The reference of what a command prints on a day, of a ledger whose last entry has this hash."""
    from servanda.citation import Citation, digest
    from servanda.shipped import data_hash

    printed, code = answer((*asked.run, "--as-recorded", head), shell.ledger, day)
    return Citation(
        run=asked.run,
        on=asked.on,
        known=asked.known,
        today=day,
        head=head,
        version=__version__,
        data=data_hash(),
        answer=digest(printed),
        code=code,
        sources=_kept(asked, shell, head),
    )


def _kept(asked: Asked, shell: Shell, head: str) -> "tuple[Kept, ...]":
    """The reports that the ledger keeps on the state and the treaty asked about."""
    if asked.state is None or asked.treaty is None:
        return ()
    from servanda.citation import Kept
    from servanda.enquiry import find_treaty
    from servanda.ledger.kept import reports_on

    with shell.open(head) as ledger:
        state = shell.catalog.state(asked.state).code
        treaty = find_treaty(asked.treaty, shell.catalog, ledger.view()).key
        found = reports_on(ledger, state, treaty)
    return tuple(
        Kept(
            key=key,
            report=one.id,
            title=one.title,
            url=one.url,
            published=one.published,
            retrieved=one.retrieved,
        )
        for key, one in found
    )


def _show(cited: "Citation", form: str) -> None:
    from servanda import citation

    match form:
        case "json":
            emit_json(citation.as_object(cited))
        case "bibtex":
            emit(citation.as_bibtex(cited))
        case "csl":
            emit_json(citation.as_csl(cited))
        case _:
            emit(citation.as_text(cited))


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Whether an answer that was cited is the same now, and what may be the reason if not."""

    reference: str
    run: str
    same: bool
    cited: str
    now: str | None
    differences: tuple[str, ...] = ()


def _check(given: str, shell: Shell, form: str) -> int:
    """Ask again what references refer to; 1 where an answer is not the same."""
    if form not in ("text", "json"):
        raise click.UsageError("--check prints text or JSON")
    verdicts = [_verdict(text, shell) for text in _references(given)]
    if form == "json":
        emit_json(verdicts)
    else:
        for one in verdicts:
            emit(f"{'the same' if one.same else 'NOT THE SAME'}  servanda {one.run}")
            for told in () if one.same else (*one.differences, *_other(one)):
                emit(f"  {told}")
    changed = sum(not one.same for one in verdicts)
    if changed:
        talk(f"{changed} of {len(verdicts)} answers not the same")
    return 1 if changed else 0


def _other(one: Verdict) -> tuple[str, ...]:
    return (f"the answer was sha256 {one.cited}", f"and is now    {one.now}") if one.now else ()


def _references(given: str) -> tuple[str, ...]:
    """The references in what was given: one itself, a file, or stdin.

    Raises:
        InputError: where there is none.
    """
    from servanda.citation import SCHEME, find_references

    if given.startswith(SCHEME):
        return (given.strip(),)
    if given == "-":
        data = sys.stdin.buffer.read(MOST_LETTERS + 1)
    else:
        with Path(given).open("rb") as file:
            data = file.read(MOST_LETTERS + 1)
    if len(data) > MOST_LETTERS:
        raise InputError(f"more than {MOST_LETTERS:,} bytes", where=given, hint="give the reference itself")
    found = find_references(data.decode("utf-8", errors="replace"))
    if not found:
        raise InputError("no reference in it", where=given, hint=f"a reference begins with {SCHEME}")
    return found


def _verdict(text: str, shell: Shell) -> Verdict:
    """Ask a question again, of the ledger as it was, on the day it was asked."""
    from servanda.citation import differences, read_reference
    from servanda.cli.app import root

    cited = read_reference(text)
    run = shlex.join(cited.run)
    try:
        now = _answered(understand(cited.run, root, cited.today), shell, cited.head, cited.today)
    except (ServandaError, click.ClickException) as error:
        return Verdict(reference=text, run=run, same=False, cited=cited.answer, now=None, differences=(_why(error),))
    return Verdict(
        reference=text,
        run=run,
        same=now.answer == cited.answer and now.code == cited.code,
        cited=cited.answer,
        now=now.answer,
        differences=differences(cited, now),
    )


def _why(error: ServandaError | click.ClickException) -> str:
    return error.format_message() if isinstance(error, click.ClickException) else str(error)
