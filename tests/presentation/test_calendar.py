"""Legal dates ahead as text and as an iCalendar that another library reads."""

from datetime import date

import icalendar

from servanda.agenda import Due, dates_due
from servanda.catalog import load_catalog
from servanda.ledger import open_ledger
from servanda.presentation.calendar import as_ics, as_text

ON = date(2025, 12, 1)


def due(**options: object) -> tuple[Due, ...]:
    """Dates ahead on the register we ship."""
    view = open_ledger(":memory:").view()
    return dates_due(view=view, catalog=load_catalog(), on=ON, until=date(2026, 12, 31), **options)  # type: ignore[arg-type]


def test_an_exit_on_its_way_stands_ahead() -> None:
    """Finland gave notice on the mine ban in July 2025: the last day to revoke and the effect lie ahead."""
    found = due(states={"FIN"}, treaties={"apmbc"})
    assert [(d.date, d.what) for d in found] == [
        (date(2026, 1, 9), "last day to take the notice back"),
        (date(2026, 1, 10), "withdrawal takes effect"),
    ]


def test_nothing_on_or_before_the_day_and_nothing_after_the_end() -> None:
    """The day asked on is left out, the last day of interest is in."""
    assert all(ON < d.date <= date(2026, 12, 31) for d in due())


def test_what_was_not_known_is_not_ahead() -> None:
    """Before the notice nobody could see its effect coming."""
    assert due(states={"FIN"}, treaties={"apmbc"}, known=date(2025, 6, 1)) == ()


def test_the_calendar_is_read_back() -> None:
    """Each date is a whole day with its own lasting name, and the same question gives the same bytes."""
    found = due(states={"FIN", "EST"})
    text = as_ics(found, load_catalog(), on=ON)
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert [e["dtstart"].dt for e in events] == [d.date for d in found]
    assert len({str(e["uid"]) for e in events}) == len(found)
    assert text == as_ics(found, load_catalog(), on=ON)
    assert "\r\n" in text


def test_text_goes_month_by_month() -> None:
    """A heading for each month that has a date."""
    lines = as_text(due(states={"FIN"}, treaties={"apmbc"}), load_catalog()).splitlines()
    assert lines[0] == "January 2026"
    assert len(lines) == 3
