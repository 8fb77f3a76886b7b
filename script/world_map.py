"""Make `catalog/data/map/world.json`, the world map that charts are drawn on, of Natural Earth's countries.

Needs `countries-50m.json` of the npm package `world-atlas` 2.0.2, named on the command line.

Natural Earth 1:50m admin-0 is in the public domain; `world-atlas` (ISC) holds it as TopoJSON. The map is projected
with Equal Earth (B. Savric, T. Patterson, B. Jenny, "The Equal Earth map projection", IJGIS 33 (2019) 454-465), so that
no state looks larger than it is, and simplified arc by arc (Douglas and Peucker), so that borders still meet.
"""

import itertools
import json
import math
import sys
from pathlib import Path

from servanda.catalog import load_catalog
from servanda.model import InputError

WIDTH = 10_000
TOLERANCE = 1.5
SMALL_RING = 50.0
SMALL_STATE = 1400.0
OUT = Path(__file__).parents[1] / "src/servanda/catalog/data/map/world.json"

NAMES = {
    "Dem. Rep. Congo": "COD", "Congo": "COG", "Central African Rep.": "CAF", "Eq. Guinea": "GNQ", "eSwatini": "SWZ",
    "S. Sudan": "SSD", "Bosnia and Herz.": "BIH", "Dominican Rep.": "DOM", "Solomon Is.": "SLB", "Marshall Is.": "MHL",
    "Antigua and Barb.": "ATG", "St. Kitts and Nevis": "KNA", "St. Vin. and Gren.": "VCT",
    "São Tomé and Principe": "STP",
    "N. Cyprus": "CYP", "Somaliland": "SOM", "Macedonia": "MKD", "Korea": "KOR", "South Korea": "KOR",
    "North Korea": "PRK", "Georgia": "GEO", "Siachen Glacier": "", "Micronesia": "FSM", "Vatican": "VAT",
    "Cook Is.": "COK",
}  # fmt: skip
"""Names that Natural Earth shortens. What it draws apart and no member of the UN calls a state of its own (Northern
Cyprus, Somaliland) is drawn with the state it is part of."""

POINTS = {"TUV": (179.2, -8.52)}
"""States too small for the source: longitude and latitude of their capital, in degrees."""

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
"""Coefficients of Equal Earth, eq. (9)."""


def project(lon: float, lat: float) -> tuple[float, float]:
    """Degrees to units of the map, y downwards."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(t) / (3 * (9 * A4 * t**8 + 7 * A3 * t**6 + 3 * A2 * t**2 + A1))
    y = A4 * t**9 + A3 * t**7 + A2 * t**3 + A1 * t
    scale = WIDTH / 2 / 2.7066
    return WIDTH / 2 + x * scale, (1.3173 - y) * scale


def simplified(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Douglas and Peucker, without recursion, on degrees as they come to lie on the map."""
    points = [project(*place) for place in places]
    keep, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        far, most = first, TOLERANCE
        for n in range(first + 1, last):
            gap = distance(points[n], points[first], points[last])
            if gap > most:
                far, most = n, gap
        if far != first:
            keep.add(far)
            stack += [(first, far), (far, last)]
    return [places[n] for n in sorted(keep)]


def distance(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """How far a point lies from a line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    if dx == dy == 0:
        return math.dist(p, a)
    share = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)))
    return math.dist(p, (a[0] + share * dx, a[1] + share * dy))


def area(ring: list[tuple[int, int]]) -> float:
    """The area of a ring (shoelace)."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def path(rings: list[list[tuple[int, int]]]) -> str:
    """Rings as one SVG path of relative lines."""
    parts = []
    for ring in rings:
        steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in itertools.pairwise(ring)]
        parts.append(f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(parts)


def code_of(name: str) -> str:
    """The catalog's code of a name, empty for land that is no state of its own."""
    if name in NAMES:
        return NAMES[name]
    try:
        return load_catalog().state(name).code
    except InputError:
        return ""


def main() -> None:
    """Read the TopoJSON named on the command line and write the map."""
    world = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    arcs: list[list[tuple[float, float]]] = []
    exact: list[list[tuple[float, float]]] = []
    for arc in world["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        exact.append(points)
        arcs.append(simplified(points))
    states: dict[str, list[tuple[float, list[tuple[int, int]]]]] = {}
    other: list[list[tuple[int, int]]] = []
    for shape in world["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name == "Antarctica" or not shape.get("arcs"):
            continue
        parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [piece for part in parts for ring in part for piece in drawn(ring, arcs)]
        known = load_catalog().states.get(code_of(name))
        if known is None:
            print("no state:", name)
            other += [ring for ring in rings if len(ring) > 2 and area(ring) >= SMALL_RING]
            continue
        if all(len(ring) < 3 or area(ring) == 0 for ring in rings):
            rings = [piece for part in parts for ring in part for piece in drawn(ring, exact)]
        states.setdefault(known.code, []).extend((area(ring), ring) for ring in rings if len(ring) > 1)
    write(states, other)


def drawn(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[list[tuple[int, int]]]:
    """The ring of some arcs on the map, cut in two where it crosses the antimeridian."""
    ring: list[tuple[float, float]] = []
    for n in numbers:
        for lon, lat in arcs[n] if n >= 0 else arcs[~n][::-1]:
            turned = lon + 360 * round((ring[-1][0] - lon) / 360) if ring else lon
            if not ring or (turned, lat) != ring[-1]:
                ring.append((turned, lat))
    pieces = [[(lon - 360 * turn, lat) for lon, lat in within(ring, turn)] for turn in (-1, 0, 1)]
    return [tidy([project(*place) for place in piece]) for piece in pieces if piece]


def within(ring: list[tuple[float, float]], turn: int) -> list[tuple[float, float]]:
    """The part of a ring between two antimeridians (Sutherland and Hodgman)."""
    for side, edge in ((1, 360 * turn - 180.0), (-1, 360 * turn + 180.0)):
        kept: list[tuple[float, float]] = []
        for a, b in itertools.pairwise([*ring, ring[0]] if ring else []):
            if side * (a[0] - edge) >= 0:
                kept.append(a)
            if (a[0] - edge) * (b[0] - edge) < 0:
                kept.append((edge, a[1] + (b[1] - a[1]) * (edge - a[0]) / (b[0] - a[0])))
        ring = kept
    return ring


def tidy(points: list[tuple[float, float]]) -> list[tuple[int, int]]:
    """Whole units, no point twice in a row, the last not the first."""
    whole = [(round(x), round(y)) for x, y in points]
    once = [p for n, p in enumerate(whole) if n == 0 or p != whole[n - 1]]
    return once[:-1] if len(once) > 1 and once[0] == once[-1] else once


def write(states: dict[str, list[tuple[float, list[tuple[int, int]]]]], other: list[list[tuple[int, int]]]) -> None:
    """Write the map: a path, a middle and a box for each state."""
    rows = {}
    for code, rings in sorted(states.items()):
        rings.sort(key=lambda pair: -pair[0])
        whole, main_ring = rings[0]
        kept = [ring for size, ring in rings if size >= SMALL_RING or ring is main_ring]
        xs, ys = [p[0] for p in main_ring], [p[1] for p in main_ring]
        rows[code] = {
            "d": path(kept),
            "at": [round((min(xs) + max(xs)) / 2), round((min(ys) + max(ys)) / 2)],
            "box": [min(xs), min(ys), max(xs), max(ys)],
            **({"small": True} if whole < SMALL_STATE else {}),
        }
    for code, place in POINTS.items():
        x, y = (round(n) for n in project(*place))
        rows.setdefault(code, {"d": "", "at": [x, y], "box": [x, y, x, y], "small": True})
    height = round(2 * 1.3173 * WIDTH / 2 / 2.7066)
    found = {"source": "Natural Earth 1:50m admin 0, public domain, by way of world-atlas 2.0.2 (ISC); Equal Earth",
             "width": WIDTH, "height": height, "states": rows, "other": path(other)}  # fmt: skip
    OUT.write_text(json.dumps(found, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")
    print(OUT.stat().st_size, len(rows), sorted(set(load_catalog().states) - set(rows)))


if __name__ == "__main__":
    main()
