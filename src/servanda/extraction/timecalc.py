"""Calendar arithmetic for times found in a text: from a matched pattern to EDTF, or to no value at all.

Each rule of `times.yaml` has one function here. A rule sees its slots and a context: the day of publication, the time
that stands before ("the same day"), the words around it (tense). Nothing here knows a word of any language.
"""

from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from servanda.extraction.grammar import Match
from servanda.extraction.numerals import Token
from servanda.extraction.timenoun import Context, Time
from servanda.model import Edtf, earliest, is_edtf, latest

_FAR = 400
_RECENT, _REMOTE = 45, 250


def resolve(match: Match, context: Context) -> list[Time]:
    """Resolve one match: usually one time, two for a pair of days, none where the words turn out not to be a time."""
    rule = str(match.entry["rule"])
    tense, close = context.tense(match.first, match.last)
    base = Time(
        start=context.tokens[match.first].start,
        end=context.tokens[match.last - 1].end,
        kind="",
        rule=rule,
        tense=tense,
        tense_close=close,
        repaired=any(token.repaired for token in match.slots.values()),
    )
    return _RULES[rule](match, context, base)


def shift_month(year: int, month: int, by: int) -> Edtf:
    """The month `by` months away.

    Example:
        >>> shift_month(2024, 11, 3)
        '2025-02'
    """
    count = year * 12 + month - 1 + by
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def _put(base: Time, value: Edtf | None, kind: str, **more: object) -> list[Time]:
    """The time with its value; nothing where the value is no date of the calendar (31 June)."""
    if value is not None and not is_edtf(value):
        return []
    return [msgspec.structs.replace(base, value=value, kind=kind, **more)]


def _date(match: Match, context: Context, base: Time) -> list[Time]:
    slots, words = match.slots, context.words
    month = _month_of(match, context)
    day = slots["d"].number if "d" in slots else slots["D"].number if "D" in slots else None
    if "y" in slots:
        return _with_year(match, context, base, (slots["y"].number or 0, month, day))
    if "near" in slots:
        if context.anchor is None:
            return _put(base, None, _kind(month, day), relative=True)
        year = context.anchor.year + words.near[slots["near"].low]
        return _put(base, _edtf(year, month, day), _kind(month, day), relative=True)
    if "thatyear" in slots:
        if context.focus is None or context.focus.value is None:
            return _put(base, None, _kind(month, day), relative=True, relative_to_text=True)
        year = earliest(context.focus.value).year + words.that_year[slots["thatyear"].low]
        return _put(base, _edtf(year, month, day), _kind(month, day), relative=True, relative_to_text=True)
    return _yearless(context, base, month or 1, day)


def _with_year(match: Match, context: Context, base: Time, parts: tuple[int, int | None, int | None]) -> list[Time]:
    year, month, day = parts
    if month is not None:
        return _put(base, _edtf(year, month, day), _kind(month, day))
    before = context.tokens[match.first - 1] if match.first else None
    after = context.tokens[match.last] if match.last < len(context.tokens) else None
    if before is not None and (before.low in context.words.not_year or _glued_to_figures(before, base.start)):
        return []
    if before is not None and before.low == "." and match.first > 1:
        abbreviation = context.tokens[match.first - 2].low
        if abbreviation in context.words.not_year and len(abbreviation) <= 3:
            return []
    names = before is not None and before.low in context.words.determiners
    return _put(base, f"{year:04d}", "year", attributive=bool(names and after is not None and after.low[:1].isalpha()))


def _glued_to_figures(before: Token, start: int) -> bool:
    return before.end == start and before.low in ("/", ".", ":", "_", "#", "=", "$", "€", "£")


def _yearless(context: Context, base: Time, month: int, day: int | None) -> list[Time]:
    kind = _kind(month, day)
    year = _year_beside(context, base)
    if year is not None:
        return _put(base, _edtf(year, month, day), kind, yearless=True)
    if context.anchor is None:
        known = context.year
        value = _edtf(earliest(known.value).year, month, day) if known is not None and known.value else None
        return _put(base, value, kind, yearless=True)
    past, future = _around(context.anchor, month, day)
    value = _choose(context.anchor, past, future, base)
    return _put(base, value, kind, yearless=True, past=past, future=future)


def _year_beside(context: Context, base: Time) -> int | None:
    """A year the same sentence or chronology gives before ("23 September 2008, … on 15 December"), or right after."""
    known = context.year
    if known is not None and known.value:
        heads = context.text[base.end : base.end + 2].strip()[:1] in context.words.heads
        if heads or context.same_sentence(known.end, base.start):
            return earliest(known.value).year
    return context.next_year


def _around(anchor: date, month: int, day: int | None) -> tuple[Edtf, Edtf]:
    this = (month, day or anchor.day)
    here = (anchor.month, anchor.day)
    past = anchor.year if this <= here else anchor.year - 1
    future = anchor.year if this >= here else anchor.year + 1
    if day is None and month == anchor.month:
        past = future = anchor.year
    return _edtf(past, month, day), _edtf(future, month, day)


def _choose(anchor: date, past: Edtf, future: Edtf, base: Time) -> Edtf:
    """The reading the tense asks for, unless it is far off and the other one near; the past where nothing hints."""
    if not is_edtf(past) or not is_edtf(future):
        return past if is_edtf(past) else future
    back, ahead = (anchor - latest(past)).days, (earliest(future) - anchor).days
    if base.tense == "future":
        return past if not base.tense_close and back <= _RECENT and ahead >= _REMOTE else future
    limit = _RECENT if base.tense == "past" else 2 * _RECENT
    return future if ahead <= limit and back >= _REMOTE - limit else past


def _month_of(match: Match, context: Context) -> int | None:
    for name in ("month", "short"):
        if name in match.slots:
            return context.words.months[match.slots[name].low]
    return None


def _figures(match: Match, context: Context, base: Time) -> list[Time]:
    del context
    slots = match.slots
    day, month, year = (slots[name].number or 0 for name in ("d", "mm", "y"))
    return _put(base, _edtf(year, month, day), "day")


def _pair(match: Match, context: Context, base: Time) -> list[Time]:
    first, second = _ends(match, context, base)
    if first is None or second is None:
        return []
    one, two = match.slots["d"], match.slots["d2"]
    month_first = base.start != one.start
    start_one = base.start if month_first else one.start
    end_two = base.end
    return [
        msgspec.structs.replace(base, start=start_one, end=one.end, value=first, kind="day"),
        msgspec.structs.replace(base, start=two.start, end=end_two, value=second, kind="day"),
    ]


def _span(match: Match, context: Context, base: Time) -> list[Time]:
    first, second = _ends(match, context, base)
    if first is None or second is None or first >= second:
        return []
    return _put(base, f"{first}/{second}", "range")


def _ends(match: Match, context: Context, base: Time) -> tuple[Edtf | None, Edtf | None]:
    month = _month_of(match, context) or 1
    out: list[Edtf | None] = []
    for name in ("d", "d2"):
        day = match.slots[name].number
        if "y" in match.slots:
            value: Edtf | None = _edtf(match.slots["y"].number or 0, month, day)
        else:
            made = _yearless(context, base, month, day)
            value = made[0].value if made else None
        out.append(value if value is not None and is_edtf(value) else None)
    return out[0], out[1]


def _years(match: Match, context: Context, base: Time) -> list[Time]:
    del context
    return _put(base, f"{match.slots['y'].number}/{match.slots['y2'].number}", "range")


def _months(match: Match, context: Context, base: Time) -> list[Time]:
    found = [
        context.words.months[token.low] for name, token in match.slots.items() if name.rstrip("2") in ("month", "short")
    ]
    year = match.slots["y"].number or 0
    return _put(base, f"{year:04d}-{found[0]:02d}/{year:04d}-{found[-1]:02d}", "range")


def _month(match: Match, context: Context, base: Time) -> list[Time]:
    if _behind(match, context) not in context.words.month_behind:
        return []
    return _yearless(context, base, _month_of(match, context) or 1, None)


def _behind(match: Match, context: Context) -> str:
    """The token before the match, "" at the start of the text."""
    return context.tokens[match.first - 1].low if match.first else ""


def _nearmonth(match: Match, context: Context, base: Time) -> list[Time]:
    month = _month_of(match, context) or 1
    if context.anchor is None:
        return _put(base, None, "month", relative=True)
    year, here = context.anchor.year, context.anchor.month
    which = match.entry["which"]
    if which == "last":
        year -= month >= here
    elif which == "next":
        year += month <= here
    return _put(base, _edtf(year, month, None), "month", relative=True)


def _deictic(match: Match, context: Context, base: Time) -> list[Time]:
    by = context.words.deictic[match.slots["deictic"].low]
    return _put(base, _plus_days(context.anchor, by), "day", relative=True)


def _shift(match: Match, context: Context, base: Time) -> list[Time]:
    by, unit = int(match.entry["by"]), str(match.entry["unit"])
    value = None if context.anchor is None else _shifted(context.anchor, by, unit, "day")
    return _put(base, value, _KIND_OF_UNIT.get(unit, "range"), relative=True)


def _ago(match: Match, context: Context, base: Time) -> list[Time]:
    return _counted(match, context, base, -1)


def _ahead(match: Match, context: Context, base: Time) -> list[Time]:
    return _counted(match, context, base, 1)


def _counted(match: Match, context: Context, base: Time, sign: int) -> list[Time]:
    count, unit = match.slots["n"].number or 0, context.words.units[match.slots["unit"].low]
    value = None if context.anchor is None else _shifted(context.anchor, sign * count, unit, "day")
    kind = _KIND_OF_UNIT.get(unit, "range") if value else "offset"
    return _put(base, value, kind, relative=True, count=count, unit=unit, direction=sign)


def _weekday(match: Match, context: Context, base: Time) -> list[Time]:
    weekday = context.words.weekdays[match.slots["weekday"].low]
    if context.anchor is None:
        return _put(base, None, "day", relative=True, weekday=weekday)
    anchor, which = context.anchor, match.entry.get("which")
    monday = anchor - timedelta(days=anchor.weekday())
    back = (anchor.weekday() - weekday) % 7
    ahead = (weekday - anchor.weekday()) % 7
    past, future = _plus_days(anchor, -back), _plus_days(anchor, ahead or 7)
    fixed = {
        "last": _plus_days(anchor, -(back or 7)),
        "next": future,
        "lastweek": _plus_days(monday, weekday - 7),
        "nextweek": _plus_days(monday, weekday + 7),
        "afternext": _plus_days(anchor, (ahead or 7) + 7),
    }
    if which is not None:
        return _put(base, fixed[str(which)], "day", relative=True, weekday=weekday)
    value = future if base.tense == "future" else past
    return _put(base, value, "day", relative=True, weekday=weekday, past=past, future=future)


def _focus(match: Match, context: Context, base: Time) -> list[Time]:
    by, unit = int(match.entry["by"]), str(match.entry["unit"])
    value = _from_focus(context, base, by, unit)
    exact = _exact(context.focus, by, unit) if value else None
    return _put(base, value, unit, relative=True, relative_to_text=True, exact=exact)


def _offset(match: Match, context: Context, base: Time) -> list[Time]:
    count, unit = match.slots["n"].number or 0, context.words.units[match.slots["unit"].low]
    sign = int(match.entry["by"])
    after = context.tokens[match.last] if match.last < len(context.tokens) else None
    follows = after is not None and (after.low[:1].isalnum())
    value = None
    if not (match.entry.get("bare") and follows):
        value = _from_focus(context, base, sign * count, unit)
    kind = _KIND_OF_UNIT.get(unit, "range") if value else "offset"
    exact = _exact(context.focus, sign * count, unit) if value else None
    return _put(
        base, value, kind, relative=True, relative_to_text=True, count=count, unit=unit, direction=sign, exact=exact
    )


def _from_focus(context: Context, base: Time, by: int, unit: str) -> Edtf | None:
    focus = context.focus
    if focus is None or focus.value is None or base.start - focus.end > _FAR:
        return None
    return _shifted(earliest(focus.value), by, unit, focus.kind)


def _exact(focus: Time | None, by: int, unit: str) -> Edtf | None:
    """The very day a count of months or years from a day gives, None where the calendar has no such day."""
    if focus is None or focus.value is None or focus.kind != "day" or unit not in ("month", "year"):
        return None
    base = earliest(focus.value)
    value = f"{shift_month(base.year, base.month, by * (12 if unit == 'year' else 1))}-{base.day:02d}"
    return value if is_edtf(value) else None


def _focusdate(match: Match, context: Context, base: Time) -> list[Time]:
    focus = context.focus
    day = (match.slots.get("d") or match.slots["D"]).number
    if focus is None or focus.value is None or focus.kind not in ("day", "month"):
        return _put(base, None, "day", relative=True, relative_to_text=True)
    near = earliest(focus.value)
    return _put(base, _edtf(near.year, near.month, day), "day", relative=True, relative_to_text=True)


def _month_near(by: int) -> Callable[[Match, Context, Time], list[Time]]:
    def rule(match: Match, context: Context, base: Time) -> list[Time]:
        if context.anchor is None:
            return _put(base, None, "day", relative=True)
        month = shift_month(context.anchor.year, context.anchor.month, by)
        return _put(base, f"{month}-{match.slots['d'].number or 0:02d}", "day", relative=True)

    return rule


def _ordinal(match: Match, context: Context, base: Time) -> list[Time]:
    after = context.tokens[match.last] if match.last < len(context.tokens) else None
    if "weekday" not in match.slots and _behind(match, context) not in context.words.ordinal_behind:
        return []
    if after is not None and after.low[:1].isalnum() and after.low not in context.words.ordinal_go:
        return []
    day = match.slots["D"].number or 0
    focus = context.focus
    if focus is not None and focus.value and focus.kind in ("day", "month") and base.start - focus.end < _FAR:
        near = earliest(focus.value)
        return _put(base, _edtf(near.year, near.month, day), "day", relative=True, relative_to_text=True)
    if context.anchor is None:
        return _put(base, None, "day", relative=True)
    here, months = context.anchor, (-1, 0, 1)
    near_days = [f"{shift_month(here.year, here.month, by)}-{day:02d}" for by in months]
    past = [value for value in near_days if is_edtf(value) and value <= here.isoformat()]
    future = [value for value in near_days if is_edtf(value) and value >= here.isoformat()]
    value = future[0] if base.tense == "future" and future else past[-1] if past else None
    return _put(base, value, "day", relative=True)


def _duration(match: Match, context: Context, base: Time) -> list[Time]:
    unit = context.words.units[match.slots["unit"].low]
    return _put(base, None, "duration", count=match.slots["n"].number, unit=unit)


def _shifted(base: date, by: int, unit: str, kind: str) -> Edtf | None:
    """`base` moved by a count of units, at the precision that the words have; None where they have too little."""
    if unit in ("day", "week", "fortnight") and kind != "day":
        return None
    if unit == "day":
        return _plus_days(base, by)
    if unit in ("week", "fortnight"):
        days = by * (7 if unit == "week" else 14)
        monday = base - timedelta(days=base.weekday())
        first, last = _plus_days(monday, days), _plus_days(monday, days + 6)
        return f"{first}/{last}" if first and last else None
    if unit == "month" and kind in ("day", "month"):
        return shift_month(base.year, base.month, by) if 0 < base.year + by // 12 < 9999 else None
    if unit in ("year", "decade"):
        year = base.year + by * (10 if unit == "decade" else 1)
        return f"{year:04d}" if 0 < year <= 9999 else None
    return None


def _plus_days(base: date | None, by: int) -> Edtf | None:
    if base is None:
        return None
    try:
        return (base + timedelta(days=by)).isoformat()
    except OverflowError:
        return None


def _edtf(year: int, month: int | None, day: int | None) -> Edtf:
    if month is None:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" if day is None else f"{year:04d}-{month:02d}-{day:02d}"


def _kind(month: int | None, day: int | None) -> str:
    return "year" if month is None else "month" if day is None else "day"


_KIND_OF_UNIT = {"day": "day", "month": "month", "year": "year"}
_RULES: dict[str, Callable[[Match, Context, Time], list[Time]]] = {
    "date": _date,
    "figures": _figures,
    "american": _figures,
    "pair": _pair,
    "span": _span,
    "years": _years,
    "months": _months,
    "month": _month,
    "nearmonth": _nearmonth,
    "deictic": _deictic,
    "shift": _shift,
    "ago": _ago,
    "ahead": _ahead,
    "weekday": _weekday,
    "focus": _focus,
    "offset": _offset,
    "focusdate": _focusdate,
    "thismonth": _month_near(0),
    "lastmonth": _month_near(-1),
    "nextmonth": _month_near(1),
    "ordinal": _ordinal,
    "duration": _duration,
}
