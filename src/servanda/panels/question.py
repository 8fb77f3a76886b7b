"""What a panel is asked: which treaties, which states, which days. Names are resolved here, and days counted out."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec

from servanda.catalog import Catalog
from servanda.law.periods import add
from servanda.model import Group, UsageError

Every = Literal["day", "week", "month", "quarter", "year"]
EVERY: tuple[Every, ...] = ("day", "week", "month", "quarter", "year")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}
MOST_DAYS = 100_000
"""More days than the calendar of any treaty has: a longer row of days is a slip of the keyboard."""


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """The days of a panel; `many` tells whether a row needs its day beside it."""

    days: tuple[date, ...]
    many: bool = False


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """Whose rows are asked for, with an act or without; `everyone` is every state with an act.

    Args:
        states: codes asked by name, in the order of asking.
        groups: groups asked, whose members of the day are wanted.
    """

    states: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def everyone(self) -> bool:
        """Whether nobody in particular is asked about."""
        return not self.states and not self.groups

    def ever(self) -> tuple[str, ...]:
        """Codes of all who are asked about on some day, sorted."""
        members = {m.state for group in self.groups for m in group.memberships}
        return tuple(sorted({*self.states, *members}))

    def on(self, day: date) -> frozenset[str]:
        """Codes of those asked about on a day: the states named, and who is a member on that day."""
        return frozenset({*self.states, *(code for group in self.groups for code in group.members_on(day))})


def one_day(on: date) -> Days:
    """A panel of one day."""
    return Days(days=(on,))


def row_of_days(first: date, last: date, every: str = "month") -> Days:
    """The days from `first` to `last`, both inclusive, in equal steps.

    Months are counted from the first day asked and never overflow: monthly from 31 January goes by 28 February and
    31 March.

    Raises:
        UsageError: for a step nobody knows, a row that runs backwards, or one beyond all use.
    """
    if every not in EVERY:
        raise UsageError(f"no step “{every}”", value=every, where="--every", hint=f"steps are {', '.join(EVERY)}")
    if last < first:
        raise UsageError(f"the row of days ends on {last}, before it begins on {first}", value=last.isoformat())
    days = []
    for day in _steps(first, every):
        if day > last:
            break
        days.append(day)
        if len(days) > MOST_DAYS:
            raise UsageError(
                f"more than {MOST_DAYS} days", where="--every", hint="take a longer step or a shorter time"
            )
    return Days(days=tuple(days), many=True)


def _steps(first: date, every: str) -> Iterator[date]:
    """The days of a row until the calendar ends."""
    for number in range(MOST_DAYS + 2):
        after = add(first, f"P{number * _MONTHS[every]}M" if every in _MONTHS else f"P{number * _DAYS[every]}D")
        if after is None:
            return
        yield after.day


def find_who(states: Sequence[str], groups: Sequence[str], catalog: Catalog) -> Who:
    """Resolve states and groups by code or name.

    Raises:
        InputError: for one nobody knows, with the nearest names.
    """
    return Who(
        states=tuple(dict.fromkeys(catalog.state(text).code for text in states)),
        groups=tuple({group.key: group for group in map(catalog.group, groups)}.values()),
    )
