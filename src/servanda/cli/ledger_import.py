"""`servanda ledger import`: files of acts and tables of depositaries into the record, every line and cell told."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from servanda.cli.shell import DAY, Shell, emit, emit_json, ledger_options, now, talk, today
from servanda.ledger import Ledger, Plan, plan_import
from servanda.ledger.export import act_row
from servanda.ledger.tables import Sorted, Source, TablePlan, Taken, plan_tables, sort_sources, take_tables
from servanda.model import Act, InputError, Reject

LARGEST = 64_000_000
"""Bytes of one file; the whole record of a depositary as one table has about ten million."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--partial", is_flag=True, help="Write the good lines, list and count the others.")
@click.option("--strict", is_flag=True, help="Write nothing where any line, cell or file cannot be read; exit 3.")
@click.option("--treaty", "key", default="", metavar="KEY", help="The treaty of a table that does not say it.")
@click.option("--as-of", type=DAY, default=None, metavar="D", help="The day up to which the tables were kept.")
@click.option("--dry-run", is_flag=True, help="Tell what would be written, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written and what was not as JSON.")
@ledger_options
@click.pass_obj
def command(shell: Shell, /, files: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Record the acts in each FILE or folder: CSV or JSON Lines of acts, a depositary's table or saved page.

    What a file is, its content tells (- is stdin). Importing twice changes nothing; a newer table records only the
    difference.
    """
    found = sort_sources(_sources(files))
    if not (found.rows or found.tables):
        why = "there are titles of treaties here, and no table of their participants" if found.heads else ""
        if found.refused and not why:
            _list(found.refused)
        hint = "each line after the first is one act; see docs/how-to/import-a-depositary-table.md"
        raise InputError(why or "there is no act in what was given", hint=hint)
    shell = shell.with_options(options["ledger"], no_register=options["no_register"])
    with shell.open() as ledger:
        haul = _haul(found, ledger, shell, options)
        _list(haul.rejects)
        refused = haul.refused(partial=options["partial"], strict=options["strict"])
        write = not (refused or options["dry_run"])
        new = haul.write(ledger) if write else ()
        if options["as_json"] or not refused:
            tell = _tell_json if options["as_json"] else _tell
            tell(haul, new, ledger.name, write=write, dry=options["dry_run"])
    if refused:
        _refuse(haul, partial=options["partial"])
    return 0


class Haul(msgspec.Struct, kw_only=True):
    """What the files came to: lines of acts in `lines`, tables in `tables`."""

    read: int
    lines: Plan
    taken: list[Taken]
    tables: TablePlan
    rejects: list[Reject]

    def refused(self, *, partial: bool, strict: bool) -> bool:
        """Whether nothing may be written: a bad line of acts stops all, a bad cell of a table only itself."""
        if strict and self.rejects:
            return True
        nothing = not (self.lines.acts or self.tables.made)
        if self.taken and nothing and self.rejects:
            return True
        return bool(self.lines.rejects) and not (partial and not nothing)

    def write(self, ledger: Ledger) -> Sequence[Act]:
        """Record it, all or none."""
        acts = (*self.lines.acts, *self.tables.acts)
        return ledger.append(acts, at=now(), treaties=self.tables.treaties, coverage=self.tables.coverage)


def _haul(found: Sorted, ledger: Ledger, shell: Shell, options: dict[str, Any]) -> Haul:
    view = ledger.view()
    known = {treaty.key.lower(): treaty for treaty in view.treaties()}
    lines = Plan()
    if found.rows:
        recorded = (*view.acts(), *view.own_acts())
        lines = plan_import(found.rows, shell.catalog, recorded=recorded, treaties=known)
    taken: list[Taken] = []
    if found.tables:
        as_of = options["as_of"].isoformat() if options["as_of"] else None
        taken = take_tables(found, shell.catalog, treaties=known, today=today(), key=options["key"], as_of=as_of)
    tables = plan_tables(taken, view, shell.catalog) if taken else TablePlan()
    rejects = [*lines.rejects, *found.refused, *tables.rejects]
    return Haul(read=len(found.rows), lines=lines, taken=taken, tables=tables, rejects=rejects)


def _sources(files: Sequence[str]) -> Iterator[Source]:
    """Every file that was named, and the members of every folder in the order of their names."""
    for name in files:
        if name == "-":
            yield Source(name="stdin", data=sys.stdin.buffer.read(LARGEST))
        elif Path(name).is_dir():
            inside = (Path(folder) / one for folder, _, members in os.walk(name) for one in members)
            members = sorted(path for path in inside if path.is_file() and not path.name.startswith("."))
            yield from (Source(name=str(path), data=_bytes(path), named=False) for path in members)
        else:
            yield Source(name=name, data=_bytes(Path(name)))


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise InputError(f"is larger than {LARGEST // 1_000_000} MB", where=str(path), hint="split it")
    return path.read_bytes()


def _list(rejects: Sequence[Reject]) -> None:
    for reject in rejects:
        talk(f"{reject.where}: {reject.reason}" + (f"; {reject.hint}" if reject.hint else ""))


def _refuse(haul: Haul, *, partial: bool) -> None:
    hint = "mend the lines above" + ("" if partial else ", or give --partial to write the good ones")
    if haul.taken and not haul.lines.rejects:
        message = f"{len(haul.rejects)} cells or files cannot be read and nothing was written"
        raise InputError(message, hint="mend what is listed above")
    raise InputError(
        f"{len(haul.lines.rejects)} of {haul.read} lines cannot be read and nothing was written", hint=hint
    )


def _tell(haul: Haul, new: Sequence[Act], name: str, *, write: bool, dry: bool) -> None:
    plan, tally = haul.tables, haul.tables.tally
    if haul.lines.rejects and new:
        talk(f"{len(haul.lines.rejects)} of {haul.read} lines were left out")
    if haul.taken:
        talk(
            f"{_count(len(haul.taken), 'table')}, {_count(tally.cells, 'cell')}: {tally.participants} of participants, "
            f"{tally.acts} of acts, {tally.joined} joined to them, {tally.marks} marks and notes, "
            f"{tally.rejected} rejected"
        )
    for change in plan.changes:
        talk(f"{_act(change.act)} corrects {change.before.kind} of {change.before.date}")
    for gone in plan.gone:
        talk(f"{gone.table}: no longer in the table: {_act(gone.act)}; it stays on record")
    for older in plan.older:
        talk(f"{_act(older)} stands in an older table; the newer one holds")
    if plan.treaties and write:
        talk(f"{_count(len(plan.treaties), 'treaty', 'treaties')} outside the catalog registered")
    count = _new(haul, new, dry=dry)
    done = "would be written" if dry else "written"
    emit(f"{_count(count, 'act')} {done}, {_held(haul, count)} held already: {name}")


def _tell_json(haul: Haul, new: Sequence[Act], name: str, *, write: bool, dry: bool) -> None:
    plan, tally = haul.tables, haul.tables.tally
    count = _new(haul, new, dry=dry)
    emit_json(
        {
            "ledger": name,
            "read": haul.read + plan.made,
            "written": count,
            "held": _held(haul, count) if write or dry else 0,
            "rejects": [{"where": r.where, "reason": r.reason, "hint": r.hint} for r in haul.rejects],
            "dry_run": dry,
            "cells": {"read": tally.cells, **msgspec.structs.asdict(tally)},
            "tables": [_table(one) for one in haul.taken],
            "treaties": [treaty.key for treaty in plan.treaties],
            "corrected": [{"act": act_row(c.act), "before": act_row(c.before)} for c in plan.changes],
            "gone": [{"table": g.table, "act": act_row(g.act)} for g in plan.gone],
            "overruled": [act_row(act) for act in plan.older],
        }
    )


def _table(one: Taken) -> dict[str, Any]:
    head = one.table.head
    cells = {"read": one.tally.cells, **msgspec.structs.asdict(one.tally)}
    return {
        "file": one.table.name,
        "form": one.table.form,
        "treaty": one.key or None,
        "as_of": head.as_of,
        "acts": len(one.acts),
        "cells": cells,
    }


def _new(haul: Haul, new: Sequence[Act], *, dry: bool) -> int:
    return len(haul.lines.acts) + len(haul.tables.acts) if dry else len(new)


def _held(haul: Haul, count: int) -> int:
    """Acts of the files that the record holds already, under this name or told no less fully."""
    return haul.read - len(haul.lines.rejects) + haul.tables.made - count


def _act(act: Act) -> str:
    place = f" for {act.territory}" if act.territory else ""
    return f"{act.state} {act.treaty}: {act.kind}{place} of {act.date}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
