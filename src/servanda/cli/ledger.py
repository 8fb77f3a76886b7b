"""`servanda ledger`: what is done to the record as a whole; the larger commands have files of their own."""

import sys
from typing import Any

import click

from servanda.cli.ledger_diff import command as diff
from servanda.cli.ledger_import import command as take_in
from servanda.cli.ledger_keep import coverage, migrate
from servanda.cli.ledger_kept import keep, kept
from servanda.cli.ledger_show import act_line, count, entries_json, entry_line
from servanda.cli.shell import DAY, Shell, emit, emit_json, ledger_options, now, talk, today
from servanda.ledger import as_csv, as_jsonl, find_doubts, propose_acts
from servanda.ledger.export import act_row, standing
from servanda.model import InputError, Reject, Report, UsageError


@click.group("ledger", epilog="Example: servanda --ledger my.sqlite ledger import acts.csv")
def command() -> None:
    """Import, export, propose, check, verify and log the record."""


for one in (take_in, diff, coverage, migrate, keep, kept):
    command.add_command(one)


@command.command("export")
@click.option("--format", "form", type=click.Choice(("csv", "jsonl")), default="csv", help="Default csv.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@click.option("--known", type=DAY, default=None, metavar="D", help="Acts public by that day.")
@click.option("--own", is_flag=True, help="Only the ledger's own acts, superseded ones too.")
@ledger_options
@click.pass_obj
def give_out(shell: Shell, /, form: str, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Print acts in the form that import reads."""
    with _shell(shell, options).open() as ledger:
        view = ledger.view(options["known"])
        acts = view.own_acts() if options["own"] else standing(view.acts())
    if form == "jsonl" or options["as_json"]:
        for line in as_jsonl(acts):
            emit(line)
    else:
        emit(as_csv(acts))
    return 0


@command.command("propose")
@click.argument("report", metavar="REPORT")
@click.option("--accept", is_flag=True, help="Record the proposals that lack nothing; needs --by.")
@click.option("--by", "author", default="", metavar="NAME", help="Who answers for accepting them.")
@click.option("--json", "as_json", is_flag=True, help="Print the proposals as JSON.")
@ledger_options
@click.pass_obj
def suggest(shell: Shell, /, report: str, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Turn a depositary notice into acts to review; nothing is recorded without --accept and a name."""
    from servanda import pipeline
    from servanda.reports import read_paths

    if options["accept"] and not options["author"].strip():
        raise UsageError("--accept records acts, and a person must answer for them", hint="add --by NAME")
    source = sys.stdin.buffer
    items = list(pipeline.hear(read_paths([report], stdin=source), today=None))
    heard = [item for item in items if isinstance(item, pipeline.Heard)]
    reports: list[Report] = [one.report for one in heard]
    if not reports:
        refused = next((item for item in items if isinstance(item, Reject)), None)
        why = refused.reason if refused else "there is no report in what was given"
        raise InputError(why, where=report, hint=refused.hint if refused else "")
    proposals = propose_acts([claim for one in heard for claim in one.claims], reports)
    if options["as_json"]:
        emit_json(
            [{"act": act_row(p.act), "report": p.report, "quote": p.quote, "missing": p.missing} for p in proposals]
        )
    else:
        for p in proposals:
            emit(f"{act_line(p.act)}  “{p.quote}”" + (f"  (not acceptable: {p.missing})" if p.missing else ""))
    if not proposals:
        talk(f"no act at a depositary found in {report}")
        return 1
    if options["accept"]:
        with _shell(shell, options).open() as ledger:
            new = ledger.append([p.act for p in proposals if not p.missing], at=now(), author=options["author"].strip())
            talk(f"{count(len(new), 'act')} written to {ledger.name}")
    return 0


@command.command("check")
@click.option("--json", "as_json", is_flag=True, help="Print the doubts as JSON.")
@click.option("--all", "whole", is_flag=True, help="Doubt the register's acts too, not only the ledger's own.")
@ledger_options
@click.pass_obj
def hold(shell: Shell, /, *, whole: bool, as_json: bool, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Hold the acts on record against each other and against the treaty's clauses; 1 where there is a doubt."""
    from servanda.cli.lawcheck import doubts_of_law

    with _shell(shell, options).open() as ledger:
        view = ledger.view()
        acts = view.acts()
        own = {act.id for act in view.own_acts()}
        asked = [act for act in acts if whole or act.id in own]
        ids = {act.id for act in asked}
        doubts = [doubt for doubt in find_doubts(acts) if doubt.act in ids]
        doubts += doubts_of_law(asked, view, shell.catalog, on=today())
    if as_json:
        emit_json(doubts)
    else:
        for doubt in doubts:
            emit(f"{doubt.code}: {doubt.text}")
    if doubts:
        talk(f"{count(len(doubts), 'doubt')} about {count(len(asked), 'act')}")
    return 1 if doubts else 0


@command.command("verify")
@click.option("--head", default=None, metavar="HASH", help="A hash noted earlier that must still be in the chain.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@ledger_options
@click.pass_obj
def verify(shell: Shell, /, *, head: str | None, as_json: bool, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Follow the chain of hashes; 1 where a row was changed, removed or moved."""
    with _shell(shell, options).open() as ledger:
        faults, entries = ledger.verify(head), ledger.log()
        name = ledger.name
    last = entries[-1].hash if entries else None
    if as_json:
        emit_json({"ledger": name, "entries": len(entries), "head": last, "sound": not faults, "faults": faults})
    else:
        for fault in faults:
            emit(fault.text)
        if not faults:
            told = count(len(entries), "entry", "entries")
            emit(f"{name}: {told}, every one in its place; last hash {last or 'none'}")
    if faults:
        talk(f"{name}: {count(len(faults), 'fault')}: the record is not as it was written")
    return 1 if faults else 0


@command.command("log")
@click.option("--json", "as_json", is_flag=True, help="Print the entries as JSON, bodies included.")
@ledger_options
@click.pass_obj
def log(shell: Shell, /, *, as_json: bool, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Print every entry of the ledger in its order."""
    with _shell(shell, options).open() as ledger:
        entries = ledger.log()
    if as_json:
        emit_json(entries_json(entries))
    else:
        for entry in entries:
            emit(entry_line(entry))
    return 0


def _shell(shell: Shell, options: dict[str, Any]) -> Shell:
    return shell.with_options(options["ledger"], no_register=options["no_register"])
