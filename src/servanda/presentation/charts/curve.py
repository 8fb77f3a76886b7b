"""The number of parties over time as a curve of steps, with days marked by a word each."""

from datetime import date

import msgspec

from servanda.brief.paper import Curve
from servanda.presentation.charts.axis import Axis, heights
from servanda.presentation.charts.paper import paper, shortened, text_width

WIDE, LEFT, RIGHT, TOP, TALL = 720, 56, 660, 56, 170
MARK_ROW = 16
"""Units between the words of marked days, which stand above the curve."""

MOST_MARKS = 6
"""Marked days with their words; of more, the last are shown."""


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A horizontal line of the grid."""

    y: float
    label: str


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A marked day; `end` where its word stands to the left of it."""

    x: float
    y: float
    words: str
    end: bool


def curve_svg(curve: Curve) -> str:
    """Draw a curve as one SVG, from its first step until its last day."""
    steps = sorted(curve.steps, key=lambda step: step.day)
    marks = sorted(curve.marked.items())[-MOST_MARKS:]
    roof = TOP + MARK_ROW * len(marks)
    bottom = roof + TALL
    top = heights(max([step.parties for step in steps] + [1]))
    first = min([step.day for step in steps] + [curve.until])
    axis = Axis(first=date(first.year, 1, 1), last=curve.until, left=LEFT, right=RIGHT)
    points = [(axis.x(step.day, open_end=RIGHT), _y(step.parties, top[-1], bottom)) for step in steps]
    path = "".join(f"M{x} {y}" if n == 0 else f"H{x}V{y}" for n, (x, y) in enumerate(points))
    path += f"H{RIGHT}" if points else ""
    return paper().get_template("curve.svg").render(
        title=shortened(curve.title, size=19, room=WIDE - 48), told=curve.alt, width=WIDE, height=bottom + 32,
        left=LEFT, right=RIGHT, bottom=bottom, lines=tuple(Grid(y=_y(n, top[-1], bottom), label=str(n)) for n in top),
        path=path, area=f"{path}V{bottom}H{points[0][0]}Z" if points else "",
        last=str(steps[-1].parties) if steps else "", last_y=points[-1][1] if points else 0,
        marks=_marks(marks, axis), ticks=axis.ticks(),
    )  # fmt: skip


def _y(parties: int, most: int, bottom: float) -> float:
    return round(bottom - parties / max(1, most) * TALL, 1)


def _marks(marked: list[tuple[str, str]], axis: Axis) -> tuple[Mark, ...]:
    """Marked days, their words one below the other above the curve, so that none covers another or the curve."""
    laid = []
    for n, (day, words) in enumerate(marked):
        x = axis.x(date.fromisoformat(day), open_end=RIGHT)
        end = x + text_width(words, size=11.5) > WIDE - 16
        room = x - 16 if end else WIDE - 16 - x
        y = TOP + n * MARK_ROW
        laid.append(Mark(x=x, y=y, words=shortened(words, size=11.5, room=room), end=end))
    return tuple(laid)
