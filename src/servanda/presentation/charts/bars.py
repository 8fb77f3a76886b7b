"""States by status in bars below one another, each part told by its number and its pattern, not by colour alone."""

import msgspec

from servanda.brief.paper import Bar, Bars
from servanda.presentation.charts.paper import legend, paper, shortened, text_width

WIDE, TOP, ROW = 720, 56, 30
"""Units of the chart across, above the first bar, and from bar to bar."""

PARTS: tuple[tuple[str, str, str], ...] = (
    ("bound", "party", "bound"),
    ("leaving", "leaving", "leaving"),
    ("not_bound", "unbound", "not bound"),
    ("unclear", "unclear", "unclear"),
    ("unknown", "unknown", "unknown"),
)
"""Field of a bar, class of the style sheet, words of the legend, in the order drawn."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a bar; no label where it has no room."""

    look: str
    x: float
    wide: float
    told: str
    label: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A bar as drawn."""

    label: str
    y: float
    parts: tuple[Part, ...]
    end: float
    total: int


def bars_svg(bars: Bars) -> str:
    """Draw bars as one SVG; each is as long as its states are many."""
    widest = max([text_width(bar.label, size=13) for bar in bars.bars] + [60.0])
    left = round(min(24 + widest + 12, WIDE * 0.45))
    most = max([_total(bar) for bar in bars.bars] + [1])
    scale = (WIDE - 24 - 34 - left) / most
    rows = tuple(_line(bar, left, scale, TOP + n * ROW) for n, bar in enumerate(bars.bars))
    used = [(look, words) for field, look, words in PARTS if any(getattr(bar, field) for bar in bars.bars)]
    keys, lines = legend(used, left=24, right=WIDE - 24)
    floor = TOP + ROW * len(rows) + 22
    return paper().get_template("bars.svg").render(
        title=shortened(bars.title, size=19, room=WIDE - 48), told=bars.alt, width=WIDE,
        height=floor + 22 * (lines - 1) + 18, left=left, rows=rows, keys=keys, floor=floor,
    )  # fmt: skip


def _total(bar: Bar) -> int:
    return sum(getattr(bar, field) for field, _, _ in PARTS)


def _line(bar: Bar, left: float, scale: float, y: float) -> Line:
    x, parts = float(left), []
    for field, look, words in PARTS:
        number = getattr(bar, field)
        if number:
            wide = number * scale
            label = str(number) if wide > text_width(str(number), size=12) + 6 else ""
            told = f"{bar.label}: {number} {words}"
            parts.append(Part(look=look, x=round(x, 1), wide=round(wide, 1), told=told, label=label))
            x += wide
    label = shortened(bar.label, size=13, room=left - 36)
    return Line(label=label, y=y, parts=tuple(parts), end=round(x + 8, 1), total=_total(bar))
