"""Charts as SVG: well formed, escaped, one bar a spell, the same bytes again; PNG drawn from them."""

import struct
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from servanda.catalog import load_catalog
from servanda.enquiry import Course, timeline
from servanda.ledger import open_ledger
from servanda.model import State, Treaty, UsageError
from servanda.participation import joins_and_exits, participation
from servanda.presentation.charts import participation_svg, save_picture, timeline_svg

ON = date(2026, 1, 1)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(state: str, treaty: str | None = None) -> ET.Element:
    """The timeline of a state as parsed SVG."""
    who, courses = timeline(state, treaty, view=open_ledger(":memory:").view(), on=ON, catalog=load_catalog())
    return ET.fromstring(timeline_svg(who, courses, on=ON))  # noqa: S314 - our own output


def looks(root: ET.Element, tag: str) -> list[str]:
    """Classes of the elements of one tag that tell something."""
    return [e.get("class", "") for e in root.iter(f"{SVG}{tag}") if e.find(f"{SVG}title") is not None]


def test_a_timeline_has_a_bar_for_each_spell() -> None:
    """Lithuania under the Convention on Cluster Munitions: signed, consented, bound, leaving, out."""
    root = drawn("LTU", "ccm")
    assert looks(root, "rect") == ["signatory", "consented", "party", "leaving", "former"]
    assert looks(root, "circle") == ["act", "in"]
    assert looks(root, "path") == ["out"]


def test_a_chart_says_in_words_what_it_shows() -> None:
    """A screen reader gets the title and the spells."""
    root = drawn("LTU", "ccm")
    assert root.get("role") == "img"
    assert "party from 2011-09-01" in (root.findtext(f"{SVG}desc") or "")


def test_names_are_escaped() -> None:
    """A title from a user's treaty file cannot add elements to the picture."""
    hostile = Treaty(key="x", title="<script>alert(1)</script>", short="<b>&")
    state = State(code="LTU", name="<i>Lithuania</i>")
    svg = timeline_svg(state, [Course(treaty=hostile, acts=(), spells=())], on=ON)
    assert "<script>" not in svg
    ET.fromstring(svg)  # noqa: S314 - our own output


def test_a_state_without_acts_has_an_empty_chart() -> None:
    """Nothing on record is drawn as nothing, not as a fault."""
    svg = timeline_svg(State(code="LTU", name="Lithuania"), [], on=ON)
    assert "No act on record." in svg


@pytest.mark.parametrize("key", ["ccm", "apmbc", "rome", "nato"])
def test_parties_over_time_add_up(key: str) -> None:
    """Entries less exits are the parties of the day, and the chart says that number."""
    found = participation(key, view=open_ledger(":memory:").view(), catalog=load_catalog(), on=ON)
    changes = joins_and_exits(found, until=ON)
    past = [s for s in found.steps if s.day <= ON]
    assert sum(len(s.joined) - len(s.left) for s in past) + len(found.undated) == found.parties_on(ON)
    assert sum(joined for joined, _ in changes.values()) >= sum(len(s.joined) for s in past)
    svg = participation_svg(found)
    assert f"{found.parties_on(ON)} parties" in svg
    ET.fromstring(svg)  # noqa: S314 - our own output
    assert svg == participation_svg(found)


def test_the_ending_of_the_file_chooses_the_form(tmp_path: Path) -> None:
    """SVG is text, PNG a picture twice as large, anything else wrong use."""
    svg = timeline_svg(State(code="LTU", name="Lithuania"), [], on=ON)
    save_picture(svg, tmp_path / "a.svg")
    save_picture(svg, tmp_path / "a.png")
    data = (tmp_path / "a.png").read_bytes()
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == svg
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">I", data[16:20])[0] == 1920
    with pytest.raises(UsageError, match=r"SVG or PNG"):
        save_picture(svg, tmp_path / "a.gif")
