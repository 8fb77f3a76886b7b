"""Small calendar arithmetic for times: EDTF from parts, months away, days away, at the precision the words have."""

from datetime import date, timedelta

import msgspec

from servanda.extraction.grammar import Match
from servanda.extraction.timenoun import Context, Time
from servanda.model import Edtf, is_edtf


def put(base: Time, value: Edtf | None, kind: str, **more: object) -> list[Time]:
    """The time with its value; nothing where the value is no date of the calendar (31 June)."""
    if value is not None and not is_edtf(value):
        return []
    coarse = _coarse(value) if value is not None and kind == "range" else None
    return [msgspec.structs.replace(base, value=value, kind=kind, coarse=coarse, **more)]


def _coarse(value: Edtf) -> Edtf | None:
    """The month or year that holds both ends of a range of days."""
    first, _, last = value.partition("/")
    return next((first[:size] for size in (7, 4) if first[:size] == last[:size] and len(first) > size), None)


def shift_month(year: int, month: int, by: int) -> Edtf:
    """The month `by` months away.

    Example:
        >>> shift_month(2024, 11, 3)
        '2025-02'
    """
    count = year * 12 + month - 1 + by
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def shifted(base: date, by: int, unit: str, kind: str) -> Edtf | None:
    """`base` moved by a count of units, at the precision that the words have; None where they have too little."""
    if unit in ("day", "week", "fortnight") and kind != "day":
        return None
    if unit == "day":
        return plus_days(base, by)
    if unit in ("week", "fortnight"):
        days = by * (7 if unit == "week" else 14)
        monday = base - timedelta(days=base.weekday())
        first, last = plus_days(monday, days), plus_days(monday, days + 6)
        return f"{first}/{last}" if first and last else None
    if unit == "month" and kind in ("day", "month"):
        return shift_month(base.year, base.month, by) if 0 < base.year + by // 12 < 9999 else None
    if unit in ("year", "decade"):
        year = base.year + by * (10 if unit == "decade" else 1)
        return f"{year:04d}" if 0 < year <= 9999 else None
    return None


def plus_days(base: date | None, by: int) -> Edtf | None:
    """The day so many days away; None without a base, or off the calendar."""
    if base is None:
        return None
    try:
        return (base + timedelta(days=by)).isoformat()
    except OverflowError:
        return None


def edtf(year: int, month: int | None, day: int | None) -> Edtf:
    """EDTF from the parts that are known."""
    if month is None:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" if day is None else f"{year:04d}-{month:02d}-{day:02d}"


def kind_of(month: int | None, day: int | None) -> str:
    """What the known parts make: a year, a month or a day."""
    return "year" if month is None else "month" if day is None else "day"


def word_behind(match: Match, context: Context) -> str:
    """The token before the match, "" at the start of the text."""
    return context.tokens[match.first - 1].low if match.first else ""


def month_of(match: Match, context: Context) -> int | None:
    """The month that a slot of the match names."""
    for name in ("month", "short"):
        if name in match.slots:
            return context.words.months[match.slots[name].low]
    return None
