"""How far a figure can be trusted: intervals from resampling reports with replacement. Pure, with a fixed seed.

Reports are resampled, not claims, for claims of one report are not independent. All figures of one measurement are
taken from the same thousand resamplings, so that a group of reports moves as it does inside the whole.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from operator import mul

from servanda.evaluation.result import Figure, Interval, Rate, Score

ROUNDS = 1000
SEED = 1969
Row = tuple[int, Sequence[float]]
"""The place of a report among all, and what it adds to each count."""


class Resampled:
    """A thousand resamplings of a set of reports: how often each report was drawn.

    Args:
        size: how many reports there are.
    """

    def __init__(self, size: int) -> None:
        dice = random.Random(SEED)  # noqa: S311 - resampling, not secrets
        indices = range(size)
        drawn = (Counter(dice.choices(indices, k=size)) for _ in range(ROUNDS if size else 0))
        self._weights = [[times[n] for n in indices] for times in drawn]

    def score(self, rows: Iterable[Row]) -> Score:
        """Add up rows of (right, wrong, missed)."""
        listed = list(rows)
        tp, fp, fn = _totals(listed, 3)

        f1, precision, recall = self._intervals(listed, 3, lambda sums: _three(sums[0], sums[1], sums[0], sums[2]))
        return Score(tp=tp, fp=fp, fn=fn, interval=f1, precision_interval=precision, recall_interval=recall)

    def rate(self, rows: Iterable[Row]) -> Rate:
        """Add up rows of (hits, total)."""
        listed = list(rows)
        hit, total = _totals(listed, 2)
        (interval,) = self._intervals(listed, 2, lambda sums: (_share(sums[0], sums[1]),))
        return Rate(hit=int(hit), total=int(total), interval=interval)

    def figure(self, rows: Iterable[Row]) -> Figure:
        """Add up rows of (right, claimed, found, wanted)."""
        listed = list(rows)
        right, claimed, found, wanted = (int(total) for total in _totals(listed, 4))

        f1, precision, recall = self._intervals(
            listed, 4, lambda sums: _three(sums[0], sums[1] - sums[0], sums[2], sums[3] - sums[2])
        )
        return Figure(
            right=right,
            claimed=claimed,
            found=found,
            wanted=wanted,
            interval=f1,
            precision_interval=precision,
            recall_interval=recall,
        )

    def _intervals(
        self, rows: Sequence[Row], width: int, figures: Callable[[Sequence[float]], tuple[float | None, ...]]
    ) -> list[Interval | None]:
        """The middle 95 % of each of the figures; None where no resampling gives one."""
        places = [place for place, _ in rows]
        columns = [[float(values[n]) for _, values in rows] for n in range(width)]
        rounds = []
        for weights in self._weights:
            here = [weights[place] for place in places]
            rounds.append(figures([sum(map(mul, here, column)) for column in columns]))
        none = figures([0.0] * width)
        return [_middle([value for one in rounds if (value := one[n]) is not None]) for n in range(len(none))]


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _three(right: float, wrong: float, found: float, missed: float) -> tuple[float | None, float | None, float | None]:
    """F1, precision and recall; None where there is nothing to judge by."""
    precision, recall = _share(right, right + wrong), _share(found, found + missed)
    if precision is None and recall is None:
        return None, None, None
    both = (precision or 0) + (recall or 0)
    return 2 * (precision or 0) * (recall or 0) / both if both else 0.0, precision, recall


def _totals(rows: Sequence[Row], width: int) -> list[float]:
    return [sum(values[n] for _, values in rows) for n in range(width)]


def _middle(values: Sequence[float]) -> Interval | None:
    if not values:
        return None
    ranked = sorted(values)
    last = len(ranked) - 1
    return ranked[round(0.025 * last)], ranked[round(0.975 * last)]
