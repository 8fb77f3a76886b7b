"""A map of how deep reading goes: kinds of phrasing, each with sentences of our own and the claims they tell.

A case that is not read yet is marked `unread` with the reason; it fails when it comes to be read, so the map stays true.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda import pipeline
from servanda.model import Claim, Report

PHENOMENA: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "depth.yaml").read_text(encoding="utf-8")
)
FEWEST = 3
PUBLISHED = "2026-05-05"


def read(case: dict[str, Any]) -> list[Claim]:
    """The claims of a case; history told in passing only where the case lists it."""
    report = Report(id="r", text=case["text"], title=case.get("title"), published=case.get("published", PUBLISHED))
    return [claim for claim in pipeline.reader().read(report) if "background" in case or not claim.background]


def told(claim: Claim, expected: str) -> str:
    """A claim in the words of the table; day, count and credit only where the expectation names them."""
    words = [claim.state, claim.treaty or "?", claim.action, claim.stage, claim.certainty]
    votes = claim.votes
    counts = [votes.for_, votes.against, votes.abstain] if votes else []
    extra = {
        "date": claim.date,
        "votes": "-".join(str(n) for n in counts if n is not None),
        "by": "+".join(name.replace(" ", "_") for name in claim.attributed_to),
    }
    named = [part.partition("=")[0] for part in expected.split() if "=" in part]
    return " ".join((*words, *(f"{name}={extra[name]}" for name in named)))


def answer(case: dict[str, Any]) -> tuple[Counter[str], Counter[str]]:
    """What is expected and what is read, in the same words."""
    expected = [line.strip() for line in (*case["claims"], *case.get("background", ()))]
    keys = {tuple(line.split()[:4]): line for line in expected}
    found = []
    for claim in read(case):
        key = (claim.state, claim.treaty or "?", str(claim.action), str(claim.stage))
        found.append(told(claim, keys.get(key, "")))
    return Counter(expected), Counter(found)


def cases() -> list[Any]:
    """Every case; one not read yet must fail, and for the reason given."""
    return [
        pytest.param(
            case,
            id=f"{phenomenon}-{number}",
            marks=[pytest.mark.xfail(reason=case["unread"], strict=True)] if "unread" in case else [],
        )
        for phenomenon, group in PHENOMENA.items()
        for number, case in enumerate(group, 1)
    ]


@pytest.mark.parametrize("case", cases())
def test_reads_as_deep_as_the_map_says(case: dict[str, Any]) -> None:
    """A phrasing of the map tells its claims and no others."""
    expected, found = answer(case)
    assert found == expected


@pytest.mark.parametrize("phenomenon", PHENOMENA)
def test_no_phenomenon_stands_on_one_sentence(phenomenon: str) -> None:
    """Every kind of phrasing has several sentences, of several states."""
    group = PHENOMENA[phenomenon]
    assert len(group) >= FEWEST
    assert len({case["text"] for case in group}) == len(group)
