"""`servanda state`: what catalog and ledger hold of a state."""

from typing import Any

import click

from servanda.cli.shell import Question, emit, emit_json, question
from servanda.wording import state_name


@click.command("state", epilog="Examples: servanda state LTU · servanda state Litauen --json")
@click.argument("code")
@question("Print as JSON.")
def command(asked: Question, /, code: str) -> int:
    """Names, groups, neighbours, chambers and acts of the state CODE (a code, or a name in any language)."""
    day, catalog = asked.on, asked.shell.catalog
    state = catalog.state(code)
    groups = list(catalog.groups_of(state.code, day))
    chambers = catalog.chambers_of(state.code)
    neighbours = catalog.neighbours(state.code)
    with asked.shell.open() as record:
        view = record.view(asked.known)
        acts = view.acts(state=state.code)
    if asked.as_json:
        from servanda.presentation.world_json import state_object

        emit_json(state_object(state, view, catalog, on=day))
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
