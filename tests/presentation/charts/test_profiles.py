"""The drawings of agreement and of positions are told in words, hold every state named, and escape what they hold."""

import itertools
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from servanda.catalog import load_catalog
from servanda.ledger import open_ledger
from servanda.model import UsageError
from servanda.panels import one_day, row_of_days
from servanda.presentation.charts import agreement_svg, positions_svg
from servanda.presentation.charts.agreement import GAP, spread_out
from servanda.profiles import Profiles, compare, find_peers

CATALOG = load_catalog()
SVG = "{http://www.w3.org/2000/svg}"
KEYS = ["ccm", "apmbc", "att", "rome"]


@pytest.fixture(scope="module")
def profiles():
    """The register we ship."""
    with open_ledger(":memory:") as ledger:
        yield Profiles(ledger.view(date(2025, 12, 31)), CATALOG)


def words(svg):
    """Every text of a drawing, titles and descriptions too."""
    root = ET.fromstring(svg)  # noqa: S314 - drawn by us
    return ["".join(one.itertext()) for one in root.iter() if one.tag in (f"{SVG}text", f"{SVG}desc")]


def test_each_pair_has_a_line_and_a_name(profiles):
    """A line a pair, named at its end and told in the description."""
    found = compare(
        profiles, ["LTU", "FIN", "NOR"], row_of_days(date(2000, 1, 1), date(2024, 1, 1), "year"), treaties=KEYS
    )
    told = words(agreement_svg(found))
    assert {"LTU–FIN", "LTU–NOR", "FIN–NOR"} <= set(told)
    assert any("LTU and FIN: 100% on 2000-01-01" in text for text in told)


def test_a_row_of_days_is_needed_and_few_pairs(profiles):
    """One day is no line, and twenty lines are none that can be read."""
    with pytest.raises(UsageError, match="nothing to draw"):
        agreement_svg(compare(profiles, ["LTU", "FIN"], one_day(date(2020, 1, 1)), treaties=KEYS))
    days = row_of_days(date(2020, 1, 1), date(2021, 1, 1), "year")
    with pytest.raises(UsageError, match="too many"):
        agreement_svg(compare(profiles, ["LTU", "FIN", "NOR", "POL", "DEU"], days, treaties=KEYS))


def test_the_one_asked_about_and_its_peers_are_named(profiles):
    """All others are dots, named where a pointer rests."""
    found = find_peers(profiles, "LTU", date(2025, 1, 1), most=4, draws=5)
    svg = positions_svg(found, CATALOG)
    told = words(svg)
    assert "Lithuania" in told
    assert {CATALOG.states[peer.state].name for peer in found.peers} <= set(told)
    assert svg.count('r="3"') + svg.count('r="4.5"') == found.compared


def test_without_positions_nothing_is_drawn(profiles):
    """The message sends to the table."""
    nothing = find_peers(profiles, "LTU", date(2025, 1, 1), treaties=["unclos"], draws=5)
    with pytest.raises(UsageError, match="placed"):
        positions_svg(nothing, CATALOG)


@pytest.mark.parametrize("heights", [[], [10.0], [10.0, 10.0, 10.0], [370.0, 372.0, 300.0]])
def test_names_do_not_lie_on_each_other(heights):
    """Names keep their order and a line's height between them."""
    placed = spread_out(heights, lowest=374)
    ordered = sorted(placed)
    assert all(after - before >= GAP - 0.11 for before, after in itertools.pairwise(ordered))
    assert sorted(range(len(heights)), key=lambda n: heights[n]) == sorted(range(len(placed)), key=lambda n: placed[n])
