"""`servanda read`: the main job. Reports in; claims, events, law and implications out."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import click
import msgspec

from servanda import pipeline
from servanda.catalog import load_catalog
from servanda.cli.second import SecondReader
from servanda.cli.shell import (
    DAY,
    Shell,
    clock_options,
    colour_wanted,
    emit,
    emit_json,
    ledger_options,
    now,
    talk,
    today,
)
from servanda.cli.silence import silenced
from servanda.model import InputError, Reject, Report
from servanda.reports import read_paths

FORMATS = ("text", "json", "jsonl", "md", "html")


@click.command(
    "read",
    epilog="Examples: servanda read examples/lithuania-ccm.txt · read --claims FILE.jsonl · … | servanda read -",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--format", "form", type=click.Choice(FORMATS), default=None, help="How to print; default text.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--claims", is_flag=True, help="Claims only, one JSON object a line, of every report, copies included.")
@click.option("--record", is_flag=True, help="Keep reports, claims and events in the ledger (never acts).")
@click.option("--explain", is_flag=True, help="Show which rule made each claim and why reports were grouped.")
@click.option(
    "--silence",
    multiple=True,
    metavar="CODE",
    help="Leave out the findings of this code (docs/reference/findings.md), again for more; $SERVANDA_SILENCE too.",
)
@click.option("--today", "day", type=DAY, default=None, metavar="D", help="The day of reports without a date.")
@click.option(
    "--reader",
    metavar="URL|both",
    default=None,
    help="A language model behind an OpenAI-compatible address instead of our rules, or `both` beside each other.",
)
@click.option("--model", metavar="NAME", default=None, help="The model there; else $SERVANDA_READER_MODEL.")
@click.option("--strict", is_flag=True, help="Any member that could not be read makes the exit code 3.")
@clock_options
@ledger_options
@click.pass_obj
def command(shell: Shell, /, paths: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Read reports at each PATH (text, Markdown, HTML, PDF, feed, JSON Lines, folder; - is stdin)."""
    shell = shell.with_options(options["ledger"], no_register=options["no_register"])
    items = read_paths(paths, stdin=sys.stdin.buffer)
    form = _form(options["form"], as_json=options["as_json"])
    second = SecondReader.of(options["reader"], options["model"], today=options["day"])
    if options["claims"]:
        if options["form"] not in (None, "jsonl", "json"):
            raise click.UsageError(f"--claims prints JSON Lines and goes with no --format {options['form']}")
        return _claims(items, day=options["day"], strict=options["strict"], second=second)
    on = options["on"] or today()
    with shell.open() as ledger:
        outcome = pipeline.read(
            items,
            view=ledger.view(options["known"]),
            on=on,
            today=options["day"],
            known=options["known"],
            listen=second.listen if second else None,
            silence=silenced(options["silence"]),
        )
        if options["record"] and outcome.reports:
            ledger.record_reading(outcome.reports, outcome.claims, outcome.events, at=now())
    if outcome.events or (outcome.reports and form not in ("text", "md")):
        _print(outcome, form, explain=options["explain"], on=on, second=second)
    if second:
        second.tell()
    return _end(outcome.rejects, len(outcome.reports), len(outcome.events), strict=options["strict"])


def _form(form: str | None, *, as_json: bool) -> str:
    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} contradict each other")
    return "json" if as_json else form or "text"


def _claims(items: Iterable[Report | Reject], *, day: date | None, strict: bool, second: SecondReader | None) -> int:
    """Print claims as they are made, so that a source of any size runs in the memory of one report."""
    from servanda.presentation.reading_json import claim_object

    rejects: list[Reject] = []
    reports = found = 0
    for item in pipeline.hear(items, today=day, listen=second.listen if second else None):
        if isinstance(item, Reject):
            rejects.append(item)
            continue
        reports += 1
        found += len(item.claims)
        for claim in item.claims:
            emit(msgspec.json.encode(claim_object(claim)).decode())
    if second:
        second.tell()
    return _end(rejects, reports, found, strict=strict)


def _print(outcome: pipeline.Outcome, form: str, *, explain: bool, on: date, second: SecondReader | None) -> None:
    if form == "json":
        from servanda.presentation.reading_json import outcome_object

        emit_json({**outcome_object(outcome), **({"second_reader": second.object()} if second else {})})
    elif form == "jsonl":
        for line in _lines(outcome):
            emit(line)
    elif form == "md":
        from servanda.presentation.reading_markdown import as_markdown

        emit(as_markdown(outcome, load_catalog(), on=on, explain=explain))
    elif form == "html":
        from servanda.presentation.reading_html import as_html

        emit(as_html(outcome, load_catalog(), on=on, explain=explain))
    else:
        from servanda.presentation.reading_text import as_text

        emit(as_text(outcome, load_catalog(), on=on, explain=explain, colour=colour_wanted()))


def _lines(outcome: pipeline.Outcome) -> Iterator[str]:
    from servanda.presentation.reading_json import outcome_object

    for kind, members in outcome_object(outcome).items():
        for member in members:
            yield msgspec.json.encode({"type": kind.rstrip("s"), **member}).decode()


def _end(rejects: Iterable[Reject], reports: int, found: int, *, strict: bool) -> int:
    """List and count rejects, then settle the exit code."""
    listed = list(rejects)
    for reject in listed:
        talk(": ".join(filter(None, (reject.where, reject.reason))) + (f"; {reject.hint}" if reject.hint else ""))
    if listed and reports:
        talk(f"{len(listed)} of {len(listed) + reports} could not be read")
    if not reports:
        if listed:
            raise InputError("nothing could be read", hint="the lines above say why")
        raise InputError("there is no report in what was given", hint="see servanda read --help for the kinds of file")
    if listed and strict:
        raise InputError(f"{len(listed)} could not be read and --strict was given")
    if not found:
        talk(f"no act of a state on a treaty found in {reports} {'report' if reports == 1 else 'reports'}")
        return 1
    return 0
