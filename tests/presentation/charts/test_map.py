"""The map: every state is on it, no status by colour alone, and it is told in words."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from servanda.catalog import load_catalog
from servanda.catalog.worldmap import load_world_map
from servanda.model import StatusValue
from servanda.presentation.charts.map import look_of, region_svg, world_svg

SVG = "{http://www.w3.org/2000/svg}"
WORDS = {"title": "A <treaty> & its parties", "subtitle": "on a day", "foot": "Servanda."}
STATUSES = {"LTU": StatusValue.FORMER_PARTY, "LVA": StatusValue.PARTY, "NRU": StatusValue.CONTESTED}


def test_every_state_that_exists_is_on_the_map() -> None:
    """Organisations and states that are no more are not."""
    states = load_catalog().states.values()
    living = {s.code for s in states if s.until is None and s.kind != "organisation"}
    assert living - set(load_world_map().states) == set()


def test_the_map_is_small_and_holds_nothing_but_paths() -> None:
    """Under 300 kB, inside its own size, and with its source."""
    import servanda.catalog

    file = Path(servanda.catalog.__file__).parent / "data" / "map" / "world.json"
    assert file.stat().st_size < 300_000
    world = load_world_map()
    assert "public domain" in world.source
    for shape in world.states.values():
        assert re.fullmatch(r"(M\d+ \d+l[-\d ]*z)*", shape.d)
        assert 0 <= shape.at[0] <= world.width
        assert 0 <= shape.at[1] <= world.height


def test_no_state_spans_the_world() -> None:
    """A ring that crosses the antimeridian is cut there, Russia's too."""
    world = load_world_map()
    assert all(s.box[2] - s.box[0] < world.width / 2 for s in world.states.values())


def test_a_state_is_drawn_by_its_status_and_says_it() -> None:
    """One path a state, with its code, class and words; a small state gets a mark; markup in words is escaped."""
    root = ET.fromstring(world_svg(STATUSES, catalog=load_catalog(), focus="LTU", **WORDS))  # noqa: S314 - of our own making
    paths = {p.get("id"): p for p in root.iter(f"{SVG}path") if p.get("id")}
    assert paths["LTU"].get("class") == "former"
    assert [t.text for t in paths["LVA"].iter(f"{SVG}title")] == ["Latvia: party"]
    assert paths["FRA"].get("class") == "none"
    marks = [c for c in root.iter(f"{SVG}circle") if "contested" in (c.get("class") or "")]
    assert len(marks) == 1
    assert root.findtext(f"{SVG}title") == WORDS["title"]
    assert "left: Lithuania" in (root.findtext(f"{SVG}desc") or "")


def test_a_region_names_the_state_and_its_neighbours() -> None:
    """Names do not cover each other, and the state in the middle is outlined."""
    catalog = load_catalog()
    svg = region_svg(STATUSES, around="LTU", near=catalog.neighbours("LTU"), catalog=catalog, **WORDS)
    root = ET.fromstring(svg or "")  # noqa: S314 - of our own making
    labels = [t.text for t in root.iter(f"{SVG}text") if "label" in (t.get("class") or "")]
    assert labels[0] == "Lithuania"
    assert {"Latvia", "Poland", "Belarus"} <= set(labels)
    assert sum(1 for p in root.iter(f"{SVG}path") if p.get("class") == "focus") == 1


def test_a_state_that_is_not_on_the_map_has_no_region() -> None:
    """The European Union has no land of its own here."""
    assert region_svg({}, around="EUE", near=(), catalog=load_catalog(), **WORDS) is None


@pytest.mark.parametrize("value", list(StatusValue))
def test_every_status_has_a_look(value: StatusValue) -> None:
    """A status is drawn as itself, as free, or as not on record."""
    assert look_of(value) in {
        "party", "leaving", "former", "suspended", "contested", "consented", "provisional", "signatory", "free", "none",
    }  # fmt: skip
