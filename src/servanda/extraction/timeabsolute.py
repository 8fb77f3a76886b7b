"""Rules for times that name a day, month or year, and for those whose year is understood."""

from datetime import date

import msgspec

from servanda.extraction.grammar import Match
from servanda.extraction.numerals import Token
from servanda.extraction.timecalendar import edtf, kind_of, month_of, put, word_behind
from servanda.extraction.timenoun import Context, Time
from servanda.model import Edtf, earliest, is_edtf, latest

_RECENT, _REMOTE = 45, 250
"""Days: the other reading of a yearless day wins where it is recent and the one the tense asks for is remote."""


def read_date(match: Match, context: Context, base: Time) -> list[Time]:
    """Read a day, month or year by name: with its year, “last year”, “of that year”, or the year understood."""
    slots, words = match.slots, context.words
    month = month_of(match, context)
    day = slots["d"].number if "d" in slots else slots["D"].number if "D" in slots else None
    if "y" in slots:
        return _with_year(match, context, base, (slots["y"].number or 0, month, day))
    if "near" in slots:
        if context.anchor is None:
            return put(base, None, kind_of(month, day), relative=True)
        year = context.anchor.year + words.near[slots["near"].low]
        return put(base, edtf(year, month, day), kind_of(month, day), relative=True)
    if "thatyear" in slots:
        if context.focus is None or context.focus.value is None:
            return put(base, None, kind_of(month, day), relative=True, relative_to_text=True)
        year = earliest(context.focus.value).year + words.that_year[slots["thatyear"].low]
        return put(base, edtf(year, month, day), kind_of(month, day), relative=True, relative_to_text=True)
    return yearless(context, base, month or 1, day)


def _with_year(match: Match, context: Context, base: Time, parts: tuple[int, int | None, int | None]) -> list[Time]:
    year, month, day = parts
    if month is not None:
        return put(base, edtf(year, month, day), kind_of(month, day))
    before = context.tokens[match.first - 1] if match.first else None
    after = context.tokens[match.last] if match.last < len(context.tokens) else None
    if before is not None and (before.low in context.words.not_year or _glued_to_figures(before, base.start)):
        return []
    if before is not None and before.low == "." and match.first > 1:
        abbreviation = context.tokens[match.first - 2].low
        if abbreviation in context.words.not_year and len(abbreviation) <= 3:
            return []
    names = before is not None and before.low in context.words.determiners
    return put(base, f"{year:04d}", "year", attributive=bool(names and after is not None and after.low[:1].isalpha()))


def _glued_to_figures(before: Token, start: int) -> bool:
    return before.end == start and before.low in ("/", ".", ":", "_", "#", "=", "$", "€", "£")


def yearless(context: Context, base: Time, month: int, day: int | None) -> list[Time]:
    """Read a day or month whose year is understood: from the sentence, else by tense from the day of publication."""
    kind = kind_of(month, day)
    year = _year_beside(context, base)
    if year is not None:
        return put(base, edtf(year, month, day), kind, yearless=True)
    if context.anchor is None:
        value = edtf(context.latest_year, month, day) if context.latest_year is not None else None
        return put(base, value, kind, yearless=True)
    past, future = _around(context.anchor, month, day)
    value = _choose(context.anchor, past, future, base)
    return put(base, value, kind, yearless=True, past=past, future=future)


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
    return edtf(past, month, day), edtf(future, month, day)


def _choose(anchor: date, past: Edtf, future: Edtf, base: Time) -> Edtf:
    """The reading the tense asks for, unless it is far off and the other one near; the past where nothing hints."""
    if not is_edtf(past) or not is_edtf(future):
        return past if is_edtf(past) else future
    back, ahead = (anchor - latest(past)).days, (earliest(future) - anchor).days
    if base.tense == "future":
        return past if not base.tense_close and back <= _RECENT and ahead >= _REMOTE else future
    limit = _RECENT if base.tense == "past" else 2 * _RECENT
    return future if ahead <= limit and back >= _REMOTE - limit else past


def read_figures(match: Match, context: Context, base: Time) -> list[Time]:
    """Read a date in figures alone."""
    del context
    slots = match.slots
    day, month, year = (slots[name].number or 0 for name in ("d", "mm", "y"))
    return put(base, edtf(year, month, day), "day")


def read_pair(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “3 and 4 May 2024” as two days."""
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


def read_span(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “17-18 September 2024” as a range."""
    first, second = _ends(match, context, base)
    if first is None or second is None or first >= second:
        return []
    return put(base, f"{first}/{second}", "range")


def _ends(match: Match, context: Context, base: Time) -> tuple[Edtf | None, Edtf | None]:
    month = month_of(match, context) or 1
    out: list[Edtf | None] = []
    for name in ("d", "d2"):
        day = match.slots[name].number
        if "y" in match.slots:
            value: Edtf | None = edtf(match.slots["y"].number or 0, month, day)
        else:
            made = yearless(context, base, month, day)
            value = made[0].value if made else None
        out.append(value if value is not None and is_edtf(value) else None)
    return out[0], out[1]


def read_years(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “from 1985 to 1996” as a range."""
    del context
    return put(base, f"{match.slots['y'].number}/{match.slots['y2'].number}", "range")


def read_months(match: Match, context: Context, base: Time) -> list[Time]:
    """Read “March to May 2024” as a range."""
    found = [
        context.words.months[token.low] for name, token in match.slots.items() if name.rstrip("2") in ("month", "short")
    ]
    year = match.slots["y"].number or 0
    return put(base, f"{year:04d}-{found[0]:02d}/{year:04d}-{found[-1]:02d}", "range")


def read_month(match: Match, context: Context, base: Time) -> list[Time]:
    """Read a month alone, where a word before it says that it is one."""
    if word_behind(match, context) not in context.words.month_behind:
        return []
    return yearless(context, base, month_of(match, context) or 1, None)
