"""What the law makes of an event: the state's status, what the act would bring and when, what comes next."""

from datetime import date
from typing import Any

from servanda.insight.case import Case
from servanda.insight.engine import Supposed
from servanda.model import CONSENT, Action, Stage, Status, StatusValue, parse_edtf

ON_THE_WAY = frozenset(
    {
        Stage.CONSIDERED,
        Stage.ANNOUNCED,
        Stage.PROPOSED,
        Stage.GOVERNMENT_APPROVED,
        Stage.SUBMITTED,
        Stage.COMMITTEE,
        Stage.FIRST_READING,
        Stage.PARLIAMENT_VOTE,
        Stage.COURT_REVIEW,
        Stage.PROMULGATED,
        Stage.RETURNED,
        Stage.POSTPONED,
    }
)
"""Rungs after which nothing binds anybody yet: the depositary has received nothing."""


AHEAD = (Stage.PARLIAMENT_VOTE, Stage.PROMULGATED, Stage.NOTIFIED, Stage.EFFECTIVE)
"""The rungs that every course of joining or leaving may still have to climb, in order; a state may skip some."""

OUT, IN = frozenset({StatusValue.FORMER_PARTY}), frozenset({StatusValue.PARTY})
"""The statuses to which a course of leaving and one of joining lead."""

BEFORE_HOUSE = frozenset({Stage.SUBMITTED, Stage.COMMITTEE, Stage.FIRST_READING, Stage.GOVERNMENT_APPROVED})


def law_view(case: Case) -> dict[str, Any]:
    """The `law` of an event.

    Returns:
        `status` on the day asked about and `status_before` the event (JSON of the contract), `recorded` acts that are
        the event, the `notice` (`notice_is`: on_record, told or supposed) and what it would bring (`effective`,
        `effective_readings`, `article`), `next` dates, the rungs `expected` next and when (`awaited`), what would
        settle the event (`settled_by`), and `coverage`. What is not known is None.
    """
    if case.treaty is None:
        return {"treaty": None, "findings": ["treaty_unknown"]}
    now = case.status(case.event.state, case.on)
    view: dict[str, Any] = {
        "on": case.on.isoformat(),
        "status": case.engine.status_json(now) if now else None,
        "status_before": case.eve.status.value if case.eve else None,
        "recorded": [a.id for a in case.recorded],
        "coverage": case.coverage,
        "next": [{"date": n.date.isoformat(), "what": n.what, "article": n.article} for n in now.next] if now else [],
    }
    supposed, expected = _supposed(case), _expected(case, now)
    awaited = [_awaited(stage, supposed) for stage in expected]
    return {**view, **supposed, "expected": expected, "awaited": awaited, "settled_by": _settled_by(case)}


def supposed_notice(case: Case) -> tuple[date, Supposed] | None:
    """The notice that the event is or leads to, and what the treaty makes of it.

    A rung at home has no notice yet: the day asked about, or of the event where that is later, stands for it.
    """
    action = Action.WITHDRAWAL if case.leaving else _joining_as(case.event.action)
    if action is None:
        return None
    day = case.notified_on or max(case.day, case.on)
    found = case.suppose(action, day)
    return (day, found) if found else None


def exit_article(case: Case) -> str | None:
    """The article on leaving that holds for the event's state, as the catalog has it."""
    clauses = case.treaty.clauses if case.treaty else None
    return clauses.withdrawal_of(case.event.state).article if clauses and case.leaving else None


def _joining_as(action: Action) -> Action | None:
    if action not in CONSENT:
        return None
    return Action.ACCESSION if action is Action.ACCESSION else Action.RATIFICATION


def _supposed(case: Case) -> dict[str, Any]:
    found = supposed_notice(case)
    if found is None:
        return {}
    day, supposed = found
    answer = supposed.if_party or supposed
    return {
        "notice": day.isoformat(),
        "notice_is": "on_record" if case.recorded else ("told" if case.notified_on else "supposed"),
        "effective": answer.effective.isoformat() if answer.effective else None,
        "effective_readings": [
            {"date": r.date.isoformat(), "why": r.why, "preferred": r.preferred} for r in answer.effective_readings
        ],
        "if_party": supposed.if_party is not None,
        "article": exit_article(case),
        "findings": list(supposed.findings),
        "binding_yet": case.event.stage not in ON_THE_WAY or _on_record(case),
    }


def _expected(case: Case, now: Status | None) -> list[str]:
    """The rungs still ahead of a course that stands, the next first; none once it is over or lost.

    What the record holds of the course by the day asked about lies behind it, whatever the reports have come to.
    """
    stage = case.event.stage
    if not (case.leaving or case.joining) or not case.event.stands or stage not in {*ON_THE_WAY, Stage.NOTIFIED}:
        return []
    at = AHEAD.index(stage) + 1 if stage in AHEAD else 0
    if _on_record(case):
        over = now is not None and now.status in (OUT if case.leaving else IN)
        at = max(at, AHEAD.index(Stage.EFFECTIVE) + over)
    return [s.value for s in AHEAD[at:] if not (s is Stage.PARLIAMENT_VOTE and stage is Stage.COURT_REVIEW)]


def _on_record(case: Case) -> bool:
    """Whether the record holds the act that the course was heading for, dated after the event."""
    kinds = CONSENT if case.joining else {Action.WITHDRAWAL, Action.TERMINATION}
    mine = (act for act in case.acts if act.state == case.event.state and act.kind in kinds and not act.territory)
    return any(case.day <= parse_edtf(act.date).last <= case.on for act in mine)


def _awaited(stage: str, supposed: dict[str, Any]) -> dict[str, Any]:
    """When a rung may be expected: only the effect has a date, and only from the notice that it follows."""
    when = supposed.get("effective") if stage == Stage.EFFECTIVE else None
    if when is None:
        return {"stage": stage, "date": None, "why": "the treaty sets no date for it"}
    told = {"on_record": "by the notice on record", "told": "by the notice that is told"}
    why = told.get(supposed["notice_is"], f"at the earliest, if notice is given on {supposed['notice']}")
    return {"stage": stage, "date": when, "why": why}


def _settled_by(case: Case) -> str:
    """What record would put an end to doubt about the event."""
    stage, event = case.event.stage, case.event
    if stage in {Stage.NOTIFIED, Stage.EFFECTIVE, Stage.REVOKED}:
        keeper = case.treaty.depositary if case.treaty else None
        return f"a notification by the depositary{f', {keeper}' if keeper else ''}"
    if stage in {Stage.PARLIAMENT_VOTE, Stage.REJECTED, *BEFORE_HOUSE} - {Stage.GOVERNMENT_APPROVED}:
        houses = case.catalog.chambers_of(event.state)
        named = event.body or " or ".join(c.name for c in houses)
        return f"the record of {named or 'the chamber'}"
    if stage is Stage.PROMULGATED:
        return f"the official gazette of {case.name(event.state)}"
    return f"a statement by the government of {case.name(event.state)}"
