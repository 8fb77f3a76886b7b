"""Who is bound: the consents we ship, those still pending included, and the statuses they give."""

from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from servanda.catalog import load_catalog
from servanda.catalog.yamlfile import read_yaml
from servanda.cli.app import run
from servanda.law import status
from servanda.ledger import find_doubts, load_register
from servanda.ledger.identity import identified
from servanda.model import CONSENT, Act, earliest, latest

FOLDER = files("servanda.ledger") / "register"
CASES = read_yaml(Path(__file__).with_name("parties.yaml"))
TREATIES = ("apmbc", "att", "ccm", "istanbul", "nato", "rome", "tpnw")
LEAST = {"apmbc": 162, "att": 57, "ccm": 108, "istanbul": 40, "nato": 32, "rome": 127, "tpnw": 72}


def _pending_files() -> list[Traversable]:
    """Records that wait for their treaty's record to be one with them."""
    return [file for file in FOLDER.iterdir() if file.name.endswith(".yaml.pending")]


def _pending_acts() -> list[Act]:
    records = [(key, record) for file in _pending_files() for key, record in read_yaml(file).items()]
    rows = [(key, {"source": record["source"], **row}) for key, record in records for row in record["acts"]]
    return [identified(msgspec.convert({"id": "-", "treaty": key, **row}, Act)) for key, row in rows]


LOADED = [act for key in TREATIES for act in load_register().acts.get(key, ())]
ACTS = [*LOADED, *_pending_acts()]


def test_pending_records_fit_the_schema() -> None:
    """A record that is not loaded yet is held to the same schema."""
    for file in _pending_files():
        read_yaml(file, FOLDER / "schema.json")


def test_no_act_stands_twice() -> None:
    """No act stands in two files, loaded or pending, nor twice in one."""
    assert len({act.id for act in ACTS}) == len(ACTS) > 950


def test_acts_are_resolvable_and_go_together() -> None:
    """Every state is the catalog's, and no consent contradicts another, nor stands before a consent it needs."""
    states = load_catalog().states
    assert [act.state for act in ACTS if act.state not in states] == []
    assert [doubt.text for doubt in find_doubts(ACTS)] == []


def test_nothing_is_older_than_its_treaty() -> None:
    """No act is dated before its treaty was opened."""
    treaties = load_catalog().treaties
    opened = {key: treaties[key].opened or treaties[key].adopted or "" for key in TREATIES}
    assert all(opened.values())
    assert [act for act in ACTS if latest(act.date) < earliest(opened[act.treaty])] == []


@pytest.mark.parametrize("treaty", TREATIES)
def test_most_parties_are_there(treaty: str) -> None:
    """The record of a flagship treaty does not shrink unseen."""
    assert len({act.state for act in ACTS if act.treaty == treaty and act.kind in CONSENT}) >= LEAST[treaty]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['state']}-{c['treaty']}-{c['on']}")
def test_status_of_well_known_states(case: dict[str, Any]) -> None:
    """A well-known state stands where everybody knows it to stand on that day."""
    treaty = load_catalog().treaties[case["treaty"]]
    acts = [act for act in ACTS if act.treaty == treaty.key]
    said = load_register().coverage[treaty.key]
    found = status(case["state"], treaty, acts, on=date.fromisoformat(case["on"]), covered=said.complete)
    assert found.status == case["is"]


@pytest.mark.parametrize("treaty", TREATIES)
def test_treaty_page_counts_the_loaded_consents(treaty: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`servanda treaty` counts the states whose consent is loaded, no more and no fewer."""
    states = {act.state for act in load_register().acts[treaty] if act.kind in CONSENT}
    assert run(["treaty", treaty, "--ledger", ":memory:"]) == 0
    assert f"consent of {len(states)} " in capsys.readouterr().out
