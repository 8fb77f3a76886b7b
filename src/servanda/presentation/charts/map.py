"""States by what they are to a treaty: the whole world, or the region around one state.

Colour is never alone: whoever leaves, left, suspended or is contested is hatched, each its own way, every state says
its status when pointed at, and the whole is told in words for whoever cannot see it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec
from markupsafe import Markup

from servanda.catalog import Catalog
from servanda.catalog.worldmap import Box, WorldMap, load_world_map
from servanda.model import StatusValue
from servanda.presentation.charts.paper import LOOKS, WIDTH, legend, paper, text_width
from servanda.wording import STATUSES, count

MARGIN, TOP = 24, 72
MOST_TALL = 620
"""Units a region may be tall."""

ABOVE = 14
"""Units a name stands above the mark of a small state."""

LEGEND: tuple[tuple[str, str], ...] = (
    ("party", "party"),
    ("leaving", "leaving"),
    ("former", "left"),
    ("suspended", "suspended"),
    ("contested", "contested"),
    ("consented", "consented, not yet bound"),
    ("provisional", "applies provisionally"),
    ("signatory", "signed only"),
    ("free", "not bound"),
    ("none", "not on record, or no state"),
)
"""Class of the style sheet and its words, in the order of the legend."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A state as drawn."""

    code: str
    look: str
    d: str
    x: float
    y: float
    small: bool
    focus: bool
    told: str


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A state's name on a region's map."""

    x: float
    y: float
    words: str


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """The part of the map that is shown, and where it comes to lie."""

    scale: float
    dx: float
    dy: float
    tall: float

    def place(self, at: tuple[float, float]) -> tuple[float, float]:
        """A place of the map on the page."""
        return round(at[0] * self.scale + self.dx, 1), round(at[1] * self.scale + self.dy, 1)

    def holds(self, box: Box) -> bool:
        """Whether a part of a box of the map is on the page."""
        left, top = self.place(box[:2])
        right, bottom = self.place(box[2:])
        return right > MARGIN and left < WIDTH - MARGIN and bottom > TOP and top < TOP + self.tall


def world_svg(
    statuses: Mapping[str, StatusValue], *, catalog: Catalog, title: str, subtitle: str, foot: str, focus: str = ""
) -> str:
    """Draw the world by status.

    Args:
        statuses: code -> status on the day; a state that is not among them is drawn as not on record.
        catalog: for names.
        title: of the map.
        subtitle: the day, and what is shown.
        foot: what it was made of.
        focus: code of a state to outline.
    """
    world = load_world_map()
    frame = _frame(world, (0, 0, world.width, world.height * 0.94))
    return _drawn(world, frame, statuses, catalog, (title, subtitle, foot), focus, ())


def region_svg(
    statuses: Mapping[str, StatusValue],
    *,
    around: str,
    near: Iterable[str],
    catalog: Catalog,
    title: str,
    subtitle: str,
    foot: str,
    tall: float = MOST_TALL,
) -> str | None:
    """Draw the region around a state, its neighbours named; None for a state that the map does not hold.

    Args:
        around: code of the state in the middle, outlined.
        near: codes of the states that must be seen in part: its neighbours.
        statuses, catalog, title, subtitle, foot: as for `world_svg`.
        tall: units the map may be tall; what is above and below is cut.
    """
    world = load_world_map()
    if around not in world.states:
        return None
    named = (around, *(code for code in near if code in world.states))
    frame = _frame(world, _box(world, around, named), tall)
    return _drawn(world, frame, statuses, catalog, (title, subtitle, foot), around, named)


def _box(world: WorldMap, around: str, named: Iterable[str]) -> Box:
    """The box of the state in the middle, widened to its neighbours, but never so far that it is lost in them."""
    left, top, right, bottom = world.states[around].box
    own = max(right - left, bottom - top, 150.0)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    reach_x, reach_y = max((right - left) * 0.9, own * 0.8), max((bottom - top) * 0.9, own * 0.5)
    for code in named:
        x, y = world.states[code].at
        reach_x = max(reach_x, min(abs(x - middle_x) * 1.15, own * 3.2))
        reach_y = max(reach_y, min(abs(y - middle_y) * 1.15, own * 2.0))
    reach_x, reach_y = max(reach_x, reach_y * 1.6), max(reach_y, reach_x / 2.4)
    above, below = max(0.0, middle_y - reach_y), min(float(world.height), middle_y + reach_y)
    return middle_x - reach_x, above, middle_x + reach_x, below


def _frame(world: WorldMap, box: Box, most: float = MOST_TALL) -> Frame:
    left, top, right, bottom = box
    left, right = max(0.0, left), min(float(world.width), right)
    scale = (WIDTH - 2 * MARGIN) / (right - left)
    tall = min(most, (bottom - top) * scale)
    return Frame(
        scale=round(scale, 4),
        dx=round(MARGIN - left * scale, 2),
        dy=round(TOP - top * scale - max(0.0, (bottom - top) * scale - tall) / 2, 2),
        tall=round(tall, 1),
    )


def _drawn(
    world: WorldMap,
    frame: Frame,
    statuses: Mapping[str, StatusValue],
    catalog: Catalog,
    words: tuple[str, str, str],
    focus: str,
    named: tuple[str, ...],
) -> str:
    places = tuple(_place(code, world, statuses.get(code), catalog, focus) for code in world.states)
    shown = {place.look for place in places if frame.holds(world.states[place.code].box)}
    keys, rows = legend([row for row in LEGEND if row[0] in shown], left=MARGIN, right=WIDTH - MARGIN)
    floor = TOP + frame.tall + 32
    title, subtitle, foot = words
    return paper().get_template("map.svg").render(
        title=title, subtitle=subtitle, told=_told(statuses, catalog),
        foot=f"{foot} Map: Natural Earth, public domain.",
        width=WIDTH, height=round(floor + 22 * rows + 22), top=TOP, tall=frame.tall, floor=floor,
        dx=frame.dx, dy=frame.dy, scale=frame.scale, other=world.other, keys=keys,
        paths=Markup("").join(_path(p.look, p.code, p.d, p.told) for p in places if p.d),
        dots=Markup("").join(_dot(p.look, p.x, p.y, frame.scale, p.told) for p in places if p.small),
        focused=[place for place in places if place.focus],
        labels=_labels(named, world, frame, catalog),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _path(look: str, code: str, d: str, told: str) -> Markup:
    """A state's land; kept, since from one day to the next few states look another way."""
    return Markup('<path class="{}" id="{}" d="{}"><title>{}</title></path>\n').format(look, code, d, told)


@lru_cache(maxsize=4096)
def _dot(look: str, x: float, y: float, scale: float, told: str) -> Markup:
    """The mark of a state too small to be seen as land."""
    return Markup(
        '<circle class="{} dot" cx="{}" cy="{}" r="{:.2f}" style="stroke-width:{:.2f}"><title>{}</title></circle>\n'
    ).format(look, x, y, 3 / scale, 0.8 / scale, told)


def look_of(value: StatusValue | None) -> str:
    """The class of the style sheet for a status."""
    if value is None or value is StatusValue.NOT_COVERED:
        return "none"
    return LOOKS.get(value, "free")


def _place(code: str, world: WorldMap, value: StatusValue | None, catalog: Catalog, focus: str) -> Place:
    shape = world.states[code]
    name = catalog.states[code].name if code in catalog.states else code
    said = "not on record" if value is None else STATUSES.get(value, value.value)
    x, y = shape.at
    return Place(
        code=code,
        look=look_of(value),
        d=shape.d,
        x=x,
        y=y,
        small=shape.small,
        focus=code == focus,
        told=f"{name}: {said}",
    )


def _labels(named: Iterable[str], world: WorldMap, frame: Frame, catalog: Catalog) -> tuple[Label, ...]:
    """Names of states whose middle is on the page, the first named first; one that would cover another is left out."""
    laid: list[tuple[Label, float]] = []
    for code in named:
        x, y = frame.place(world.states[code].at)
        y -= ABOVE if world.states[code].small else 0
        words = catalog.states[code].name if code in catalog.states else code
        half = text_width(words, size=12) / 2
        inside = MARGIN + half < x < WIDTH - MARGIN - half and TOP + 14 < y < TOP + frame.tall - 6
        free = all(abs(y - other.y) > 15 or abs(x - other.x) > half + wide for other, wide in laid)
        if inside and free:
            laid.append((Label(x=x, y=y, words=words), half))
    return tuple(label for label, _ in laid)


def _told(statuses: Mapping[str, StatusValue], catalog: Catalog) -> str:
    """The map in words: how many states of each status, and the names of those that are leaving or left."""
    counted = Counter(look_of(value) for value in statuses.values())
    parts = [f"{words}: {count(counted[look], 'state')}" for look, words in LEGEND if counted[look]]
    for look, words in LEGEND[1:3]:
        names = [
            catalog.states[code].name if code in catalog.states else code
            for code, value in sorted(statuses.items())
            if look_of(value) == look
        ]
        parts += [f"{words}: {', '.join(names)}"] if names else []
    return ("; ".join(parts) or "no state on record") + "."
