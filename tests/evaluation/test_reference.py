"""Our figures agree with the examiners' scorer, where its folder is at hand ($SERVANDA_REFERENCE)."""

import importlib.util
import json
import os
import random
from pathlib import Path

import msgspec
import pytest

from servanda.evaluation import Label, LabelledReport, evaluate
from servanda.evaluation.measure import labelled_treaties
from servanda.model import Claim, Report

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # the scorer leaves its list of keys open

ASPECTS = {"action": "action", "stage": "stage", "certainty": "certainty", "date": "date", "votes": "votes"}
ASPECTS |= {"attribution": "attribution", "span": "span", "stage_precision": "stage_p"}


class Unread(list):
    """Rows that a failing test must not print: a third of them is never looked at."""

    def __repr__(self):
        return f"<{len(self)} rows>"


@pytest.fixture(scope="module")
def exam():
    """The folder of the exam's open part."""
    root = os.environ.get("SERVANDA_REFERENCE")
    if not root:
        pytest.skip("set SERVANDA_REFERENCE to the folder that holds exam/score.py")
    return Path(root) / "exam"


@pytest.fixture(scope="module")
def scorer(exam):
    """The examiners' scorer as a module."""
    spec = importlib.util.spec_from_file_location("exam_score", exam / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def rows(exam):
    """Every labelled report of the open part; only counted here, never shown."""
    files = [exam / "open.jsonl", *sorted((exam / "train").glob("*.jsonl"))]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return Unread(row for row in map(json.loads, lines) if "claims" in row)


def test_labelled_treaties_are_the_contracts(scorer):
    """The treaties that count by name are those of the agreed list."""
    assert labelled_treaties() == scorer.KNOWN


@pytest.mark.parametrize("spoil", [0.0, 0.2, 0.6])
def test_agrees_with_the_scorer(spoil, scorer, rows):
    """Claims made by spoiling labels at random get the same figures from both scorers."""
    claims = spoiled(rows, spoil)
    _, n, _ = scorer.score(rows, claims)
    labelled = Unread(map(as_labelled, rows))
    ours = evaluate(labelled, msgspec.convert(claims, list[Claim]))
    assert (n["tp"], n["fp"], n["fn"]) == pytest.approx((ours.keys.tp, ours.keys.fp, ours.keys.fn))
    assert (n["false_alarm"], n["quiet"]) == (ours.false_alarms.hit, ours.false_alarms.total)
    theirs = {mine: (n[name], n[f"{name}_n"]) for mine, name in ASPECTS.items()}
    assert theirs == {name: (rate.hit, rate.total) for name, rate in ours.rates.items()}


def as_labelled(row):
    """A row as our noun, its text taken as it stands."""
    __tracebackhide__ = True
    return LabelledReport(
        report=Report(id=row["id"], text=row.get("text") or "", language=row.get("language")),
        labels=msgspec.convert(row["claims"], tuple[Label, ...]),
        plain="text" in row,
    )


FIELDS = ("state", "treaty", "action", "stage", "certainty")


def spoiled(rows, share):
    """Claims of a reader that spoils, drops and makes up labels with probabilities that grow with `share`."""
    __tracebackhide__ = True
    dice = random.Random(7)  # noqa: S311 - a repeatable test
    every = [label for row in rows for label in row["claims"]]
    pools = {name: sorted({label[name] for label in every if label[name]}) for name in FIELDS}
    claims = Unread()
    for row in rows:
        made_up = [dice.choice(every)] if dice.random() < share / 4 else []
        kept = [label for label in row["claims"] if dice.random() >= share / 2]
        claims += [{"report": row["id"], **spoil(label, pools, share, dice)} for label in [*kept, *made_up]]
    return claims


def spoil(label, pools, share, dice):
    """One label as a claim, some of its fields wrong."""
    claim = {name: label.get(name) for name in (*FIELDS, "date", "votes", "attributed_to", "background")}
    for name, pool in pools.items():
        if dice.random() < share / 3:
            claim[name] = dice.choice(pool)
    if dice.random() < share:
        claim |= {"date": None, "background": dice.random() < 0.5, "attributed_to": [], "votes": {"for": 7}}
    return claim | {"spans": {"state": [0, dice.choice([5, 10**6])], "treaty": ["title", 0, 4]}}
