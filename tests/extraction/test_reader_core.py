"""The reader as a whole: total, linear, its spans inside the text, and claims that follow the text's own changes."""

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda import pipeline
from servanda.model import Claim, Report

PAIRS = yaml.safe_load((Path(__file__).parent / "core.yaml").read_text(encoding="utf-8"))
WORDS = [
    "Norway", "Chile", "the", "Minamata Convention", "Rome Statute", "ratified", "withdrew", "from", "will", "not", "parliament",
    "approved", "by 81 votes to one", "on 3 March 2021", ".", ",", "\n", "“", "”", "(", ")", "who", "İ", "ß", "\x00", "NATO", "it",
]  # fmt: skip


def read(text: str, title: str | None = None) -> list[Claim]:
    """Claims of a text published on a fixed day."""
    return pipeline.reader().read(Report(id="r", text=text, title=title, published="2026-05-05"))


def is_inside(span: tuple[int | str, ...], text: str, title: str) -> bool:
    """Whether a span lies in the zone it names."""
    zone, (start, end) = (title, span[1:]) if span[0] == "title" else (text, span)
    return 0 <= int(start) < int(end) <= len(zone)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_text_gives_a_list(text: str) -> None:
    """No text makes the reader raise."""
    assert isinstance(read(text), list)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.lists(st.sampled_from(WORDS), max_size=10))
def test_spans_lie_inside_what_was_read(words: list[str], heading: list[str]) -> None:
    """Every span of every claim lies inside the zone it names, whatever stands there."""
    text, title = " ".join(words), " ".join(heading)
    for claim in read(text, title or None):
        for name, span in claim.spans.items():
            assert is_inside(span, text, title), (name, span)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: p["name"])
def test_claims_change_as_the_text_does(pair: dict[str, Any]) -> None:
    """A small change of the text changes the claim's own field and no other."""
    before, after = read(pair["text"]), read(pair["variant"])
    fields = ("state", "treaty", "action", "stage", "certainty")
    assert len(before) == len(after) == 1
    expected = {field: getattr(before[0], field) for field in fields} | pair["to"]
    assert {field: getattr(after[0], field) for field in fields} == expected


def test_work_grows_with_length_only() -> None:
    """A text ten times as long takes about ten times as many calls, counted, not timed."""
    sentence = (
        "Norway ratified the Minamata Convention on 3 March 2021, and parliament approved it by 81 votes to one. "
    )
    short, long = (calls_of(sentence * times) for times in (20, 200))
    assert long < 14 * short


def calls_of(text: str) -> int:
    """How many functions are called, in Python and C, while a text is read."""
    count = 0

    def tick(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    report = Report(id="r", text=text, published="2026-05-05")
    reader = pipeline.reader()
    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        reader.read(report)
    finally:
        sys.setprofile(before)
    return count
