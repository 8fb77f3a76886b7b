"""What short reports tell, by table, and that every claim's spans hold the words it was read from."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from servanda import pipeline
from servanda.model import Claim, Report

CASES = yaml.safe_load((Path(__file__).parent / "told.yaml").read_text(encoding="utf-8"))


def read(text: str) -> list[Claim]:
    """Claims of a text published on a fixed day."""
    return pipeline.reader().read(Report(id="r", text=text, published="2026-03-10"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_report_tells(case: dict[str, Any]):
    """The report makes these claims and no others."""
    told = [msgspec.to_builtins(claim) for claim in read(case["text"])]
    wanted = case["claims"]
    fields = sorted({field for claim in wanted for field in claim})
    short = [{f: claim[f] for f in fields} for claim in told]
    full = [
        {f: claim.get(f, got[f]) for f in fields} for claim, got in zip(wanted, _paired(wanted, short), strict=True)
    ]
    assert sorted(short, key=str) == sorted(full, key=str)


def _paired(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """For each wanted claim the one found at its stage, so that free fields compare equal; else any."""
    empty: dict[str, Any] = dict.fromkeys({f for claim in wanted for f in claim})
    return [next((f for f in found if f["stage"] == w["stage"]), empty) for w in wanted]


def test_spans_hold_what_was_read():
    """The state, the treaty and the count stand where the spans say."""
    text = "On Monday the Norwegian parliament approved the ratification of the Arms Trade Treaty by 120 votes to 12."
    (claim,) = read(text)
    words = {name: text[span[0] : span[1]] for name, span in claim.spans.items()}
    assert words["state"].startswith("Norwegian")
    assert words["treaty"] == "Arms Trade Treaty"
    assert "120" in words["votes"]


def test_reading_twice_gives_the_same():
    """The reader keeps nothing from one report to the next."""
    text = CASES[4]["text"]
    first = read(text)
    read("Chile left the Rome Statute.")
    assert read(text) == first
