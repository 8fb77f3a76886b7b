"""The nouns of an outlook: a chance is never told without its interval, its cases and what it was made from."""

import math
from typing import Literal

import msgspec

HORIZONS = (3, 6, 12, 24)
"""Months ahead that are told."""


def longest(months: int) -> int:
    """The days that some months last at most: a notice of six months falls within six, whatever months they are.

    Example:
        >>> [longest(months) for months in HORIZONS]
        [93, 184, 367, 732]
    """
    return math.ceil(months * 365.25 / 12) + 1


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """What a chance was made from, or was looked at beside it.

    Args:
        name: `stage`, `days_so_far`, `family`, `years_a_party`, `neighbours_left`, `allies_left`, `others_left`.
        value: as it is printed.
        found: where it comes from.
        used: whether the chance depends on it; else it is told for the reader to weigh.
    """

    name: str
    value: str
    found: str
    used: bool = True


class Prospect(msgspec.Struct, frozen=True, kw_only=True):
    """The chance that a stage is the next one reached within some months.

    Args:
        stage: the next rung, or `notified` for a quiet party's notice of leaving.
        within_months: counted from the day asked about.
        value, low, high: the chance and its interval of 95 %, 0 to 1.
        cases: courses, or notices, that it was counted from.
        basis: `base rate` or `model`.
        why: in a sentence, what was counted and why this basis is shown.
    """

    stage: str
    within_months: int
    value: float
    low: float
    high: float
    cases: int
    basis: Literal["base rate", "model"]
    why: str
    inputs: tuple[Input, ...] = ()
