"""Events of many reports: what is one happening, who copies whom, what is contradicted, what stands."""

import json
from collections import Counter
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.catalog.evidence import load_evidence
from servanda.corroboration import corroborate
from servanda.model import Claim, Event, Report

from .conftest import CASES, claims_of, events_of, reports_of


def contradictions(event: Event) -> dict[str, list[list[str]]]:
    """Field -> the reports of each contradicting side."""
    return {n: [list(c.reports) for c in f.contradicts] for n, f in event.fields.items() if f.contradicts}


def shown(event: Event, expected: dict[str, Any]) -> dict[str, Any]:
    """What a case asks of an event."""
    plain = json.loads(msgspec.json.encode(event))
    got = {k: plain[k] for k in expected if k not in {"contradictions", "confidence_below"}}
    return {**got, "contradictions": contradictions(event)}


def test_clusters(case: dict[str, Any]) -> None:
    """Each cluster gives exactly the events, origins and contradictions of its table."""
    events = events_of(case)
    expected = [{k: v for k, v in e.items() if k != "confidence_below"} for e in case["events"]]
    got = [shown(e, x) for e, x in zip(events, case["events"], strict=False)]
    assert len(events) == len(expected), [(e.state, e.action, e.stage, e.date) for e in events]
    assert got == expected


def test_confidence_stays_low_where_the_case_says_so() -> None:
    """A parody alone makes nothing sure."""
    for case in CASES:
        for event, expected in zip(events_of(case), case["events"], strict=True):
            assert event.confidence < expected.get("confidence_below", 1.0)


def test_procedures() -> None:
    """Rungs of one course share an id, two courses do not."""
    asked = {c["name"]: c["one_procedure"] for c in CASES if "one_procedure" in c}
    got = {c["name"]: len({e.procedure for e in events_of(c)}) == 1 for c in CASES if "one_procedure" in c}
    assert got == asked


def test_every_report_is_in_exactly_one_origin(case: dict[str, Any]) -> None:
    """Origins are a partition of the reports on an event."""
    for event in events_of(case):
        told = [r for origin in event.origins for r in origin]
        assert len(told) == len(set(told))
        named = {r for f in event.fields.values() for r in f.supports}
        assert named <= set(told)


def test_copies_add_nothing_to_confidence() -> None:
    """An event is as sure with twenty copies of its wire as with none."""
    case = next(c for c in CASES if c["name"] == "wire copy, unattributed")
    reports, claims = reports_of(case), claims_of(case)
    copies = [msgspec.structs.replace(reports[1], id=f"copy{i}", publisher=f"Site {i}") for i in range(20)]
    more = [msgspec.structs.replace(claims[1], report=r.id) for r in copies]
    evidence = load_evidence()
    (alone,) = corroborate(claims, reports, evidence=evidence)
    (crowd,) = corroborate([*claims, *more], [*reports, *copies], evidence=evidence)
    assert crowd.confidence == alone.confidence
    assert len(crowd.origins) == len(alone.origins)


def test_a_second_origin_makes_it_surer() -> None:
    """Independent agreement raises confidence, contradiction lowers it."""
    case = next(c for c in CASES if c["name"] == "wire copy, unattributed")
    reports, claims = reports_of(case), claims_of(case)
    evidence = load_evidence()
    (one,) = corroborate(claims[:1], reports[:1], evidence=evidence)
    (two,) = corroborate([claims[0], claims[2]], [reports[0], reports[2]], evidence=evidence)
    other = msgspec.structs.replace(claims[2], votes=msgspec.convert({"for": 90, "against": 1}, type(claims[2].votes)))
    (contested,) = corroborate([claims[0], other], [reports[0], reports[2]], evidence=evidence)
    assert one.confidence < two.confidence
    assert contested.confidence < two.confidence


def test_reports_and_claims_may_be_few_or_none() -> None:
    """No claims give no events, and a claim of a report that is not given is left out."""
    claim = Claim(
        report="gone", state="LTU", treaty="ccm", action="withdrawal", stage="announced", certainty="asserted"
    )
    assert corroborate([], []) == []
    assert corroborate([claim], [Report(id="other", text="")]) == []


def test_unknown_treaties_are_kept_apart_by_name() -> None:
    """Two treaties outside the catalog are one only where their names agree."""
    rows = [("a", "Treaty of Blue"), ("b", "treaty of  blue"), ("c", "Treaty of Red")]
    plain = {
        "state": "LTU",
        "action": "withdrawal",
        "stage": "announced",
        "certainty": "asserted",
        "date": "2033-01-01",
    }
    claims = [msgspec.convert({**plain, "report": r, "treaty_name": n}, Claim) for r, n in rows]
    events = corroborate(claims, [Report(id=r, text=r * 9) for r, _ in rows])
    assert sorted(e.origins for e in events) == [(("a",), ("b",)), (("c",),)]


def test_ids_are_unique_and_stable(case: dict[str, Any]) -> None:
    """An event's id follows from the event."""
    events = events_of(case)
    assert len({e.id for e in events}) == len(events)
    assert [e.id for e in events] == [e.id for e in events_of(case)]


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_order_does_not_matter(data: st.DataObject) -> None:
    """Any order of reports and claims gives the same events, also of all clusters at once."""
    reports, claims = _everything()
    shuffled, mixed = data.draw(st.permutations(reports)), data.draw(st.permutations(claims))
    evidence = load_evidence()
    assert corroborate(mixed, shuffled, evidence=evidence) == corroborate(claims, reports, evidence=evidence)


def test_clusters_do_not_disturb_one_another() -> None:
    """Clusters on different states and treaties, read at once, give the events that each gives alone."""
    reports, claims = _everything()
    together = corroborate(claims, reports, evidence=load_evidence())
    dealings = Counter((e.state, e.treaty) for c in _apart() for e in _renamed(c))
    alone = [e for c in _apart() for e in _renamed(c)]
    several = {d for d in dealings if len([c for c in _apart() if d in {(e.state, e.treaty) for e in _renamed(c)}]) > 1}
    assert sorted(e.id for e in together if (e.state, e.treaty) not in several) == sorted(
        e.id for e in alone if (e.state, e.treaty) not in several
    )


def _apart() -> list[dict[str, Any]]:
    return [c for c in CASES if "chambers" not in c]


def _everything() -> tuple[list[Report], list[Claim]]:
    reports: list[Report] = []
    claims: list[Claim] = []
    for number, case in enumerate(_apart()):
        reports += [msgspec.structs.replace(r, id=f"{number}:{r.id}") for r in reports_of(case)]
        claims += [msgspec.structs.replace(c, report=f"{number}:{c.report}") for c in claims_of(case)]
    return reports, claims


def _renamed(case: dict[str, Any]) -> list[Event]:
    number = [c["name"] for c in _apart()].index(case["name"])
    reports = [msgspec.structs.replace(r, id=f"{number}:{r.id}") for r in reports_of(case)]
    claims = [msgspec.structs.replace(c, report=f"{number}:{c.report}") for c in claims_of(case)]
    return corroborate(claims, reports, evidence=load_evidence())
