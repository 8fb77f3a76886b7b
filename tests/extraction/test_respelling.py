"""Misspelt words are set right where a text nearly tells of a treaty, and nowhere else."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda import pipeline
from servanda.catalog import load_catalog
from servanda.catalog.lexicon import load_lexicon
from servanda.extraction.mending import vocabulary
from servanda.extraction.names import state_names, treaty_names
from servanda.extraction.respelling import Speller, compile_words
from servanda.model import Report

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "respelling.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def speller() -> Speller:
    """The speller of English over the catalog."""
    catalog, sections = load_catalog(), load_lexicon().sections
    states = list(state_names(catalog))
    treaties = list(treaty_names(catalog, sections["treaty_groups"]["groups"]))
    known = vocabulary([name.text for name in (*states, *treaties)], sections)
    return Speller(compile_words(sections, states, treaties, known))


@pytest.mark.parametrize("case", CASES["read"], ids=lambda case: case["text"][:40])
def test_a_misspelt_text_is_read(case: dict[str, Any]) -> None:
    """The claim is found, and its spans hold the words as they were spelt."""
    claims = pipeline.reader().read(Report(id="r", text=case["text"], published="2026-06-15"))
    assert [[c.state, c.treaty, str(c.action)] for c in claims] == [case["claim"]]
    for field, words in case["words"].items():
        start, end = claims[0].spans[field]
        assert case["text"][start:end] == words


@pytest.mark.parametrize(("seen", "meant"), CASES["right"].items(), ids=str)
def test_a_word_is_set_right(seen: str, meant: str | None, speller: Speller) -> None:
    """One slip is undone, in the case of the word; a word that is known stays."""
    mended = speller.respell(Report(id="r", text=seen))
    assert (mended.report.text if mended else None) == meant


@pytest.mark.parametrize("word", CASES["untouched"])
def test_a_word_of_the_language_stays(word: str, speller: Speller) -> None:
    """Real words and names that are one edit from ours are meant as they stand."""
    assert speller.respell(Report(id="r", text=f"The {word} and the {word}s, said {word}.")) is None


def test_well_spelt_texts_stay(speller: Speller) -> None:
    """None of our own cases is changed, but for those that are damaged on purpose."""
    changed = []
    for file in sorted((HERE.parent / "gold").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if (
                "ocr" not in row["tags"]
                and file.stem != "damaged"
                and speller.respell(Report(id="r", text=row["text"]))
            ):
                changed.append(row["id"])
    assert changed == []


def test_a_text_that_reads_is_left_alone() -> None:
    """Where a claim is read, a misspelt name beside it is not set right."""
    text = "Chad has ratified the Minamata Convention. Lituania has denouncd the Rome Statute."
    claims = pipeline.reader().read(Report(id="r", text=text, published="2026-06-15"))
    assert {c.state for c in claims} == {"TCD"}


def test_only_a_misspelt_head_is_suspect(speller: Speller) -> None:
    """A text that the gate stops is looked at again only for a spoilt head."""
    assert speller.suspects("They signed the Covention.")
    assert speller.suspects("The proto-col was signed.")
    assert not speller.suspects("A statue by a treatise on convection, and its chapters.")


def test_each_character_is_carried_back(speller: Speller) -> None:
    """Words before, between and behind changed words keep their places."""
    text = "a Covention b Phillippines c ratfied d"
    mended = speller.respell(Report(id="r", text=text))
    assert mended is not None
    for word, given in (("b", "b"), ("Philippines", "Phillippines"), ("c", "c"), ("ratified", "ratfied"), ("d", "d")):
        at = mended.report.text.index(f" {word}") + 1
        start, end = mended.given((at, at + len(word)))
        assert text[start:end] == given
