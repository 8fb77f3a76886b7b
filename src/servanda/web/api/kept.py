"""What the record holds: acts, and the reports, claims and events that were recorded; procedures are made of events.

The ledger adds and never changes, so an event that was read again stands in it twice: the list gives the latest
reading of each id, at the place of its first, as the decisions of reviewers left it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

import msgspec

from servanda.enquiry import find_treaty
from servanda.ledger import EntryKind
from servanda.model import InputError
from servanda.web.asking import Clocks, Paged, StateText, TreatyText
from servanda.web.cursor import cursor_of, page_of
from servanda.web.endpoint import Call
from servanda.web.problems import Missing

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class OneAsked(Clocks, frozen=True, kw_only=True):
    """One thing by its id, as it was recorded by the day `known` where that is given."""

    id: Name


class ActsAsked(Paged, frozen=True, kw_only=True):
    """Acts, by day."""

    state: StateText | None = None
    treaty: TreatyText | None = None


class ReportsAsked(Paged, frozen=True, kw_only=True):
    """Reports, in the order they were recorded."""

    q: Annotated[str, msgspec.Meta(description="Words that all stand in the title or the text.")] | None = None
    language: str | None = None
    publisher: str | None = None


class ReadAsked(ActsAsked, frozen=True, kw_only=True):
    """Claims or events."""

    action: str | None = None
    stage: str | None = None
    certainty: str | None = None


class ClaimsAsked(ReadAsked, frozen=True, kw_only=True):
    """Claims, in the order they were recorded."""

    report: Name | None = None


class EventsAsked(ReadAsked, frozen=True, kw_only=True):
    """Events, in the order they were first recorded."""

    procedure: Name | None = None
    stands: Literal["true", "false"] | None = None


def acts(asked: ActsAsked, call: Call) -> dict[str, Any]:
    """The acts that hold, by day, the register's among them."""
    record = call.record
    cursor = cursor_of(asked, path="acts", head=record.head())
    view = record.view(asked.by, upto=cursor.upto)
    state = record.catalog.state(asked.state).code if asked.state else None
    treaty = find_treaty(asked.treaty, record.catalog, view).key if asked.treaty else None
    page = page_of(view.acts(state, treaty), cursor, asked.limit)
    return {**page, "items": msgspec.to_builtins(page["items"])}


def act(asked: OneAsked, call: Call) -> dict[str, Any]:
    """One act."""
    view = call.record.view(asked.by)
    found = next((one for one in (*view.acts(), *view.own_acts()) if one.id == asked.id), None)
    told: dict[str, Any] = msgspec.to_builtins(found) if found else _missing("act", asked.id)
    return told


def reports(asked: ReportsAsked, call: Call) -> dict[str, Any]:
    """Recorded reports without their text, which one report by its id has."""
    words = (asked.q or "").casefold().split()

    def wanted(row: dict[str, Any]) -> bool:
        text = f"{row.get('title') or ''}\n{row['text']}".casefold() if words else ""
        return all(word in text for word in words) and _by(row, asked) and _same(row, asked, "language", "publisher")

    page = _page(asked, call, EntryKind.REPORT, wanted=wanted)
    return {**page, "items": [{k: v for k, v in row.items() if k not in ("text", "path")} for row in page["items"]]}


def report(asked: OneAsked, call: Call) -> dict[str, Any]:
    """One report with its text, its claims, and the events it tells of."""
    found = [row for row in _rows(call, EntryKind.REPORT) if row["id"] == asked.id and _by(row, asked)]
    if not found:
        _missing("report", asked.id)
    made = {key: value for key, value in found[-1].items() if key != "path"}
    claims = [row for row in _rows(call, EntryKind.CLAIM) if row["report"] == asked.id and _by(row, asked)]
    events = [row["id"] for row in call.record.reviewed.upto(day=asked.by).rows if _tells(row, asked.id)]
    return {**made, "claims": claims, "events": events}


def claims(asked: ClaimsAsked, call: Call) -> dict[str, Any]:
    """Recorded claims."""
    return _page(asked, call, EntryKind.CLAIM, wanted=lambda row: _read_as_asked(row, asked, "report"))


def events(asked: EventsAsked, call: Call) -> dict[str, Any]:
    """Recorded events as reviewers left them: mergers as one, splits as two, what is rejected as not standing."""
    stands = None if asked.stands is None else asked.stands == "true"
    cursor = cursor_of(asked, path="events", head=call.record.head())
    rows = [
        row
        for row in _shown(call, *_names(asked, call), upto=cursor.upto, known=asked.by)
        if _same(row, asked, "action", "stage", "certainty", "procedure") and stands in (None, row["stands"])
    ]
    return page_of(rows, cursor, asked.limit)


def event(asked: OneAsked, call: Call) -> dict[str, Any]:
    """One event as reviewers left it; of one told as part of another, what it told by itself, and `review.into`."""
    return call.record.reviewed.upto(day=asked.by).by_id.get(asked.id) or _missing("event", asked.id)


def procedures(asked: ActsAsked, call: Call) -> dict[str, Any]:
    """Procedures of recorded events: the rungs of one course."""
    cursor = cursor_of(asked, path="procedures", head=call.record.head())
    rows = _shown(call, *_names(asked, call), upto=cursor.upto, known=asked.by)
    return page_of(_procedures(rows), cursor, asked.limit)


def procedure(asked: OneAsked, call: Call) -> dict[str, Any]:
    """One procedure with its events."""
    rows = [row for row in call.record.reviewed.upto(day=asked.by).rows if row["procedure"] == asked.id]
    return {**_procedures(rows)[0], "events": _in_time(rows)} if rows else _missing("procedure", asked.id)


def _page(asked: Paged, call: Call, kind: EntryKind, *, wanted: Any) -> dict[str, Any]:  # noqa: ANN401 - a test of rows
    cursor = cursor_of(asked, path=kind, head=call.record.head())
    named = _names(asked, call) if isinstance(asked, ActsAsked) else ("", "")
    rows = _rows(call, kind, *named, upto=cursor.upto)
    kept = rows if kind is EntryKind.CLAIM else _latest(rows)
    return page_of([row for row in kept if wanted(row)], cursor, asked.limit)


def _names(asked: ActsAsked, call: Call) -> tuple[str, str]:
    catalog, view = call.record.catalog, call.record.view()
    state = catalog.state(asked.state).code if asked.state else ""
    return state, find_treaty(asked.treaty, catalog, view).key if asked.treaty else ""


def _rows(
    call: Call, kind: EntryKind, state: str = "", treaty: str = "", upto: int | None = None
) -> list[dict[str, Any]]:
    rows = call.record.kept(kind)
    return [
        row
        for row in rows
        if (not state or row["state"] == state)
        and (not treaty or row["treaty"] == treaty)
        and (upto is None or row["entry"] <= upto)
    ]


def _shown(call: Call, state: str, treaty: str, *, upto: int, known: date | None) -> list[dict[str, Any]]:
    """Events as they are shown, by what was recorded up to an entry, and up to a day where one is asked."""
    shown = call.record.reviewed.upto(upto, known)
    return [row for row in shown.rows if state in ("", row["state"]) and treaty in ("", row["treaty"])]


def _latest(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The last reading of each id, at the place of the first."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        found[row["id"]] = row
    return list(found.values())


def _read_as_asked(row: dict[str, Any], asked: ReadAsked, *more: str) -> bool:
    return _by(row, asked) and _same(row, asked, "action", "stage", "certainty", *more)


def _by(row: dict[str, Any], asked: Clocks) -> bool:
    """Whether it was recorded by the day by which things are to be known."""
    return asked.by is None or row["recorded_at"][:10] <= asked.by.isoformat()


def _same(row: dict[str, Any], asked: msgspec.Struct, *names: str) -> bool:
    return all(getattr(asked, name) in (None, row.get(name)) for name in names)


def _tells(event: dict[str, Any], report: str) -> bool:
    return any(report in origin for origin in event["origins"])


def _procedures(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["procedure"]:
            found.setdefault(row["procedure"], []).append(row)
    return [_procedure(name, _in_time(rungs)) for name, rungs in found.items()]


def _procedure(name: str, rungs: list[dict[str, Any]]) -> dict[str, Any]:
    last = rungs[-1]
    told = [{key: rung[key] for key in ("id", "stage", "certainty", "date", "stands")} for rung in rungs]
    return {"id": name, "state": last["state"], "treaty": last["treaty"], "action": last["action"], "rungs": told}


def _in_time(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["date"] or "9999", row["id"]))


def _missing(what: str, name: str) -> Any:  # noqa: ANN401 - it never returns
    raise Missing(InputError(f"no {what} “{name[:40]}” on record", value=name[:40]))
