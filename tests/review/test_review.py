"""The queue by doubt and consequence, and decisions that stand beside what was read."""

from datetime import UTC, datetime

import pytest

from servanda import review
from servanda.ledger import EntryKind, Ledger, open_ledger
from servanda.model import Action, Certainty, Event, InputError, Report, Stage
from servanda.model.decision import Decision
from servanda.model.event import Contradiction, FieldSupport

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def event(name: str, **changes: object) -> Event:
    """An event of the record."""
    fields: dict[str, object] = {
        "state": "LTU", "treaty": "ccm", "action": Action.WITHDRAWAL, "stage": Stage.NOTIFIED,
        "certainty": Certainty.ASSERTED, "date": "2024-09-06", "confidence": 0.9, "origins": (("r1",), ("r2",)),
    }  # fmt: skip
    return Event(id=name, **{**fields, **changes})  # type: ignore[arg-type]  # fields by name


def desk(*events: Event) -> Ledger:
    """A ledger in memory that holds these events."""
    ledger = open_ledger(":memory:", register=False)
    ledger.record_reading([Report(id="r1", text="x"), Report(id="r2", text="y")], [], events, at=AT)
    return ledger


def decision(name: str, verdict: str = "accepted", **more: object) -> Decision:
    """A decision of ours."""
    return Decision(event=name, verdict=verdict, by="Ada", why="seen at the depositary", **more)  # type: ignore[arg-type]


def test_consequence_and_doubt_come_first() -> None:
    """A notice outweighs talk, and of two notices the more doubtful one comes first."""
    disputed = {
        "date": FieldSupport(value="2024-09-06", contradicts=(Contradiction(value="2024-09-07", reports=("r2",)),))
    }
    ledger = desk(
        event("talk", stage=Stage.CONSIDERED), event("sure"), event("doubtful", confidence=0.4, fields=disputed)
    )
    waiting = review.queue(ledger)
    assert [w.event.id for w in waiting] == ["doubtful", "sure", "talk"]
    assert "date is disputed" in waiting[0].doubts


def test_a_decided_event_leaves_the_queue_until_it_changes() -> None:
    """New reports that change an event bring it back, with what was decided."""
    ledger = desk(event("e1"))
    review.decide(ledger, decision("e1"), at=AT)
    assert review.queue(ledger) == []
    ledger.record_reading([], [], [event("e1", confidence=0.5)], at=AT)
    (again,) = review.queue(ledger)
    assert again.decided is not None
    assert again.decided.by == "Ada"


def test_nothing_is_overwritten() -> None:
    """The event stands as it was read, two decisions stand in their order, and the chain holds."""
    ledger = desk(event("e1"))
    review.decide(ledger, decision("e1"), at=AT)
    review.decide(ledger, decision("e1", "rejected"), at=AT)
    assert review.events_of(ledger)["e1"][1] == event("e1")
    assert [d.verdict for _, d in review.decisions_of(ledger)["e1"]] == ["accepted", "rejected"]
    assert [e.author for e in ledger.entries(EntryKind.DECISION)] == ["Ada", "Ada"]
    assert ledger.verify() == ()


def test_an_accepted_notice_becomes_an_act() -> None:
    """With its source, the reviewer and the correction; the decision names the act."""
    ledger = desk(event("e1"))
    done = review.decide(ledger, decision("e1", "corrected", fields={"date": "2024-09-05"}), at=AT, record_act=True)
    (act,) = ledger.view().acts()
    assert done.acts == (act.id,)
    assert (act.state, act.treaty, act.kind, act.date) == ("LTU", "ccm", Action.WITHDRAWAL, "2024-09-05")
    assert "Ada" in act.source


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"stage": Stage.PARLIAMENT_VOTE}, "accepted"),
        ({"date": None}, "accepted"),
        ({"treaty": None}, "accepted"),
        ({}, "rejected"),
    ],
)
def test_no_act_without_the_depositary(changes: dict[str, object], verdict: str) -> None:
    """A vote, an undated notice, an unknown treaty and a rejected event become no act, and nothing is written."""
    ledger = desk(event("e1", **changes))
    before = ledger.head()
    with pytest.raises(InputError, match="no act can be recorded"):
        review.decide(ledger, decision("e1", verdict), at=AT, record_act=True)
    assert ledger.head() == before


@pytest.mark.parametrize(
    ("verdict", "more", "words"),
    [
        ("corrected", {}, "needs fields"),
        ("merged", {}, "needs into"),
        ("split", {}, "needs reports"),
        ("merged", {"into": "e1"}, "into itself"),
        ("corrected", {"fields": {"votes": "1"}}, "no field"),
        ("corrected", {"fields": {"stage": "finished"}}, "no stage"),
        ("corrected", {"fields": {"date": "yesterday"}}, "is not a date"),
    ],
)
def test_a_decision_says_what_it_is_about(verdict: str, more: dict[str, object], words: str) -> None:
    """What is missing or impossible is refused, with its name."""
    with pytest.raises(InputError, match=words):
        decision("e1", verdict, **more)


@pytest.mark.parametrize(("verdict", "more"), [("merged", {"into": "e9"}), ("split", {"reports": ("r9",)})])
def test_what_is_not_on_record_is_refused(verdict: str, more: dict[str, object]) -> None:
    """Another event and other reports must be of the record."""
    with pytest.raises(InputError):
        review.decide(desk(event("e1")), decision("e1", verdict, **more), at=AT)
