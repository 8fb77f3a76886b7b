"""Delays: how a clause counts from an act to its effect, and the periods it counts with.

A rule counts days in the calendar of the depositary. Where the depositary's habit differs from the plain words, the
habit stands in the data (`habit_days`), because the day convention belongs to depositary and treaty, not to the words.
"""

import re
from typing import Literal

import msgspec

from servanda.model.dates import Edtf
from servanda.model.errors import InputError

Style = Literal[
    "on_deposit",
    "exact",
    "nth_day",
    "first_of_nth_month",
    "first_of_month_after",
    "end_of_year",
    "end_of_next_year",
    "end_of_financial_year",
    "january_if_by_july",
    "june_if_by_january",
    "end_of_term",
    "stated_day",
    "by_agreement",
]
"""How a clause counts; `law.delays` holds the arithmetic and the words of each.

    on_deposit              the day of deposit or receipt itself
    exact                   the same day after a period of months or years, clamped at the end of a short month
    nth_day                 deposit plus N days ("on the ninetieth day after", "ninety days after")
    first_of_nth_month      first day of the N-th month after the month of the deposit (Ottawa, CCM)
    first_of_month_after    first day of the month after the end of the period (Council of Europe, Rome Statute)
    end_of_year             31 December of the year of the notice (IRENA)
    end_of_next_year        31 December of the year after the notice (UNESCO)
    end_of_financial_year   31 December, of the next year for a notice of the last three months (Council of Europe)
    january_if_by_july      1 January after the first 1 July on or after the notice (Single Convention)
    june_if_by_january      30 June after the first 1 January on or after the notice (Whaling)
    end_of_term             end of the running term, with at least the period in between (Genocide Convention)
    stated_day              the day the notice states, at least the period ahead (CFE, Open Skies)
    by_agreement            a later agreement or decision fixes the day; nothing can be counted
"""

_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


def check_period(text: str) -> None:
    """Refuse a text that is no ISO 8601 period."""
    if not _PERIOD.fullmatch(text) or text == "P":
        raise InputError(f"period “{text}” is not ISO 8601 years, months or days", value=text, hint="write P6M or P90D")


class Delay(msgspec.Struct, frozen=True, kw_only=True):
    """How long after an act its effect comes.

    Args:
        style: how the clause counts.
        period: ISO 8601 years, months or days (`P6M`, `P90D`).
        habit_days: days the depositary adds to what the plain words give, in its published practice.
        habit_until: last day of deposit for which it did so, where the practice has changed.
    """

    style: Style
    period: str = "P0D"
    habit_days: int = 0
    habit_until: Edtf | None = None

    def __post_init__(self) -> None:
        """Refuse a period that is none."""
        check_period(self.period)
