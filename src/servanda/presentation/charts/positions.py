"""Where states stand: the one asked about, its nearest by name, all others as dots, each named with its spread."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from servanda.catalog import Catalog
from servanda.model import UsageError
from servanda.presentation.charts.agreement import spread_out
from servanda.presentation.charts.paper import WIDTH, paper, shortened
from servanda.wording import say_date, state_name

if TYPE_CHECKING:
    from servanda.profiles import Peers, Position

LEFT, RIGHT, TOP, BOTTOM = 64, WIDTH - 230, 74, 520
ASKED, NEAR = "#d55e00", "#0b4f8a"
MOST_NAMED = 24
"""Names that have room beside the drawing."""


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """A state: where it stands, how far it may, and its name."""

    x: float
    y: float
    words: str
    wide: float = 0
    tall: float = 0
    label: str = ""
    ly: float = 0
    colour: str = NEAR
    asked: bool = False


class _Scale(msgspec.Struct, frozen=True, kw_only=True):
    """Positions to units, the same for both axes so that distances are as they are."""

    low: tuple[float, float]
    unit: float
    shift: tuple[float, float]

    def x(self, value: float) -> float:
        return round(LEFT + self.shift[0] + (value - self.low[0]) * self.unit, 1)

    def y(self, value: float) -> float:
        return round(BOTTOM - self.shift[1] - (value - self.low[1]) * self.unit, 1)


def positions_svg(found: "Peers", catalog: Catalog) -> str:
    """Draw where a state and those compared with it stand.

    Raises:
        UsageError: where nobody could be placed.
    """
    if found.positions is None:
        raise UsageError("nobody could be placed", hint="see the table for what the record lacks")
    told, shown = found.positions, [found.state, *(peer.state for peer in found.peers)][:MOST_NAMED]
    places = {one.state: one for one in told.positions}
    scale = _scale(told.positions)
    (lower_x, upper_x), (lower_y, upper_y) = told.ends
    return paper().get_template("positions.svg").render(
        title=f"Where {state_name(found.state, catalog)} stands among the commitments of states",
        subtitle=_subtitle(found), told=_told(found, catalog), width=WIDTH, height=600,
        left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM, zero_x=scale.x(0), zero_y=scale.y(0),
        others=[_dot(one, scale, catalog) for one in told.positions if one.state not in shown],
        named=_named([places[code] for code in shown], found.state, scale, catalog),
        lower_x=_end("bound by ", lower_x), upper_x=_end("bound by ", upper_x),
        axis_x=f"axis 1, {told.explained[0]:.0%} of the variation, order holds in the draws at {told.stability[0]:.2f}",
        axis_y=f"axis 2: {', '.join(lower_y)} below, {', '.join(upper_y)} above",
        foot=f"Servanda; lines are one standard deviation over {found.draws} draws of treaties; distances mean the "
        "same along both axes.",
    )  # fmt: skip


def _end(before: str, keys: Sequence[str]) -> str:
    return f"{before}{', '.join(keys)}" if keys else ""


def _scale(positions: "Iterable[Position]") -> _Scale:
    both = [[one.at[axis] + sign * one.spread[axis] for one in positions for sign in (-1, 1)] for axis in (0, 1)]
    low, high = [min(*values, 0.0) for values in both], [max(*values, 0.0) for values in both]
    room = (RIGHT - LEFT - 20, BOTTOM - TOP - 20)
    unit = min(room[axis] / max(high[axis] - low[axis], 1e-9) for axis in (0, 1))
    shift = [10 + (room[axis] - (high[axis] - low[axis]) * unit) / 2 for axis in (0, 1)]
    return _Scale(low=(low[0], low[1]), unit=unit, shift=(shift[0], shift[1]))


def _dot(one: "Position", scale: _Scale, catalog: Catalog) -> Dot:
    return Dot(x=scale.x(one.at[0]), y=scale.y(one.at[1]), words=state_name(one.state, catalog))


def _named(shown: "Sequence[Position]", asked: str, scale: _Scale, catalog: Catalog) -> list[Dot]:
    heights = spread_out([scale.y(one.at[1]) for one in shown], lowest=BOTTOM)
    return [
        msgspec.structs.replace(
            _dot(one, scale, catalog),
            wide=round(one.spread[0] * scale.unit, 1),
            tall=round(one.spread[1] * scale.unit, 1),
            label=shortened(state_name(one.state, catalog), size=13, room=200),
            ly=ly + 4,
            colour=ASKED if one.state == asked else NEAR,
            asked=one.state == asked,
        )
        for one, ly in reversed(tuple(zip(shown, heights, strict=True)))  # the one asked about lies on top
    ]


def _subtitle(found: "Peers") -> str:
    known = f", as known on {say_date(found.known.isoformat())}" if found.known else ""
    treaties = len(found.positions.treaties) if found.positions else 0
    return f"{say_date(found.on.isoformat())}{known}; {treaties} treaties that tell {found.compared + 1} states apart"


def _told(found: "Peers", catalog: Catalog) -> str:
    near = ", ".join(state_name(peer.state, catalog) for peer in found.peers)
    return f"Nearest by agreement: {near}." if near else "Nobody is near."
