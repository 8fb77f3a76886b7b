"""One report's claims against its labels: the table of cases.json."""

import json
from pathlib import Path

import msgspec
import pytest

from servanda.evaluation import Label, LabelledReport
from servanda.evaluation.match import judge
from servanda.model import Claim, Report

CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))
KNOWN = frozenset({"ccm", "apmbc", "bbnj", "nato", "icrw", "ect", "cybercrime", "cwc", "cat"})


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_judgement(case):
    """A report is judged as the table says."""
    labelled = LabelledReport(
        report=Report(id="r", text="a text of some forty characters, or more"),
        labels=msgspec.convert(case["labels"], tuple[Label, ...]),
    )
    claims = msgspec.convert([{"report": "r", **claim} for claim in case["claims"]], list[Claim])
    judged = judge(labelled, claims, KNOWN)
    expect = case["expect"]
    assert (expect["tp"], expect["fp"], expect["fn"]) == pytest.approx((judged.tp, judged.fp, judged.fn))
    assert expect["hits"] == judged.hits
    assert expect.get("quiet", False) == judged.quiet
    assert expect.get("false_alarm", False) == judged.false_alarm
    for name in ("missed", "extra"):
        if name in expect:
            assert [tuple(key) for key in expect[name]] == list(getattr(judged, name))
