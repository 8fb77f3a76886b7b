"""Sides: what reports give for one field, sorted into the best supported value and those that contradict it.

Support is counted over origins, never over reports: of ten copies the weightiest speaks for all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Voice(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """What one report gives for one field, how much it weighs, and the origin it belongs to.

    `quotation` is the report's own words, where a span is known.
    """

    report: str
    value: T
    weight: float
    origin: int
    quotation: str = ""


class Side(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One value with the voices that agree with it."""

    value: T
    voices: tuple[Voice[T], ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """Ids of the reports, sorted."""
        return tuple(sorted({v.report for v in self.voices}))

    @property
    def quotations(self) -> tuple[str, ...]:
        """The reports' own words, in the order of the reports."""
        return tuple(dict.fromkeys(v.quotation for v in sorted(self.voices, key=lambda v: v.report) if v.quotation))

    @property
    def weight(self) -> float:
        """Sum over origins of their weightiest voice."""
        return weight_of(self.voices)


def weight_of(voices: Iterable[Voice[T]]) -> float:
    """Sum over origins of their weightiest voice."""
    best: dict[int, float] = defaultdict(float)
    for voice in voices:
        best[voice.origin] = max(best[voice.origin], voice.weight)
    return sum(best.values())


def take_sides(
    voices: Sequence[Voice[T]], agree: Callable[[T, T], bool], precision: Callable[[T], float] = lambda _: 0.0
) -> list[Side[T]]:
    """Sort voices into sides, the best supported first.

    Args:
        voices: of one field.
        agree: whether two values can both be true of one happening; symmetric.
        precision: how much a value says; a vaguer value supports a more precise one and never wins over it.
    """
    left, sides = sorted(voices, key=lambda v: (v.report, repr(v.value))), []
    while left:
        value = max(_candidates(left, agree, precision), key=lambda v: _rank(v, left, agree, precision))
        side = tuple(v for v in left if agree(v.value, value))
        sides.append(Side(value=value, voices=side))
        left = [v for v in left if not agree(v.value, value)]
    return sides


def _candidates(voices: Sequence[Voice[T]], agree: Callable[[T, T], bool], precision: Callable[[T], float]) -> list[T]:
    """The values that no more precise value agrees with."""
    values = list({repr(v.value): v.value for v in voices}.values())
    return [v for v in values if not any(agree(v, w) and precision(w) > precision(v) for w in values)]


def _rank(
    value: T, voices: Sequence[Voice[T]], agree: Callable[[T, T], bool], precision: Callable[[T], float]
) -> tuple[float, float, float, int, str]:
    agreeing = [v for v in voices if agree(v.value, value)]
    exact = [v for v in voices if v.value == value]
    # The last element only makes ties deterministic; it prefers nothing.
    return (round(weight_of(agreeing), 9), precision(value), round(weight_of(exact), 9), len(exact), repr(value))
