"""Names with an office against the register of persons, by a table, and names against names."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog import load_catalog
from servanda.insight.case import Case
from servanda.insight.checks.persons import check_persons
from servanda.insight.names import is_near, is_same, parts_of
from servanda.model import Officer, Tenure

from .conftest import ON, a_catalog, an_engine, an_event

CASES = yaml.safe_load((Path(__file__).parent / "persons.yaml").read_text(encoding="utf-8"))
REGISTER = load_catalog().persons
SAME = [
    ("Volodymyr Zelensky", "UKR"), ("Zelenskiy", "UKR"), ("Vladimir Zelensky", "UKR"), ("Lukashenka", "BLR"),
    ("Aleksandr Lukashenko", "BLR"), ("Tokaev", "KAZ"), ("Nauseda", "LTU"), ("Recep Tayyip Erdogan", "TUR"),
    ("Emmerson Mnangagwa", "ZWE"), ("President Emmerson Mnangagwa", "ZWE"), ("Joko Widodo", "IDN"),
]  # fmt: skip


def tenure(state: str, title: str, name: str, since: str, until: str | None = None) -> Tenure:
    """A tenure vouched for until the end of 2025."""
    office = "head_of_state" if title == "president" else "head_of_government"
    plain = {
        "state": state,
        "office": office,
        "called": (title,),
        "vouched": "2025",
        "surname": name.rpartition(" ")[2],
    }
    return Tenure(name=name, since=since, until=until, **plain)


def the_case(row: dict[str, Any]) -> Case:
    """The case of one row."""
    place = {"start": 0, "end": len(row["name"])}
    officer = Officer(name=row["name"], office="the office", title=row["title"], state=row.get("state"), **place)
    event = an_event(stage="notified", date=row.get("day", "2024-01-10"), persons=row.get("persons", []))
    register = (
        tenure("AAA", "president", "Ivan Zelenskyj", "2014-07-12", "2019-07-12"),
        tenure("AAA", "president", "Bronė Łukaszek", "2019-07-12"),
        tenure("AAA", "prime_minister", "Otto Brandl", "2019"),
        tenure("BBB", "prime_minister", "Ana de Sousa Reis", "2020"),
    )
    return Case(
        msgspec.structs.replace(event, person_details=(officer,)),
        catalog=msgspec.structs.replace(a_catalog(), persons=register),
        acts=(),
        on=ON,
        engine=an_engine({}),
        reported=date.fromisoformat(row["reported"]) if "reported" in row else None,
    )


@pytest.mark.parametrize("row", CASES, ids=[c["about"] for c in CASES])
def test_findings(row: dict[str, Any]) -> None:
    """A name with an office gives exactly the findings of its row."""
    found = list(check_persons(the_case(row)))
    assert [[f.code, f.severity] for f in found] == row["findings"]
    assert all(f.source.startswith("register of persons") and f.field == "persons" for f in found)


def test_a_finding_says_who_held_the_office() -> None:
    """The text of a finding names the holder on record and the years."""
    (found,) = check_persons(the_case({"name": "Ivan Zelenskyj", "title": "president", "state": "AAA"}))
    assert "Bronė Łukaszek" in found.text
    assert "2014-07-12 to 2019-07-12" in found.text


@pytest.mark.parametrize(("name", "state"), SAME)
def test_transliterations_are_one_name(name: str, state: str) -> None:
    """A usual spelling is the name of somebody on record, and no slip."""
    assert any(is_same(name, t) for t in REGISTER if t.state == state and t.office == "head_of_state")


@pytest.mark.parametrize("name", ["Gitanas Nausedas", "Nausedas", "Gitana Nausėda", "Gitanas Nauseida"])
def test_slips_are_near_and_not_the_same(name: str) -> None:
    """A slip is told apart from the name and from another person's name."""
    (held,) = load_catalog().persons_of("LTU", "head_of_state", date(2024, 7, 25))
    assert (is_same(name, held), is_near(name, held)) == (False, True)
    (other,) = load_catalog().persons_of("LVA", "head_of_state", date(2024, 7, 25))
    assert (is_same(name, other), is_near(name, other)) == (False, False)


def test_surnames_first_are_near_as_a_whole() -> None:
    """A slip in a name that begins with the surname is seen in the whole name."""
    (held,) = load_catalog().persons_of("CHN", "head_of_state", date(2024, 7, 25))
    assert is_near("Xi Jingping", held)


@pytest.mark.parametrize("one", REGISTER, ids=lambda one: f"{one.state}-{one.name}")
def test_everybody_is_oneself(one: Tenure) -> None:
    """Each name on record, its surname and its variants are the same person's."""
    assert all(is_same(name, one) for name in (one.name, one.surname, *one.variants))
    assert is_same(one.name.upper(), one)


@given(st.text(max_size=60))
def test_any_text_has_parts(text: str) -> None:
    """No text stops the comparison."""
    assert parts_of(text) == parts_of(text.upper().lower()) or not text.isascii()
    assert is_same(text, REGISTER[0]) in (True, False)
    assert is_near(text, REGISTER[0]) in (True, False)
