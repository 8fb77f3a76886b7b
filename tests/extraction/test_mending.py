"""Words cut by a line end or a soft hyphen are read whole, and spans still count characters of the text as given."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda import pipeline
from servanda.extraction.mending import mend, vocabulary
from servanda.model import Report

CASES = yaml.safe_load((Path(__file__).parent / "mending.yaml").read_text(encoding="utf-8"))
KNOWN = vocabulary(["Zambia", "test-ban treaty"], {"words": {"ratify": ["ratified"]}})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["claim"]["state"])
def test_a_cut_word_is_read(case: dict[str, Any]) -> None:
    """The claim is found, and its spans hold the words with their cuts."""
    claims = pipeline.reader().read(Report(id="r", text=case["text"], published="2026-03-05"))
    assert [(claim.state, claim.treaty) for claim in claims] == [(case["claim"]["state"], case["claim"]["treaty"])]
    for field, words in case["words"].items():
        start, end = claims[0].spans[field]
        assert case["text"][start:end] == words


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Zam-\nbia", "Zambia"),
        ("rati-\n  fied", "ratified"),
        ("Zam\u00ad\nbia", "Zambia"),
        ("test-\nban", "test-\nban"),
        ("so-\nso", "so-\nso"),
        ("Zambia -\nnot", "Zambia -\nnot"),
        ("rati- fied", "ratified"),
        ("rati - fied", "rati - fied"),
        ("pre- and post-war", "pre- and post-war"),
        ("Zambia", "Zambia"),
    ],
)
def test_only_known_words_are_joined(text: str, whole: str) -> None:
    """A hyphen that belongs to a word stays."""
    mended = mend(Report(id="r", text=text), KNOWN)
    assert (mended.report.text if mended else text) == whole


def test_every_character_keeps_its_place() -> None:
    """Each character of the mended text is the character of the given text that it is carried back to."""
    text = "a\u00adb Zam-\nbia\u00ad c Zam-\r\nbia."
    mended = mend(Report(id="r", text=text), KNOWN)
    assert mended is not None
    for at, char in enumerate(mended.report.text):
        start, end = mended.given((at, at + 1))
        assert text[start:end] == char
