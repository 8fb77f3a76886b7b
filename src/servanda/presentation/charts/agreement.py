"""Agreement of pairs of states over time: a line a pair, named at its end, no pair told apart by colour alone."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from servanda.model import UsageError
from servanda.presentation.charts.axis import Axis
from servanda.presentation.charts.paper import WIDTH, paper
from servanda.wording import count, say_date

if TYPE_CHECKING:
    from servanda.profiles import Comparison, PairThen

LEFT, RIGHT, TOP, BOTTOM = 64, WIDTH - 150, 84, 374
LOOKS = (
    ("#0072b2", ""),
    ("#d55e00", "8 4"),
    ("#007a58", "2 5"),
    ("#93316b", "10 4 2 4"),
    ("#1f2933", "14 4"),
    ("#a35a00", "5 3"),
    ("#3f7fae", "1 4"),
    ("#52606d", "12 3 2 3 2 3"),
)
"""A colour and dashes for each pair; colours told apart by those who see few of them."""
HAIR = 2.0
"""Units by which lines are drawn apart, so that those that coincide are seen."""
GAP = 16
"""Units between two names at the ends of lines."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A horizontal line of the grid."""

    y: float
    label: str


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """The line of one pair: its path, days that stand alone, where it ends, and where its name stands."""

    words: str
    colour: str
    dashes: str
    path: str
    alone: tuple[tuple[float, float], ...]
    x: float
    y: float
    ly: float


def agreement_svg(found: "Comparison") -> str:
    """Draw the agreement of each pair over time as one SVG.

    Raises:
        UsageError: where there is no row of days, or more pairs than can be told apart.
    """
    pairs = list(dict.fromkeys((then.first, then.second) for then in found.over_time))
    if not pairs:
        raise UsageError("nothing to draw", hint="name two states, and the first day with --from")
    if len(pairs) > len(LOOKS):
        raise UsageError(
            f"{len(pairs)} pairs are too many for a drawing", hint=f"at most {len(LOOKS)}; name fewer states"
        )
    axis = Axis(first=found.over_time[0].on, last=found.over_time[-1].on, left=LEFT, right=RIGHT)
    courses = {pair: [then for then in found.over_time if (then.first, then.second) == pair] for pair in pairs}
    courses = {pair: then for pair, then in courses.items() if any(one.agreement.share is not None for one in then)}
    ends = spread_out([_end(then, axis)[1] for then in courses.values()], lowest=BOTTOM)
    drawn = [
        _drawn(pair, then, axis, look, ly, shift=(number - (len(ends) - 1) / 2) * HAIR)
        for number, ((pair, then), look, ly) in enumerate(zip(courses.items(), LOOKS, ends, strict=False))
    ]
    return paper().get_template("agreement.svg").render(
        title="Agreement of commitments", subtitle=_subtitle(found), told=_told(courses), width=WIDTH, height=440,
        left=LEFT, right=RIGHT, bottom=BOTTOM, ticks=axis.ticks(), courses=drawn,
        lines=tuple(Line(y=_y(share / 100), label=f"{share} %") for share in (0, 25, 50, 75, 100)),
        foot="Servanda; share of treaties that bind both or neither, of those on which the record knows both. "
        "Lines that coincide are drawn side by side.",
    )  # fmt: skip


def _y(share: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * share, 1)


def _drawn(
    pair: tuple[str, str], then: "list[PairThen]", axis: Axis, look: tuple[str, str], ly: float, *, shift: float
) -> Drawn:
    runs = [[(x, round(y + shift, 1)) for x, y in run] for run in _runs(then, axis)]
    return Drawn(
        words=f"{pair[0]}–{pair[1]}",
        colour=look[0],
        dashes=look[1],
        path="".join("M" + "L".join(f"{x:g} {y:g}" for x, y in run) for run in runs if len(run) > 1),
        alone=tuple(run[0] for run in runs if len(run) == 1),
        x=runs[-1][-1][0],
        y=runs[-1][-1][1],
        ly=ly + 4,
    )


def _runs(then: "Sequence[PairThen]", axis: Axis) -> list[list[tuple[float, float]]]:
    """The points of a line, broken where a day has nothing to compare."""
    runs: list[list[tuple[float, float]]] = [[]]
    for one in then:
        if one.agreement.share is None:
            runs.append([])
        else:
            runs[-1].append((axis.x(one.on, open_end=LEFT), _y(one.agreement.share)))
    return [run for run in runs if run]


def _end(then: "Sequence[PairThen]", axis: Axis) -> tuple[float, float]:
    return _runs(then, axis)[-1][-1]


def spread_out(heights: list[float], *, lowest: float) -> list[float]:
    """Heights of names near those that they belong to, none nearer to another than can be read."""
    placed, last = dict[int, float](), float("-inf")
    for number in sorted(range(len(heights)), key=lambda number: heights[number]):
        last = max(heights[number], last + GAP)
        placed[number] = last
    if not placed:
        return []
    pushed = sum(placed[number] - heights[number] for number in placed) / len(placed)
    over = max(pushed, max(placed.values()) - (lowest + GAP))
    return [round(placed[number] - over, 1) for number in range(len(heights))]


def _subtitle(found: "Comparison") -> str:
    first, last = (say_date(day.isoformat()) for day in _ends(found))
    known = f", as known on {say_date(found.known.isoformat())}" if found.known else ""
    return f"{first} to {last}, {count(len(found.profiles), 'treaty', 'treaties')}{known}"


def _ends(found: "Comparison") -> tuple[date, date]:
    return found.over_time[0].on, found.over_time[-1].on


def _told(courses: "dict[tuple[str, str], list[PairThen]]") -> str:
    """The first and the last share of each pair, in words."""
    told = []
    for (first, second), then in courses.items():
        known = [one for one in then if one.agreement.share is not None]
        shares = [f"{one.agreement.share:.0%} on {one.on}" for one in (known[0], known[-1])]
        told.append(f"{first} and {second}: {' and '.join(shares)}.")
    return " ".join(told)
