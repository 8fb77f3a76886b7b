"""The codebook: every example carries its code, every counter-example does not, sides follow the action."""

import subprocess
import sys
from pathlib import Path

import pytest

from servanda.catalog.lexicon import load_lexicon
from servanda.extraction.arguments import compile_arguments, find_arguments, side_of
from servanda.extraction.attribution import compile_attribution, find_attributions
from servanda.model import Action

SECTIONS = load_lexicon().sections
BOOK = compile_arguments(SECTIONS["arguments"], SECTIONS["numerals"])
CODES = SECTIONS["arguments"]["codes"]
EXAMPLES = [(code, text) for code, entry in CODES.items() for text in entry["examples"]]
COUNTERS = [(code, text) for code, entry in CODES.items() for text in entry.get("counter", [])]


def codes_of(text: str) -> set[str]:
    """The codes found in a text."""
    return {argument.code for argument in find_arguments(text, BOOK)}


def test_the_codebook_is_wide_enough() -> None:
    """At least twenty codes have a definition, a leaning and two examples each."""
    assert len(CODES) >= 20
    assert all(entry["definition"] and len(entry["examples"]) >= 2 for entry in CODES.values())
    assert {entry["leans"] for entry in CODES.values()} == {"treaty", "exit"}


@pytest.mark.parametrize(("code", "text"), EXAMPLES)
def test_an_example_carries_its_code(code: str, text: str) -> None:
    """The sentence under a code in the codebook is read as that code."""
    assert code in codes_of(f"“{text}”")


@pytest.mark.parametrize(("code", "text"), COUNTERS)
def test_a_counter_example_does_not(code: str, text: str) -> None:
    """The sentence that only looks like a code is not read as it."""
    assert code not in codes_of(f"“{text}”")


def test_speaker_office_side_and_words_are_kept() -> None:
    """An argument says who makes it, in which office, on which side, and in which words."""
    text = "“It sets a dangerous precedent,” President Ana Sorel said. The house adjourned."
    credited = find_attributions(
        text, compile_attribution(SECTIONS["attribution"], SECTIONS["persons"], SECTIONS["numerals"])
    )

    (argument,) = find_arguments(text, BOOK, credited, action=Action.WITHDRAWAL)

    assert (argument.code, argument.side) == ("regime_erosion", "against")
    assert (argument.speaker, argument.office) == ("Ana Sorel", "President")
    assert argument.quotation == "It sets a dangerous precedent,"
    assert argument.span == (text.index("dangerous"), text.index(",”"))


def test_the_side_turns_with_the_action() -> None:
    """What speaks for leaving speaks against joining, and an unknown action has no side."""
    code = BOOK.codes["sovereignty"]

    assert [side_of(code, action) for action in (Action.WITHDRAWAL, Action.ACCESSION, None)] == ["for", "against", None]


def test_a_name_is_no_argument() -> None:
    """Words inside the name of a treaty argue nothing."""
    text = "The minister said the Nuclear-Weapon-Free Zone treaty and the pact on violence against women are signed."
    start = text.index("violence")

    assert find_arguments(text, BOOK, names=[(start, start + 22)]) == []


def test_what_nobody_argues_is_no_argument() -> None:
    """A cue in a sentence without a speaker, a quotation or a word of arguing is passed over."""
    assert codes_of("Farmers sold their exports in the market.") == set()


def test_prose_without_arguments_gives_none() -> None:
    """A sentence that tells of an act only carries no argument."""
    assert codes_of("Parliament adopted the bill on Thursday and the president signed it on Friday.") == set()


def test_the_codebook_page_is_current() -> None:
    """The page of the documentation says what the data file says."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, root / "script/codebook.py", "--check"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
