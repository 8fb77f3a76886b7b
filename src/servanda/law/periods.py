"""Calendar arithmetic of treaties: years, months and days added to a day, and whether a short month cut it.

Months clamp and never overflow: six months from 31 August is 28 or 29 February. `cut` tells that the day of the month
does not exist there, so that a strict reading ends a day later. All days are calendar days of the depositary.
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

import msgspec

from servanda.model import DateSpan, parse_edtf

_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")
_UNITS = ("year", "month", "day")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)


@lru_cache(maxsize=65_536)
def _span(text: str) -> DateSpan:
    """The days a date may mean; kept, because a panel asks for the same few thousand dates again and again."""
    return parse_edtf(text)


def earliest(text: str) -> date:
    """The first day an EDTF date may mean."""
    return _span(text).first


def latest(text: str) -> date:
    """The last day an EDTF date may mean."""
    return _span(text).last


class Sum(msgspec.Struct, frozen=True, kw_only=True):
    """A day counted forward; `cut` when the month was too short for it."""

    day: date
    cut: bool = False


def add(day: date, period: str) -> Sum | None:
    """A day plus an ISO 8601 period (`P6M`, `P90D`, `P1Y`); None past the end of the calendar.

    Example:
        >>> add(date(2024, 8, 31), "P6M")
        Sum(day=datetime.date(2025, 2, 28), cut=True)
    """
    years, months, days = parts(period)
    months += day.month - 1 + 12 * years
    year, month = day.year + months // 12, months % 12 + 1
    if year > date.max.year:
        return None
    last = calendar.monthrange(year, month)[1]
    clamped = date(year, month, min(day.day, last))
    moved = shift(clamped, days)
    return None if moved is None else Sum(day=moved, cut=day.day > last)


def shift(day: date, days: int) -> date | None:
    """A day plus or minus days; None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


@lru_cache(maxsize=1024)
def parts(period: str) -> tuple[int, int, int]:
    """Years, months and days of an ISO 8601 period; what is none is no time at all."""
    match = _PERIOD.fullmatch(period)
    years, months, days = (int(g or 0) for g in match.groups()) if match else (0, 0, 0)
    return years, months, days


@lru_cache(maxsize=1024)
def in_words(period: str) -> str:
    """A period as people say it.

    Example:
        >>> in_words("P6M")
        '6 months'
    """
    said = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in zip(parts(period), _UNITS, strict=True) if n]
    return " and ".join(said) or "no time"


def ordinal(number: int) -> str:
    """A place in a row as treaties say it.

    Example:
        >>> ordinal(6), ordinal(18)
        ('sixth', '18th')
    """
    return _ORDINALS[number - 1] if 0 < number <= len(_ORDINALS) else f"{number}th"


def month_of(day: date) -> str:
    """The month of a day.

    Example:
        >>> month_of(date(2011, 3, 24))
        'March 2011'
    """
    return f"{calendar.month_name[day.month]} {day.year}"


def first_of_next_month(day: date, months: int = 1) -> date | None:
    """The first day of the n-th month after the month of a day."""
    count = day.month - 1 + months
    year = day.year + count // 12
    return date(year, count % 12 + 1, 1) if year <= date.max.year else None


def day_of_year(year: int, month: int, day: int) -> date | None:
    """A day of a year; None outside the calendar."""
    return date(year, month, day) if date.min.year <= year <= date.max.year else None
