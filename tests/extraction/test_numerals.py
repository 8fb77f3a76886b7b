"""Numbers are read in figures and words, and everything else stays a plain token."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog.lexicon import load_lexicon
from servanda.extraction.numerals import compile_numerals, tokenize

SECTION = load_lexicon().sections["numerals"]
LEXICON = compile_numerals(SECTION)
CASES = [
    *((case["text"], [case["value"]]) for case in SECTION["examples"]),
    ("one hundred and three to one", [103, 1]),
    ("1,204 and 1204", [1204, 1204]),
    ("forty-one thirty", [41, 30]),
    ("two thousand and four", [2004]),
    ("a hundred", [100]),
    ("a house", []),
    ("50.4", []),
    ("twenty-first", [21]),
    ("18th", [18]),
    ("195l", [1951]),
    ("B2B", []),
]


@pytest.mark.parametrize(("text", "numbers"), CASES)
def test_numbers_are_read(text: str, numbers: list[int]) -> None:
    """Each text holds exactly the numbers written beside it."""
    assert [token.number for token in tokenize(text, LEXICON) if token.number is not None] == numbers


@given(st.text(max_size=100))
def test_tokens_lie_in_order_inside_the_text(text: str) -> None:
    """Tokens of any string are in order, inside it, and not empty."""
    ends = [0]
    for token in tokenize(text, LEXICON):
        assert ends[-1] <= token.start < token.end <= len(text)
        ends.append(token.end)
