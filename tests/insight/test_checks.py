"""Findings of the checks, by a table of events and what the record makes of the state."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.insight.case import Case
from servanda.insight.checks import run_checks

from .conftest import ON, a_catalog, an_engine, an_event, some_acts

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))


def the_case(row: dict[str, Any]) -> Case:
    """The case of one row."""
    event = an_event(**row["event"])
    engine = an_engine({event.state: row["status"]})
    return Case(event, catalog=a_catalog(), acts=some_acts(row.get("acts", [])), on=ON, engine=engine)


@pytest.mark.parametrize("row", CASES, ids=[c["about"] for c in CASES])
def test_findings(row: dict[str, Any]) -> None:
    """An event gives exactly the findings of its row."""
    assert [f.code for f in run_checks(the_case(row))] == row["findings"]


def test_every_finding_names_source_or_field_and_has_a_severity() -> None:
    """A finding can be traced and ranked."""
    found = [f for row in CASES for f in run_checks(the_case(row))]
    assert {f.severity for f in found} == {"error", "warning", "hint"}
    assert all(f.field and f.text for f in found)


def test_findings_can_be_silenced() -> None:
    """A silenced code is left out, others stay."""
    row = next(r for r in CASES if r["findings"] == ["not_a_party"])
    assert run_checks(the_case(row), frozenset({"not_a_party"})) == ()


def test_a_contradicted_effect_is_checked_too() -> None:
    """The day that one report gives against the others is held against the article as well."""
    field = {"value": "2024-07-10", "supports": ["a"], "contradicts": [{"value": "2024-03", "reports": ["b"]}]}
    event = an_event(stage="notified", date="2024-01-10", effective_date="2024-07-10", fields={"effective_date": field})
    case = Case(event, catalog=a_catalog(), acts=(), on=ON, engine=an_engine({"AAA": "party"}))
    (found,) = run_checks(case)
    assert found.code == "effect_earlier_than_article_allows"
    assert "2024-03" in found.text
    assert found.source == "art. 9"
