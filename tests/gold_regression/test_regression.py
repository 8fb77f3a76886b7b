"""Reading of our own cases does not get worse unseen: figures stay above those that a person accepted.

`python tests/gold_regression/test_regression.py --accept` writes today's figures; the diff is read by a person. The
judge was grown from the seen two thirds of these cases, so the figures guard against regressions and praise nobody.
"""

import json
import sys
from pathlib import Path

import pytest

from servanda import pipeline
from servanda.evaluation import Evaluation, evaluate_split

HERE = Path(__file__).parent
BASELINE = HERE / "baseline.json"
GOLD = HERE.parent / "gold"
SLACK = 0.01


def figures() -> dict[str, dict[str, float]]:
    """F1, share of false alarms and right stages, seen and unseen cases apart."""
    split = evaluate_split(
        sorted(GOLD.glob("*.jsonl")), lambda reports: [c for r in reports for c in pipeline.reader().read(r)]
    )
    return {name: _short(evaluation) for name, evaluation in split.items()}


def _short(evaluation: Evaluation) -> dict[str, float]:
    return {
        "f1": round(evaluation.keys.f1, 3),
        "no_false_alarms": round(1 - (evaluation.false_alarms.share or 0), 3),
        "stage": round(evaluation.rates["stage"].share or 0, 3),
        "votes": round(evaluation.rates["votes"].share or 0, 3),
    }


@pytest.mark.parametrize("part", ["seen", "unseen"])
def test_reading_is_no_worse_than_accepted(part: str):
    """No figure falls more than a hundredth below the accepted one."""
    accepted, now = json.loads(BASELINE.read_text(encoding="utf-8")), figures()
    assert {name: value for name, value in now[part].items() if value < accepted[part][name] - SLACK} == {}


if __name__ == "__main__":
    if "--accept" not in sys.argv:
        sys.exit(__doc__)
    BASELINE.write_text(json.dumps(figures(), indent=1) + "\n", encoding="utf-8")
