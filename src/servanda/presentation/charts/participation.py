"""Parties of a treaty over time: the number as a line, joins and exits of each year as bars below."""

from datetime import date

import msgspec

from servanda.participation import Participation, joins_and_exits
from servanda.presentation.charts.axis import Axis, heights
from servanda.presentation.charts.paper import WIDTH, legend, paper, shortened, text_width
from servanda.wording import count, say_date

LEFT, RIGHT, TOP, BOTTOM = 64, WIDTH - 84, 84, 330
UP, DOWN = 70, 34
"""Units for the tallest bar of joins, and for exits below the line."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A horizontal line of the grid."""

    y: float
    label: str


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """Joins or exits of one year."""

    look: str
    x: float
    y: float
    wide: float
    tall: float
    told: str
    label: str = ""
    ly: float = 0


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A number said at a point of the line."""

    x: float
    y: float
    tx: float
    ty: float
    words: str
    look: str = ""


def participation_svg(found: Participation) -> str:
    """Draw the parties of a treaty over time as one SVG; what is fixed beyond the day asked about is dashed."""
    on, lines = found.on, heights(max([s.parties for s in found.steps] + [len(found.undated), 1]))
    first = min([s.day for s in found.steps] + [on])
    last = max([s.day for s in found.steps] + [on])
    axis = Axis(first=date(first.year, 1, 1), last=last, left=LEFT, right=RIGHT)
    points, ahead = _points(found, axis, lines[-1])
    zero = BOTTOM + 52 + UP
    keys, rows = legend([("joins", "states that entered"), ("exits", "states that left")], left=24, right=RIGHT)
    floor = zero + DOWN + 6
    return paper().get_template("participation.svg").render(
        title=_title(found),
        subtitle=_subtitle(found), told=_told(found), width=WIDTH, height=floor + 42 + 22 * rows + 24,
        left=LEFT, right=RIGHT, bottom=BOTTOM, zero=zero, floor=floor, ticks=axis.ticks(),
        lines=tuple(Line(y=_y(value, lines[-1]), label=str(value)) for value in lines),
        area=_area(points), line_path=_path(points), ahead_path=_path(ahead) if len(ahead) > 1 else "",
        notes=_notes(found, axis, lines[-1]), bars=_bars(found, axis, zero), keys=keys,
        foot=f"Servanda; {found.coverage}.",
    )  # fmt: skip


def _title(found: Participation) -> str:
    """The title of the treaty where it has room, else its short one."""
    title, short = found.treaty.title, found.treaty.short
    fits = text_width(title, size=19) <= WIDTH - 48
    return title if fits else shortened(short or title, size=19, room=WIDTH - 48)


def _y(parties: int, most: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * parties / most, 1)


def _points(found: Participation, axis: Axis, most: int) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """The corners of the steps up to the day asked about, and of those after it."""
    past = [(axis.left, _y(len(found.undated), most))]
    for step in (s for s in found.steps if s.day <= found.on):
        x = axis.x(step.day, open_end=axis.left)
        past += [(x, past[-1][1]), (x, _y(step.parties, most))]
    past.append((axis.x(found.on, open_end=axis.right), past[-1][1]))
    ahead = [past[-1]]
    for step in (s for s in found.steps if s.day > found.on):
        x = axis.x(step.day, open_end=axis.right)
        ahead += [(x, ahead[-1][1]), (x, _y(step.parties, most))]
    return past, ahead


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _area(points: list[tuple[float, float]]) -> str:
    return f"{_path(points)}L{points[-1][0]:g} {BOTTOM}L{points[0][0]:g} {BOTTOM}Z"


def _notes(found: Participation, axis: Axis, most: int) -> tuple[Note, ...]:
    """The number today at the end of the line, and the highest there ever was where that is another."""
    now = found.parties_on(found.on)
    x, y = axis.x(found.on, open_end=axis.right), _y(now, most)
    notes = [Note(x=x, y=y, tx=x + 9, ty=y + 4.5, words=count(now, "party", "parties"))]
    past = [s for s in found.steps if s.day <= found.on]
    peak = max(past, key=lambda s: s.parties, default=None)
    if peak and peak.parties > now:
        px, py = axis.x(peak.day, open_end=axis.left), _y(peak.parties, most)
        words = f"{peak.parties} in {peak.day.year}"
        if px + text_width(words, size=13) / 2 < x - 14:
            notes.append(Note(x=px, y=py, tx=px, ty=py - 10, words=words, look="mid"))
    return tuple(notes)


def _bars(found: Participation, axis: Axis, zero: float) -> tuple[Bar, ...]:
    changes = joins_and_exits(found, until=axis.last)
    years = axis.last.year - axis.first.year + 1
    wide = max(2.0, min(22.0, (axis.right - axis.left) / years * 0.7))
    most = max([max(joined, left) for joined, left in changes.values()] + [1])
    bars = []
    for year, (joined, left) in changes.items():
        x = round(axis.x(date(year, 7, 1), open_end=axis.left) - wide / 2, 1)
        label = wide >= 12
        if joined:
            tall = round(UP * joined / most, 1)
            bars.append(Bar(look="joins", x=x, y=round(zero - tall, 1), wide=wide, tall=tall, told=f"{year}: {joined} entered", label=str(joined) if label else "", ly=zero - tall - 4))  # noqa: E501  # fmt: skip
        if left:
            tall = round(max(3.0, min(UP * left / most, DOWN - 14)), 1)
            bars.append(Bar(look="exits", x=x, y=zero, wide=wide, tall=tall, told=f"{year}: {left} left", label=str(left), ly=zero + tall + 12))  # noqa: E501  # fmt: skip
    return tuple(bars)


def _subtitle(found: Participation) -> str:
    parts = [f"Parties from {found.steps[0].day.year}" if found.steps else "No entry on record"]
    parts.append(f"to {say_date(found.on.isoformat())}")
    waiting = f"; {count(len(found.waiting), 'state')} consented and not bound yet" if found.waiting else ""
    return " ".join(parts) + waiting


def _told(found: Participation) -> str:
    now = found.parties_on(found.on)
    joined = sum(len(s.joined) for s in found.steps if s.day <= found.on)
    left = sum(len(s.left) for s in found.steps if s.day <= found.on)
    return (
        f"{count(now, 'party', 'parties')} on {say_date(found.on.isoformat())}; "
        f"{count(joined, 'entry', 'entries')} and {count(left, 'exit')} on record."
    )
