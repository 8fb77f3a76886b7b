"""What one clause says plainly is believed, and an appeal or a question is not plain."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from servanda import pipeline
from servanda.model import Report

CASES = yaml.safe_load((Path(__file__).parent / "plainly.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_short_report_is_read(case: dict[str, Any]) -> None:
    """The one claim, or none."""
    claims = pipeline.reader().read(Report(id="r", text=case["text"], published="2026-03-05"))
    firm = [msgspec.to_builtins(claim) for claim in claims if claim.certainty in ("asserted", "planned")]
    if case["claim"] is None:
        assert firm == []
    else:
        assert len({(c["state"], c["treaty"]) for c in firm}) == 1
        assert {key: firm[0][key] for key in case["claim"]} == case["claim"]
        assert len(firm) == case.get("claims", len(firm))
