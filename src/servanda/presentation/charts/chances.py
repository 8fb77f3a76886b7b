"""Probabilities with their intervals: a dot, a line from the low to the high end, the numbers beside."""

import msgspec

from servanda.brief.paper import Chance, Chances
from servanda.presentation.charts.axis import Tick
from servanda.presentation.charts.paper import paper, shortened, text_width
from servanda.wording import count, say_share

WIDE, TOP, ROW, RIGHT = 720, 68, 42, 590
"""Units across, above the first row, from row to row, and where the axis ends."""

MANY, CLOSE = 4, 22
"""More rows than this stand on a line each, so many units apart."""

ENDS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Where an axis of probabilities may end; the smallest that holds every interval."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A probability as drawn."""

    label: str
    under: str
    y: float
    x: float
    low: float
    high: float
    value: str
    interval: str


def chances_svg(chances: Chances) -> str:
    """Draw probabilities as one SVG; the axis begins at nought and ends where the widest interval has room."""
    shown = chances.chances
    highest = max([max(one.high, one.value) for one in shown] + [0.0])
    end = next((one for one in ENDS if one >= highest), 1.0)
    many = len(shown) > MANY
    labels = [text_width(_label(one, many=many), size=13) for one in shown] + [
        text_width(_under(one), size=11.5) for one in shown
    ]
    left = round(min(36 + max([*labels, 110.0]), WIDE * 0.42))
    rows = tuple(
        _line(one, left, end, TOP + 8 + n * (CLOSE if many else ROW), many=many) for n, one in enumerate(shown)
    )
    bottom = TOP + (CLOSE if many else ROW) * len(rows)
    ticks = tuple(Tick(x=_x(end * n / 4, left, end), label=say_share(end * n / 4)) for n in range(5))
    return paper().get_template("chances.svg").render(
        title=shortened(chances.title, size=19, room=WIDE - 48), told=chances.basis, width=WIDE, height=bottom + 34,
        left=left, right=RIGHT, top=TOP, bottom=bottom, ticks=ticks, rows=rows, many=many,
    )  # fmt: skip


def _x(share: float, left: float, end: float) -> float:
    return round(left + max(0.0, min(share / end, 1.0)) * (RIGHT - left), 1)


def _under(one: Chance) -> str:
    return f"within {count(one.within_months, 'month')}, {count(one.cases, 'case')}"


def _label(one: Chance, *, many: bool) -> str:
    return f"{one.label}, {one.within_months} mo., n = {one.cases}" if many else one.label


def _line(one: Chance, left: float, end: float, y: float, *, many: bool) -> Line:
    return Line(
        label=shortened(_label(one, many=many), size=13, room=left - 36),
        under="" if many else _under(one),
        y=y,
        x=_x(one.value, left, end),
        low=_x(one.low, left, end),
        high=_x(one.high, left, end),
        value=say_share(one.value),
        interval=f"{say_share(one.low)}–{say_share(one.high)}",
    )
