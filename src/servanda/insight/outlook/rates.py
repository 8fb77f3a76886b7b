"""The outlook by base rates: how often notices of leaving came, and how often those given were taken back.

A rate is counted on the record up to the day asked about and nothing after it. The chance of a notice within some
months is that of a Poisson process, 1 - exp(-rate x years); its interval is that of Jeffreys' prior for a rate,
Gamma(k + 1/2, T), by the approximation of Wilson and Hilferty ("The Distribution of Chi-Square", PNAS 17, 1931). Shares
have Wilson's interval ("Probable Inference", JASA 22, 1927). Nothing is told without its number of cases.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

import msgspec

from servanda.insight.precedents import Exit
from servanda.insight.survival import Z
from servanda.model import parse_edtf

HORIZONS = (3, 6, 12, 24)
"""Months within which something may come."""

DAYS_A_YEAR = 365.2425


class Step(Protocol):
    """A day on which the number of parties changes."""

    @property
    def day(self) -> date:
        """The day."""

    @property
    def parties(self) -> int:
        """Parties from then on."""


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """A yearly rate for one party: events, party-years, and the interval of 95 %.

    Args:
        what: what was counted over, in words.
    """

    what: str
    events: int
    years: float
    value: float
    low: float
    high: float

    def within(self, months: int) -> tuple[float, float, float]:
        """The chance of at least one within some months, with its interval."""
        spell = months / 12
        value, low, high = (1 - math.exp(-rate * spell) for rate in (self.value, self.low, self.high))
        return value, low, high


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """A share of cases with its interval of 95 %."""

    what: str
    events: int
    cases: int
    value: float
    low: float
    high: float


def party_years(steps: Sequence[Step], until: date) -> float:
    """Years that states together were bound up to a day."""
    days = 0
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        end = min(following.day, until) if following else until
        days += max((end - step.day).days, 0) * step.parties
    return days / DAYS_A_YEAR


def exit_rate(what: str, exits: Iterable[Exit], years: float, *, on: date) -> Rate | None:
    """Notices of leaving a party-year, those taken back among them; None where nobody was bound for a year.

    Args:
        what: what is counted over, in words.
        exits: of the treaties that the years are counted over.
        years: party-years up to the day.
        on: the day; later notices are left out.
    """
    if years < 1:
        return None
    events = sum(1 for one in exits if parse_edtf(one.notified).first <= on)
    shape = events + 0.5
    return Rate(
        what=what,
        events=events,
        years=years,
        value=shape / years,
        low=_gamma(shape, -Z) / years,
        high=_gamma(shape, Z) / years,
    )


def revoked_share(exits: Iterable[Exit], *, on: date) -> Share | None:
    """Of the notices that had come to an end by a day, the share that was taken back; None where none had."""
    ended = [one.end_on(on) for one in exits if parse_edtf(one.notified).first <= on]
    ended = [end for end in ended if end != "pending"]
    if not ended:
        return None
    events, cases = ended.count("revoked"), len(ended)
    low, high = wilson(events, cases)
    return Share(
        what="notices that were taken back before effect",
        events=events,
        cases=cases,
        value=(events + 0.5) / (cases + 1),
        low=low,
        high=high,
    )


def wilson(events: int, cases: int) -> tuple[float, float]:
    """Wilson's interval of 95 % for a share.

    Example:
        >>> [round(x, 3) for x in wilson(0, 10)]
        [0.0, 0.278]
    """
    share, spread = events / cases, Z * Z / cases
    middle = (share + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * math.sqrt(share * (1 - share) / cases + spread / (4 * cases))
    return max(0.0, middle - half), min(1.0, middle + half)


def _gamma(shape: float, z: float) -> float:
    """A quantile of the gamma distribution of scale 1, at a quantile of the normal one."""
    ninth = 1 / (9 * shape)
    return float(shape * max(0.0, 1 - ninth + z * math.sqrt(ninth)) ** 3)
