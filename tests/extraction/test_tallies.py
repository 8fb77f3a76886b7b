"""Votes are read in every form reports give them, and nothing else is read as votes."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog.lexicon import load_lexicon
from servanda.extraction.tallies import compile_tallies, find_tallies

HERE = Path(__file__).parent
SECTION = load_lexicon().sections["tallies"]
GRAMMAR = compile_tallies(SECTION, load_lexicon().sections["numerals"])
CASES = [case for case in yaml.safe_load((HERE / "tallies.yaml").read_text(encoding="utf-8")) if "skip" not in case]
EXAMPLES = [{"text": example["text"], "votes": [example["votes"]]} for example in SECTION["examples"]]


@pytest.mark.parametrize("case", [*CASES, *EXAMPLES], ids=lambda case: case["text"][:60])
def test_votes_are_read(case: dict[str, Any]) -> None:
    """Each sentence gives exactly the tallies written beside it."""
    found = [[t.votes.for_, t.votes.against, t.votes.abstain] for t in find_tallies(case["text"], GRAMMAR)]

    assert found == case["votes"]


@given(st.text(alphabet=st.sampled_from("0123456789 -–to,.:;|\n()votesforagainstabstained no ayes"), max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    """Any string gives a list of tallies in order, with spans inside the text."""
    tallies = find_tallies(text, GRAMMAR)

    assert all(0 <= t.start < t.end <= len(text) for t in tallies)
    assert all(a.end <= b.start for a, b in pairwise(tallies))
