"""How likely each value is, given who gives it: Dawid and Skene's model with one figure a source.

A. P. Dawid and A. M. Skene, Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm, Applied
Statistics 28 (1979): a source of reliability r tells the true value with chance r, else one of the others, each alike.
One figure a source, not a matrix: no outlet meets enough contested fields for more. Origins are the witnesses, never
reports: copies say nothing of their own.
"""

from collections.abc import Callable, Iterable, Sequence
from math import exp, log
from typing import TypeVar

from servanda.corroboration.sides import Side, Voice
from servanda.model import Contradiction, FieldSupport

T = TypeVar("T")

LEAST, MOST = 0.03, 0.97
"""Nobody is always wrong or always right; the depositary's prior is the most."""

SUREST = 0.995
"""However many say so, a common source behind them all is never ruled out."""


def as_field(sides: Sequence[Side[T]], plain: Callable[[T], object]) -> FieldSupport | None:
    """The sides as the contract shows them, the best supported first; None where nobody says anything."""
    if not sides:
        return None
    first, *others = sides
    chance, *chances = (min(SUREST, round(p, 4)) for p in probabilities(sides))
    return FieldSupport(
        value=plain(first.value),
        supports=first.reports,
        contradicts=tuple(
            Contradiction(value=plain(side.value), reports=side.reports, quotations=side.quotations, probability=p)
            for side, p in zip(others, chances, strict=True)
        ),
        origins=len({v.origin for v in first.voices}),
        probability=chance,
    )


def probabilities(sides: Sequence[Side[T]]) -> list[float]:
    """The chance of each side's value, in their order; what is left to 1 is that all are wrong.

    Args:
        sides: the values that reports give for one field, with the voices for each.
    """
    spoken = list(_witnesses(sides).values())
    if not spoken:
        return [0.5 for _ in sides]
    others = max(1, len(sides))  # the other values told, and one that nobody told
    chance = 1 / (others + 1)
    if all(weight <= chance for _, weight in spoken):
        return [
            max((weight for side, weight in spoken if side == n), default=LEAST / others) for n in range(len(sides))
        ]
    # A discounted voice tells next to nothing: it must not count against the value that it gives.
    spoken = [(side, max(weight, chance)) for side, weight in spoken]
    scores = [_score(spoken, number, others) for number in range(len(sides))] + [_score(spoken, None, others)]
    top = max(scores)
    weights = [exp(score - top) for score in scores]
    return [weight / sum(weights) for weight in weights[:-1]]


def _witnesses(sides: Sequence[Side[T]]) -> dict[int, tuple[int, float]]:
    """Origin -> (number of the side that its weightiest voice takes, how reliable that voice is)."""
    best: dict[int, tuple[float, int]] = {}
    for number, side in enumerate(sides):
        for voice in side.voices:
            weight = reliability(voice)
            if voice.origin not in best or weight > best[voice.origin][0]:
                best[voice.origin] = (weight, number)
    return {origin: (number, weight) for origin, (weight, number) in best.items()}


def reliability(voice: Voice[T]) -> float:
    """A voice's weight as a chance of being right."""
    return min(MOST, max(LEAST, voice.weight))


def _score(spoken: Iterable[tuple[int, float]], number: int | None, others: int) -> float:
    return sum(log(weight) if side == number else log((1 - weight) / others) for side, weight in spoken)
