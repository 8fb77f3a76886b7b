"""How a question is put from Python: names, days and moments as a caller has them at hand, made one's own."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, TypedDict

from servanda.clock import today
from servanda.model import UsageError, earliest, latest

if TYPE_CHECKING:
    from servanda.panels import Days

Day = str | date
Names = str | Iterable[str] | None
_HASH = re.compile(r"[0-9a-fA-F]{12,64}")


class Moment(TypedDict, total=False):
    """Which record is asked; see `Record`."""

    ledger: str | None
    register: bool
    known: Day | None
    as_recorded: Day | None


class Row(TypedDict, total=False):
    """One day or a row of days.

    `on` is one day; None is today (UTC) where `first` is None too. `first` and `last` are the ends of a row of days,
    `last` today where it is None; `every` is the step: `day`, `week`, `month`, `quarter`, `year`.
    """

    on: Day | None
    first: Day | None
    last: Day | None
    every: str


class Panelled(Row, total=False):
    """What a panel is asked.

    `treaty` are keys, aliases or numbers, None for every treaty with an act on record; `state` are codes or names, each
    with a row whether it acted or not, None for every state with an act; `group` are groups, whose members of the day
    are asked about; `reasons` says whether the column `reason` is wanted.
    """

    treaty: Names
    state: Names
    group: Names
    reasons: bool


class Compared(Row, total=False):
    """What is compared.

    `treaty` and `family` name treaties, None for every treaty with an act on record; `by` is `bound` to compare who is
    bound, or `consent` for who has consented to be and has not left.
    """

    treaty: Names
    family: Names
    by: Literal["bound", "consent"]


class Supposed(TypedDict, total=False):
    """What is supposed: the day of deposit or receipt, an armed conflict's days, or the day to be out by."""

    notified: Day | None
    conflict: tuple[Day, Day | None] | None
    out_by: Day | None
    on: Day | None
    towards: str | None
    territory: str | None


def days_of(asked: Row, step: str) -> "Days":
    """The day or the row of days that is asked about; `step` where none is given.

    Raises:
        UsageError: where both are.
    """
    from servanda.panels import one_day, row_of_days

    on, first = asked.get("on"), first_day(asked.get("first"))
    if on is not None and first is not None:
        raise UsageError("on and first contradict each other", hint="ask about one day or about several")
    if first is None:
        return one_day(last_day(on) or today())
    return row_of_days(first, last_day(asked.get("last")) or today(), asked.get("every") or step)


def names_of(given: Names) -> tuple[str, ...]:
    """One name, several, or none."""
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)


def moment_of(given: Day | None) -> date | str | None:
    """A day, or the hash of an entry of the ledger."""
    return given if isinstance(given, str) and _HASH.fullmatch(given) else last_day(given)


def first_day(day: Day | None) -> date | None:
    """The first day that is meant."""
    return earliest(day) if isinstance(day, str) else _plain(day)


def last_day(day: Day | None) -> date | None:
    """The last day that is meant: a month or year is its end."""
    return latest(day) if isinstance(day, str) else _plain(day)


def _plain(day: date | None) -> date | None:
    """A day without a time of day, which could not be compared with days."""
    return day.date() if isinstance(day, datetime) else day
