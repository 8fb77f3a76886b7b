"""When notice may be given: after a bar has run, and within windows where the treaty opens them only now and then."""

from collections.abc import Iterator
from datetime import date

from servanda.law.periods import add, earliest
from servanda.model.clause import NotBefore, Windows, Withdrawal

MOST_WINDOWS = 2000
"""More windows than the calendar has."""


def first_lawful_day(rule: Withdrawal, day: date, *, since: date | None, entry: date | None) -> date:
    """The first day on or after `day` that a notice may be given, as far as the facts at hand can tell.

    Args:
        rule: the treaty's rule on leaving.
        day: from when it is asked.
        since: the day the state was bound from; None where the record does not say, and then no bar is counted.
        entry: the treaty's own entry into force.
    """
    opens = max(day, _bar_ends(rule.not_before, since, entry) or day) if rule.not_before else day
    if rule.windows is None:
        return opens
    for first, last in windows_of(rule.windows, since=since, entry=entry):
        if last >= opens:
            return max(first, opens)
    return opens


def _bar_ends(bar: NotBefore, since: date | None, entry: date | None) -> date | None:
    start = {"party": since, "treaty": entry, "day": earliest(bar.day) if bar.day else None}[bar.anchor]
    end = add(start, bar.period) if start else None
    return end.day if end else None


def window_closes(rule: Withdrawal, day: date, *, since: date | None, entry: date | None) -> date | None:
    """The last day of the window that is open on a day."""
    if rule.windows is None:
        return None
    for first, last in windows_of(rule.windows, since=since, entry=entry):
        if first <= day <= last:
            return last
        if first > day:
            break
    return None


def windows_of(windows: Windows, *, since: date | None, entry: date | None) -> Iterator[tuple[date, date]]:
    """The windows for notice, in order: first and last day of each.

    Args:
        windows: the rule.
        since: the day the state was bound from.
        entry: the treaty's own entry into force.
    """
    anchor = since if windows.anchor == "party" else entry
    if anchor is None:
        return
    years = windows.every_years
    for _ in range(MOST_WINDOWS):
        opens = add(anchor, f"P{years}Y")
        closes = add(opens.day, windows.length) if opens else None
        if opens is None or closes is None:
            return
        yield opens.day, closes.day
        years += windows.then_years or windows.every_years
