"""Law by tables: what notices bring, and the status of states on days; the cases stand in YAML beside this file."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from servanda import enquiry
from servanda.catalog import load_catalog
from servanda.law import WhatIf, status, status_json, what_if, what_if_json
from servanda.ledger import open_ledger
from servanda.model import Act, Action

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[Any]:
    """The cases of a table, each under its name."""
    cases = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in cases]


def acts_of(case: dict[str, Any]) -> list[Act]:
    """The acts of a case."""
    return [
        Act(id=f"{number}", state=case["state"], treaty=case["treaty"], **{**raw, "kind": Action(raw["kind"])})
        for number, raw in enumerate(case["acts"])
    ]


def supposed(case: dict[str, Any]) -> WhatIf:
    """The answer for a party, on record or supposed."""
    treaty = load_catalog().treaties[case["treaty"]]
    acts = []
    if case.get("party"):
        acts = [Act(id="a", state=case["state"], treaty=treaty.key, kind=Action.RATIFICATION, date=case["party"])]
    conflict = None
    if case.get("conflict"):
        start, end = case["conflict"]
        conflict = (date.fromisoformat(start), date.fromisoformat(end) if end else None)
    notified = date.fromisoformat(case["notified"])
    found = what_if(case["state"], treaty, acts, Action.WITHDRAWAL, notified=notified, conflict=conflict)
    return found.if_party or found


@pytest.mark.parametrize("case", rows("what_if.yaml"))
def test_a_notice_brings_the_day_of_practice_and_every_other_reading(case: dict[str, Any]) -> None:
    """The effect is the depositary's day; the other days that the words support stand beside it."""
    found = supposed(case)
    assert (found.effective.isoformat() if found.effective else None) == case["effective"]
    others = [r.date.isoformat() for r in found.effective_readings if not r.preferred]
    assert others == case.get("also", others)
    assert set(case.get("findings", [])) <= set(found.findings)


@pytest.mark.parametrize("case", rows("status.yaml"))
def test_the_status_of_a_state_follows_from_its_acts(case: dict[str, Any]) -> None:
    """On each day the status is the one the acts give, and the last time of being bound has its ends."""
    treaty = load_catalog().treaties[case["treaty"]]
    acts = acts_of(case)
    days = {day: status(case["state"], treaty, acts, on=date.fromisoformat(day)).status.value for day in case["days"]}
    assert days == case["days"]
    last = status_json(status(case["state"], treaty, acts, on=date(2026, 11, 24)))
    assert [last["in_force_from"], last["in_force_to"]] == case["in_force"]


@pytest.mark.parametrize("case", rows("register.yaml"))
def test_contested_positions_come_out_as_what_they_are(case: dict[str, Any]) -> None:
    """The shipped register gives the status on each day, and on the last one every position that is held."""
    catalog = load_catalog()
    with open_ledger(":memory:") as ledger:
        view = ledger.view()
        asked = {
            day: enquiry.status(
                case["state"],
                case["treaty"],
                view=view,
                on=date.fromisoformat(day),
                catalog=catalog,
                towards=case.get("towards"),
            )
            for day in case["days"]
        }
    assert {day: found.status.value for day, found in asked.items()} == case["days"]
    last = asked[max(asked)]
    assert [r.status.value for r in last.readings if r.preferred] == (
        [case["preferred"]] if "preferred" in case else []
    )
    assert [r.status.value for r in last.readings if not r.preferred] == case["others"]


def test_ignorance_is_never_none() -> None:
    """A state without acts is `not_covered` in an open record and `none` in a whole one."""
    treaty = load_catalog().treaties["ccm"]
    assert status("FRA", treaty, [], on=date(2024, 1, 1)).status == "not_covered"
    assert status("FRA", treaty, [], on=date(2024, 1, 1), covered=True).status == "none"


def test_a_state_on_record_as_no_party_gets_no_effect() -> None:
    """A signatory, or a state absent from a whole record, cannot leave."""
    treaty = load_catalog().treaties["ccm"]
    found = what_if("FRA", treaty, [], Action.WITHDRAWAL, notified=date(2024, 1, 1), covered=True)
    assert (found.effective, found.effective_readings, found.findings) == (None, (), ("not_a_party",))


def test_membership_unknown_comes_with_the_answer_for_a_party() -> None:
    """A state that is not covered gets the finding, and the same shape under `if_party`."""
    shape = what_if_json(
        what_if("FRA", load_catalog().treaties["ccm"], [], Action.WITHDRAWAL, notified=date(2024, 1, 5))
    )
    assert shape["findings"] == ["membership_unknown"]
    assert shape["effective"] is None
    assert shape["if_party"]["effective"] == "2024-07-05"
    assert set(shape["if_party"]) == set(shape) - {"if_party"}


def test_no_clause_data_is_said() -> None:
    """A treaty that the catalog only names counts nothing."""
    treaty = msgspec.structs.replace(load_catalog().treaties["ccm"], clauses=None)
    found = what_if("AUT", treaty, [], Action.WITHDRAWAL, notified=date(2024, 1, 5))
    assert found.if_party is not None
    assert (found.if_party.effective, found.if_party.findings) == (None, ("no_clause_data",))


def test_out_by_looks_back_from_the_wanted_day() -> None:
    """The latest notice is six months before, and it can be taken back until the day before the exit."""
    treaty = load_catalog().treaties["ccm"]
    party = Act(id="p", state="FRA", treaty="ccm", kind=Action.RATIFICATION, date="2009-09-25")
    wanted = date(2025, 3, 6)
    found = what_if("FRA", treaty, [party], Action.WITHDRAWAL, notified=None, out_by=wanted, on=date(2024, 1, 1))
    assert (found.latest_notice, found.last_revocation) == (date(2024, 9, 6), date(2025, 3, 5))
    assert found.first_lawful == date(2024, 1, 1)


def test_a_notice_that_runs_can_be_taken_back_until_the_eve() -> None:
    """Asked backwards about taking it back, the answer is the last day before the notice takes effect."""
    treaty = load_catalog().treaties["ccm"]
    acts = [
        Act(id="p", state="FRA", treaty="ccm", kind=Action.RATIFICATION, date="2009-09-25"),
        Act(id="w", state="FRA", treaty="ccm", kind=Action.WITHDRAWAL, date="2024-09-06"),
    ]
    day, wanted = date(2024, 10, 1), date(2025, 12, 31)
    found = what_if("FRA", treaty, acts, Action.REVOCATION, notified=day, out_by=wanted, on=day)
    assert (found.latest_notice, found.last_revocation) == (None, date(2025, 3, 5))
    after = date(2025, 4, 1)
    late = what_if("FRA", treaty, acts, Action.REVOCATION, notified=after, out_by=wanted, on=after)
    assert late.last_revocation is None


@pytest.mark.parametrize(
    ("state", "treaty", "on", "day", "what"),
    [
        ("LTU", "ccm", date(2007, 1, 1), date(2008, 12, 3), "signature"),
        ("RUS", "ctbt", date(2023, 11, 2), date(2023, 11, 3), "consent is taken back"),
    ],
)
def test_what_makes_a_mere_signatory_is_said(state: str, treaty: str, on: date, day: date, what: str) -> None:
    """A signature ahead is called one, and so is a consent that is taken back."""
    catalog = load_catalog()
    with open_ledger(":memory:") as ledger:
        found = enquiry.status(state, treaty, view=ledger.view(), on=on, catalog=catalog)
    assert [n.what for n in found.next if n.date == day] == [what]


def test_terms_that_run_from_an_unknown_entry_give_no_day() -> None:
    """Terms of the Social Charter run from the party's own entry: where that is not on record, no day is made up."""
    treaty = load_catalog().treaties["esc-revised"]
    found = what_if("FRA", treaty, [], Action.WITHDRAWAL, notified=date(2024, 8, 31)).if_party
    assert found is not None
    assert (found.effective, found.effective_readings, found.in_force_to) == (None, (), None)
    assert found.findings == ("entry_not_on_record",)


def test_joining_takes_the_rule_for_later_parties() -> None:
    """A ratification of the Rome Statute binds on the first of the month after the sixtieth day."""
    found = what_if("ARM", load_catalog().treaties["rome"], [], Action.RATIFICATION, notified=date(2023, 11, 14))
    assert found.effective == date(2024, 2, 1)


def test_what_was_not_public_is_not_known() -> None:
    """A status as known on a day counts only acts that were public by then."""
    treaty = load_catalog().treaties["ccm"]
    party = Act(id="p", state="LTU", treaty="ccm", kind=Action.RATIFICATION, date="2011-03-24")
    notice = Act(id="n", state="LTU", treaty="ccm", kind=Action.WITHDRAWAL, date="2024-09-06", known_from="2024-09-09")
    day = date(2024, 9, 8)
    assert status("LTU", treaty, [party, notice], on=day, known=day).status == "party"
    assert status("LTU", treaty, [party, notice], on=day).status == "party_leaving"


def test_a_correction_supersedes() -> None:
    """The act that is corrected no longer counts."""
    treaty = load_catalog().treaties["ccm"]
    wrong = Act(id="w", state="LTU", treaty="ccm", kind=Action.RATIFICATION, date="2012-03-24")
    right = Act(id="r", state="LTU", treaty="ccm", kind=Action.RATIFICATION, date="2011-03-24", corrects="w")
    assert status("LTU", treaty, [wrong, right], on=date(2020, 1, 1)).in_force_from == date(2011, 9, 1)


def test_status_between_two_lawful_days_shows_both_readings() -> None:
    """On the day between the clamped and the strict effect both statuses are readings."""
    treaty = load_catalog().treaties["ccm"]
    party = Act(id="p", state="LTU", treaty="ccm", kind=Action.RATIFICATION, date="2011-03-24")
    notice = Act(id="n", state="LTU", treaty="ccm", kind=Action.WITHDRAWAL, date="2024-08-31")
    found = status("LTU", treaty, [party, notice], on=date(2025, 2, 28))
    assert [(r.status.value, r.preferred) for r in found.readings] == [("former_party", True), ("party_leaving", False)]
