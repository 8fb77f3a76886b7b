"""Notices that end a term or need a window, and those that end with a month or a year, recomputed from the articles."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.law import what_if
from servanda.model import Act, Action

TABLE = Path(__file__).parent / "cases" / "terms.yaml"
CASES = yaml.safe_load(TABLE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [pytest.param(c, id=f"{c['treaty']}-{c['notified']}") for c in CASES])
def test_a_notice_works_at_the_end_of_its_term_or_from_its_window(case: dict[str, Any]) -> None:
    """The day of effect follows from the notice and the day the party was bound from."""
    treaty = load_catalog().treaties[case["treaty"]]
    since = case["since"]
    party = Act(id="c", state=case["state"], treaty=treaty.key, kind=Action.RATIFICATION, date=since, effective=since)
    found = what_if(case["state"], treaty, [party], Action.WITHDRAWAL, notified=date.fromisoformat(case["notified"]))
    wanted = date.fromisoformat(case["effective"]) if case["effective"] else None
    assert found.effective == wanted
