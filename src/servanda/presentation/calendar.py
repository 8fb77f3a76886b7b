"""Legal dates ahead for people and for their calendars (RFC 5545)."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from servanda.agenda import Due
from servanda.catalog import Catalog
from servanda.wording import say_date, state_name, treaty_title


def as_text(due: Sequence[Due], catalog: Catalog) -> str:
    """A line for each date, month by month."""
    lines: list[str] = []
    for month, members in groupby(due, key=lambda one: one.date.isoformat()[:7]):
        lines += ["", say_date(month)] if lines else [say_date(month)]
        for one in members:
            where = (
                f"  [art. {one.article}]" if one.article and one.article[0].isdigit() else f"  [{one.article or ''}]"
            )
            said = f"{state_name(one.state, catalog)}, {_short(one.treaty, catalog)}: {one.what}"
            lines.append(f"  {one.date}  {said}{where if one.article else ''}")
    return "\n".join(lines) + "\n"


def as_ics(due: Sequence[Due], catalog: Catalog, *, on: date) -> str:
    """A calendar of whole days; the same record asked on the same day gives the same bytes.

    Args:
        due: the dates.
        catalog: for names.
        on: the day it was asked on; it stands as the time stamp of each entry.
    """
    from icalendar import Calendar, Event, vDuration

    calendar = Calendar()
    calendar.add("prodid", "-//Servanda//legal dates//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Servanda: legal dates ahead")
    calendar.add("refresh-interval", vDuration(timedelta(days=1)), parameters={"VALUE": "DURATION"})
    for one in due:
        entry = Event()
        entry.add("uid", f"{_name(one)}@servanda")
        entry.add("dtstamp", datetime(on.year, on.month, on.day, tzinfo=UTC))
        entry.add("dtstart", one.date)
        if one.date < date.max:
            entry.add("dtend", one.date + timedelta(days=1))
        entry.add("summary", f"{state_name(one.state, catalog)}, {_short(one.treaty, catalog)}: {one.what}")
        title = treaty_title(one.treaty, None, catalog)
        entry.add("description", f"{title}" + (f"\nArticle {one.article}" if one.article else ""))
        entry.add("categories", [one.treaty, one.state])
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    written: bytes = calendar.to_ical()
    return written.decode()


def _name(one: Due) -> str:
    """A name that stays the same while the date moves: whoever subscribes sees the entry move, not a second one."""
    return hashlib.sha256(f"{one.state}|{one.treaty}|{one.what}".encode()).hexdigest()[:20]


def _short(key: str, catalog: Catalog) -> str:
    treaty = catalog.treaties.get(key)
    return (treaty.short or treaty.title) if treaty else key
