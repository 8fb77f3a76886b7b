"""Patterns kept as data: the longest match wins, choices and options are spelled out, mistakes are named."""

import pytest

from servanda.extraction.grammar import compile_patterns, find_matches, variants
from servanda.extraction.numerals import Token
from servanda.model import DataError


def tokens(text: str) -> list[Token]:
    """Tokens at their places."""
    out, at = [], 0
    for word in text.split():
        out.append(Token(at, at + len(word), word))
        at += len(word) + 1
    return out


def matches(text: str, *patterns: str) -> list[str]:
    """The patterns found in a text."""
    grammar = compile_patterns([{"seq": seq} for seq in patterns], {"day": ["monday", "friday"]})
    return [str(match.entry["seq"]) for match in find_matches(tokens(text), grammar, lambda _: ())]


def test_the_longest_match_wins() -> None:
    """A longer pattern beats a shorter one, also when it begins later inside it."""
    assert matches("on monday night", "on monday", "<day> night", "on <day> night") == ["on <day> night"]
    assert matches("the third day of may", "the third", "third day of may") == ["third day of may"]


def test_the_earlier_of_two_equal_patterns_wins() -> None:
    """The order of the file decides between matches of one length."""
    assert matches("on monday", "on <day>", "on monday") == ["on <day>"]


def test_matches_do_not_overlap() -> None:
    """After a match, reading goes on behind it."""
    assert matches("a b a b c", "a b", "b c") == ["a b", "a b"]


def test_choices_and_options_are_spelled_out() -> None:
    """A choice gives one variant each, an option one with and one without."""
    assert sorted(variants(["a|b", "c?"])) == [("a",), ("a", "c"), ("b",), ("b", "c")]


def test_an_unknown_class_is_named() -> None:
    """A slot that nobody defines is an error of the data file."""
    with pytest.raises(DataError, match="names the unknown class <moon>"):
        compile_patterns([{"seq": "on <moon>"}], {})
