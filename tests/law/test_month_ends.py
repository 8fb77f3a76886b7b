"""Month ends: both readings of every case, the depositary's day preferred; the cases stand in YAML beside this file."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.law.delays import count
from servanda.model.delay import Delay

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "month_ends.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [pytest.param(c, id=f"{c['from']}-{c['style']}-{c['period']}") for c in CASES])
def test_both_readings_of_a_month_end_are_told(case: dict[str, Any]) -> None:
    """Practice cuts the period at the end of a short month; the strict day stands beside it where it differs."""
    delay = Delay(style=case["style"], period=case["period"])
    found = count(delay, date.fromisoformat(case["from"]))
    told = [(r.date.isoformat(), r.preferred) for r in found.readings]
    doubt = [] if case["practice"] == case["strict"] else [(case["strict"], False)]
    assert told == [(case["practice"], True), *doubt]


def test_decided_cases_name_who_decided() -> None:
    """A case that a depositary has decided says which and where it stands; the others are open on both readings."""
    decided = [c for c in CASES if c["decided"]]
    assert len(decided) >= 8
    assert all(": " in c["decided"] for c in decided)
