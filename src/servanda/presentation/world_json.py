"""The JSON of what is known of a treaty, a state and a course, the same for the command line and the API."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from servanda.catalog import Catalog
from servanda.enquiry import Course
from servanda.ledger import LedgerView
from servanda.model import CONSENT, Action, State, Treaty


def treaty_object(treaty: Treaty, view: LedgerView) -> dict[str, Any]:
    """A treaty with its clauses, how far its record goes, and who left it."""
    coverage = view.coverage(treaty.key)
    acts = view.acts(treaty=treaty.key)
    return {
        **msgspec.to_builtins(treaty),
        "clause_data": treaty.clauses is not None,
        "coverage": {**msgspec.to_builtins(coverage), "text": str(coverage)},
        "consents": len({a.state for a in acts if a.kind in CONSENT}),
        "exits": [msgspec.to_builtins(a) for a in acts if a.kind is Action.WITHDRAWAL],
    }


def state_object(state: State, view: LedgerView, catalog: Catalog, *, on: date) -> dict[str, Any]:
    """A state with its groups of a day, neighbours, chambers and acts."""
    return {
        **msgspec.to_builtins(state),
        "on": on.isoformat(),
        "groups": [{"key": g.key, "name": g.name} for g in catalog.groups_of(state.code, on)],
        "neighbours": list(catalog.neighbours(state.code)),
        "chambers": [msgspec.to_builtins(c) for c in catalog.chambers_of(state.code)],
        "acts": [msgspec.to_builtins(a) for a in view.acts(state=state.code)],
    }


def timeline_object(who: State, courses: Iterable[Course], *, known: date | None) -> dict[str, Any]:
    """The acts and spells of a state, treaty by treaty."""
    rows = [{"treaty": c.treaty.key, "acts": list(c.acts), "spells": list(c.spells)} for c in courses]
    told: dict[str, Any] = msgspec.to_builtins({"state": who.code, "known": known, "courses": rows})
    return told
