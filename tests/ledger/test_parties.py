"""Who is bound: the consents we ship and the statuses they give."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from servanda.catalog import load_catalog
from servanda.catalog.yamlfile import read_yaml
from servanda.cli.app import run
from servanda.law import status
from servanda.law.own_entry import treaty_entry
from servanda.ledger import Coverage, find_doubts, load_register
from servanda.model import CONSENT, earliest, latest

CASES = read_yaml(Path(__file__).with_name("parties.yaml"))
COUNTS = read_yaml(Path(__file__).with_name("parties_counted.yaml"))
TREATIES = (
    "apmbc",
    "att",
    "bwc",
    "ccm",
    "cfe",
    "ctbt",
    "cwc",
    "inf",
    "istanbul",
    "nato",
    "new-start",
    "npt",
    "open-skies",
    "paris",
    "rome",
    "tpnw",
)
GROUNDS = {
    "ap1": 174,
    "cat": 173,
    "ccw-ap2": 104,
    "ccw-p2": 57,
    "ccw-p5": 93,
    "ced": 76,
    "cedaw": 189,
    "crpd": 188,
    "echr": 47,
    "gc4": 196,
    "genocide": 153,
    "iccpr": 174,
    "refugee": 146,
    "unfccc": 198,
}
"""Treaties by which duties stay when another is left -> states with a consent on record."""
ENTERED = tuple(key for key in TREATIES if key not in ("ctbt", "paris"))
LEAST = {
    "apmbc": 166,
    "att": 113,
    "bwc": 189,
    "ccm": 113,
    "cfe": 31,
    "ctbt": 179,
    "cwc": 193,
    "inf": 14,
    "istanbul": 40,
    "nato": 32,
    "new-start": 2,
    "npt": 191,
    "open-skies": 35,
    "paris": 195,
    "rome": 128,
    "tpnw": 74,
}


ACTS = [act for key in (*TREATIES, *GROUNDS) for act in load_register().acts.get(key, ())]


def test_no_act_stands_twice() -> None:
    """No act stands in two files, nor twice in one."""
    assert len({act.id for act in ACTS}) == len(ACTS) > 2600


def test_acts_are_resolvable_and_go_together() -> None:
    """Every state is the catalog's, and no consent contradicts another, nor stands before a consent it needs."""
    states = load_catalog().states
    assert [act.state for act in ACTS if act.state not in states] == []
    assert [doubt.text for doubt in find_doubts(ACTS)] == []


def test_nothing_is_older_than_its_treaty() -> None:
    """No act is dated before its treaty was opened."""
    treaties = load_catalog().treaties
    opened = {key: treaties[key].opened or treaties[key].adopted or "" for key in (*TREATIES, *GROUNDS)}
    assert all(opened.values())
    assert [act for act in ACTS if latest(act.date) < earliest(opened[act.treaty])] == []


@pytest.mark.parametrize("treaty", GROUNDS)
def test_grounds_have_their_parties(treaty: str) -> None:
    """The record of a treaty by which duties stay holds every consent it held, as many as are claimed, and does not claim all signatures."""
    assert len({act.state for act in ACTS if act.treaty == treaty and act.kind in CONSENT}) >= GROUNDS[treaty]
    said = load_register().coverage[treaty]
    counted = said.counted(load_register().acts[treaty])
    assert not said.complete
    assert counted.claimed_total in (None, counted.known_parties)


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
    assert run(["treaty", treaty, "--ledger", ":memory:", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)["coverage"]
    assert said["known_parties"] + said["left"] == len(states)


@pytest.mark.parametrize("case", COUNTS, ids=lambda c: c["treaty"])
def test_record_counts_as_a_depositary_does(case: dict[str, Any]) -> None:
    """Parties are the states whose consent stands: not those out by the day of the record, nor those yet to leave."""
    acts = load_register().acts[case["treaty"]]
    found = load_register().coverage[case["treaty"]].counted(acts)
    assert [found.known_parties, found.left] == [case["parties"], case["left"]]


def test_state_that_ceased_to_exist_is_no_party() -> None:
    """A former state counts as one that left; one that the catalog does not know counts as standing."""
    acts = [act for act in load_register().acts["inf"] if act.state == "SUN"]
    assert Coverage(treaty="inf").counted(acts).left == 1
    unknown = [msgspec.structs.replace(act, state="XXX") for act in acts]
    assert Coverage(treaty="inf").counted(unknown).left == 0


@pytest.mark.parametrize("treaty", ENTERED)
def test_instruments_give_the_published_entry(treaty: str) -> None:
    """The instruments on record bring the treaty into force on the day that the depositary published."""
    known = load_catalog().treaties[treaty]
    found = treaty_entry(known.clauses, load_register().acts[treaty], covered=True)
    assert found.counted is not None
    assert [found.counted, found.differs] == [found.published, False]


def test_exit_and_return_on_one_day_is_one_party() -> None:
    """A state that leaves and comes back on one day is counted in, in whatever order its acts come."""
    acts = [act for act in load_register().acts["iccpr-op1"] if act.state == "GUY"]
    found = [Coverage(treaty="iccpr-op1").counted(order) for order in (acts, acts[::-1])]
    assert [(one.known_parties, one.left) for one in found] == [(1, 0), (1, 0)]


PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "register.md"


@pytest.mark.parametrize("treaty", TREATIES)
def test_the_page_says_what_the_record_says(treaty: str) -> None:
    """The page on the register prints the day, the depositary's count and the completeness of the record itself."""
    said = load_register().coverage[treaty]
    rows = [
        line.split(" | ")
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith(f"| {treaty} | `")
    ]
    assert [(row[2], row[4], row[6].rstrip(" |")) for row in rows] == [
        (said.as_of, str(said.claimed_total), "yes" if said.complete else "no")
    ]
