"""Registers are read line by line, and prose is left to the clause reader."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog.lexicon import load_lexicon
from servanda.extraction.registers import Frame, compile_registers, read_register
from servanda.extraction.times import compile_times

SECTIONS = load_lexicon().sections
TIMES = compile_times(SECTIONS["times"], SECTIONS["numerals"])
GRAMMAR = compile_registers(SECTIONS["registers"], TIMES)
CASES = yaml.safe_load((Path(__file__).parent / "registers.yaml").read_text(encoding="utf-8"))
STATES = {"lithuania": "LTU", "vanuatu": "VUT", "fiji": "FJI", "angola": "Angola", "belize": "Belize"}
TREATIES = {"cluster munitions": "ccm", "arms trade treaty": "att"}


def read(text: str, title: str = "", anchor: date | None = None) -> list[Frame]:
    """The frames of a text, with a handful of names."""
    return read_register(
        text,
        GRAMMAR,
        resolve_state=lambda name: STATES.get(name.strip().lower()),
        resolve_treaty=lambda name: next((key for words, key in TREATIES.items() if words in name.lower()), None),
        title=title,
        anchor=anchor,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"][:60])
def test_registers_are_read(case: dict[str, Any]) -> None:
    """Each register gives exactly the acts written beside it."""
    found = [[f.state, f.treaty, f.action, f.stage, f.date] for f in read(case["text"], case["title"])]

    assert found == case["acts"]


@pytest.mark.parametrize("case", SECTIONS["registers"]["examples"], ids=lambda case: case["text"][:40])
def test_the_examples_of_the_data_file_hold(case: dict[str, Any]) -> None:
    """The examples in the lexicon are read as they say."""
    names = {"Lithuania": "LTU"}
    found = [[f.state, f.action, f.stage, f.date] for f in read(case["text"])]

    assert found == [[names.get(state, state), *rest] for state, *rest in case["acts"]]


def test_spans_give_the_words_back() -> None:
    """State, action and date of a frame stand at their offsets."""
    text = "Fiji | Ratification | 1 May 2024\nVanuatu | Accession | 2 June 2024\n"
    frame = read(text)[1]

    spans = (frame.state_span, frame.action_span, frame.date_span or (0, 0))
    assert [text[slice(*span)] for span in spans] == ["Vanuatu", "Accession", "2 June 2024"]


def test_a_date_ahead_is_marked() -> None:
    """A taking of effect after the day of publication is told apart."""
    text = (
        "FIJI: RATIFICATION. The above action was effected on 1 May 2024. It enters into force for Fiji on 1 June 2024."
    )

    assert [frame.future for frame in read(text, anchor=date(2024, 5, 10))] == [False, True]


@given(st.text(alphabet=st.sampled_from("Fiji |.,:\t\n-18May2024accession ()[]"), max_size=150))
def test_any_text_is_read_without_an_error(text: str) -> None:
    """Any string gives frames whose spans lie inside it."""
    assert all(0 <= f.state_span[0] < f.state_span[1] <= len(text) for f in read(text))
