"""Persons named with an office of the register, with the state beside the office."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog import load_catalog
from servanda.catalog.lexicon import load_lexicon
from servanda.extraction.officers import compile_offices, find_officers, with_officers
from servanda.model import Claim, Report

SECTIONS = load_lexicon().sections
WORDS = compile_offices(SECTIONS["offices"], SECTIONS["persons"], load_catalog())
CASES = yaml.safe_load((Path(__file__).parent / "officers.yaml").read_text(encoding="utf-8"))
EXAMPLES = SECTIONS["offices"]["examples"]


def a_claim(state: str, persons: tuple[str, ...] = ()) -> Claim:
    """A claim of a state, with the persons of its own sentence."""
    plain = {"action": "withdrawal", "stage": "promulgated", "certainty": "asserted"}
    return Claim(report="r", state=state, persons=persons, **plain)


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_officers(case: dict[str, Any]) -> None:
    """A sentence names exactly the persons written beside it."""
    found = find_officers(case["text"], WORDS)
    assert [[one.name, one.title, one.state or ""] for one in found] == case["found"]


@pytest.mark.parametrize("case", EXAMPLES, ids=[case["text"] for case in EXAMPLES])
def test_examples_of_the_words(case: dict[str, Any]) -> None:
    """Each example stored beside the words is read as it says."""
    (one,) = find_officers(case["text"], WORDS)
    assert (one.name, one.title, one.state) == (case["name"], case["title"], case.get("state"))


@given(st.text(alphabet="AbŁ.,’'- \npresidentPrimeMinisterof", max_size=120))
def test_spans_give_the_name_back(text: str) -> None:
    """The offsets of a person are those of the name, whatever the text."""
    assert [text[one.start : one.end] for one in find_officers(text, WORDS)] == [
        one.name for one in find_officers(text, WORDS)
    ]


def test_claims_get_the_persons_of_their_state() -> None:
    """A person of another state named beside the office is none of the claim's; one of no state is, where it is alone."""
    text = "Lithuanian President Ana Lima met Finnish President Bo Tam. Foreign Minister Cy Dee agreed."
    (one,) = with_officers([a_claim("LTU")], Report(id="r", text=text), WORDS)
    assert [person.name for person in one.person_details] == ["Ana Lima", "Cy Dee"]


def test_of_two_states_only_the_own_sentence_counts() -> None:
    """Where a report tells of two states, a person without a state goes to the claim whose sentence names him."""
    claims = [a_claim("LTU"), a_claim("FIN", ("Cy Dee",))]
    found = with_officers(claims, Report(id="r", text="Foreign Minister Cy Dee agreed."), WORDS)
    assert [[person.name for person in claim.person_details] for claim in found] == [[], ["Cy Dee"]]


def test_a_directory_is_cut() -> None:
    """No more than forty persons of a report are kept."""
    text = " ".join(f"President Ana Lima{'a' * n} agreed." for n in range(60))
    assert len(find_officers(text, WORDS)) == 40
