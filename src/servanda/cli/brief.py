"""`servanda brief`: what an event or a status means, on one to three pages."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.shell import DAY, Shell, clock_options, emit, ledger_options, talk, today
from servanda.model import InputError, Reject

if TYPE_CHECKING:
    from servanda.brief import Brief
    from servanda.brief.material import Told
    from servanda.ledger import Ledger
    from servanda.model import Event

FORMATS = ("md", "html", "pdf", "json")


@click.command(
    "brief",
    epilog="Examples: servanda brief LTU ccm --on 2024-10-01 · servanda brief --report examples/lithuania-ccm.txt · "
    "servanda brief Finland apmbc --format pdf -o finland.pdf",
)
@click.argument("state", required=False)
@click.argument("treaty", required=False)
@click.option("--report", "paths", multiple=True, metavar="PATH", help="A report, file or folder, again for more.")
@click.option("--event", metavar="ID", default=None, help="The event it is about; default the latest news that stands.")
@click.option("--format", "form", type=click.Choice(FORMATS), default=None, help="How to print; default md.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="F", help="Write to F; default stdout."
)
@click.option("--today", "day", type=DAY, default=None, metavar="D", help="The day of reports without a date.")
@clock_options
@ledger_options
@click.pass_obj
def command(shell: Shell, /, state: str | None, treaty: str | None, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """What happened between STATE and TREATY, how sure it is, what the law says and what it means for others."""
    shell = shell.with_options(options["ledger"], no_register=options["no_register"])
    if options["as_json"] and options["form"] not in (None, "json"):
        raise click.UsageError(f"--json and --format {options['form']} contradict each other")
    form = "json" if options["as_json"] else options["form"] or "md"
    if (state is None or treaty is None) and not options["paths"] and not options["event"]:
        raise click.UsageError("name a STATE and a TREATY, or give reports with --report PATH")
    if form == "pdf" and options["output"] is None and sys.stdout.isatty():
        raise click.UsageError("a PDF is no text for a terminal: name a file with -o F, or pipe it on")
    on = options["on"] or today()
    with shell.open() as ledger:
        if options["paths"]:
            told = _told(ledger, shell, options["paths"], on=on, known=options["known"], day=options["day"])
        else:
            state, treaty, told = _recorded(ledger, shell, (state, treaty), options["event"], known=options["known"])
        brief = _compose(shell, ledger, (state, treaty), told, options["event"], on=on, known=options["known"])
    if brief is None:
        return 1
    _write(brief, form, options["output"], shell)
    return 0


def _told(
    ledger: "Ledger", shell: Shell, paths: tuple[str, ...], *, on: date, known: date | None, day: date | None
) -> "Told":
    """What the given reports tell.

    Raises:
        InputError: where none of the reports could be read.
    """
    from servanda import pipeline
    from servanda.brief.material import Told
    from servanda.reports import read_paths

    outcome = pipeline.read(
        read_paths(paths, stdin=sys.stdin.buffer),
        view=ledger.view(known),
        on=on,
        today=day,
        known=known,
        catalog=shell.catalog,
    )
    _list(outcome.rejects)
    if not outcome.reports:
        raise InputError("nothing could be read", hint="the lines above say why")
    return Told(outcome.reports, outcome.claims, outcome.events)


def _recorded(
    ledger: "Ledger", shell: Shell, subject: tuple[str | None, str | None], event: str | None, *, known: date | None
) -> "tuple[str | None, str | None, Told]":
    """State, treaty and what recorded reports tell of them; of those of the event where only that is named."""
    from servanda.brief.kept import Shelf
    from servanda.brief.material import Told
    from servanda.enquiry import find_treaty

    shelf, (state, treaty) = Shelf.of(ledger), subject
    if event is not None and (state is None or treaty is None):
        state, treaty = shelf.subject(event, known=known)
    if state is None or treaty is None:
        return state, treaty, Told()
    state, treaty = shell.catalog.state(state).code, find_treaty(treaty, shell.catalog, ledger.view(known)).key
    return state, treaty, shelf.told(state, treaty, known=known) or Told()


def _list(rejects: tuple[Reject, ...]) -> None:
    for reject in rejects:
        talk(f"{reject.where}: {reject.reason}" + (f"; {reject.hint}" if reject.hint else ""))


def _compose(
    shell: Shell,
    ledger: "Ledger",
    subject: tuple[str | None, str | None],
    told: "Told",
    event: str | None,
    *,
    on: date,
    known: date | None,
) -> "Brief | None":
    """Write it on the state and treaty named, else on those of the event that leads."""
    from servanda import __version__
    from servanda.brief.compose import compose
    from servanda.catalog.obligations import load_obligations

    state, treaty = subject
    if state is None or treaty is None:
        lead = _lead(told, event, on)
        if lead is None or lead.treaty is None:
            talk("the reports tell of no act under a treaty that the catalog knows")
            return None
        state, treaty = lead.state, lead.treaty
        event = lead.id
        _others(told, lead)
    return compose(
        state,
        treaty,
        view=ledger.view(known),
        catalog=shell.catalog,
        duties=load_obligations(),
        on=on,
        known=known,
        told=told,
        event=event,
        head=ledger.head_hash() if ledger.head() else None,
        version=__version__,
    )


def _lead(told: "Told", event: str | None, on: date) -> "Event | None":
    """The event named, else the surest news by the day that stands and names a treaty.

    Raises:
        InputError: for an event that nobody tells.
    """
    if event is not None:
        found = next((one for one in told.events if one.id == event), None)
        if found is None:
            there = ", ".join(one.id for one in told.events) or "none"
            raise InputError(f"no event {event}", value=event, hint=f"events there are: {there}")
        return found
    from servanda.brief.compose import reached

    def rank(one: "Event") -> tuple[bool, int, int, float, str]:
        return one.stands, reached(one, on), len(one.origins), one.confidence, one.date or ""

    return max((one for one in told.events if one.treaty and not one.background), key=rank, default=None)


def _others(told: "Told", lead: "Event") -> None:
    """Say which other courses the reports tell of, so that nobody takes the brief for the whole of them."""
    others = {
        (one.state, one.treaty): one.id
        for one in told.events
        if one.treaty and (one.state, one.treaty) != (lead.state, lead.treaty)
    }
    if others:
        names = ", ".join(f"{state} {treaty} (--event {name})" for (state, treaty), name in sorted(others.items())[:6])
        talk(f"a brief on {lead.state} {lead.treaty}; the reports tell of {len(others)} more: {names}")


def _write(brief: "Brief", form: str, output: Path | None, shell: Shell) -> None:
    data = _rendered(brief, form, shell)
    if output is not None:
        output.write_bytes(data)
        talk(f"written: {output}")
    elif form == "pdf":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        emit(data.decode().rstrip("\n"))


def _rendered(brief: "Brief", form: str, shell: Shell) -> bytes:
    import msgspec

    if form == "json":
        return msgspec.json.format(msgspec.json.encode(brief), indent=2)
    if form == "md":
        from servanda.presentation.brief.markdown import render_markdown

        return render_markdown(brief).encode()
    from servanda.presentation.brief import render_html, render_pdf

    return render_pdf(brief, shell.catalog) if form == "pdf" else render_html(brief, shell.catalog).encode()
