"""Distributions of courses: spans between rungs, and how long a notice or a time out lasts (Kaplan and Meier).

Courses under way are not thrown away and not counted as done: they are censored on the day asked about, as
E. L. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete Observations", JASA 53 (1958) 457-481 estimate.
Bands are Greenwood's on the log-log scale (Kalbfleisch and Prentice), which keeps them between 0 and 1.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from servanda.insight.precedents import Exit
from servanda.model import parse_edtf

Z = 1.959963984540054
"""The normal quantile of a band of 95 %."""

ENOUGH = 8
"""Courses from which a curve is drawn; below it the cases speak for themselves."""


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Days between two rungs over many courses: how many, least, quartiles, most."""

    between: str
    count: int
    least: int
    lower: float
    median: float
    upper: float
    most: int


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A step of a survival curve: from this day on, the share still in the state, with its band of 95 %."""

    days: int
    share: float
    low: float
    high: float
    at_risk: int
    events: int


class Survival(msgspec.Struct, frozen=True, kw_only=True):
    """A survival curve.

    Args:
        what: what ends (`notice_revoked`, `return`).
        points: its steps, by day.
        count: courses in it.
        events: courses that ended.
    """

    what: str
    points: tuple[Point, ...]
    count: int
    events: int

    def share_at(self, days: int) -> float:
        """The share still in the state after some days."""
        return next((p.share for p in reversed(self.points) if p.days <= days), 1.0)


def spans(exits: Iterable[Exit]) -> tuple[Span, ...]:
    """The days between timed rungs over many courses, by the names of the rungs."""
    found: dict[str, list[int]] = {}
    for one in exits:
        for between, days in one.days.items():
            found.setdefault(between, []).append(days)
    return tuple(_span(between, sorted(days)) for between, days in sorted(found.items()))


def _span(between: str, days: list[int]) -> Span:
    return Span(
        between=between,
        count=len(days),
        least=days[0],
        lower=quantile(days, 0.25),
        median=quantile(days, 0.5),
        upper=quantile(days, 0.75),
        most=days[-1],
    )


def quantile(ordered: Sequence[int], share: float) -> float:
    """A quantile by linear interpolation between ordered values (Hyndman and Fan's type 7).

    Example:
        >>> quantile([1, 2, 3, 4], 0.5)
        2.5
    """
    place = (len(ordered) - 1) * share
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def ends(exits: Iterable[Exit], *, on: date) -> dict[str, int]:
    """How many exits had been revoked, had taken effect, had been followed by a return, or were pending on a day."""
    counted = dict.fromkeys(("effective", "returned", "revoked", "pending"), 0)
    for one in exits:
        counted[one.end_on(on)] += 1
    return counted


def notices(exits: Iterable[Exit], *, on: date) -> Survival | None:
    """How long notices stand before they are taken back: effect and the day asked about censor them."""
    rows = []
    for one in exits:
        start = _known(one.notified)
        if start is None or start > on:
            continue
        back, out = _known(one.revoked), _known(one.effective)
        if back and back <= on:
            rows.append(((back - start).days, True))
        else:
            rows.append(((min(out or on, on) - start).days, False))
    return _curve("notice_revoked", rows)


def absences(exits: Iterable[Exit], *, on: date) -> Survival | None:
    """How long states stay out before they consent again: the day asked about censors them."""
    rows = []
    for one in exits:
        out, back = _known(one.effective), _known(one.returned)
        if out is None or out > on or one.revoked:
            continue
        rows.append(((back - out).days, True) if back and back <= on else ((on - out).days, False))
    return _curve("return", rows)


def _known(text: str | None) -> date | None:
    return parse_edtf(text).first if text else None


def _curve(what: str, rows: Sequence[tuple[int, bool]]) -> Survival | None:
    if len(rows) < ENOUGH:
        return None
    return Survival(what=what, points=kaplan_meier(rows), count=len(rows), events=sum(ended for _, ended in rows))


def kaplan_meier(rows: Sequence[tuple[int, bool]]) -> tuple[Point, ...]:
    """The product-limit estimate.

    Args:
        rows: days of each course, and whether it ended then (else it is censored after that day).

    Returns:
        A point for each day on which a course ended.

    Source: Kaplan and Meier 1958, eq. (2b); variance by Greenwood 1926; band on the log-log scale.
    """
    points: list[Point] = []
    share, variance = 1.0, 0.0
    for days in sorted({days for days, ended in rows if ended}):
        at_risk = sum(1 for other, _ in rows if other >= days)
        ended = sum(1 for other, done in rows if done and other == days)
        share *= 1 - ended / at_risk
        if at_risk > ended:
            variance += ended / (at_risk * (at_risk - ended))
        low, high = _band(share, variance)
        points.append(Point(days=days, share=share, low=low, high=high, at_risk=at_risk, events=ended))
    return tuple(points)


def _band(share: float, variance: float) -> tuple[float, float]:
    if not 0 < share < 1:
        return share, share
    wide = Z * math.sqrt(variance) / math.log(share)
    return share ** math.exp(-wide), share ** math.exp(wide)
