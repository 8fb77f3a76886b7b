"""Cities are cities: a treaty's short name is left out where the words around it say that the place is meant."""

from pathlib import Path

import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.catalog.lexicon import load_lexicon
from servanda.extraction.names import build_scanner
from servanda.extraction.places import without_places
from servanda.extraction.surface import zones
from servanda.model import Report

CASES = yaml.safe_load((Path(__file__).parent / "places.yaml").read_text(encoding="utf-8"))
SCANNER = build_scanner(load_catalog(), load_lexicon().sections)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_city_is_no_treaty(case: dict[str, str | list[str]]) -> None:
    """Only the names that an act is about, or that act themselves, stay."""
    (zone,) = zones(Report(id="r", text=str(case["text"])))
    kept = without_places(zone, SCANNER.scan(zone))
    assert [zone.text[m.start : m.end] for m in kept if m.weak and m.kind == "treaty"] == case["stay"]


def test_other_mentions_stay() -> None:
    """States, acts and treaties named in full are none of its business."""
    (zone,) = zones(Report(id="r", text="In Istanbul, Chad ratified the Istanbul Convention."))
    scanned = SCANNER.scan(zone)
    kept = without_places(zone, scanned)
    assert [m for m in scanned if m not in kept] == [m for m in scanned if m.weak and m.kind == "treaty"]
