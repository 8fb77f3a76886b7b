"""What an event rests on, in lines."""

from servanda.catalog import load_catalog
from servanda.model import Belief, Contradiction, Event, FieldSupport
from servanda.presentation.evidence_lines import dispute_lines, field_lines, history_lines

VOTE = {"for": 103, "against": 1, "abstain": None}
OTHER = {"for": 130, "against": 1, "abstain": None}
EVENT = Event(
    id="e",
    state="LTU",
    treaty="ccm",
    action="withdrawal",
    stage="parliament_vote",
    certainty="asserted",
    origins=(("a", "b"), ("c",)),
    fields={
        "state": FieldSupport(value="LTU", supports=("a", "b", "c"), origins=2, probability=0.8),
        "votes": FieldSupport(
            value=VOTE,
            supports=("a", "b"),
            origins=1,
            probability=0.6,
            contradicts=(Contradiction(value=OTHER, reports=("c",), quotations=("130 to 1",)),),
        ),
    },
    history=(
        Belief(on="2024-07-18", reports=("a",), values={"stage": "parliament_vote", "votes": VOTE}, confidence=0.7),
        Belief(on="2024-07-19", reports=("c",), values={"votes": OTHER}, confidence=0.6),
        Belief(on="2024-07-20", reports=("d",), values={"votes": OTHER}, stands=False, confidence=0.2),
    ),
)


def test_fields_say_their_origins() -> None:
    """Each field has its value, the origins behind it and its chance."""
    assert list(field_lines(EVENT, load_catalog())) == [
        "state: Lithuania · 2 of 2 origins · 80% likely",
        "votes: 103 for, 1 against · 1 of 2 origins · 60% likely",
    ]


def test_disputes_quote() -> None:
    """Who contradicts a value is named, with the words of the report."""
    assert list(dispute_lines(EVENT, load_catalog())) == [
        "votes: 103 for, 1 against, but 130 for, 1 against says c (“130 to 1”)"
    ]


def test_history_tells_what_changed() -> None:
    """Each day of the history says what was new, and a retraction says that the event does not stand any more."""
    assert list(history_lines(EVENT, load_catalog())) == [
        "18 July 2024 (a): voted by parliament, 103 for, 1 against · 70%",
        "19 July 2024 (c): votes 130 for, 1 against, not 103 for, 1 against · 60%",
        "20 July 2024 (d): does not stand any more · 20%",
    ]
