"""Persons are found by the office that stands beside their name."""

import pytest

from servanda.catalog.lexicon import load_lexicon
from servanda.extraction.numerals import compile_numerals, tokenize
from servanda.extraction.persons import Person, compile_persons, find_persons

SECTIONS = load_lexicon().sections
WORDS = compile_persons(SECTIONS["persons"])
NUMERALS = compile_numerals(SECTIONS["numerals"])
CASES = [
    *((case["text"], [(case["name"], case["office"])]) for case in SECTIONS["persons"]["examples"]),
    ("Deputy Foreign Minister Lia Karim-Oz met Senator Jo van der Berg.",
     [("Lia Karim-Oz", "Deputy Foreign Minister"), ("Jo van der Berg", "Senator")]),
    ("Energy Minister Saad al-Kaabi broke the news.", [("Saad al-Kaabi", "Energy Minister")]),
    ("Bo Tam, an envoy to Geneva, agreed.", [("Bo Tam", "envoy to Geneva")]),
    ("The Foreign Ministry and the Constitutional Court agreed.", []),
    ("Lithuania left the Convention on Cluster Munitions.", []),
    ("", []),
]  # fmt: skip


def persons_of(text: str) -> list[Person]:
    """The persons of a text."""
    return find_persons(text, tokenize(text, NUMERALS), WORDS)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_persons_are_found_with_their_office(text: str, expected: list[tuple[str, str]]) -> None:
    """Each sentence names exactly the persons written beside it, titles stripped, and their offices."""
    assert [(person.name, person.office) for person in persons_of(text)] == expected


def test_the_span_is_that_of_the_name() -> None:
    """The offsets of a person give the name back."""
    text = "Yesterday President Ana Sorel signed."
    (person,) = persons_of(text)

    assert text[person.start : person.end] == person.name == "Ana Sorel"
