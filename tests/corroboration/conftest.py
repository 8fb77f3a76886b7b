"""Cases of clusters as nouns."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from servanda.catalog.evidence import load_evidence
from servanda.corroboration import corroborate
from servanda.model import Claim, Event, Report
from servanda.model.chamber import Chamber

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "clusters.yaml").read_text(encoding="utf-8"))


def reports_of(case: dict[str, Any]) -> list[Report]:
    """The reports of a case."""
    return [msgspec.convert({k: v for k, v in r.items() if k != "claims"}, Report) for r in case["reports"]]


def claims_of(case: dict[str, Any]) -> list[Claim]:
    """The claims of a case, each with the case's defaults."""
    made = []
    for report in case["reports"]:
        for claim in report["claims"]:
            whole = {**case.get("claim", {}), **claim, "report": report["id"]}
            made.append(msgspec.convert({k: v for k, v in whole.items() if v is not None}, Claim))
    return made


def events_of(case: dict[str, Any]) -> list[Event]:
    """The events of a case."""
    houses = [msgspec.convert(c, Chamber) for c in case.get("chambers", [])]
    return corroborate(claims_of(case), reports_of(case), chambers=houses, evidence=load_evidence())


@pytest.fixture(params=CASES, ids=[c["name"] for c in CASES])
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Every case of the table."""
    return request.param
