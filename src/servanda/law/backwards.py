"""Backwards: by when to notify so as to be out by a day; found by search, so exact for every way of counting.

Days of notice that are lawful at all come in stretches (after a bar, within windows). Within a stretch a later notice
never takes effect earlier, but for the day a depositary's habit changes, so the latest is found by halving and then
held against its neighbours.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import msgspec

from servanda.law.periods import shift
from servanda.law.windows import first_lawful_day, windows_of
from servanda.model.clause import Withdrawal

NEAR = 3
"""Days around the day found that are tried as well: a habit adds a day or two, and may begin or end on a day."""
FAR_BACK = 60 * 366
"""Days before the wanted exit within which a notice is sought: longer than any term or window of a treaty."""


class Backwards(msgspec.Struct, frozen=True, kw_only=True):
    """The answers to `out_by`; None where there is no such day."""

    latest_notice: date | None = None
    last_revocation: date | None = None
    first_lawful: date | None = None


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """What the days of notice of one party depend on: its rule, since when it is bound, and the treaty's entry."""

    rule: Withdrawal
    since: date | None
    entry: date | None


def out_by_day(wanted: date, start: date, party: Party, effect: Callable[[date], date | None]) -> Backwards:
    """The latest notice that is out by a day, the last day to take it back, and the first lawful day from `start`.

    Args:
        wanted: the day by which the state wants to be out, that day included.
        start: from when the first lawful day is asked.
        party: the rule and the facts it needs.
        effect: what a notice of a day brings; None where it brings nothing.
    """
    lawful = first_lawful_day(party.rule, start, since=party.since, entry=party.entry) if _may(party.rule) else None
    latest = _latest(wanted, party, effect)
    out = effect(latest) if latest else None
    return Backwards(latest_notice=latest, last_revocation=shift(out, -1) if out else None, first_lawful=lawful)


def _may(rule: Withdrawal) -> bool:
    """Whether the treaty lets a party leave at all; a condition is for people to judge."""
    return rule.delay is not None and rule.allowed in ("yes", "conditional")


def _latest(wanted: date, party: Party, effect: Callable[[date], date | None]) -> date | None:
    for opens, closes in _stretches(wanted, party):
        found = _halve(opens, closes, wanted, effect)
        near = (found or opens) + timedelta(days=NEAR) if (found or opens) < date.max - timedelta(days=NEAR) else closes
        day: date | None = min(near, closes)
        for _ in range(2 * NEAR + 1):
            if day is None or day < opens:
                break
            out = effect(day)
            if out is not None and out <= wanted:
                return day
            day = shift(day, -1)
        if found is not None:
            return found
    return None


def _halve(opens: date, closes: date, wanted: date, effect: Callable[[date], date | None]) -> date | None:
    low, high, found = 0, (closes - opens).days, None
    while low <= high:
        middle = (low + high) // 2
        day = opens + timedelta(days=middle)
        out = effect(day)
        if out is not None and out <= wanted:
            low, found = middle + 1, day
        else:
            high = middle - 1
    return found


def _stretches(wanted: date, party: Party) -> Iterator[tuple[date, date]]:
    """Stretches of lawful days of notice up to the wanted day, the latest first, both ends included."""
    floor = shift(wanted, -FAR_BACK) or date.min
    bar = first_lawful_day(
        msgspec.structs.replace(party.rule, windows=None), floor, since=party.since, entry=party.entry
    )
    floor = max(floor, bar or floor, party.since or floor)
    if party.rule.windows is None:
        if floor <= wanted:
            yield floor, wanted
        return
    for opens, closes in reversed(list(windows_of(party.rule.windows, since=party.since, entry=party.entry))):
        if opens <= wanted and closes >= floor:
            yield max(opens, floor), min(closes, wanted)
