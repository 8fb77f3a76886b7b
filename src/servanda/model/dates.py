"""Dates as reports and depositaries give them: a day, a month, a year or a range, never silently rounded.

The text form is EDTF level 0 (`2024`, `2024-07`, `2024-07-18`, `2024-07/2024-09`). All days are calendar days, both
ends inclusive. Nothing here reads a clock.
"""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Annotated

import msgspec

from servanda.model.errors import InputError

_ONE = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
PATTERN = rf"^{_ONE}(?:/{_ONE})?$"
_ONE_RE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

Edtf = Annotated[str, msgspec.Meta(pattern=PATTERN, description="EDTF level 0: a year, month, day or range")]


class DateSpan(msgspec.Struct, frozen=True, kw_only=True):
    """The days a partial date may mean, first and last inclusive."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Whether exactly one day is meant."""
        return self.first == self.last


@lru_cache(maxsize=65_536)  # a record names the same days again and again, and every act checks its own
def parse_edtf(text: str) -> DateSpan:
    """Read an EDTF date.

    Raises:
        InputError: when the text is no such date or no day of the calendar (2023-02-30), or a range runs backwards.

    Example:
        >>> parse_edtf("2024-02").last
        datetime.date(2024, 2, 29)
    """
    parts = text.split("/")
    if len(parts) > 2:
        raise _bad(text)
    spans = [_parse_one(part, text) for part in parts]
    span = DateSpan(first=spans[0].first, last=spans[-1].last)
    if span.first > span.last:
        raise _bad(text)
    return span


def is_edtf(text: str) -> bool:
    """Whether `parse_edtf` would read the text."""
    try:
        parse_edtf(text)
    except InputError:
        return False
    return True


def earliest(text: str) -> date:
    """The first day an EDTF date may mean."""
    return parse_edtf(text).first


def latest(text: str) -> date:
    """The last day an EDTF date may mean."""
    return parse_edtf(text).last


def _parse_one(part: str, whole: str) -> DateSpan:
    match = _ONE_RE.fullmatch(part)
    if not match:
        raise _bad(whole)
    year, month, day = (int(g) if g else None for g in match.groups())
    try:
        if month is None:
            return DateSpan(first=date(year or 0, 1, 1), last=date(year or 0, 12, 31))
        if day is None:
            end = calendar.monthrange(year or 0, month)[1]
            return DateSpan(first=date(year or 0, month, 1), last=date(year or 0, month, end))
        one = date(year or 0, month, day)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise _bad(whole) from error
    return DateSpan(first=one, last=one)


def _bad(text: str) -> InputError:
    return InputError(
        f"“{text}” is not a date of the calendar", value=text, hint="write 2024, 2024-07, 2024-07-18 or 2024-07/2024-09"
    )
