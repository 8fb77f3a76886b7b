"""The clause data as a whole: complete, in the shape of its schema, and right about the treaties' own entries."""

import json
from datetime import date
from importlib.resources import files

import msgspec
import pytest

from servanda.catalog import load_catalog
from servanda.law import status
from servanda.model import Act, Action, Clauses, Treaty

WITH_CLAUSES = [t for t in load_catalog().treaties.values() if t.clauses]


def test_the_schema_names_the_fields_of_the_noun() -> None:
    """The JSON Schema beside the data and the noun `Clauses` have the same fields."""
    schema = json.loads((files("servanda.catalog") / "data" / "clauses" / "schema.json").read_text(encoding="utf-8"))
    _, nouns = msgspec.json.schema_components([Clauses])
    for name, noun in nouns.items():
        told = schema["$defs"][name]
        assert set(told["properties"]) - {"key"} == set(noun["properties"])
        assert told["additionalProperties"] is False


def test_there_are_clauses_for_the_treaties_of_the_contract() -> None:
    """132 treaties have clauses."""
    assert len(WITH_CLAUSES) >= 132


@pytest.mark.parametrize("treaty", [pytest.param(t, id=t.key) for t in WITH_CLAUSES])
def test_each_treaty_says_where_it_was_read(treaty: Treaty) -> None:
    """Clauses have sources, and a right to leave has its article."""
    assert treaty.clauses
    assert treaty.clauses.sources
    rule = treaty.clauses.withdrawal
    assert rule.allowed in {"silent", "no"} or rule.article


@pytest.mark.parametrize(
    "treaty", [pytest.param(t, id=t.key) for t in WITH_CLAUSES if t.clauses and t.clauses.in_force]
)
def test_a_state_of_the_first_hour_enters_with_the_treaty(treaty: Treaty) -> None:
    """Consent long before the treaty's own entry binds on the day of that entry."""
    assert treaty.clauses
    assert treaty.clauses.in_force
    act = Act(id="a", state="FRA", treaty=treaty.key, kind=Action.RATIFICATION, date="1900-01-01")
    found = status("FRA", treaty, [act], on=date.fromisoformat(treaty.clauses.in_force))
    assert found.in_force_from == date.fromisoformat(treaty.clauses.in_force)


def test_the_count_of_a_whole_record_is_checked_against_the_published_day() -> None:
    """A whole record whose instruments give another entry than the published one is a finding."""
    treaty = load_catalog().treaties["ccm"]
    states = [f"S{n:02}" for n in range(30)]
    late = [Act(id=s, state=s, treaty="ccm", kind=Action.RATIFICATION, date="2010-03-16") for s in states]
    right = [msgspec.structs.replace(a, date="2010-02-16") for a in late]
    on = date(2020, 1, 1)
    assert status("S01", treaty, late, on=on, covered=True).findings == (
        "entry_differs:counted 2010-09-01, published 2010-08-01",
    )
    assert status("S01", treaty, right, on=on, covered=True).findings == ()


def test_named_states_decide_the_entry_of_the_test_ban() -> None:
    """The test-ban treaty enters into force 180 days after the last of the 44 states, and not while one is missing."""
    treaty = load_catalog().treaties["ctbt"]
    assert treaty.clauses
    assert treaty.clauses.entry
    named = treaty.clauses.entry.named
    acts = [Act(id=s, state=s, treaty="ctbt", kind=Action.RATIFICATION, date="2030-01-01") for s in named]
    assert len(named) == 44
    assert status("FRA", treaty, acts[:-1], on=date(2031, 1, 1)).status == "consented"
    assert status("FRA", treaty, acts, on=date(2031, 1, 1)).in_force_from == date(2030, 6, 30)


def test_leaving_the_parent_leaves_the_protocol() -> None:
    """Whoever leaves the Framework Convention on Climate Change is out of the Paris Agreement as well."""
    catalog = load_catalog()
    acts = [
        Act(id="a", state="USA", treaty="unfccc", kind=Action.RATIFICATION, date="1992-10-15"),
        Act(id="b", state="USA", treaty="paris", kind=Action.ACCEPTANCE, date="2021-01-20"),
        Act(id="c", state="USA", treaty="unfccc", kind=Action.WITHDRAWAL, date="2024-05-01"),
    ]
    treaty, parent = catalog.treaties["paris"], catalog.treaties["unfccc"]
    found = status("USA", treaty, acts, on=date(2025, 5, 1), parent=parent)
    assert (found.status.value, found.in_force_to) == ("former_party", date(2025, 5, 1))
    assert status("USA", treaty, acts, on=date(2025, 5, 1)).status == "party"
