"""The course of one state under one treaty: its acts gone through in the order of their days.

Pure and total: any set of acts gives a course. What does not fit (two accessions, notice from a non-party) becomes a
finding on the act, never an exception. A notice taken back in time leaves no trace (VCLT 68).
"""

from collections.abc import Callable, Sequence
from datetime import date

from servanda.law.contradictions import doubt_act, effect_by_rule, fits
from servanda.law.delays import Counted
from servanda.law.entry import TreatyEntry, state_entry, succession_note, treaty_entry
from servanda.law.leaving import leave, revoke, suspend
from servanda.law.marks import BOUND, Course, Mark
from servanda.law.periods import earliest
from servanda.law.persons import doubt_persons, end_person, own_acts, succession_day, unseen
from servanda.law.scope import NOWHERE, Person, Scope
from servanda.law.walk import UNBOUND, Walk, contest, day_of, holds, reason_of, said
from servanda.model import CONSENT, Act, Action, Reason, StatusValue, Treaty

_RANK = {
    Action.SIGNATURE: 0,
    Action.PROVISIONAL_APPLICATION: 1,
    Action.WITHDRAWAL: 2,
    Action.TERMINATION: 2,
    Action.SUSPENSION: 2,
    Action.REVOCATION: 5,
}
"""Order of acts of one day: whoever denounces and accedes again on one day does it in this order."""


def course_of(
    state: str, treaty: Treaty, acts: Sequence[Act], *, covered: bool, scope: Scope = NOWHERE
) -> tuple[Course, TreatyEntry]:
    """Go through a state's acts.

    Args:
        state: catalog code.
        treaty: with its clauses, or without.
        acts: every act of the treaty that is known, of all states, in any order.
        covered: whether the record of the treaty claims to be whole.
        scope: who the state is, and the counterparty whose acts towards it count.
    """
    entry = treaty_entry(treaty.clauses, acts, covered=covered or scope.complete, same=dict(scope.same))
    return course_under(state, treaty, acts, entry, covered=covered, scope=scope), entry


def course_under(
    state: str, treaty: Treaty, acts: Sequence[Act], entry: TreatyEntry, *, covered: bool, scope: Scope = NOWHERE
) -> Course:
    """Go through a state's acts under a treaty whose own entry into force is already worked out."""
    mine, facing = sorted(own_acts(state, acts, scope.person), key=_order), scope.towards_codes()
    covered = covered and not unseen(scope.person, treaty, mine)
    course = Course(StatusValue.NONE if covered else StatusValue.NOT_COVERED)
    walk = Walk(state=state, treaty=treaty, entry=entry, course=course, covered=covered, person=scope.person)
    for act in (a for a in mine if a.territory is None):
        if act.towards is not None and act.towards not in facing:
            if act.kind in _STEPS:
                course.find(f"towards_{act.towards}_only", act.id)
            continue
        doubt_act(walk, act, day_of(act))
        step = _STEPS.get(act.kind)
        if step:
            step(walk, act, day_of(act))
    _end(walk)
    if scope.person is not None:
        doubt_persons(course, mine, scope.person)
        end_person(course, scope.person)
    if entry.differs:
        course.find(f"entry_differs:counted {entry.counted}, published {entry.published}", "")
    return course


def _order(act: Act) -> tuple[date, int, str, str]:
    return day_of(act), _RANK.get(act.kind, 4), act.effective or "", act.id


def _sign(walk: Walk, act: Act, day: date) -> None:
    walk.course.signed = walk.course.signed or day
    if walk.course.at(day) in UNBOUND - {StatusValue.SIGNATORY}:
        walk.course.put(Mark(day=day, status=StatusValue.SIGNATORY, act=act.id, reasons=(signature_reason(act),)))


def signature_reason(act: Act) -> Reason:
    """Why a state is a signatory; the fast path of panels (`law.stretches`) says it with the same words."""
    return reason_of(act, "signed", "VCLT 18")


def _provisional(walk: Walk, act: Act, day: date) -> None:
    if walk.course.at(day) in BOUND:
        walk.course.find("already_party", act.id)
        return
    clause = walk.treaty.clauses.provisional if walk.treaty.clauses else None
    reason = reason_of(act, "applied provisionally", clause.article if clause else "VCLT 25")
    start = earliest(act.effective) if act.effective else day
    walk.course.put(Mark(day=start, status=StatusValue.PROVISIONAL, act=act.id, reasons=(reason,)))


def _consent(walk: Walk, act: Act, day: date) -> None:
    course, now = walk.course, walk.course.at(day)
    leaving = walk.pending if walk.pending and (walk.pending[1] is None or walk.pending[1] >= day) else None
    if _again(walk, act, now, leaving=leaving is not None):
        return
    counted = state_entry(walk.treaty.clauses, walk.entry.day, act)
    own = effect_by_rule(walk.treaty.clauses, walk.entry.day, act)
    if own and act.effective and not fits(act.effective, own):
        course.find("effect_differs", act.id)
    reason = consent_reason(walk.treaty, walk.entry, act, counted, walk.person)
    if act.contested:
        contest(walk, act, [(counted.day or day, holds(act))], StatusValue.PARTY, now)
        return
    start = counted.day
    if start is None:
        _waiting(walk, act, day, reason)
        return
    waiting_from = max(day, leaving[1] or day) if leaving else day
    start = max(start, waiting_from) if leaving else start
    if start > waiting_from and now is not StatusValue.PROVISIONAL:
        course.put(Mark(day=waiting_from, status=StatusValue.CONSENTED, act=act.id, reasons=(reason,)))
    if start < day:
        course.drop_from(start)
    also = () if act.effective or leaving else tuple(r.date for r in counted.readings if not r.preferred)
    course.put(Mark(day=start, status=StatusValue.PARTY, act=act.id, entry=True, reasons=(reason,), also=also))


def _again(walk: Walk, act: Act, now: StatusValue, *, leaving: bool) -> bool:
    """Whether the state is bound already, so that the consent changes nothing; a second one before effect is told."""
    if now in BOUND and not leaving and not act.contested and now is not StatusValue.CONTESTED:
        affirms = act.kind is Action.SUCCESSION and walk.person is not None and bool(walk.person.continues)
        if not affirms:  # whoever is the same person only says so again
            walk.course.find("already_party", act.id)
        return True
    if now is StatusValue.CONSENTED:
        walk.course.find("second_consent", act.id)
    return False


def consent_reason(
    treaty: Treaty, entry: TreatyEntry, act: Act, counted: Counted, person: Person | None = None
) -> Reason:
    """Why an act of consent binds from the day counted; the fast path of panels says it with the same words.

    The article, the act and the arithmetic; the published day prevails, and what the rule gives stands beside it.
    """
    later = treaty.clauses.later if treaty.clauses else None
    late = later is not None and (entry.day is None or day_of(act) > entry.day)
    article = later.article if later and late else entry.article
    own = effect_by_rule(treaty.clauses, entry.day, act)
    steps = counted.steps
    if own and act.effective:
        agrees = fits(act.effective, own)
        steps = f"{own.steps}; {counted.steps}{'' if agrees else ', which prevails'}"
    note = succession_note(act, succession_day(person, entry, act))
    itself = f"; {entry.text}" if entry.day and not late else ""
    return reason_of(act, f"{said(act)} deposited {act.date}; {steps}{note}{itself}", article)


def _waiting(walk: Walk, act: Act, day: date, reason: Reason) -> None:
    """A consent without a known day of effect."""
    if walk.treaty.clauses is None:
        walk.course.find("no_clause_data", act.id)
    elif walk.entry.day:
        walk.course.find("no_rule_for_later_parties", act.id)
    if walk.course.at(day) in BOUND | {StatusValue.PROVISIONAL}:
        return
    walk.course.put(Mark(day=day, status=StatusValue.CONSENTED, act=act.id, reasons=(reason,)))


def _end(walk: Walk) -> None:
    """A treaty that has ended binds nobody (VCLT 70)."""
    ended = walk.treaty.clauses.ended if walk.treaty.clauses else None
    if ended is None:
        return
    day = earliest(ended.day)
    now = walk.course.at(day)
    walk.course.drop_from(day)
    survives = "; residual rule, VCLT 70(1)(b): rights and situations created before that day stay"
    text = f"the treaty ended on {ended.day}: {ended.why}{survives}"
    reason = Reason(article=ended.article, act=None, text=text)
    after = StatusValue.FORMER_PARTY if now in BOUND | {StatusValue.FORMER_PARTY} else now
    if after is StatusValue.FORMER_PARTY or now in {StatusValue.CONSENTED, StatusValue.PROVISIONAL}:
        gone = after if after is StatusValue.FORMER_PARTY else StatusValue.NONE
        walk.course.put(Mark(day=day, status=gone, reasons=(reason,)))


_STEPS: dict[Action, Callable[[Walk, Act, date], None]] = {
    Action.SIGNATURE: _sign,
    Action.PROVISIONAL_APPLICATION: _provisional,
    Action.WITHDRAWAL: leave,
    Action.TERMINATION: leave,
    Action.SUSPENSION: suspend,
    Action.REVOCATION: revoke,
    **dict.fromkeys(CONSENT, _consent),
}
