"""Rules for times told by the day of publication ("on Tuesday") or by another time of the text ("a day later")."""

from collections.abc import Callable
from datetime import timedelta

import msgspec

from servanda.extraction.grammar import Match
from servanda.extraction.timecalendar import edtf, month_of, plus_days, put, shift_month, shifted, word_behind
from servanda.extraction.timenoun import Context, Time
from servanda.model import Edtf, earliest, is_edtf

_FAR = 400
"""Characters: a time further back than this is no longer leant on."""
_KIND_OF_UNIT = {"day": "day", "month": "month", "year": "year"}


def read_nearmonth(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “last May”, “this May”, “next May”."""
    month = month_of(match, context) or 1
    if context.anchor is None:
        return put(base, None, "month", relative=True)
    year, here = context.anchor.year, context.anchor.month
    which = match.entry["which"]
    if which == "last":
        year -= month >= here
    elif which == "next":
        year += month <= here
    return put(base, edtf(year, month, None), "month", relative=True)


def read_deictic(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “today”, “yesterday”."""
    by = context.words.deictic[match.slots["deictic"].low]
    return put(base, plus_days(context.anchor, by), "day", relative=True)


def read_shift(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “last month”, “this year”, “next week”."""
    by, unit = int(match.entry["by"]), str(match.entry["unit"])
    value = None if context.anchor is None else shifted(context.anchor, by, unit, "day")
    return put(base, value, _KIND_OF_UNIT.get(unit, "range"), relative=True)


def read_ago(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “two days ago”."""
    return _counted(match, context, base, -1)


def read_ahead(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “in six months”."""
    return _counted(match, context, base, 1)


def _counted(match: Match, context: Context, base: Time, sign: int) -> list[Time]:
    count, unit = match.slots["n"].number or 0, context.words.units[match.slots["unit"].low]
    value = None if context.anchor is None else shifted(context.anchor, sign * count, unit, "day")
    kind = _KIND_OF_UNIT.get(unit, "range") if value else "offset"
    return put(base, value, kind, relative=True, count=count, unit=unit, direction=sign)


def read_weekday(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “on Tuesday” (the last one, or the next where the tense looks ahead), “last Tuesday”, “Monday week”."""
    weekday = context.words.weekdays[match.slots["weekday"].low]
    if context.anchor is None:
        return put(base, None, "day", relative=True, weekday=weekday)
    anchor, which = context.anchor, match.entry.get("which")
    monday = anchor - timedelta(days=anchor.weekday())
    back = (anchor.weekday() - weekday) % 7
    ahead = (weekday - anchor.weekday()) % 7
    past, future = plus_days(anchor, -back), plus_days(anchor, ahead or 7)
    fixed = {
        "last": plus_days(anchor, -(back or 7)),
        "next": future,
        "lastweek": plus_days(monday, weekday - 7),
        "nextweek": plus_days(monday, weekday + 7),
        "afternext": plus_days(anchor, (ahead or 7) + 7),
    }
    if which is not None:
        return put(base, fixed[str(which)], "day", relative=True, weekday=weekday)
    value = future if base.tense == "future" else past
    return put(base, value, "day", relative=True, weekday=weekday, past=past, future=future)


def read_focus(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “the same day”, “the following year”: told by the time before."""
    by, unit = int(match.entry["by"]), str(match.entry["unit"])
    value = _from_focus(context, base, by, unit)
    exact = _exact(context.focus, by, unit) if value else None
    return put(base, value, unit, relative=True, relative_to_text=True, exact=exact)


def read_offset(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “two years later”; “six months after …” has no value of its own."""
    count, unit = match.slots["n"].number or 0, context.words.units[match.slots["unit"].low]
    sign = int(match.entry["by"])
    after = context.tokens[match.last] if match.last < len(context.tokens) else None
    follows = after is not None and (after.low[:1].isalnum())
    value = None
    if not (match.entry.get("bare") and follows):
        value = _from_focus(context, base, sign * count, unit)
    kind = _KIND_OF_UNIT.get(unit, "range") if value else "offset"
    exact = _exact(context.focus, sign * count, unit) if value else None
    return put(
        base, value, kind, relative=True, relative_to_text=True, count=count, unit=unit, direction=sign, exact=exact
    )


def _from_focus(context: Context, base: Time, by: int, unit: str) -> Edtf | None:
    focus = context.focus
    if focus is None or focus.value is None or base.start - focus.end > _FAR:
        return None
    return shifted(earliest(focus.value), by, unit, focus.kind)


def _exact(focus: Time | None, by: int, unit: str) -> Edtf | None:
    """The very day or month that a count from a day or month gives, None where the calendar has no such day."""
    if focus is None or focus.value is None or focus.kind not in ("day", "month") or unit not in ("month", "year"):
        return None
    base = earliest(focus.value)
    month = shift_month(base.year, base.month, by * (12 if unit == "year" else 1))
    value = f"{month}-{base.day:02d}" if focus.kind == "day" else month
    return value if is_edtf(value) else None


def read_focusdate(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “the 27th of that month”."""
    focus = context.focus
    day = (match.slots.get("d") or match.slots["D"]).number
    if focus is None or focus.value is None or focus.kind not in ("day", "month"):
        return put(base, None, "day", relative=True, relative_to_text=True)
    near = earliest(focus.value)
    return put(base, edtf(near.year, near.month, day), "day", relative=True, relative_to_text=True)


def month_near(by: int) -> Callable[[Match, Context, Time], list[Time]]:
    """Make the rule for “the 10th of this month”, last month, next month."""

    def rule(match: Match, context: Context, base: Time) -> list[Time]:
        if context.anchor is None:
            return put(base, None, "day", relative=True)
        month = shift_month(context.anchor.year, context.anchor.month, by)
        return put(base, f"{month}-{match.slots['d'].number or 0:02d}", "day", relative=True)

    return rule


def read_ordinal(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “on the 4th”: of the month spoken of, else near the day of publication."""
    after = context.tokens[match.last] if match.last < len(context.tokens) else None
    if "weekday" not in match.slots and word_behind(match, context) not in context.words.ordinal_behind:
        return []
    if after is not None and after.low[:1].isalnum() and after.low not in context.words.ordinal_go:
        return []
    day = match.slots["D"].number or 0
    if "weekday" in match.slots:
        return _weekday_with_number(match, context, base, day)
    focus = context.focus
    if focus is not None and focus.value and focus.kind in ("day", "month") and base.start - focus.end < _FAR:
        near = earliest(focus.value)
        return put(base, edtf(near.year, near.month, day), "day", relative=True, relative_to_text=True)
    if context.anchor is None:
        return put(base, None, "day", relative=True)
    here, months = context.anchor, (-1, 0, 1)
    near_days = [f"{shift_month(here.year, here.month, by)}-{day:02d}" for by in months]
    past = [value for value in near_days if is_edtf(value) and value <= here.isoformat()]
    future = [value for value in near_days if is_edtf(value) and value >= here.isoformat()]
    value = future[0] if base.tense == "future" and future else past[-1] if past else None
    return put(base, value, "day", relative=True)


def _weekday_with_number(match: Match, context: Context, base: Time, day: int) -> list[Time]:
    """Read “on Tuesday, the 4th”; where Tuesday is no 4th, the number counts something else and the weekday stands."""
    (plain,) = read_weekday(match, context, base)
    for value in (plain.past, plain.future):
        if value is not None and int(value[8:]) == day:
            return [msgspec.structs.replace(plain, value=value)]
    return [msgspec.structs.replace(plain, end=match.slots["weekday"].end)]


def read_duration(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “six months” alone."""
    unit = context.words.units[match.slots["unit"].low]
    return put(base, None, "duration", count=match.slots["n"].number, unit=unit)
