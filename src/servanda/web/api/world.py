"""The catalog: treaties, states, groups and chambers, with what the record holds of them."""

from typing import Any

import msgspec

from servanda.presentation.world_json import state_object, treaty_object
from servanda.web.api.names import state_at, treaty_at
from servanda.web.asking import Clocks, Paged, StateText, TreatyText
from servanda.web.cursor import cursor_of, page_of
from servanda.web.endpoint import Call


class TreatyAsked(Clocks, frozen=True, kw_only=True):
    """One treaty."""

    treaty: TreatyText


class StateAsked(Clocks, frozen=True, kw_only=True):
    """One state."""

    state: StateText


class ChambersAsked(Paged, frozen=True, kw_only=True):
    """Chambers of parliaments."""

    state: StateText | None = None


def treaties(asked: Paged, call: Call) -> dict[str, Any]:
    """Every treaty that catalog and record hold."""
    record = call.record
    cursor = cursor_of(asked, path="treaties", head=record.head())
    known = (*record.catalog.treaties.values(), *record.view(asked.by, upto=cursor.upto).treaties())
    rows = [{"key": t.key, "title": t.title, "mtdsg": t.mtdsg, "clause_data": t.clauses is not None} for t in known]
    return page_of(rows, cursor, asked.limit)


def treaty(asked: TreatyAsked, call: Call) -> dict[str, Any]:
    """As `servanda treaty --json`."""
    view = call.record.view(asked.by)
    return treaty_object(treaty_at(asked.treaty, call.record.catalog, view), view)


def states(asked: Paged, call: Call) -> dict[str, Any]:
    """Every state of the catalog, those that are no more among them."""
    cursor = cursor_of(asked, path="states", head=call.record.head())
    rows = [
        {"code": s.code, "name": s.name, "kind": s.kind, "since": s.since, "until": s.until}
        for s in call.record.catalog.states.values()
    ]
    return page_of(rows, cursor, asked.limit)


def state(asked: StateAsked, call: Call) -> dict[str, Any]:
    """As `servanda state --json`."""
    record = call.record
    who = state_at(asked.state, record.catalog)
    return state_object(who, record.view(asked.by), record.catalog, on=asked.day(record.today()))


def groups(asked: Paged, call: Call) -> dict[str, Any]:
    """Alliances and other groups, with their members on the day."""
    cursor = cursor_of(asked, path="groups", head=call.record.head())
    day = asked.day(call.record.today())
    rows = [
        {"key": g.key, "name": g.name, "members": sorted(g.members_on(day))}
        for _, g in sorted(call.record.catalog.groups.items())
    ]
    return page_of(rows, cursor, asked.limit)


def chambers(asked: ChambersAsked, call: Call) -> dict[str, Any]:
    """Chambers of parliaments, of one state where it is named."""
    catalog = call.record.catalog
    cursor = cursor_of(asked, path="chambers", head=call.record.head())
    found = catalog.chambers_of(catalog.state(asked.state).code) if asked.state else catalog.chambers
    page = page_of(found, cursor, asked.limit)
    return {**page, "items": msgspec.to_builtins(page["items"])}
