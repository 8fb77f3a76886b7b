"""Adversaries: nothing that reports may do turns doubt into certainty."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from servanda.catalog.evidence import load_evidence
from servanda.model import Event

from .conftest import events_of

CASES = {
    case["name"]: case
    for case in yaml.safe_load((Path(__file__).parent / "adversaries.yaml").read_text(encoding="utf-8"))
}
OWN = frozenset({"below", "origins", "shown", "beliefs"})
"""What a case asks of an event beyond its plain fields."""


def spread(case: dict[str, Any]) -> dict[str, Any]:
    """The case with its repeated reports printed as often as it says."""
    reports = []
    for report in case["reports"]:
        plain = {k: v for k, v in report.items() if k != "repeat"}
        reports += [
            {**plain, "id": f"{plain['id']}{n:02}", "publisher": _another(plain["publisher"], n)}
            for n in range(report.get("repeat", 0))
        ] or [plain]
    return {**case, "reports": reports}


def _another(publisher: str, number: int) -> str:
    """Another house of the same kind; those behind which nobody stands have no names to tell apart."""
    return publisher if publisher in load_evidence().unsigned_publishers else f"{publisher} {number}"


def differences(event: Event, asked: dict[str, Any]) -> list[str]:
    """What an event does not keep of what a case asks."""
    plain = json.loads(msgspec.json.encode(event))
    found = [f"{k} {plain[k]!r}, not {v!r}" for k, v in asked.items() if k not in OWN and plain[k] != v]
    if event.confidence >= asked.get("below", 1.0):
        found.append(f"confidence {event.confidence}")
    if len(event.origins) != asked.get("origins", len(event.origins)):
        found.append(f"origins {event.origins}")
    if "shown" in asked:
        shown = {n: [c["value"] for c in f["contradicts"]] for n, f in plain["fields"].items() if f["contradicts"]}
        found += [f"shown {shown}"] if shown != asked["shown"] else []
    if "beliefs" in asked and asked["beliefs"] != [b.stands for b in event.history]:
        found.append(f"history {event.history}")
    return found


@pytest.mark.parametrize("name", CASES)
def test_adversaries(name: str) -> None:
    """Each trick leaves the events, the doubts and the contradictions of its table."""
    case = CASES[name]
    events = events_of(spread(case))
    assert len(events) == len(case["events"]), [(e.state, e.stage, e.date, e.origins) for e in events]
    wrong = [differences(event, asked) for event, asked in zip(events, case["events"], strict=True)]
    assert wrong == [[] for _ in events]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "not_surer_than" in case])
def test_no_surer_than_without_the_trick(name: str) -> None:
    """Whatever a trick adds, the event is no surer than without it."""
    (with_it,) = events_of(spread(CASES[name]))
    (without,) = events_of(CASES[CASES[name]["not_surer_than"]])
    assert with_it.confidence <= without.confidence


def test_repeating_any_report_adds_nothing() -> None:
    """A report printed again under other names on the same day makes no event of any case surer by a tenth of a point."""
    for case in CASES.values():
        plain = {e.id: e.confidence for e in events_of(spread(case))}
        for report in case["reports"]:
            again = {**report, "repeat": 5}
            crowd = spread({**case, "reports": [*case["reports"], again]})
            loud = events_of(crowd)
            assert max(e.confidence for e in loud) <= max(plain.values()) + 0.001, (case["name"], report["id"])


def test_history_runs_forward() -> None:
    """Beliefs are listed by day, each different from the one before."""
    for case in CASES.values():
        for event in events_of(spread(case)):
            for one, two in pairwise(event.history):
                assert (one.on or "9999") < (two.on or "9999")
                assert (one.values, one.stands, one.confidence) != (two.values, two.stands, two.confidence)
