"""The world map: a path for each state, projected with Equal Earth; read only by whoever draws.

Made by `script/world_map.py`; source and licence stand beside the data.
"""

from functools import cache
from importlib.resources import files

import msgspec

from servanda.model.errors import DataError

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in units of the map."""


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A state as drawn.

    Args:
        d: SVG path; empty where the source is too coarse for it.
        at: a place near the middle of its largest part.
        box: of its largest part.
        small: whether it needs a mark to be seen.
    """

    d: str
    at: tuple[float, float]
    box: Box
    small: bool = False


class WorldMap(msgspec.Struct, frozen=True, kw_only=True):
    """Every state's shape by code, land that is no state of its own, and the size of it all in units."""

    source: str
    width: int
    height: int
    states: dict[str, Shape]
    other: str = ""


@cache
def load_world_map() -> WorldMap:
    """The shipped map, read once a process.

    Raises:
        DataError: when the file is not as `script/world_map.py` writes it.
    """
    file = files("servanda.catalog") / "data" / "map" / "world.json"
    try:
        return msgspec.json.decode(file.read_bytes(), type=WorldMap)
    except msgspec.MsgspecError as error:
        raise DataError(str(error), where="map/world.json", hint="make it anew: script/world_map.py") from error
