"""A citation is written so that it can be read again, wherever it stands."""

import json
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda import citation
from servanda.citation import Citation, Kept
from servanda.model import InputError

CITED = Citation(
    run=("status", "Côte d’Ivoire", "ccm", "--on", "2025-01-01", "--known", "2026-11-25"),
    on="2025-01-01",
    known="2026-11-25",
    today=date(2026, 11, 25),
    head="ab" * 32,
    version="0.1.0",
    data="0123456789abcdef",
    answer="cd" * 32,
    sources=(Kept(key="0123456789abcdef", report="n.txt", url="https://example.org/n"),),
)
WORDS = st.lists(st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=12), min_size=1)
BARE = msgspec.structs.replace(CITED, sources=())


@given(WORDS.filter(any), st.integers(0, 1))
def test_a_reference_is_read_as_it_was_written(words, code):
    """Any words of a command come back, with the hashes and the days."""
    cited = msgspec.structs.replace(BARE, run=tuple(words), code=code)
    assert citation.read_reference(cited.reference) == cited


@given(WORDS.filter(any))
def test_a_reference_is_found_in_every_form(words):
    """Text, BibTeX and CSL-JSON each hold the one reference, which the search finds whole."""
    cited = msgspec.structs.replace(BARE, run=tuple(words))
    forms = (citation.as_text(cited), citation.as_bibtex(cited), json.dumps(citation.as_csl(cited)))
    for text in forms:
        assert citation.find_references(f"see {text} and so on.") == (cited.reference,)


def test_a_reference_at_the_end_of_a_sentence_is_whole():
    """The full stop of the sentence is not its."""
    text = f"We rely on {CITED.reference}. It says more than {CITED.reference}, though."
    assert citation.find_references(text) == (CITED.reference,)


def test_the_command_prints_the_answer_again():
    """It has the moment of the ledger, and the clock only where no day is asked about."""
    assert CITED.command == (
        "servanda status 'Côte d’Ivoire' ccm --on 2025-01-01 --known 2026-11-25 --as-recorded abababababababab"
    )
    clocked = msgspec.structs.replace(CITED, on=None)
    assert clocked.command.startswith("SERVANDA_TODAY=2026-11-25 servanda status")


def test_what_tex_would_read_is_escaped():
    """A title in BibTeX sets as it is written."""
    cited = msgspec.structs.replace(BARE, run=("treaty", r"a_b & 50% {c} \d"))
    assert r"a\_b \& 50\% \{c\} \textbackslash{}d" in citation.as_bibtex(cited)


def test_the_name_is_that_of_the_answer():
    """The same answer to the same question has the same name; another has another."""
    assert CITED.id == BARE.id
    assert msgspec.structs.replace(CITED, answer="ef" * 32).id != CITED.id


def test_kept_sources_are_named_by_their_hash():
    """Text and JSON tell them."""
    assert "0123456789abcdef  n.txt  https://example.org/n" in citation.as_text(CITED)
    assert citation.as_object(CITED)["sources"][0]["key"] == "0123456789abcdef"


@pytest.mark.parametrize(
    ("reference", "says"),
    [
        ("https://example.org", "no reference"),
        ("servanda:cite?" + "x" * 30_000, "no reference"),
        ("servanda:cite?run=status", "end"),
        (CITED.reference.replace("cd" * 32, "cd" * 31), "hash"),
        (CITED.reference.replace("2026-11-25", "2026-11-35"), "date"),
        (CITED.reference.replace("exit=0", "exit=zero"), "zero"),
        (CITED.reference.replace("run=status", "run=%27status"), "end"),
        (CITED.reference.replace("run=status", "run=%1B%5B31mstatus"), "printed"),
    ],
)
def test_what_is_no_reference_is_refused(reference, says):
    """Cut, spoilt and foreign ones, each with why."""
    with pytest.raises(InputError, match=says):
        citation.read_reference(reference)


def test_differences_name_what_was_different():
    """Version, data and how the command ends; nothing where all are the same."""
    assert citation.differences(CITED, CITED) == ()
    now = msgspec.structs.replace(CITED, version="0.2.0", data="fedcba9876543210", code=1)
    assert [text.split()[0] for text in citation.differences(CITED, now)] == ["cited", "the", "it"]
