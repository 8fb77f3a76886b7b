"""The passes before the judge: text kept in place, sentences, and the names found in them."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog import load_catalog
from servanda.catalog.lexicon import load_lexicon
from servanda.extraction.names import build_scanner
from servanda.extraction.segments import clauses
from servanda.extraction.surface import fold, zones
from servanda.model import Report

CASES = yaml.safe_load((Path(__file__).parent / "scan.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scanner():
    """The automaton over the shipped catalog and lexicon."""
    return build_scanner(load_catalog(), load_lexicon().sections)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_names_are_found(scanner, case: dict[str, Any]):
    """A sentence holds these states and treaties and no others."""
    (zone,) = zones(Report(id="r", text=case["text"]))
    found = [[m.kind, m.value] for m in scanner.scan(zone) if m.kind in ("state", "treaty")]
    assert found == case["found"]


@given(st.text(max_size=300))
def test_folding_keeps_every_place(text: str):
    """Folded text has the length of the text, so that offsets hold in both."""
    assert len(fold(text)) == len(text)


@given(st.lists(st.sampled_from(["Norway left.", "Dr. Li said so.", "It did", "\n\n", "?", "“No.”", " "]), max_size=20))
def test_sentences_follow_each_other(parts: list[str]):
    """Sentences lie inside the text, in order, without overlap."""
    text = " ".join(parts)
    for zone in zones(Report(id="r", text=text)):
        edges = [edge for s in zone.sentences for edge in (s.start, s.end)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(zone.text) for edge in edges)


def test_clauses_part_two_steps(scanner):
    """Two steps joined by "but" are two clauses, each with its own state."""
    text = "Norway ratified the Minamata Convention in 2017, but Chile rejected the treaty in 2018."
    (zone,) = zones(Report(id="r", text=text))
    states = [[m.value for m in c.of("state")] for c in clauses(zone, scanner.scan(zone)) if c.of("state")]
    assert states == [["NOR"], ["CHL"]]
