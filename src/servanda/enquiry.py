"""Questions about the record: the conductor for status, timeline and what-if, as `pipeline` is for reading.

Joins catalog, ledger view and law. It reads no clock: `on` and `known` are arguments.
"""

from datetime import date

import msgspec

from servanda.catalog import Catalog
from servanda.catalog.territories import is_territory, territory_names
from servanda.law import Above, Along, Person, Scope, WhatIf, along, ask, spells, what_if
from servanda.law import status as derive_status
from servanda.ledger import Coverage, LedgerView
from servanda.ledger.view import OUTSIDE
from servanda.model import Act, Action, InputError, Spell, State, Status, StatusValue, Treaty, latest


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
    if text.startswith(OUTSIDE):  # the ledger's own key: no need to look for the nearest names of the catalog first
        held = next((treaty for treaty in view.treaties() if treaty.key == text), None)
        if held is not None:
            return held
    try:
        return catalog.treaty(text)
    except InputError:
        known = {treaty.key.lower(): treaty for treaty in view.treaties()}
        for name in (text.strip().lower(), f"{OUTSIDE}{text.strip().lower()}"):
            if name in known:
                return known[name]
        if text.strip().lower().startswith(OUTSIDE):  # a number of the collection may be a treaty of the catalog
            return catalog.treaty(text.strip()[len(OUTSIDE) :])
        raise


def person_of(who: State, catalog: Catalog) -> Person:
    """A state with those whose person it continues and those it succeeds."""
    before = catalog.predecessors_of(who.code)
    return Person(
        state=who,
        continues=tuple(state.code for state, mode in before if mode == "continuation"),
        predecessors=tuple(state for state, mode in before if mode == "succession"),
    )


def scope_of(
    who: State,
    what: Treaty,
    *,
    catalog: Catalog,
    view: LedgerView,
    on: date,
    towards: str | None = None,
    territory: str | None = None,
) -> Scope:
    """What a question is about: persons, every parent treaty, the counterparty and the territory.

    Raises:
        InputError: for a counterparty or a territory nobody knows, or a counterparty that is the state itself.
    """
    facing = catalog.state(towards) if towards else None
    if facing is not None and facing.code == who.code:
        raise InputError(f"{who.code} has no relation to itself", value=who.code, hint="name another state")
    return Scope(
        person=person_of(who, catalog),
        parents=tuple(_above(parent, view.coverage(parent.key), on) for parent in parents_of(what, catalog)),
        same=catalog.continued,
        complete=view.coverage(what.key).complete,
        towards=facing.code if facing else None,
        counterpart=person_of(facing, catalog) if facing else None,
        territory=_territory(territory, who, view) if territory else (),
    )


def _territory(text: str, who: State, view: LedgerView) -> tuple[str, ...]:
    """Every name of a territory; a name that is no territory's counts where an act of the state says it.

    A treaty binds a state for its whole territory (VCLT 29), which says nothing of a place that is none of it.
    """
    asked = text.strip().lower()
    if not is_territory(text) and all((act.territory or "").lower() != asked for act in view.acts(state=who.code)):
        hint = "name it by its ISO 3166-1 code or English name, or as an act on record does"
        raise InputError(f"no territory “{text.strip()}” is known", value=text, hint=hint)
    return territory_names(text)


def _above(parent: Treaty, coverage: Coverage, on: date) -> Above:
    until = latest(coverage.as_of) if coverage.as_of else None
    return Above(treaty=parent, covered=coverage.whole_on(on), until=until)


def parents_of(treaty: Treaty, catalog: Catalog) -> tuple[Treaty, ...]:
    """The treaties one hangs on, the nearest first, as far as leaving or never joining them matters to it."""
    found: list[Treaty] = []
    while treaty.parent and treaty.clauses and (treaty.clauses.parent_exit or treaty.clauses.parent_required):
        parent = catalog.treaties.get(treaty.parent)
        if parent is None or parent in found:
            break
        found.append(parent)
        treaty = parent
    return tuple(found)


def acts_under(treaty: Treaty, scope: Scope, view: LedgerView) -> tuple[Act, ...]:
    """The acts on a treaty and on every treaty it hangs on."""
    above = (act for parent in scope.parents for act in view.acts(treaty=parent.treaty.key))
    return (*view.acts(treaty=treaty.key), *above)


def status(
    state: str,
    treaty: str,
    *,
    view: LedgerView,
    on: date,
    known: date | None = None,
    catalog: Catalog,
    towards: str | None = None,
    territory: str | None = None,
) -> Status:
    """The status of a state under a treaty on a day; names, codes and aliases are resolved.

    Raises:
        InputError: for a state or treaty nobody knows, with the nearest names.
    """
    who, what = catalog.state(state), find_treaty(treaty, catalog, view)
    coverage = view.coverage(what.key)
    scope = scope_of(who, what, catalog=catalog, view=view, on=on, towards=towards, territory=territory)
    return derive_status(
        who.code,
        what,
        acts_under(what, scope, view),
        on=on,
        known=known,
        covered=coverage.whole_on(on),
        coverage=str(coverage),
        scope=scope,
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
    towards: str | None = None,
    territory: str | None = None,
) -> WhatIf:
    """What would follow if a state took an act; see `servanda.law.what_if`."""
    who, what = catalog.state(state), find_treaty(treaty, catalog, view)
    coverage = view.coverage(what.key)
    scope = scope_of(who, what, catalog=catalog, view=view, on=on, towards=towards, territory=territory)
    found = what_if(
        who.code,
        what,
        acts_under(what, scope, view),
        act,
        notified=notified,
        conflict=conflict,
        out_by=out_by,
        on=on,
        known=known,
        covered=coverage.whole_on(on),
        scope=scope,
    )
    told = found.if_party or found
    if act is not Action.WITHDRAWAL or territory or told.effective is None:
        return found
    lost = msgspec.structs.replace(told, along=_going_along(who, what, told, catalog=catalog, view=view, known=known))
    return msgspec.structs.replace(found, if_party=lost) if found.if_party else lost


def _going_along(
    who: State, what: Treaty, found: WhatIf, *, catalog: Catalog, view: LedgerView, known: date | None
) -> tuple[Along, ...]:
    """The treaties that would end for a state with the one it would leave: protocols, and protocols of protocols."""
    day = found.effective
    if day is None or found.notified is None:
        return ()
    act = Act(
        id="supposed",
        state=who.code,
        treaty=what.key,
        kind=Action.WITHDRAWAL,
        date=found.notified.isoformat(),
        effective=day.isoformat(),
    )
    lost = []
    for child in catalog.treaties.values():
        if child.key != what.key and any(parent.key == what.key for parent in parents_of(child, catalog)):
            scope = scope_of(who, child, catalog=catalog, view=view, on=day)
            covered = view.coverage(child.key).whole_on(day)
            acts = acts_under(child, scope, view)
            lost.append(along(ask(who.code, child, acts, known=known, covered=covered, scope=scope), act))
    return tuple(sorted((one for one in lost if one), key=lambda one: (one.effective, one.treaty)))


def timeline(
    state: str, treaty: str | None, *, view: LedgerView, on: date, known: date | None = None, catalog: Catalog
) -> tuple[State, list[Course]]:
    """The acts and spells of a state, of one treaty or of all it acted on."""
    who = catalog.state(state)
    keys = [find_treaty(treaty, catalog, view).key] if treaty else sorted({a.treaty for a in view.acts(state=who.code)})
    courses = []
    for key in keys:
        what = find_treaty(key, catalog, view)
        scope = scope_of(who, what, catalog=catalog, view=view, on=on)
        acts = acts_under(what, scope, view)
        covered = view.coverage(key).whole_on(on)
        found = spells(who.code, what, acts, on=on, known=known, covered=covered, scope=scope)
        mine = tuple(a for a in acts if a.treaty == key and a.state in scope.codes(who.code))
        courses.append(Course(treaty=what, acts=mine, spells=tuple(_told(found))))
    return who, courses


def _told(found: tuple[Spell, ...]) -> list[Spell]:
    return [spell for spell in found if spell.status not in (StatusValue.NONE, StatusValue.NOT_COVERED)]
