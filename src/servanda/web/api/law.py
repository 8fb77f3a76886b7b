"""What the law makes of the record: status, timeline, what-if, the dates ahead and the panel."""

from datetime import date, timedelta
from typing import Annotated, Any, Literal

import msgspec

from servanda import enquiry
from servanda.agenda import dates_due
from servanda.law import status_json, what_if_json
from servanda.lookup import each
from servanda.model import UsageError
from servanda.model.vocabulary import VERBS
from servanda.panels import EVERY, Days, find_who, one_day, row_of_days
from servanda.presentation.world_json import timeline_object
from servanda.web.api.names import state_at, treaty_at
from servanda.web.asking import Clocks, DayText, StateText, TreatyText, first_day, last_day
from servanda.web.endpoint import Answer, Call

AHEAD = timedelta(days=731)
"""How far the calendar looks where no `until` is given: two years."""

Towards = Annotated[str, msgspec.Meta(description="Whether it is in force between the state and this one.")]
Territory = Annotated[str, msgspec.Meta(description="Ask for one territory of the state: a code or a name.")]


class StatusAsked(Clocks, frozen=True, kw_only=True):
    """A status."""

    state: StateText
    treaty: TreatyText
    towards: Towards | None = None
    territory: Territory | None = None


class TimelineAsked(Clocks, frozen=True, kw_only=True):
    """A timeline; without a treaty, of all the state acted on."""

    state: StateText
    treaty: TreatyText | None = None


class WhatIfAsked(StatusAsked, frozen=True, kw_only=True):
    """A supposition: which act, when."""

    act: Annotated[str, msgspec.Meta(description=f"One of {', '.join(VERBS)}.")] = "withdraw"
    notified: Annotated[str, msgspec.Meta(description="The day of deposit or receipt; default `on`.")] | None = None
    conflict: Annotated[str, msgspec.Meta(description="Days of an armed conflict, START or START/END.")] | None = None
    out_by: Annotated[str, msgspec.Meta(description="Ask for the latest day to notify so as to be out.")] | None = None


class CalendarAsked(Clocks, frozen=True, kw_only=True):
    """Dates ahead; of everybody where nobody is named."""

    state: tuple[StateText, ...] = ()
    treaty: tuple[TreatyText, ...] = ()
    group: str | None = None
    until: DayText | None = None
    format: Literal["json", "ics"] = "json"


class PanelAsked(Clocks, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """A table of statuses, on one day or on many."""

    treaty: tuple[TreatyText, ...] = ()
    state: tuple[StateText, ...] = ()
    group: tuple[str, ...] = ()
    first: Annotated[str, msgspec.Meta(description="First of several days.")] | None = None
    last: Annotated[str, msgspec.Meta(description="Last of several days; default today.")] | None = None
    every: Annotated[str, msgspec.Meta(description=f"Step between them: {', '.join(EVERY)}.")] | None = None
    format: Literal["json", "csv", "parquet"] = "json"
    reasons: Annotated[bool, msgspec.Meta(description="Whether the column `reason` is wanted.")] = True


def status(asked: StatusAsked, call: Call) -> dict[str, Any]:
    """As `servanda status --json`."""
    record, known = call.record, asked.by
    view = record.view(known)
    return status_json(
        enquiry.status(
            state_at(asked.state, record.catalog).code,
            treaty_at(asked.treaty, record.catalog, view).key,
            view=view,
            on=asked.day(record.today()),
            known=known,
            catalog=record.catalog,
            towards=asked.towards,
            territory=asked.territory,
        )
    )


def timeline(asked: TimelineAsked, call: Call) -> dict[str, Any]:
    """As `servanda timeline --json`."""
    record, known = call.record, asked.by
    view = record.view(known)
    who = state_at(asked.state, record.catalog)
    key = treaty_at(asked.treaty, record.catalog, view).key if asked.treaty else None
    day = asked.day(record.today())
    found, courses = enquiry.timeline(who.code, key, view=view, on=day, known=known, catalog=record.catalog)
    return timeline_object(found, courses, known=known)


def what_if(asked: WhatIfAsked, call: Call) -> dict[str, Any]:
    """As `servanda what-if --json`."""
    record, known = call.record, asked.by
    if asked.act not in VERBS:
        raise UsageError(f"no act “{asked.act}”", value=asked.act, where="act", hint=f"one of {', '.join(VERBS)}")
    view, notified, out_by = record.view(known), last_day(asked.notified, "notified"), last_day(asked.out_by, "out_by")
    on = last_day(asked.on, "on") or notified or record.today()
    return what_if_json(
        enquiry.suppose(
            state_at(asked.state, record.catalog).code,
            treaty_at(asked.treaty, record.catalog, view).key,
            VERBS[asked.act],
            notified=notified or (None if out_by else on),
            conflict=_conflict(asked.conflict),
            out_by=out_by,
            view=view,
            on=on,
            known=known,
            catalog=record.catalog,
            towards=asked.towards,
            territory=asked.territory,
        )
    )


def calendar(asked: CalendarAsked, call: Call) -> Any:  # noqa: ANN401 - JSON, or a calendar of bytes
    """As `servanda calendar`."""
    record, catalog, on, known = call.record, call.record.catalog, asked.day(call.record.today()), asked.by
    view = record.view(known)
    wanted = {catalog.state(text).code for text in each(asked.state, catalog.state)}
    members = set(catalog.group(asked.group).members_on(on)) if asked.group else set()
    chosen = (wanted | members) if not (wanted and members) else (wanted & members)
    treaties = each(asked.treaty, lambda text: enquiry.find_treaty(text, catalog, view))
    due = dates_due(
        view=view,
        catalog=catalog,
        on=on,
        until=last_day(asked.until, "until") or on + min(AHEAD, date.max - on),
        known=known,
        states=chosen or ({"-"} if asked.group or asked.state else ()),
        treaties={enquiry.find_treaty(text, catalog, view).key for text in treaties},
    )
    if asked.format == "ics":
        from servanda.presentation.calendar import as_ics

        return Answer(content=as_ics(due, catalog, on=on).encode(), media="text/calendar")
    return {"on": on, "known": known, "items": [msgspec.to_builtins(one) for one in due]}


def panel(asked: PanelAsked, call: Call) -> Answer:
    """As `servanda panel`."""
    record, catalog = call.record, call.record.catalog
    panels, days = record.panels(asked.by), _days(asked, record.today())
    who = find_who(each(asked.state, catalog.state), each(asked.group, catalog.group), catalog)
    found = panels.panel(
        days,
        treaties=each(asked.treaty, panels.resolve),
        who=who,
        reasons=asked.reasons,
        most=call.settings.limits.panel_rows,
    )
    return _table(found, asked.format)


def _days(asked: PanelAsked, today: date) -> Days:
    begun = first_day(asked.first, "from")
    if begun is None:
        if asked.last or asked.every:
            raise UsageError("`to` and `every` need `from`", where="from")
        return one_day(asked.day(today))
    if asked.on:
        raise UsageError("`on` and `from` contradict each other", hint="ask about one day or about several")
    return row_of_days(begun, last_day(asked.last, "to") or today, asked.every or "month")


def _table(found: Any, form: str) -> Answer:  # noqa: ANN401 - polars is loaded only where a panel is asked
    if form == "parquet":
        import io

        buffer = io.BytesIO()
        found.write_parquet(buffer)
        return Answer(content=buffer.getvalue(), media="application/vnd.apache.parquet")
    from servanda.presentation.panel_text import as_csv, as_json

    if form == "csv":
        return Answer(content="".join(as_csv(found)).encode(), media="text/csv")
    return Answer(content="".join(as_json(found)).encode())


def _conflict(text: str | None) -> tuple[date, date | None] | None:
    if not text:
        return None
    start, _, end = text.partition("/")
    first, last = first_day(start, "conflict"), last_day(end, "conflict") if end != ".." else None
    if first is None:
        raise UsageError("an armed conflict has a first day", value=text, where="conflict", hint="START or START/END")
    if last is not None and last < first:
        raise UsageError("ends before it starts", value=text, where="conflict")
    return first, last
