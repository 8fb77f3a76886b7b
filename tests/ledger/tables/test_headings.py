"""Headings of tables, and the marks in their cells."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.ledger.tables.headings import ROLES, is_table, read_heading, settle, suffix_meaning
from servanda.ledger.tables.words import Meaning, load_words
from servanda.model import Action

CASES = yaml.safe_load((Path(__file__).parent / "headings.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["heading"])
def test_what_a_heading_means(case: dict[str, Any]) -> None:
    """A heading gives its role, the acts without a mark, and the acts of its marks."""
    column = read_heading(case["heading"])
    assert case["role"] == column.role
    assert case["plain"] == [one.what for one in column.plain]
    assert case["marked"] == {mark: one.what for mark, one in column.marked.items()}


def test_every_word_means_an_act_or_a_role() -> None:
    """The data file uses only words of the contract, and each mark leads to one of them."""
    words = load_words()
    known = ROLES | set(Action)
    assert {meaning.what for _, meaning in words.headings} <= known
    assert all(words.meaning(text) for text in words.suffixes.values())


def test_a_mark_means_what_its_own_heading_says_first() -> None:
    """The letter d is a succession to signature under one heading and a succession under another."""
    signature, consent = (
        read_heading("Signature, Succession to signature(d)"),
        read_heading("Accession(a), Succession(d)"),
    )
    assert suffix_meaning("d", signature, [consent]).what == "signature"  # type: ignore[union-attr]
    assert suffix_meaning("a", signature, [consent]).what == "accession"  # type: ignore[union-attr]
    assert suffix_meaning("z", signature, [consent]) is None


def test_a_choice_among_acts_is_told() -> None:
    """Where a heading names several acts, the day of conclusion can only be a signature, and the note says so."""
    acts = [Meaning(what="definitive_signature"), Meaning(what="acceptance")]
    assert settle(acts, concluded=True)[0].what == "definitive_signature"
    later, note = settle(acts, concluded=False)
    assert later.what == "acceptance"
    assert "does not say which" in note


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["Participant", "Signature"], True),
        (["Participant", "Notes"], False),
        (["Chapter", "Signature"], False),
        (["state", "colour"], False),
    ],
)
def test_tables_are_known_by_their_headings(headings: list[str], expected: bool) -> None:
    """A table names participants in one column and acts in another."""
    assert expected == is_table(headings)
