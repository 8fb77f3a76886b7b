"""Bars, curve and chances of a brief: lengths are numbers, labels stay inside, and the words are told."""

import re
import xml.etree.ElementTree as ET
from datetime import date

from servanda.brief.paper import Bar, Bars, Chance, Chances, Count, Curve
from servanda.presentation.charts.bars import bars_svg
from servanda.presentation.charts.chances import chances_svg
from servanda.presentation.charts.curve import curve_svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> ET.Element:
    """A chart as a tree."""
    return ET.fromstring(svg)  # noqa: S314 - drawn here


def test_each_part_of_a_bar_is_as_long_as_its_number() -> None:
    """Twice the states, twice the length; a status without a state is neither drawn nor in the legend."""
    bars = Bars(title="Allies", alt="told", bars=(Bar(label="A", bound=10, not_bound=5), Bar(label="B", leaving=5)))
    svg = bars_svg(bars)
    parts = {
        one.find(f"{SVG}title").text: float(one.get("width"))  # type: ignore[union-attr, arg-type]
        for one in drawn(svg).iter(f"{SVG}rect")
        if one.find(f"{SVG}title") is not None
    }
    assert set(parts) == {"A: 10 bound", "A: 5 not bound", "B: 5 leaving"}
    assert abs(parts["A: 10 bound"] - 2 * parts["A: 5 not bound"]) < 0.2
    assert parts["A: 5 not bound"] == parts["B: 5 leaving"]
    assert "unclear</text>" not in svg
    assert "leaving</text>" in svg


def test_a_chart_says_its_title_and_its_words() -> None:
    """Whoever cannot see it is told."""
    tree = drawn(bars_svg(Bars(title="Allies & <others>", alt="23 of 32", bars=())))
    assert tree.findtext(f"{SVG}title") == "Allies & <others>"
    assert tree.findtext(f"{SVG}desc") == "23 of 32"


def test_a_curve_ends_at_its_last_number_and_marks_its_days() -> None:
    """Marked words stand above the curve, none on the line of another."""
    steps = (Count(day=date(2000, 1, 1), parties=2), Count(day=date(2010, 1, 1), parties=9))
    marked = {"2010-01-01": "in force", "2009-12-01": "signed"}
    curve = Curve(title="Parties", alt="told", steps=steps, until=date(2020, 1, 1), marked=marked)
    texts = {"".join(one.itertext()): one for one in drawn(curve_svg(curve)).iter(f"{SVG}text")}
    assert "9" in texts
    assert texts["in force"].get("y") != texts["signed"].get("y")


def test_an_interval_lies_around_its_value_on_the_axis() -> None:
    """Low, value and high come in this order, and each is told in numbers."""
    chance = Chance(label="exit", within_months=12, value=0.03, low=0.01, high=0.09, cases=40)
    svg = chances_svg(Chances(title="Exits", basis="Base rate.", chances=(chance,)))
    low, high = (float(x) for x in re.search(r'd="M([\d.]+) [\d.]+H([\d.]+)', svg).groups())  # type: ignore[union-attr]
    value = float(re.search(r'cx="([\d.]+)" cy="[\d.]+" r="5"', svg)[1])  # type: ignore[index]
    assert low < value < high
    assert "1%–9%" in svg
    assert "within 12 months, 40 cases" in svg
