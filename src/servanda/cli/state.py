"""`servanda state`: what catalog and ledger hold of a state."""

from datetime import date
from typing import Any

import click
import msgspec

from servanda.cli.shell import Shell, clock_options, emit, emit_json, ledger_options, today
from servanda.presentation.words import state_name


@click.command("state", epilog="Examples: servanda state LTU · servanda state Litauen --json")
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@clock_options
@ledger_options
@click.pass_obj
def command(
    shell: Shell,
    /,
    code: str,
    *,
    as_json: bool,
    on: date | None,
    known: date | None,
    ledger: str | None,
    no_register: bool,
) -> int:
    """Names, groups, neighbours, chambers and acts of the state CODE (a code, or a name in any language)."""
    shell = shell.with_options(ledger, no_register=no_register)
    day = on or today()
    catalog = shell.catalog
    state = catalog.state(code)
    groups = list(catalog.groups_of(state.code, day))
    chambers = catalog.chambers_of(state.code)
    neighbours = catalog.neighbours(state.code)
    with shell.open() as record:
        acts = record.view(known).acts(state=state.code)
    if as_json:
        emit_json(
            {
                **msgspec.to_builtins(state),
                "on": day.isoformat(),
                "groups": [{"key": g.key, "name": g.name} for g in groups],
                "neighbours": list(neighbours),
                "chambers": [msgspec.to_builtins(c) for c in chambers],
                "acts": [msgspec.to_builtins(a) for a in acts],
            }
        )
        return 0
    lines: dict[str, list[Any]] = {
        "Official": [state.official] if state.official else [],
        "Kind": [state.kind.replace("_", " ")],
        "Existed": [f"{state.since or '…'} to {state.until}"] if state.until else [],
        "Groups": [", ".join(g.name for g in groups)] if groups else [],
        "Neighbours": [", ".join(state_name(n, catalog) for n in neighbours)] if neighbours else [],
        "Chambers": [f"{c.name} ({c.english}), {c.kind}" + (f", {c.seats} seats" if c.seats else "") for c in chambers],
        "Approval": [state.approval.rule] if state.approval and state.approval.rule else [],
        "Acts": [f"{a.date}  {a.treaty}  {str(a.kind).replace('_', ' ')}" for a in acts] or ["none on record"],
    }
    emit(f"{state.name} ({state.code})")
    for label, rows in lines.items():
        for number, row in enumerate(rows):
            emit(f"  {'' if number else label:<12} {row}".rstrip())
    return 0
