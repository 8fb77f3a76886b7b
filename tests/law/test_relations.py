"""Towards a counterparty, for a territory, under a parent, of persons that end: cases in YAML, and numbers that fall."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.catalog.territories import territory_names
from servanda.law import Above, Person, Scope, along, ask, status, what_if
from servanda.law.doubts import findings_under
from servanda.model import Act, Action, State, Treaty
from servanda.model.exit_clause import Below
from servanda.model.state import Succession

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "relations.yaml").read_text(encoding="utf-8"))
FAR = date(2026, 11, 24)


def acts_of(case: dict[str, Any]) -> list[Act]:
    """The acts of a case, on the treaty asked about unless they name another."""
    return [
        Act(id=f"{number}", **{"treaty": case["treaty"], **raw, "kind": Action(raw["kind"])})
        for number, raw in enumerate(case["acts"])
    ]


def person_of(code: str, told: dict[str, Any]) -> Person:
    """The state asked about, with its dates and relations."""
    successors = tuple(Succession(state=s, mode=mode) for s, mode in told.get("successors", {}).items())
    return Person(
        state=State(code=code, name=code, until=told.get("until"), successors=successors),
        continues=tuple(told.get("continues", ())),
        predecessors=tuple(State(code=s, name=s) for s in told.get("predecessors", ())),
    )


def scope_of(asked: dict[str, Any]) -> Scope:
    """What the case asks about."""
    treaties = load_catalog().treaties
    return Scope(
        person=person_of(asked["state"], asked["person"]) if "person" in asked else None,
        parents=tuple(Above(treaty=treaties[key]) for key in asked.get("parents", ())),
        towards=asked.get("towards"),
        territory=territory_names(asked["territory"]) if "territory" in asked else (),
    )


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in CASES])
def test_wider_questions_have_their_answers(case: dict[str, Any]) -> None:
    """On each day the status is the one the acts give to the question asked."""
    asked, treaty, acts, scope = (
        case["ask"],
        load_catalog().treaties[case["treaty"]],
        acts_of(case),
        scope_of(case["ask"]),
    )
    days = {
        day: status(asked["state"], treaty, acts, on=date.fromisoformat(day), scope=scope).status.value
        for day in case["days"]
    }
    assert days == case["days"]
    last = status(asked["state"], treaty, acts, on=FAR, scope=scope)
    assert [str(d) if d else None for d in (last.in_force_from, last.in_force_to)] == case["in_force"]
    assert set(case.get("findings", ())) <= {found.split(":")[0] for found in last.findings}


def test_a_silent_successor_is_told_why() -> None:
    """The reason names the predecessor's act and says that none of the successor is on record."""
    case = next(c for c in CASES if c["name"].startswith("a successor"))
    found = status("CZE", load_catalog().treaties["npt"], acts_of(case), on=FAR, scope=scope_of(case["ask"]))
    assert any("no act of succession" in r.text and r.act == "0" for r in found.reasons)


def few() -> tuple[Treaty, list[Act]]:
    """A treaty that ends below three parties, and three parties."""
    treaty = load_catalog().treaties["ccm"]
    assert treaty.clauses
    rule = msgspec.structs.replace(treaty.clauses.withdrawal, below=Below(article="x", parties=3))
    clauses = msgspec.structs.replace(treaty.clauses, withdrawal=rule)
    acts = [
        Act(id=s, state=s, treaty="ccm", kind=Action.RATIFICATION, date="2011-03-24", effective="2011-09-01")
        for s in ("FRA", "DEU", "LTU")
    ]
    return msgspec.structs.replace(treaty, clauses=clauses), acts


def test_a_treaty_ends_for_all_where_it_says_so_and_too_few_are_left() -> None:
    """The exit that leaves fewer than the number ends the treaty for those that stayed, on a whole record only."""
    treaty, acts = few()
    exit_ = Act(id="out", state="LTU", treaty="ccm", kind=Action.WITHDRAWAL, date="2024-09-06")
    day = date(2025, 3, 6)
    assert status("FRA", treaty, [*acts, exit_], on=day, covered=True).status == "former_party"
    assert status("FRA", treaty, [*acts, exit_], on=date(2025, 3, 5), covered=True).status == "party"
    assert status("FRA", treaty, [*acts, exit_], on=day).status == "party"
    assert status("FRA", treaty, acts, on=day, covered=True).status == "party"


def test_a_protocol_that_would_end_along_is_found() -> None:
    """A supposed exit from the framework convention ends the Paris Agreement on the same day, by its article."""
    treaties = load_catalog().treaties
    acts = [
        Act(id="p", state="CAN", treaty="paris", kind=Action.RATIFICATION, date="2016-10-05"),
        Act(id="u", state="CAN", treaty="unfccc", kind=Action.RATIFICATION, date="1992-12-04"),
    ]
    scope = Scope(parents=(Above(treaty=treaties["unfccc"]),))
    act = Act(id="x", state="CAN", treaty="unfccc", kind=Action.WITHDRAWAL, date="2026-02-01", effective="2027-02-01")
    found = along(ask("CAN", treaties["paris"], acts, known=None, covered=False, scope=scope), act)
    assert found is not None
    assert (found.treaty, found.effective, found.article) == ("paris", date(2027, 2, 1), "28(3)")


CONTRADICTIONS = [
    ("before_opening", "ccm", [{"kind": "ratification", "date": "2001-01-01"}]),
    (
        "already_party",
        "ccm",
        [{"kind": "accession", "date": "2011-03-24"}, {"kind": "accession", "date": "2015-01-01"}],
    ),
    (
        "second_consent",
        "ccm",
        [{"kind": "accession", "date": "2011-03-24"}, {"kind": "accession", "date": "2011-04-01"}],
    ),
    ("notice_from_non_party", "ccm", [{"kind": "withdrawal", "date": "2015-01-01"}]),
    ("reservation_prohibited", "ccm", [{"kind": "reservation", "date": "2015-01-01"}]),
    (
        "no_exit_clause",
        "iccpr",
        [{"kind": "accession", "date": "1981-09-14"}, {"kind": "withdrawal", "date": "1997-08-25"}],
    ),
    (
        "too_early",
        "paris",
        [{"kind": "acceptance", "date": "2016-09-03"}, {"kind": "withdrawal", "date": "2017-08-04"}],
    ),
    (
        "outside_window",
        "c158",
        [{"kind": "ratification", "date": "1986-01-05"}, {"kind": "withdrawal", "date": "1999-01-05"}],
    ),
    (
        "no_pending_notice",
        "ccm",
        [{"kind": "accession", "date": "2011-03-24"}, {"kind": "revocation", "date": "2015-01-01"}],
    ),
    ("effect_differs", "ccm", [{"kind": "accession", "date": "2011-03-24", "effective": "2011-10-01"}]),
]


@pytest.mark.parametrize(("code", "key", "raws"), CONTRADICTIONS)
def test_contradictions_are_found_on_the_act(code: str, key: str, raws: list[dict[str, str]]) -> None:
    """An act that cannot be so carries the finding, in the status and in the list for whoever keeps the record."""
    treaty = load_catalog().treaties[key]
    acts = [
        Act(id=f"{n}", state="FRA", treaty=key, **{**raw, "kind": Action(raw["kind"])}) for n, raw in enumerate(raws)
    ]
    found = status("FRA", treaty, acts, on=FAR, covered=True)
    assert f"{code}:{len(acts) - 1}" in found.findings
    listed = findings_under(treaty, acts, ["FRA"], lambda _: Scope(), covered=True)
    assert (code, f"{len(acts) - 1}") in {(one.code, one.act) for one in listed}


def test_consent_in_war_works_at_once() -> None:
    """The Geneva Conventions give effect at once to a consent in an armed conflict, else after six months."""
    treaty = load_catalog().treaties["gc3"]
    day = date(2026, 1, 10)
    calm = what_if("XKX", treaty, [], Action.ACCESSION, notified=day, covered=True)
    war = what_if("XKX", treaty, [], Action.ACCESSION, notified=day, covered=True, conflict=(date(2026, 1, 1), None))
    assert (calm.effective, war.effective) == (date(2026, 7, 10), day)


def test_a_suspension_without_a_clause_brings_no_day() -> None:
    """What-if tells the claimed day as a reading that is not preferred, and the finding."""
    treaty = load_catalog().treaties["apmbc"]
    party = Act(id="p", state="UKR", treaty="apmbc", kind=Action.RATIFICATION, date="2005-12-27")
    found = what_if("UKR", treaty, [party], Action.SUSPENSION, notified=date(2025, 7, 21))
    assert (found.effective, found.findings, found.status) == (None, ("no_suspension_clause",), "contested")
    assert [r.preferred for r in found.effective_readings] == [False]


def test_accession_may_run_longer_than_ratification() -> None:
    """Under the Apostille Convention accession waits for objections, ratification only sixty days."""
    treaty = load_catalog().treaties["hague-apostille"]
    day = date(2023, 3, 8)
    ratified, acceded = (
        what_if("CHN", treaty, [], kind, notified=day, covered=True).effective
        for kind in (Action.RATIFICATION, Action.ACCESSION)
    )
    assert ratified == date(2023, 5, 7)
    assert acceded == date(2023, 11, 7)
