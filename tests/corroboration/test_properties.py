"""What holds of any claims whatever: no crash, one place for each report, no order, no memory."""

import json
from datetime import date

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.catalog.evidence import load_evidence
from servanda.corroboration import Corroborator, corroborate
from servanda.model import Action, Certainty, Claim, Event, Report, Stage

EVIDENCE = load_evidence()
NAMES = ["r1", "r2", "r3", "r4", "r5"]
DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31)).map(date.isoformat)
EDTF = st.one_of(DAYS, DAYS.map(lambda d: d[:7]), DAYS.map(lambda d: d[:4]))
WORDS = st.lists(
    st.sampled_from(
        ["the", "state", "left", "treaty", "votes", "on", "monday", "according", "to", "reuters", "denied", "“yes”"]
    )
)
COUNT = st.none() | st.integers(0, 300)


@st.composite
def some_claims(draw: st.DrawFn) -> Claim:
    """A claim of one of five reports on few states and treaties, so that claims meet."""
    votes = {"for": draw(COUNT), "against": draw(COUNT), "abstain": draw(COUNT)}
    fields = {
        "report": draw(st.sampled_from(NAMES)),
        "state": draw(st.sampled_from(["DMA", "DOM", "LTU"])),
        "treaty": draw(st.sampled_from(["ccm", "apmbc", None])),
        "action": draw(st.sampled_from(list(Action))),
        "stage": draw(st.sampled_from(list(Stage))),
        "certainty": draw(st.sampled_from(list(Certainty))),
        "date": draw(st.none() | EDTF),
        "effective_date": draw(st.none() | EDTF),
        "votes": votes if any(v is not None for v in votes.values()) else None,
        "body": draw(st.sampled_from([None, "Seimas", "Senate", "lower house", "cabinet", ""])),
        "persons": draw(st.lists(st.sampled_from(["Ana Lind", "Ana Lint", "Per Dahl"]), max_size=2)),
        "attributed_to": draw(st.lists(st.sampled_from(["Reuters", "Ana Lind", "foreign ministry"]), max_size=2)),
        "background": draw(st.booleans()),
    }
    return msgspec.convert(fields, Claim)


@st.composite
def some_reports(draw: st.DrawFn) -> list[Report]:
    """Five reports of few words."""
    publishers = st.sampled_from([None, "Reuters", "Ministry of Foreign Affairs", "Post", "UN depositary", ""])
    return [
        Report(id=n, text=" ".join(draw(WORDS)), publisher=draw(publishers), published=draw(st.none() | EDTF))
        for n in NAMES
    ]


@settings(max_examples=150, deadline=None)
@given(reports=some_reports(), claims=st.lists(some_claims(), max_size=9), data=st.data())
def test_any_claims(reports: list[Report], claims: list[Claim], data: st.DataObject) -> None:
    """Every claim's report stands in an event of its treaty, once; order changes nothing; JSON goes out and comes back."""
    events = corroborate(claims, reports, evidence=EVIDENCE)
    for event in events:
        told = [r for origin in event.origins for r in origin]
        assert len(told) == len(set(told))
        assert 0 < event.confidence < 1
        assert msgspec.json.decode(msgspec.json.encode(event), type=Event).origins == event.origins
    assert len({e.id for e in events}) == len(events)
    for claim in claims:
        homes = [e for e in events if e.treaty == claim.treaty]
        assert claim.background or any(claim.report in origin for e in homes for origin in e.origins)
    assert corroborate(data.draw(st.permutations(claims)), reports[::-1], evidence=EVIDENCE) == events


@settings(max_examples=60, deadline=None)
@given(reports=some_reports(), claims=st.lists(some_claims(), max_size=9))
def test_saying_it_twice_changes_nothing(reports: list[Report], claims: list[Claim]) -> None:
    """A claim repeated by its own report is one claim."""
    once = corroborate(claims, reports, evidence=EVIDENCE)
    twice = corroborate([*claims, *claims], reports, evidence=EVIDENCE)
    assert json.loads(msgspec.json.encode(once)) == json.loads(msgspec.json.encode(twice))


@settings(max_examples=80, deadline=None)
@given(reports=some_reports(), claims=st.lists(some_claims(), max_size=9), data=st.data())
def test_any_portions_give_the_same_events(reports: list[Report], claims: list[Claim], data: st.DataObject) -> None:
    """Claims and reports added one portion after another, in any order, give the events of all at once."""
    merger = Corroborator(evidence=EVIDENCE)
    portions: list[Claim | Report] = data.draw(st.permutations([*claims, *reports]))
    while portions:
        size = data.draw(st.integers(1, len(portions)))
        some, portions = portions[:size], portions[size:]
        merger.add([x for x in some if isinstance(x, Claim)], [x for x in some if isinstance(x, Report)])
        if data.draw(st.booleans()):
            merger.events()
    assert merger.events() == corroborate(claims, reports, evidence=EVIDENCE)


@settings(max_examples=80, deadline=None)
@given(reports=some_reports(), claims=st.lists(some_claims(), max_size=9))
def test_the_last_belief_is_the_event(reports: list[Report], claims: list[Claim]) -> None:
    """A history ends with what the event says, runs forward in time, and changes at each step."""
    for event in corroborate(claims, reports, evidence=EVIDENCE):
        assert event.history
        last = event.history[-1]
        assert (last.stands, last.confidence) == (event.stands, event.confidence)
        days = [belief.on or "9999" for belief in event.history]
        assert days == sorted(days)
        assert len(set(days)) == len(days)


@settings(max_examples=60, deadline=None)
@given(reports=some_reports(), claims=st.lists(some_claims(), max_size=9))
def test_chances_of_a_field_leave_room_for_doubt(reports: list[Report], claims: list[Claim]) -> None:
    """The chances of all values of a field sum to less than one: all may be wrong."""
    for event in corroborate(claims, reports, evidence=EVIDENCE):
        for field in event.fields.values():
            chances = [field.probability, *(c.probability for c in field.contradicts)]
            assert 0 < sum(chances) < 1
