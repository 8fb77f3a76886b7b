"""`servanda ledger diff`: what changed in the world between two days, and what we learnt, by either clock."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click
import msgspec

from servanda.cli.ledger_show import act_line, entries_json, entry_line
from servanda.cli.shell import DAY, Shell, emit, emit_json, ledger_options
from servanda.ledger import Entry, Lesson, act_row, lessons
from servanda.model import Act, UsageError

if TYPE_CHECKING:
    from servanda.changes import Change


@click.command("diff")
@click.option("--from", "start", type=DAY, required=True, metavar="D", help="After that day …")
@click.option("--to", "end", type=DAY, required=True, metavar="D", help="… and by the end of that one.")
@click.option(
    "--clock",
    type=click.Choice(("known", "recorded")),
    default=None,
    help="Of what was learnt, only what became public then, or only what this ledger recorded then; default both.",
)
@click.option("--json", "as_json", is_flag=True, help="Print changed and learnt as JSON.")
@ledger_options
@click.pass_obj
def command(shell: Shell, /, start: date, end: date, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """What changed in the world between two days, and what became known or was recorded between them."""
    from servanda.changes import changes

    if start > end:
        raise UsageError("--from lies after --to", value=str(start))
    clock = options["clock"]
    shell = shell.with_options(options["ledger"], no_register=options["no_register"])
    with shell.open() as ledger:
        now = ledger.view().loaded()
        changed = changes(now, shell.catalog, start=start, end=end)
        acts = {act.id: act for act in now.acts()}
        learnt = lessons(ledger.view(start), ledger.view(end)) if clock != "recorded" else None
        recorded = _recorded(ledger.log(), start, end) if clock != "known" else None
    if options["as_json"]:
        emit_json(_json(start, end, changed, learnt, recorded))
    else:
        for line in _text(start, end, changed, acts, learnt, recorded):
            emit(line)
    return 0


def _recorded(entries: list[Entry], start: date, end: date) -> list[Entry]:
    return [e for e in entries if start.isoformat() < e.recorded_at[:10] <= end.isoformat()]


def _json(
    start: date,
    end: date,
    changed: "tuple[Change, ...]",
    learnt: tuple[Lesson, ...] | None,
    recorded: list[Entry] | None,
) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if learnt is not None:
        told["known"] = [
            {"on": one.on, "act": _row(one.act), "instead_of": _row(one.instead_of), "why": one.why or None}
            for one in learnt
        ]
    if recorded is not None:
        told["recorded"] = entries_json(recorded)
    return {"from": start, "to": end, "changed": [msgspec.to_builtins(c) for c in changed], "learnt": told}


def _row(act: Act | None) -> dict[str, str] | None:
    return None if act is None else act_row(act)


def _text(
    start: date,
    end: date,
    changed: "tuple[Change, ...]",
    acts: dict[str, Act],
    learnt: tuple[Lesson, ...] | None,
    recorded: list[Entry] | None,
) -> Iterator[str]:
    yield f"What changed in the world after {start} and by {end}: {len(changed) or 'nothing'}"
    yield from (f"  {_change(one, acts)}" for one in changed)
    if learnt is not None:
        yield f"What became public: {len(learnt) or 'nothing'}"
        yield from (f"  {_lesson(one)}" for one in learnt)
    if recorded is not None:
        yield f"What this ledger recorded: {len(recorded) or 'nothing'}"
        yield from (f"  {entry_line(entry)}" for entry in recorded)


def _change(one: "Change", acts: dict[str, Act]) -> str:
    if one.status is not None:
        return f"{one.date}  {one.state} {one.treaty}: now {one.status}" + (f" [{one.article}]" if one.article else "")
    act = acts[one.act or ""]
    done = "" if one.what == "act" else f" of {act.date} takes effect"
    return f"{one.date}  {one.state} {one.treaty}: {act.kind}{done}"


def _lesson(one: Lesson) -> str:
    before = f"instead of {act_line(one.instead_of)}" if one.instead_of else ""
    if one.act is None:
        return f"{one.on}  no longer on record, {before}"
    return f"{one.on}  {act_line(one.act)}" + (f" {before}" if before else "") + (f": {one.why}" if one.why else "")
