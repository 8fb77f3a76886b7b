"""The gold clusters: events come out as their truth has it, and confidence means what it says."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The benchmark that draws the diagram, so that test and figure cannot differ."""
    spec = importlib.util.spec_from_file_location("event_calibration", ROOT / "benchmarks/event_calibration.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_enough_gold_clusters(bench: ModuleType) -> None:
    """At least forty clusters, each with a name of its own and with reports."""
    rows = bench.rows()
    assert len({row["id"] for row in rows}) == len(rows) >= 40
    assert all(row["reports"] for row in rows)


def test_confidence_is_calibrated(bench: ModuleType) -> None:
    """Over all clusters confidence lies near the share that was so, and beats saying the base rate every time."""
    weighed = [bench.weigh(row) for row in bench.rows()]
    base = sum(w.right for w in weighed) / len(weighed)
    assert bench.error(weighed) < 0.12
    assert bench.brier(weighed) < base * (1 - base) * 0.8


def test_what_did_not_happen_is_never_sure(bench: ModuleType) -> None:
    """No cluster whose happening did not take place is believed beyond nine in ten."""
    for row in bench.rows():
        if not row["truth"]["happened"]:
            assert bench.weigh(row).sure < 0.9, row["about"]


def test_values_of_contested_clusters(bench: ModuleType) -> None:
    """Of the contested clusters whose happening took place all but one have the true values at the top."""
    rows = [row for row in bench.rows() if len(row["truth"]) > 1 and row["truth"]["happened"]]
    assert sum(not bench.weigh(row).right for row in rows) <= 1


def test_the_diagram_is_current(bench: ModuleType) -> None:
    """The diagram in the docs is what the benchmark draws."""
    drawn = bench.diagram([bench.weigh(row) for row in bench.rows()])
    assert bench.FIGURE.read_text(encoding="utf-8") == drawn
