"""Delays and periods in words, as the clauses and their exits are told."""

from servanda.model.clause import Delay

_STYLES = {
    "on_deposit": "on the day of deposit",
    "exact": "{period} after, on the same day of the month",
    "nth_day": "{period} after",
    "first_of_nth_month": "on the first day of the month that lies {period} after the month of deposit",
    "first_of_month_after": "on the first day of the month after {period} have run out",
    "end_of_year": "at the end of the year of the notice",
    "end_of_next_year": "at the end of the year after the notice",
    "end_of_financial_year": "at the end of the financial year",
    "january_if_by_july": "on 1 January, for a notice received by 1 July before",
    "june_if_by_january": "on 30 June, for a notice given by 1 January before",
    "end_of_term": "at the end of the running term, with {period} notice",
    "stated_day": "on the day the notice names, at least {period} ahead",
    "by_agreement": "as agreed with the other parties",
}
_UNITS = {"Y": "year", "M": "month", "D": "day"}


def say_delay(delay: Delay) -> str:
    """A delay in words.

    Example:
        >>> say_delay(Delay(style="exact", period="P6M"))
        '6 months after, on the same day of the month'
    """
    words = _STYLES.get(delay.style, delay.style.replace("_", " ") + " ({period})")
    text = words.format(period=say_period(delay.period))
    days = f"{delay.habit_days} day" + ("" if delay.habit_days == 1 else "s")
    return text + (f" (this depositary publishes {days} more)" if delay.habit_days else "")


def say_period(period: str) -> str:
    """An ISO 8601 period in words.

    Example:
        >>> say_period("P1Y"), say_period("P90D")
        ('1 year', '90 days')
    """
    parts, number = [], ""
    for mark in period.removeprefix("P"):
        if mark.isdigit():
            number += mark
        else:
            unit = _UNITS.get(mark, mark)
            parts.append(f"{number} {unit}{'' if number == '1' else 's'}")
            number = ""
    return " ".join(parts) or "no time"


def bracket(article: str | None) -> str:
    """An article behind what it says; nothing where none is known.

    Example:
        >>> bracket("17(2)"), bracket(None)
        (' [art. 17(2)]', '')
    """
    return f" [art. {article}]" if article else ""
