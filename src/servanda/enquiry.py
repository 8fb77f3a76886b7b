"""Questions about the record: the conductor for status, timeline and what-if, as `pipeline` is for reading.

Joins catalog, ledger view and law. It reads no clock: `on` and `known` are arguments.
"""

from datetime import date

import msgspec

from servanda.catalog import Catalog
from servanda.law import WhatIf, spells, what_if
from servanda.law import status as derive_status
from servanda.ledger import LedgerView
from servanda.model import Act, Action, InputError, Spell, State, Status, StatusValue, Treaty


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """What one state did under one treaty, and the spells it came to."""

    treaty: Treaty
    acts: tuple[Act, ...]
    spells: tuple[Spell, ...]


def find_treaty(text: str, catalog: Catalog, view: LedgerView) -> Treaty:
    """Resolve a treaty by key, alias or MTDSG number, in the catalog or in the ledger (`untc:IV-8`).

    Raises:
        InputError: with the nearest names.
    """
    try:
        return catalog.treaty(text)
    except InputError:
        known = {treaty.key.lower(): treaty for treaty in view.treaties()}
        if text.lower() in known:
            return known[text.lower()]
        raise


def status(
    state: str, treaty: str, *, view: LedgerView, on: date, known: date | None = None, catalog: Catalog
) -> Status:
    """The status of a state under a treaty on a day; names, codes and aliases are resolved.

    Raises:
        InputError: for a state or treaty nobody knows, with the nearest names.
    """
    who, what = catalog.state(state), find_treaty(treaty, catalog, view)
    coverage = view.coverage(what.key)
    return derive_status(
        who.code,
        what,
        view.acts(treaty=what.key),
        on=on,
        known=known,
        covered=coverage.whole_on(on),
        coverage=str(coverage),
    )


def suppose(  # noqa: PLR0913 - the questions of the contract, each by its keyword
    state: str,
    treaty: str,
    act: Action,
    *,
    notified: date | None,
    conflict: tuple[date, date | None] | None = None,
    out_by: date | None = None,
    view: LedgerView,
    on: date,
    known: date | None = None,
    catalog: Catalog,
) -> WhatIf:
    """What would follow if a state took an act; see `servanda.law.what_if`."""
    who, what = catalog.state(state), find_treaty(treaty, catalog, view)
    coverage = view.coverage(what.key)
    return what_if(
        who.code,
        what,
        view.acts(treaty=what.key),
        act,
        notified=notified,
        conflict=conflict,
        out_by=out_by,
        on=on,
        known=known,
        covered=coverage.whole_on(on),
    )


def timeline(
    state: str, treaty: str | None, *, view: LedgerView, on: date, known: date | None = None, catalog: Catalog
) -> tuple[State, list[Course]]:
    """The acts and spells of a state, of one treaty or of all it acted on."""
    who = catalog.state(state)
    keys = [find_treaty(treaty, catalog, view).key] if treaty else sorted({a.treaty for a in view.acts(state=who.code)})
    courses = []
    for key in keys:
        what = find_treaty(key, catalog, view)
        acts = view.acts(treaty=key)
        found = spells(who.code, what, acts, on=on, known=known, covered=view.coverage(key).whole_on(on))
        courses.append(
            Course(treaty=what, acts=tuple(a for a in acts if a.state == who.code), spells=tuple(_told(found)))
        )
    return who, courses


def _told(found: tuple[Spell, ...]) -> list[Spell]:
    return [spell for spell in found if spell.status not in (StatusValue.NONE, StatusValue.NOT_COVERED)]
