"""The register of persons says who held an office on a day, and nothing where it does not know."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.catalog.persons import surname_of
from servanda.model import InputError, Tenure

CATALOG = load_catalog()
CASES = yaml.safe_load((Path(__file__).parent / "persons.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[f"{c['state']} {c['office']} {c['day']}" for c in CASES])
def test_who_held_it(case):
    """On a day an office has the holder that everybody knows."""
    found = CATALOG.persons_of(case["state"], case["office"], date.fromisoformat(case["day"]))
    assert [one.name for one in found] == ([case["name"]] if case["name"] else [])


def test_nobody_holds_an_office_twice_at_a_time():
    """Two spells of one office never surely overlap."""
    by_office = defaultdict(list)
    for one in CATALOG.persons:
        by_office[one.state, one.office].append(one)
    for row in by_office.values():
        for one in row:
            day = date.fromisoformat(one.since) if len(one.since) == 10 else None
            sure = [other.name for other in row if day and other is not one and other.surely_on(day)]
            assert (one.name, sure) in ((one.name, []), ("Adama Barrow", ["Yahya Jammeh"]))


def test_every_tenure_has_a_source_and_ends_before_it_is_vouched_for():
    """Each spell names where it was looked up, and a title it goes by."""
    assert [one.name for one in CATALOG.persons if not one.sources or not one.called] == []


def test_an_office_is_found_by_its_title():
    """A title finds the office that goes by it in that state, and no other."""
    assert {one.office for one in CATALOG.tenures_of("IRN", "president")} == {"head_of_government"}
    assert CATALOG.tenures_of("GBR", "president") == ()


def test_surnames():
    """Little words belong to the surname behind them."""
    names = ("Ursula von der Leyen", "Gitanas Nausėda", "Dominique de Villepin", "Suharto")
    assert [surname_of(name) for name in names] == ["von der Leyen", "Nausėda", "de Villepin", "Suharto"]


@pytest.mark.parametrize(("since", "until"), [("2020-13-01", None), ("2020", "2019"), ("soon", None)])
def test_a_spell_that_cannot_be_is_refused(since, until):
    """A spell without a day of the calendar, or one that ends before it begins, is none."""
    plain = {"state": "AAA", "office": "head_of_state", "called": ("president",), "name": "Ana Lima"}
    with pytest.raises(InputError):
        Tenure(since=since, until=until, vouched="2025", surname="Lima", **plain)
