"""The examples are all accounted for, and are read as a careful person reads them."""

import json
from pathlib import Path

import msgspec
import pytest

from servanda import pipeline
from servanda.evaluation import Label, LabelledReport, as_table, evaluate
from servanda.model import Report
from servanda.reports import read_paths

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
LINES = (Path(__file__).parent / "labels.jsonl").read_text(encoding="utf-8").splitlines()
LABELS = {row["id"]: row["claims"] for row in map(json.loads, LINES)}


def name_of(report):
    """The id of an entry or row, or the path of a file below the folder of examples."""
    if report.id in LABELS:
        return report.id
    return Path(report.path or report.id).resolve().relative_to(EXAMPLES).as_posix()


@pytest.fixture(scope="module")
def read():
    """Every example with the claims made of it, by name."""
    files = [file for file in sorted(EXAMPLES.rglob("*")) if file.is_file() and file.name != "SOURCES.md"]
    items = list(pipeline.hear(read_paths(files), today=None))
    assert all(isinstance(item, pipeline.Heard) for item in items), items
    return {name_of(item.report): item for item in items}


def test_every_report_is_labelled(read):
    """Each example has labels, and each label an example."""
    assert set(read) == set(LABELS)


def test_every_file_has_its_sources():
    """Each file, or the folder it is in, has a line in SOURCES.md."""
    said = (EXAMPLES / "SOURCES.md").read_text(encoding="utf-8")
    assert [
        entry.name for entry in EXAMPLES.iterdir() if f"`{entry.name}" not in said and entry.name != "SOURCES.md"
    ] == []


@pytest.mark.parametrize("name", sorted(name for name, labels in LABELS.items() if not labels))
def test_nothing_is_claimed_of_quiet_reports(name, read):
    """A report without an act gives no claim."""
    assert read[name].claims == ()


def test_the_headline_example_is_read_exactly(read):
    """The story of the README: who, what, how far, when, by which count, on whose word."""
    claims = [claim for claim in read["lithuania-ccm.txt"].claims if claim.stage == "parliament_vote"]
    assert len(claims) == 1
    claim = claims[0]
    assert (claim.state, claim.treaty, claim.action, claim.certainty) == ("LTU", "ccm", "withdrawal", "asserted")
    assert claim.date == "2024-07-18"
    assert claim.votes is not None
    assert (claim.votes.for_, claim.votes.against, claim.votes.abstain) == (103, 1, 3)
    assert claim.attributed_to[0] == "TASS"
    assert "Seimas" in (claim.body or "")


def test_examples_are_read_well(read):
    """Over all examples the reader is as good as we say it is."""
    labelled = [
        LabelledReport(
            report=Report(id=name, text=item.report.text, language="en"),
            labels=msgspec.convert(LABELS[name], tuple[Label, ...]),
        )
        for name, item in read.items()
    ]
    claims = [msgspec.structs.replace(claim, report=name) for name, item in read.items() for claim in item.claims]
    found = evaluate(labelled, claims)
    assert found.keys.f1 >= 0.85, as_table(found)
    assert found.rates["votes"].hit == found.rates["votes"].total, as_table(found)
    assert found.rates["stage_precision"].share >= 0.75, as_table(found)
