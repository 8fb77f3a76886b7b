"""What a supposed act brings, before it is laid over the status: the day, its readings, and what speaks against it."""

from collections.abc import Callable
from datetime import date

import msgspec

from servanda.law.course import consent_reason
from servanda.law.delays import count, fixed
from servanda.law.entry import state_entry
from servanda.law.exits import Effect, Engaged, Notice, notice_effect
from servanda.law.marks import BOUND, Course
from servanda.law.own_entry import TreatyEntry
from servanda.law.territory import territorial_exit
from servanda.law.whole import Question, settle
from servanda.model import CONSENT, Act, Action, EffectiveReading, Reason, StatusValue

SUPPOSED = "supposed"
"""Id of the act that is supposed."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What the act brings.

    Args:
        effective: the day that practice gives.
        readings: every day the words or the practice support.
        findings: codes of what speaks against it.
        reasons: the arithmetic.
        recorded: whether the act belongs among the acts; one that changes nothing does not.
    """

    effective: date | None = None
    readings: tuple[EffectiveReading, ...] = ()
    findings: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    recorded: bool = True


class Supposed(msgspec.Struct, frozen=True, kw_only=True):
    """An act that is supposed: its kind, its day, and an armed conflict to test."""

    action: Action
    day: date
    engaged: Engaged | None = None

    @property
    def in_conflict(self) -> bool:
        """Whether the armed conflict supposed goes on on the day of the act."""
        engaged = self.engaged
        return engaged is not None and engaged.start <= self.day and (engaged.end is None or engaged.end > self.day)

    def act(self, question: Question, effective: date | None = None) -> Act:
        """It as an act of the state asked about, for the territory asked about."""
        territory = question.scope.territory
        return Act(
            id=SUPPOSED,
            state=question.state,
            treaty=question.treaty.key,
            kind=self.action,
            date=self.day.isoformat(),
            effective=effective.isoformat() if effective else None,
            territory=territory[0] if territory else None,
        )


def outcome_of(question: Question, supposed: Supposed) -> Outcome:
    """What a supposed act brings under the acts that are known."""
    course, entry = settle(question)
    step = _STEPS.get(supposed.action, _joining if supposed.action in CONSENT else _leaving)
    return step(question, supposed, course, entry)


def refused(now: StatusValue) -> str:
    """Why a state that is not bound cannot act as a party: it is none, or nobody knows."""
    return "membership_unknown" if now is StatusValue.NOT_COVERED else "not_a_party"


def _leaving(question: Question, supposed: Supposed, course: Course, entry: TreatyEntry) -> Outcome:
    now = course.at(supposed.day)
    if now not in BOUND:
        return Outcome(findings=(refused(now),), recorded=False)
    effect = effect_of_notice(question, course, entry, supposed.day, supposed.engaged)
    more = ("already_leaving",) if now is StatusValue.PARTY_LEAVING else ()
    return Outcome(
        effective=effect.counted.day,
        readings=effect.counted.readings,
        findings=(*effect.findings, *more),
        reasons=effect.reasons,
        recorded=effect.counted.day is not None,
    )


def effect_of_notice(
    question: Question, course: Course, entry: TreatyEntry, day: date, engaged: Engaged | None
) -> Effect:
    """What a notice of a party brings on a day: for the whole, or for the one territory asked about."""
    bound = course.bound_on(day)
    since = bound.first if bound else None
    clauses = question.treaty.clauses
    if question.scope.territory:
        counted, article = territorial_exit(clauses, question.state, since, day)
        findings = () if counted.day else ("no_territorial_exit",)
        text = f"notice received {day}; {counted.steps}, for {question.scope.territory[0]} only"
        reason = Reason(article=article, act=SUPPOSED, text=text)
        return Effect(counted=counted, article=article, findings=findings, reasons=(reason,))
    notice = Notice(day=day, party_since=since, entry=entry.day, conflict=engaged)
    return notice_effect(clauses, question.state, notice, SUPPOSED)


def _joining(question: Question, supposed: Supposed, course: Course, entry: TreatyEntry) -> Outcome:
    if course.at(supposed.day) in BOUND - {StatusValue.PARTY_LEAVING, StatusValue.CONTESTED}:
        return Outcome(findings=("already_party",), recorded=False)
    clauses = question.treaty.clauses
    later = clauses.later if clauses else None
    act = supposed.act(question)
    counted = state_entry(clauses, entry.day, act)
    reason = consent_reason(question.treaty, entry, act, counted, question.scope.person)
    if later and later.at_once and supposed.in_conflict:
        counted = fixed(supposed.day, f"at once, in {later.at_once.condition}")
        reason = Reason(article=later.at_once.article, act=SUPPOSED, text=counted.steps)
    codes = []
    if clauses is None:
        codes.append("no_clause_data")
    elif entry.day is None:
        codes.append("treaty_not_in_force")
    elif counted.day is None:
        codes.append("no_rule_for_later_parties")
    return Outcome(effective=counted.day, readings=counted.readings, findings=tuple(codes), reasons=(reason,))


def _signing(question: Question, supposed: Supposed, course: Course, entry: TreatyEntry) -> Outcome:
    """A signature binds to nothing but VCLT 18; it is done the day it is given."""
    del question, entry
    now = course.at(supposed.day)
    if now in BOUND | {StatusValue.CONSENTED, StatusValue.PROVISIONAL}:
        return Outcome(findings=("already_party" if now in BOUND else "already_consented",), recorded=False)
    if now is StatusValue.SIGNATORY:
        return Outcome(findings=("already_signatory",), recorded=False)
    why = "residual rule, VCLT 18: a signature subject to ratification binds not to defeat object and purpose, no more"
    done = fixed(supposed.day, why)
    return Outcome(
        effective=done.day, readings=done.readings, reasons=(Reason(article="VCLT 18", act=SUPPOSED, text=why),)
    )


def _suspending(question: Question, supposed: Supposed, course: Course, entry: TreatyEntry) -> Outcome:
    """A suspension works by a clause of the treaty; without one it is contested, and no day follows from it."""
    del entry
    now = course.at(supposed.day)
    if now not in BOUND:
        return Outcome(findings=(refused(now),), recorded=False)
    clause = question.treaty.clauses.suspension if question.treaty.clauses else None
    if clause is not None:
        counted = count(clause.delay, supposed.day)
        reason = Reason(article=clause.article, act=SUPPOSED, text=counted.steps)
        return Outcome(effective=counted.day, readings=counted.readings, reasons=(reason,))
    why = "residual rule: only the consent of the parties, or a breach and three months' notice, allow a suspension"
    reading = EffectiveReading(date=supposed.day, why="as the state that suspends would hold")
    return Outcome(
        readings=(reading,),
        findings=("no_suspension_clause",),
        reasons=(Reason(article="VCLT 57, 58, 65", act=SUPPOSED, text=why),),
    )


def _revoking(question: Question, supposed: Supposed, course: Course, entry: TreatyEntry) -> Outcome:
    del question, entry
    day, now = supposed.day, course.at(supposed.day)
    if now in {StatusValue.PARTY_LEAVING, StatusValue.CONTESTED}:
        done = fixed(day, "residual rule: a notice may be taken back any time before it takes effect")
        reason = Reason(article="VCLT 68", act=SUPPOSED, text=done.steps)
        return Outcome(effective=done.day, readings=done.readings, reasons=(reason,))
    code = {
        StatusValue.FORMER_PARTY: "revocation_too_late",
        StatusValue.NOT_COVERED: "membership_unknown",
    }.get(now, "no_pending_notice" if now in BOUND else "not_a_party")
    return Outcome(findings=(code,), recorded=False)


_STEPS: dict[Action, Callable[[Question, Supposed, Course, TreatyEntry], Outcome]] = {
    Action.REVOCATION: _revoking,
    Action.SIGNATURE: _signing,
    Action.SUSPENSION: _suspending,
}
