"""How a clause counts from an act to its effect: the day practice gives, every other day the words support, and why.

Practice first (`preferred`), the strict reading beside it where a short month cuts the period or where the depositary
adds days to the plain words. Nothing is rounded silently and nothing is raised: what cannot be counted has no day.
"""

from collections.abc import Callable
from datetime import date

import msgspec

from servanda.law.periods import (
    add,
    day_of_year,
    first_of_next_month,
    in_words,
    latest,
    month_of,
    ordinal,
    parts,
    shift,
)
from servanda.model import EffectiveReading
from servanda.model.clause import Delay, Term

MAX_TERMS = 2000
"""More terms than the calendar has."""


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of a count.

    Args:
        day: what practice gives; None where nothing can be counted.
        readings: every day the words or the practice support, the preferred one first.
        steps: the arithmetic in words.
    """

    day: date | None = None
    readings: tuple[EffectiveReading, ...] = ()
    steps: str = ""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a count may need beside the act's own day: the treaty's entry, the term, a day the notice states."""

    entry: date | None = None
    term: Term | None = None
    stated: date | None = None


def count(delay: Delay, anchor: date, context: Context | None = None) -> Counted:
    """Count from an act's day to its effect.

    Args:
        delay: the clause's way of counting.
        anchor: day of deposit or receipt.
        context: see `Context`.
    """
    rule = _RULES.get(delay.style, _plain)
    return rule(delay, anchor, context or Context())


def fixed(day: date, why: str) -> Counted:
    """A day that is published, stated or agreed: no doubt about it."""
    return Counted(day=day, readings=(EffectiveReading(date=day, why=why, preferred=True),), steps=why)


def _nothing(why: str) -> Counted:
    return Counted(steps=why)


def _plain(delay: Delay, anchor: date, context: Context) -> Counted:
    """`on_deposit`, `exact` and `nth_day`: the period, cut by a short month, and the habit of the depositary."""
    del context
    return _through(delay, anchor, lambda end: end, "")


def _month_after(delay: Delay, anchor: date, context: Context) -> Counted:
    """`first_of_month_after`: expiry of the period, then the first day of the month after."""
    del context
    return _through(delay, anchor, first_of_next_month, ", then the first day of the next month")


def _through(delay: Delay, anchor: date, finish: Callable[[date], date | None], tail: str) -> Counted:
    total = add(anchor, delay.period)
    end = finish(total.day) if total else None
    if total is None or end is None:
        return _nothing("beyond the calendar")
    said = f"{in_words(delay.period)} after {anchor}{tail}" if any(parts(delay.period)) else f"the day itself{tail}"
    habit = _habit(delay, anchor)
    options = {}
    if habit:
        options[shift(end, habit)] = f"{said}, and {habit} day as the depositary counts in practice"
        options.setdefault(end, f"{said}: the plain words")
    else:
        cut = " (the month has no such day, so its last counts)" if total.cut else ""
        options[end] = f"{said}{cut}"
    if total.cut:
        after = shift(total.day, 1)
        strict = finish(after) if after else None
        options.setdefault(strict, f"{said}: strict reading, the period ends only with the missing day")
    return _counted({day: why for day, why in options.items() if day})


def _counted(options: dict[date, str]) -> Counted:
    readings = tuple(
        EffectiveReading(date=day, why=why, preferred=index == 0) for index, (day, why) in enumerate(options.items())
    )
    return Counted(day=readings[0].date, readings=readings, steps=f"{readings[0].why} = {readings[0].date}")


def _habit(delay: Delay, anchor: date) -> int:
    if delay.habit_until is not None and anchor > latest(delay.habit_until):
        return 0
    return delay.habit_days


def _nth_month(delay: Delay, anchor: date, context: Context) -> Counted:
    del context
    years, months, _ = parts(delay.period)
    day = first_of_next_month(anchor, months + 12 * years)
    return _one(day, f"first day of the {ordinal(months + 12 * years)} month after {month_of(anchor)}")


def _year_end(delay: Delay, anchor: date, context: Context) -> Counted:
    del context
    later = delay.style == "end_of_next_year" or (delay.style == "end_of_financial_year" and anchor.month > 9)
    said = {
        "end_of_year": "end of the year of the notice",
        "end_of_next_year": "end of the year after the notice",
        "end_of_financial_year": "end of the financial year, of the next one for a notice of its last three months",
    }[delay.style]
    return _one(day_of_year(anchor.year + later, 12, 31), f"{said} ({anchor})")


def _january(delay: Delay, anchor: date, context: Context) -> Counted:
    del delay, context
    year = anchor.year + (1 if (anchor.month, anchor.day) <= (7, 1) else 2)
    return _one(day_of_year(year, 1, 1), f"1 January after the first 1 July on or after {anchor}")


def _june(delay: Delay, anchor: date, context: Context) -> Counted:
    del delay, context
    year = anchor.year + (0 if (anchor.month, anchor.day) == (1, 1) else 1)
    return _one(day_of_year(year, 6, 30), f"30 June after the first 1 January on or after {anchor}")


def _term_end(delay: Delay, anchor: date, context: Context) -> Counted:
    """`end_of_term`: terms from the treaty's entry; notice at least the period before the end of the running one."""
    earliest_end = add(anchor, delay.period)
    if context.entry is None or context.term is None or earliest_end is None:
        return _nothing("the treaty's own entry into force is not known")
    for number in range(MAX_TERMS):
        years = context.term.first_years + number * context.term.then_years
        end = add(context.entry, f"P{years}Y")
        if end is None:
            break
        if end.day >= earliest_end.day:
            return _one(end.day, f"end of the term that runs {in_words(delay.period)} after {anchor}")
    return _nothing("beyond the calendar")


def _stated(delay: Delay, anchor: date, context: Context) -> Counted:
    """`stated_day`: the day the notice states, if it is far enough ahead; else the first day it could have stated."""
    least = _plain(delay, anchor, context)
    if context.stated and least.readings and context.stated >= min(r.date for r in least.readings):
        return fixed(context.stated, f"the day the notice states, at least {in_words(delay.period)} after {anchor}")
    return least


def _agreed(delay: Delay, anchor: date, context: Context) -> Counted:
    del delay, anchor, context
    return _nothing("an agreement or decision fixes the day")


def _one(day: date | None, why: str) -> Counted:
    return _counted({day: why}) if day else _nothing("beyond the calendar")


_RULES: dict[str, Callable[[Delay, date, Context], Counted]] = {
    "first_of_month_after": _month_after,
    "first_of_nth_month": _nth_month,
    "end_of_year": _year_end,
    "end_of_next_year": _year_end,
    "end_of_financial_year": _year_end,
    "january_if_by_july": _january,
    "june_if_by_january": _june,
    "end_of_term": _term_end,
    "stated_day": _stated,
    "by_agreement": _agreed,
}
