"""Dates and votes are said as people say them; what cannot be said is left as it stands."""

import pytest

from servanda.model import Stage, Votes
from servanda.wording import RUNGS, in_text, say_date, say_share, say_votes

DATES = [
    ("2024-07-18", "18 July 2024"),
    ("2024-07", "July 2024"),
    ("2024", "2024"),
    ("2024-01/2024-03", "January 2024 to March 2024"),
    ("202X", "202X"),
    (None, ""),
]


@pytest.mark.parametrize(("given", "said"), DATES)
def test_a_date_is_said(given: str | None, said: str) -> None:
    """Whole and partial dates and intervals get month names; others stay."""
    assert say_date(given) == said


def test_votes_say_only_what_was_told() -> None:
    """A count that no report tells is left out, a told zero is not."""
    assert say_votes(Votes(for_=103, against=0)) == "103 for, 0 against"


def test_every_stage_has_its_words() -> None:
    """No rung is shown to a person as a code."""
    assert {str(stage) for stage in Stage} == set(RUNGS)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Gambia", "the Gambia"),
        ("United States", "the United States"),
        ("Democratic Republic of the Congo", "the Democratic Republic of the Congo"),
        (
            "Organisation for the Prohibition of Chemical Weapons",
            "the Organisation for the Prohibition of Chemical Weapons",
        ),
        ("Holy See", "the Holy See"),
        ("Finland", "Finland"),
        ("Seychelles", "Seychelles"),
    ],
)
def test_a_sentence_gives_a_name_its_article(name: str, told: str) -> None:
    """Names that English tells with "the" have it."""
    assert in_text(name) == told


def test_a_small_share_keeps_the_digits_that_tell_it_from_nothing() -> None:
    """A share below a tenth has a decimal, a tiny one two digits, nought and certainty none."""
    shares = (0.0, 0.0000387, 0.0123, 0.05, 0.314, 1.0)
    assert [say_share(x) for x in shares] == ["0%", "0.0039%", "1.2%", "5%", "31%", "100%"]
