"""The course of one state under one treaty: its acts gone through in the order of their days.

Pure and total: any set of acts gives a course. What does not fit (two accessions, notice from a non-party) becomes a
finding on the act, never an exception. A notice taken back in time leaves no trace (VCLT 68).
"""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from servanda.law.delays import count
from servanda.law.entry import TreatyEntry, state_entry, succession_note, treaty_entry
from servanda.law.exits import RESIDUAL, Notice, notice_effect
from servanda.law.marks import BOUND, Course, Mark
from servanda.model import CONSENT, Act, Action, Reason, StatusReading, StatusValue, Treaty, earliest, latest

_RANK = {
    Action.SIGNATURE: 0,
    Action.PROVISIONAL_APPLICATION: 1,
    Action.WITHDRAWAL: 2,
    Action.TERMINATION: 2,
    Action.SUSPENSION: 2,
    Action.REVOCATION: 5,
}
"""Order of acts of one day: whoever denounces and accedes again on one day does it in this order."""

_UNBOUND = frozenset({StatusValue.NONE, StatusValue.NOT_COVERED, StatusValue.SIGNATORY, StatusValue.FORMER_PARTY})


class Walk(msgspec.Struct, kw_only=True):
    """What the acts are gone through with: the course so far and the pending notice (its act and day of effect)."""

    state: str
    treaty: Treaty
    entry: TreatyEntry
    course: Course
    covered: bool
    pending: tuple[str, date | None] | None = None


def course_of(state: str, treaty: Treaty, acts: Sequence[Act], *, covered: bool) -> tuple[Course, TreatyEntry]:
    """Go through a state's acts.

    Args:
        state: catalog code.
        treaty: with its clauses, or without.
        acts: every act of the treaty that is known, of all states, in any order.
        covered: whether the record of the treaty claims to be whole.
    """
    entry = treaty_entry(treaty.clauses, acts, covered=covered)
    course = Course(StatusValue.NONE if covered else StatusValue.NOT_COVERED)
    walk = Walk(state=state, treaty=treaty, entry=entry, course=course, covered=covered)
    mine = [a for a in acts if a.state == state and a.territory is None]
    for act in sorted(mine, key=_order):
        if act.towards is not None:
            course.find(f"towards_{act.towards}_only", act.id)
            continue
        step = _STEPS.get(act.kind)
        if step:
            step(walk, act, _day(act))
    _end(walk)
    if entry.counted and entry.day and entry.counted != entry.day:
        course.find(f"entry_counted_{entry.counted}", "")
    return course, entry


def _order(act: Act) -> tuple[date, int, str, str]:
    return _day(act), _RANK.get(act.kind, 4), act.effective or "", act.id


def _day(act: Act) -> date:
    """The day of an act; of a month or year the last day, by which it was done, but never after its effect."""
    day = latest(act.date)
    if act.effective and act.kind is not Action.SUCCESSION:
        return min(day, max(earliest(act.date), earliest(act.effective)))
    return day


def _reason(act: Act, text: str, article: str | None = None) -> Reason:
    return Reason(article=article, act=act.id, text=text)


def _sign(walk: Walk, act: Act, day: date) -> None:
    walk.course.signed = walk.course.signed or day
    if walk.course.at(day) in _UNBOUND - {StatusValue.SIGNATORY}:
        walk.course.put(
            Mark(day=day, status=StatusValue.SIGNATORY, act=act.id, reasons=(_reason(act, "signed", "VCLT 18"),))
        )


def _provisional(walk: Walk, act: Act, day: date) -> None:
    if walk.course.at(day) in BOUND:
        walk.course.find("already_party", act.id)
        return
    clause = walk.treaty.clauses.provisional if walk.treaty.clauses else None
    reason = _reason(act, "applied provisionally", clause.article if clause else "VCLT 25")
    start = earliest(act.effective) if act.effective else day
    walk.course.put(Mark(day=start, status=StatusValue.PROVISIONAL, act=act.id, reasons=(reason,)))


def _consent(walk: Walk, act: Act, day: date) -> None:
    course, now = walk.course, walk.course.at(day)
    leaving = walk.pending if walk.pending and (walk.pending[1] is None or walk.pending[1] >= day) else None
    if now in BOUND and leaving is None and not act.contested and now is not StatusValue.CONTESTED:
        course.find("already_party", act.id)
        return
    later = walk.treaty.clauses.later if walk.treaty.clauses else None
    counted = state_entry(walk.treaty.clauses, walk.entry.day, act)
    article = later.article if later and (walk.entry.day is None or day > walk.entry.day) else walk.entry.article
    reason = _reason(act, f"{act.kind.value} of {act.date}; {counted.steps}{succession_note(act)}", article)
    if act.contested:
        _contest(walk, act, counted.day or day, StatusValue.PARTY, now)
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
    course.put(Mark(day=start, status=StatusValue.PARTY, act=act.id, entry=True, reasons=(reason,)))


def _waiting(walk: Walk, act: Act, day: date, reason: Reason) -> None:
    """A consent without a known day of effect."""
    if walk.treaty.clauses is None:
        walk.course.find("no_clause_data", act.id)
    elif walk.entry.day:
        walk.course.find("no_rule_for_later_parties", act.id)
    if walk.course.at(day) in BOUND | {StatusValue.PROVISIONAL}:
        return
    walk.course.put(Mark(day=day, status=StatusValue.CONSENTED, act=act.id, reasons=(reason,)))


def _leave(walk: Walk, act: Act, day: date) -> None:
    course, now = walk.course, walk.course.at(day)
    if now is StatusValue.PROVISIONAL or (_never_consented(walk, day) and _ends_provisional(walk, act)):
        _end_provisional(walk, act, day)
        return
    if now is StatusValue.SIGNATORY:
        _repudiate(walk, act, day)
        return
    if now is StatusValue.CONSENTED:
        course.find("consent_taken_back_before_effect", act.id)
        _take_back_consent(walk, act, day)
        return
    if now not in BOUND:
        if walk.covered:
            course.find("notice_from_non_party", act.id)
            return
        course.find("entry_not_on_record", act.id)
    _notice(walk, act, day)


def _notice(walk: Walk, act: Act, day: date) -> None:
    course = walk.course
    bound = course.bound_on(day)
    notice = Notice(
        day=day,
        stated=earliest(act.stated) if act.stated else None,
        party_since=bound.first if bound and bound.to is None else None,
        entry=walk.entry.day,
    )
    effect = notice_effect(walk.treaty.clauses, walk.state, notice, act.id)
    for code in effect.findings:
        if not act.effective:
            course.find(code, act.id)
    published = earliest(act.effective) if act.effective else None
    day_out = published or effect.counted.day
    reasons = (_reason(act, f"out on {published}, as published", effect.article),) if published else effect.reasons
    if act.contested or (published is None and "no_exit_clause" in effect.findings):
        residual = count(RESIDUAL, day).day
        since = published or (day if act.contested else residual) or day
        _contest(walk, act, since, StatusValue.FORMER_PARTY, StatusValue.PARTY)
        walk.pending = (act.id, published or residual)
        return
    if {"too_early", "outside_window"} & set(effect.findings) and published is None:
        return
    if walk.pending and walk.pending[1] and walk.pending[1] > day:
        if day_out is None or day_out >= walk.pending[1]:
            course.find("second_notice", act.id)
            return
        course.drop(walk.pending[0])
    if day_out is None or day_out > day:
        course.put(Mark(day=day, status=StatusValue.PARTY_LEAVING, act=act.id, reasons=reasons))
    if day_out:
        also = () if published else tuple(r.date for r in effect.counted.readings if not r.preferred)
        course.put(Mark(day=day_out, status=StatusValue.FORMER_PARTY, act=act.id, reasons=reasons, also=also))
    walk.pending = (act.id, day_out)


def _never_consented(walk: Walk, day: date) -> bool:
    return walk.course.at(day) in _UNBOUND and not walk.course.bounds() and not walk.covered


def _ends_provisional(walk: Walk, act: Act) -> bool:
    clause = walk.treaty.clauses.provisional if walk.treaty.clauses else None
    return act.kind is Action.TERMINATION and clause is not None and clause.exit_delay is not None


def _end_provisional(walk: Walk, act: Act, day: date) -> None:
    """Provisional application has its own exit; without a rule it ends with the notice (VCLT 25(2))."""
    clause = walk.treaty.clauses.provisional if walk.treaty.clauses else None
    counted = count(clause.exit_delay, day) if clause and clause.exit_delay else None
    end = earliest(act.effective) if act.effective else (counted.day if counted else None) or day
    steps = "as published" if act.effective else (counted.steps if counted else "with the notice")
    reason = _reason(
        act, f"provisional application ends on {end}: {steps}", (clause and clause.exit_article) or "VCLT 25(2)"
    )
    if walk.course.at(day) is not StatusValue.PROVISIONAL and end > day:
        walk.course.put(Mark(day=day, status=StatusValue.PROVISIONAL, act=act.id, reasons=(reason,)))
    after = StatusValue.SIGNATORY if walk.course.signed else StatusValue.NONE
    walk.course.put(Mark(day=end, status=after, act=act.id, reasons=(reason,)))


def _repudiate(walk: Walk, act: Act, day: date) -> None:
    """A signatory that says it will not become a party is free of VCLT 18(a) and stays on the depositary's list."""
    text = "declared that it will not become a party: the duty of VCLT 18(a) has ended; the signature stays on the list"
    walk.course.find("signature_repudiated", act.id)
    walk.course.put(
        Mark(day=day, status=StatusValue.SIGNATORY, act=act.id, entry=True, reasons=(_reason(act, text, "VCLT 18(a)"),))
    )


def _revoke(walk: Walk, act: Act, day: date) -> None:
    of = act.of
    if of is Action.SUSPENSION:
        if walk.course.at(day) in {StatusValue.SUSPENDED, StatusValue.CONTESTED}:
            reason = _reason(act, "suspension taken back")
            walk.course.put(Mark(day=day, status=StatusValue.PARTY, act=act.id, reasons=(reason,)))
    elif of is Action.PROVISIONAL_APPLICATION:
        _end_provisional(walk, act, day)
    elif of is Action.SIGNATURE:
        _repudiate(walk, act, day)
    elif of in CONSENT or (of is None and walk.course.at(day) is StatusValue.CONSENTED):
        _take_back_consent(walk, act, day)
    elif of in {None, Action.WITHDRAWAL, Action.TERMINATION}:
        _take_back_notice(walk, act, day)


def _take_back_notice(walk: Walk, act: Act, day: date) -> None:
    if walk.pending is None:
        walk.course.find("no_pending_notice", act.id)
        return
    notice, effect = walk.pending
    if effect is None or day < effect:
        walk.course.drop(notice)
        walk.pending = None
    elif walk.course.at(day) is StatusValue.CONTESTED:
        reason = _reason(act, "contested notice taken back", "VCLT 68")
        walk.course.put(Mark(day=day, status=StatusValue.PARTY, act=act.id, reasons=(reason,)))
        walk.pending = None
    else:
        walk.course.find("revocation_too_late", act.id)


def _take_back_consent(walk: Walk, act: Act, day: date) -> None:
    mark = walk.course.mark_at(day)
    if mark is None or mark.status is not StatusValue.CONSENTED:
        walk.course.find("revocation_of_consent_in_force", act.id)
        return
    walk.course.marks = [m for m in walk.course.marks if m.act != mark.act or (m.day and m.day <= day)]
    after = StatusValue.SIGNATORY if walk.course.signed or not walk.covered else StatusValue.NONE
    reason = _reason(act, "consent taken back before the treaty was in force for the state", "VCLT 18")
    walk.course.put(Mark(day=day, status=after, act=act.id, reasons=(reason,)))


def _suspend(walk: Walk, act: Act, day: date) -> None:
    now = walk.course.at(day)
    if now not in BOUND:
        walk.course.find("notice_from_non_party" if walk.covered else "entry_not_on_record", act.id)
        if walk.covered or now not in _UNBOUND:
            return
    clause = walk.treaty.clauses.suspension if walk.treaty.clauses else None
    since = earliest(act.effective) if act.effective else (count(clause.delay, day).day if clause else None) or day
    if clause is None or act.contested:
        walk.course.find("no_suspension_clause", act.id)
        _contest(walk, act, since, StatusValue.SUSPENDED, StatusValue.PARTY)
        return
    reason = _reason(act, f"suspended from {since}", clause.article)
    walk.course.put(Mark(day=since, status=StatusValue.SUSPENDED, act=act.id, reasons=(reason,)))


def _contest(walk: Walk, act: Act, since: date, claimed: StatusValue, otherwise: StatusValue) -> None:
    """Both positions stand as readings; the one without the disputed act is preferred."""
    article = {
        StatusValue.SUSPENDED: "VCLT 57, 58, 65",
        StatusValue.FORMER_PARTY: "VCLT 54, 56, 65",
        StatusValue.PARTY: "VCLT 19-21",
    }[claimed]
    why = act.contested or "the treaty has no clause that allows the act"
    readings = (
        StatusReading(status=otherwise, why=f"the act has no such effect: {why}", article=article, preferred=True),
        StatusReading(status=claimed, why=f"as {act.state} holds: {act.kind.value} of {act.date}", from_=since),
    )
    reason = _reason(act, f"contested: {why}", article)
    walk.course.put(Mark(day=since, status=StatusValue.CONTESTED, act=act.id, reasons=(reason,), readings=readings))


def leave_with_parent(course: Course, state: str, treaty: Treaty, parent: Treaty, acts: Sequence[Act]) -> None:
    """Where the treaty says so, the day a state is out of the parent it is out of this treaty as well.

    Source: UNFCCC 25(3), Kyoto 27(3), Paris 28(3), CCW 9(3), Vienna Ozone 19(4), ECHR 58(3).
    """
    clauses = treaty.clauses
    if clauses is None or clauses.parent_exit is None:
        return
    above, _ = course_of(state, parent, acts, covered=False)
    for bound in above.bounds():
        if bound.to is None or course.at(bound.to) not in BOUND:
            continue
        day = (count(clauses.parent_delay, bound.to).day if clauses.parent_delay else None) or bound.to
        text = f"no longer a party to {parent.key} from {bound.to}, and so out of this treaty on {day}"
        reason = Reason(article=clauses.parent_exit, act=None, text=text)
        course.put(Mark(day=day, status=StatusValue.FORMER_PARTY, reasons=(reason,)))


def _end(walk: Walk) -> None:
    """A treaty that has ended binds nobody (VCLT 70)."""
    ended = walk.treaty.clauses.ended if walk.treaty.clauses else None
    if ended is None:
        return
    day = earliest(ended.day)
    now = walk.course.at(day)
    walk.course.drop_from(day)
    reason = Reason(article=ended.article, act=None, text=f"the treaty ended on {ended.day}: {ended.why}")
    after = StatusValue.FORMER_PARTY if now in BOUND | {StatusValue.FORMER_PARTY} else now
    if after is StatusValue.FORMER_PARTY or now in {StatusValue.CONSENTED, StatusValue.PROVISIONAL}:
        gone = after if after is StatusValue.FORMER_PARTY else StatusValue.NONE
        walk.course.put(Mark(day=day, status=gone, reasons=(reason,)))


_STEPS: dict[Action, Callable[[Walk, Act, date], None]] = {
    Action.SIGNATURE: _sign,
    Action.PROVISIONAL_APPLICATION: _provisional,
    Action.WITHDRAWAL: _leave,
    Action.TERMINATION: _leave,
    Action.SUSPENSION: _suspend,
    Action.REVOCATION: _revoke,
    **dict.fromkeys(CONSENT, _consent),
}
