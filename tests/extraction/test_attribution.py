"""Credits are found in marks, say-verbs and phrases of citing; names stand as the text has them."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog.lexicon import load_lexicon
from servanda.extraction.attribution import compile_attribution, find_attributions

SECTIONS = load_lexicon().sections
GRAMMAR = compile_attribution(SECTIONS["attribution"], SECTIONS["persons"], SECTIONS["numerals"], ["Agence Exemple"])
CASES = yaml.safe_load((Path(__file__).parent / "attribution.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [*CASES, *SECTIONS["attribution"]["examples"]], ids=lambda case: case["text"][:60])
def test_credits_are_found(case: dict[str, Any]) -> None:
    """Each sentence credits exactly those written beside it, and by the kind of saying written beside it."""
    found = find_attributions(case["text"], GRAMMAR)

    assert [item.name for item in found] == case["names"]
    assert [item.verb for item in found] == case.get("verbs", [item.verb for item in found])


def test_an_agency_of_the_catalog_is_known_by_name() -> None:
    """Names that the caller adds count as agencies."""
    (item,) = find_attributions("DAKAR, 3 May, Agence Exemple - The house voted.", GRAMMAR)

    assert (item.name, item.kind, item.scope) == ("Agence Exemple", "agency", (0, 47))


def test_a_surname_stands_in_full() -> None:
    """A surname alone is given the full name that the text has elsewhere."""
    found = find_attributions("President Ana Maria Sorel signed it. Later Sorel said it was right.", GRAMMAR)

    assert "Ana Maria Sorel" in [item.name for item in found if item.verb == "say"]


def test_the_scope_is_the_sentence() -> None:
    """A credit speaks for its own sentence, whose full stop is not that of a title."""
    text = "It began. Mr. Dolan said it was dead. It ended."
    (item,) = find_attributions(text, GRAMMAR)

    assert text[slice(*item.scope)] == "Mr. Dolan said it was dead."


def test_the_title_is_read_too() -> None:
    """A speaker in the title is marked as such."""
    (item,) = find_attributions("Nothing more is known.", GRAMMAR, title="Exit is near, Marek Dolan says")

    assert (item.name, item.in_title) == ("Marek Dolan", True)


@given(
    st.text(alphabet=st.sampled_from('ABcd ,."“”()[]-—’s\n'), max_size=120), st.sampled_from(["", "said Bo ", "BNS"])
)
def test_any_text_is_read_without_an_error(text: str, more: str) -> None:
    """Any string gives credits whose spans lie inside it."""
    whole = text + more + text

    assert all(0 <= item.start < item.end <= len(whole) for item in find_attributions(whole, GRAMMAR))
