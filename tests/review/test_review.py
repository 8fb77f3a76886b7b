"""The queue by doubt and consequence, decisions that stand beside what was read, and what is shown of both."""

from datetime import UTC, datetime

import pytest

from servanda import review
from servanda.cli.ledger_show import entry_line
from servanda.ledger import EntryKind, Ledger, open_ledger
from servanda.model import Action, Certainty, Event, InputError, Report, Stage
from servanda.model.decision import Decision
from servanda.model.event import Contradiction, FieldSupport, Finding, Implication
from servanda.review import Standing

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


DISPUTED = {
    "stage": FieldSupport(value=Stage.NOTIFIED, supports=("r1", "r2"), origins=2, probability=0.9),
    "date": FieldSupport(
        value="2024-09-06",
        supports=("r1",),
        origins=1,
        probability=0.8,
        contradicts=(Contradiction(value="2024-09-07", reports=("r2",), quotations=("on Saturday",), probability=0.2),),
    ),
}


def decided(ledger: Ledger, name: str, verdict: str, **more: object) -> dict[str, Standing]:
    """What is shown after one more decision."""
    review.decide(ledger, decision(name, verdict, **more), at=AT)
    return review.shown(ledger)


def only(standing: Standing) -> review.Review:
    """The review of an event that has one."""
    assert standing.review is not None
    return standing.review


def test_an_event_nobody_decided_is_shown_as_read() -> None:
    """Nothing is added to it."""
    assert review.shown(desk(event("e1"))) == {"e1": Standing(event=event("e1"))}


def test_a_merged_event_is_told_as_part_of_the_other() -> None:
    """Origins that share a report are one, the other's day stands against the first one's, and the member is listed."""
    one = event(
        "e1",
        origins=(("r1",),),
        why=("1 independent origin",),
        fields={"date": FieldSupport(value="2024-09-06", supports=("r1",))},
    )
    two = event(
        "e2",
        date="2024-09-07",
        confidence=0.95,
        origins=(("r1", "r2"),),
        fields={
            "date": FieldSupport(value="2024-09-07", supports=("r2",)),
            "body": FieldSupport(value="the UN", supports=("r2",)),
        },
    )
    shown = decided(desk(one, two), "e2", "merged", into="e1")
    whole = shown["e1"].event
    assert only(shown["e1"]).members == ("e2",)
    assert not shown["e2"].alone
    assert only(shown["e2"]).into == "e1"
    assert whole.origins == (("r1", "r2"),)
    assert whole.why == ()
    assert (whole.date, whole.body, whole.confidence) == ("2024-09-06", "the UN", 0.95)
    assert [(c.value, c.reports) for c in whole.fields["date"].contradicts] == [("2024-09-07", ("r2",))]


def test_a_merger_leaves_one_in_the_queue() -> None:
    """The member no longer waits by itself; opened again it does."""
    ledger = desk(event("e1"), event("e2"))
    decided(ledger, "e2", "merged", into="e1")
    assert [w.event.id for w in review.queue(ledger)] == ["e1"]
    shown = decided(ledger, "e2", "reopened")
    assert only(shown["e2"]).into is None
    assert shown["e1"].review is None
    assert {w.event.id for w in review.queue(ledger)} == {"e1", "e2"}


def test_mergers_lead_to_the_last() -> None:
    """What was merged into a member is a member of the whole; a merger that would go round is refused."""
    ledger = desk(event("e1"), event("e2"), event("e3"))
    decided(ledger, "e1", "merged", into="e2")
    shown = decided(ledger, "e2", "merged", into="e3")
    assert only(shown["e3"]).members == ("e1", "e2")
    assert {name for name, one in shown.items() if one.alone} == {"e3"}
    with pytest.raises(InputError, match="part of this event already"):
        decided(ledger, "e3", "merged", into="e1")


def test_a_split_makes_two_events() -> None:
    """Each tells what its reports tell, and the part waits for a decision of its own."""
    ledger = desk(event("e1", fields=DISPUTED))
    shown = decided(ledger, "e1", "split", reports=("r2",))
    rest, part = shown["e1"].event, shown["e1~2"].event
    assert (rest.origins, rest.date) == ((("r1",),), "2024-09-06")
    assert (part.origins, part.date, part.id) == ((("r2",),), "2024-09-07", "e1~2")
    assert part.fields["date"].contradicts == ()
    assert (rest.fields["stage"].supports, rest.fields["stage"].origins) == (("r1",), 1)
    assert only(shown["e1"]).parts == ("e1~2",)
    assert only(shown["e1~2"]).part_of == "e1"
    assert [w.event.id for w in review.queue(ledger)] == ["e1~2"]
    shown = decided(ledger, "e1~2", "rejected")
    assert (shown["e1"].event.stands, shown["e1~2"].event.stands) == (True, False)


def test_a_split_taken_back_leaves_one() -> None:
    """The parts are gone, and the name of one is never given to another."""
    ledger = desk(event("e1", fields=DISPUTED))
    decided(ledger, "e1", "split", reports=("r2",))
    assert decided(ledger, "e1", "reopened")["e1"].event == event("e1", fields=DISPUTED)
    assert list(decided(ledger, "e1", "split", reports=("r1",))) == ["e1", "e1~3"]


def test_a_split_leaves_a_report_behind() -> None:
    """Taking out all of them is refused, as is taking out what came by a merger."""
    ledger = desk(event("e1", origins=(("r1",),)), event("e2", origins=(("r2",),)))
    with pytest.raises(InputError, match="no report would be left"):
        decided(ledger, "e1", "split", reports=("r1",))
    decided(ledger, "e2", "merged", into="e1")
    with pytest.raises(InputError, match="came with an event"):
        decided(ledger, "e1", "split", reports=("r2",))


def test_a_correction_stands_with_what_the_reports_say() -> None:
    """The reviewer's value is first, each value of the reports keeps its reports, and what followed from it falls."""
    law = (Implication(kind="effect", text="six months run"),)
    checks = (
        Finding(code="a", severity="warning", text="too early", field="date"),
        Finding(code="b", severity="hint", text="alone"),
    )
    ledger = desk(event("e1", fields=DISPUTED, implications=law, checks=checks))
    shown = decided(ledger, "e1", "corrected", fields={"date": "2024-09-05"})["e1"]
    date = shown.event.fields["date"]
    assert (shown.event.date, date.value, date.supports) == ("2024-09-05", "2024-09-05", ())
    assert [(c.value, c.reports) for c in date.contradicts] == [("2024-09-06", ("r1",)), ("2024-09-07", ("r2",))]
    assert only(shown).corrections == {"date": {"value": "2024-09-05", "as_read": "2024-09-06"}}
    assert shown.event.implications == ()
    assert [check.code for check in shown.event.checks] == ["b"]


def test_corrections_add_up_and_the_later_counts() -> None:
    """A second field does not undo the first, and a field set back to what was read is no correction."""
    ledger = desk(event("e1"))
    decided(ledger, "e1", "corrected", fields={"date": "2024-09-05", "treaty": "apmbc"})
    shown = decided(ledger, "e1", "corrected", fields={"date": "2024-09-06", "stage": "effective"})["e1"]
    assert (shown.event.date, shown.event.treaty, shown.event.stage) == ("2024-09-06", "apmbc", Stage.EFFECTIVE)
    assert list(only(shown).corrections) == ["treaty", "stage"]
    assert shown.event.fields["treaty"].contradicts[0].value == "ccm"


def test_a_rejected_event_does_not_stand_until_accepted() -> None:
    """The last decision holds; both stay on record."""
    ledger = desk(event("e1"))
    assert not decided(ledger, "e1", "rejected")["e1"].event.stands
    assert decided(ledger, "e1", "accepted")["e1"].event.stands
    assert [d.verdict for _, d in review.decisions_of(ledger)["e1"]] == ["rejected", "accepted"]


def test_decisions_survive_a_new_reading() -> None:
    """An event read again is shown with its correction, and waits again."""
    ledger = desk(event("e1"))
    decided(ledger, "e1", "corrected", fields={"date": "2024-09-05"})
    ledger.record_reading([], [], [event("e1", confidence=0.5)], at=AT)
    shown: Event = review.shown(ledger)["e1"].event
    assert (shown.date, shown.confidence) == ("2024-09-05", 0.5)
    assert [w.event.date for w in review.queue(ledger)] == ["2024-09-05"]


@pytest.mark.parametrize(
    ("verdict", "more", "said"),
    [
        ("rejected", {}, "event e1: rejected (seen at the depositary)"),
        ("merged", {"into": "e2"}, "event e1: merged into e2 (seen"),
        ("split", {"reports": ("r2",)}, "event e1: split without r2 (seen"),
        ("corrected", {"fields": {"date": "2024-09-05"}}, "event e1: corrected to date 2024-09-05 (seen"),
    ],
)
def test_the_log_tells_a_decision_in_words(verdict: str, more: dict[str, object], said: str) -> None:
    """Who, what and why stand on the line of its entry."""
    ledger = desk(event("e1", fields=DISPUTED), event("e2"))
    review.decide(ledger, decision("e1", verdict, **more), at=AT)
    (entry,) = ledger.entries(EntryKind.DECISION)
    assert said in entry_line(entry)
    assert "Ada" in entry_line(entry)
