"""A territory: whether the treaty reaches it, from when, and until when, while its state is bound.

A treaty binds a state for its whole territory (VCLT 29) unless the treaty has a clause on territories or the state's
acts say otherwise. What reaches a territory never lasts longer than what binds the state.
"""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from servanda.law.delays import Counted, count
from servanda.law.marks import BOUND, Course, Mark
from servanda.law.periods import add, earliest
from servanda.law.scope import Scope
from servanda.law.walk import day_of, reason_of, said
from servanda.model import CONSENT, Act, Action, Reason, StatusValue, Treaty
from servanda.model.clause import Clauses, Territorial

WHOLE = Reason(
    article="VCLT 29", act=None, text="residual rule: a treaty binds a state for its whole territory, so for this one"
)
INWARD = frozenset({Action.TERRITORIAL_APPLICATION, *CONSENT})
OUTWARD = frozenset({Action.WITHDRAWAL, Action.TERMINATION})
EXCLUDING = frozenset({Action.DECLARATION, Action.RESERVATION})
_BEGINS = date.min


class _Reach(msgspec.Struct, kw_only=True):
    """The reach of the treaty while the acts for one territory are gone through.

    `course` holds the territory's own marks: party where the treaty reaches it, none where it does not.
    """

    clauses: Clauses | None
    state_course: Course
    course: Course
    pending: tuple[str, date] | None = None
    article: str | None = None


def for_territory(
    above: Course, state: str, treaty: Treaty, acts: Sequence[Act], scope: Scope, *, covered: bool
) -> Course:
    """The course for one territory of a state.

    Args:
        above: the state's own course.
        state: catalog code.
        treaty: with its clauses, or without.
        acts: known acts of the treaty.
        scope: names the territory.
        covered: whether silence of the record means that nothing was declared.
    """
    clause = treaty.clauses.territorial if treaty.clauses else None
    mine = [a for a in acts if a.state == state and a.territory is not None]
    unit_named = any(a.kind in INWARD for a in mine)
    outside = clause is not None and (clause.mode == "declared" or (clause.mode == "units" and unit_named))
    reach = _Reach(clauses=treaty.clauses, state_course=above, course=Course(StatusValue.NONE))
    silence = Reason(
        article=clause.article if clause else None, act=None, text="no act on record extends it to this territory"
    )
    unknown = StatusValue.NONE if covered or unit_named else StatusValue.NOT_COVERED
    begin = unknown if outside else StatusValue.PARTY
    reach.course.put(Mark(day=None, status=begin, reasons=(silence if outside else _whole(clause),)))
    for act in sorted((a for a in mine if scope.means(a.territory)), key=lambda a: (day_of(a), a.kind, a.id)):
        step = _step_of(act)
        if step:
            step(reach, act, day_of(act))
    reach.course.findings += above.findings
    return _laid_over(above, reach.course)


def _whole(clause: Territorial | None) -> Reason:
    if clause is None:
        return WHOLE
    text = "it reaches every territory that no declaration excludes"
    return Reason(article=clause.article, act=None, text=text)


def _step_of(act: Act) -> Callable[[_Reach, Act, date], None] | None:
    if act.kind in INWARD:
        return _extend
    if act.kind in OUTWARD or (act.kind is Action.REVOCATION and act.of in INWARD):
        return _leave
    if act.kind in EXCLUDING:
        return _exclude
    if act.kind is Action.REVOCATION:
        return _take_back
    return None


def _extend(reach: _Reach, act: Act, day: date) -> None:
    """An act that extends the treaty to the territory, with the state's own consent or later."""
    clause = reach.clauses.territorial if reach.clauses else None
    counted = _counted(reach.clauses, clause, act, day)
    start = earliest(act.effective) if act.effective else (counted.day if counted else None) or day
    steps = "as published" if act.effective else (counted.steps if counted else "on receipt, no rule says otherwise")
    text = f"{said(act)} of {act.date} for {act.territory}: reaches it from {start} ({steps})"
    reason = reason_of(act, text, clause.article if clause else "VCLT 29")
    reach.course.drop_from(start)
    reach.course.put(Mark(day=start, status=StatusValue.PARTY, act=act.id, entry=True, reasons=(reason,)))


def _counted(clauses: Clauses | None, clause: Territorial | None, act: Act, day: date) -> Counted | None:
    """The territorial clause's own delay, else that of later parties where the treaty has such a clause."""
    if clause is not None and clause.delay is not None:
        return count(clause.delay, day)
    if (clause is not None or act.kind in CONSENT) and clauses is not None and clauses.later is not None:
        return count(clauses.later.delay, day)
    return None


def _exclude(reach: _Reach, act: Act, day: date) -> None:
    """A declaration that leaves the territory out, made before the treaty reaches it; later it has no such effect."""
    if reach.state_course.at(day) in BOUND and reach.course.at(day) is StatusValue.PARTY:
        reach.course.find("exclusion_after_entry", act.id)
        return
    clause = reach.clauses.territorial if reach.clauses else None
    reason = reason_of(act, f"{said(act)} of {act.date} leaves out {act.territory}", clause.article if clause else None)
    reach.course.drop_from(day)
    reach.course.put(Mark(day=day, status=StatusValue.NONE, act=act.id, reasons=(reason,)))


def territorial_exit(clauses: Clauses | None, state: str, since: date | None, day: date) -> tuple[Counted, str | None]:
    """When a notice for one territory takes effect, and by which article; nothing is counted before its time.

    Args:
        clauses: None where the catalog has no clause data.
        state: catalog code.
        since: the day from which the treaty reaches the territory.
        day: receipt of the notice.
    """
    if clauses is None:
        return Counted(steps="no clause data"), None
    clause, rule = clauses.territorial, clauses.withdrawal_of(state)
    article = (clause.exit_article if clause else None) or rule.article
    delay = (clause.exit_delay if clause else None) or rule.delay
    if delay is None:
        return Counted(steps="no rule on leaving for one territory"), article
    if clause and clause.not_before and since:
        opens = add(since, clause.not_before)
        if opens and opens.day > day:
            return Counted(steps=f"notice of {day} has no effect: the first lawful day is {opens.day}"), article
    return count(delay, day), article


def _leave(reach: _Reach, act: Act, day: date) -> None:
    """A notice of leaving for the territory only."""
    now = reach.course.mark_at(day)
    if now is None or now.status is not StatusValue.PARTY:
        reach.course.find("notice_for_territory_not_reached", act.id)
        return
    counted, article = territorial_exit(reach.clauses, act.state, now.day, day)
    out = earliest(act.effective) if act.effective else counted.day
    steps = f"out on {out}, as published" if act.effective else f"notice received {day}; {counted.steps}"
    reason = reason_of(act, f"{steps}, for {act.territory} only", article)
    if out is None:
        reach.course.find("no_territorial_exit", act.id)
        return
    if out > day:
        reach.course.put(Mark(day=day, status=StatusValue.PARTY_LEAVING, act=act.id, reasons=(reason,)))
    reach.course.put(Mark(day=out, status=StatusValue.FORMER_PARTY, act=act.id, reasons=(reason,)))
    reach.pending = (act.id, out)


def _take_back(reach: _Reach, act: Act, day: date) -> None:
    """A notice for the territory taken back in time leaves no trace; an exclusion taken back extends the treaty."""
    if act.of in EXCLUDING:
        _extend(reach, act, day)
    elif reach.pending and day < reach.pending[1]:
        reach.course.drop(reach.pending[0])
        reach.pending = None
    else:
        reach.course.find("revocation_too_late" if reach.pending else "no_pending_notice", act.id)


def _laid_over(above: Course, own: Course) -> Course:
    """On every day the lesser of what binds the state and what reaches the territory."""
    laid = Course(above.unknown)
    laid.findings, laid.signed = list(own.findings), above.signed
    was_bound = False
    for day in sorted({m.day or _BEGINS for m in (*above.marks, *own.marks)}):
        state_mark, own_mark = above.mark_at(day), own.mark_at(day)
        value, reach = above.at(day), own.at(day)
        if state_mark is None:
            continue
        found = _lesser(value, reach, was_bound=was_bound)
        was_bound = was_bound or found in BOUND
        entry = any(m.entry and m.day == day for m in (state_mark, own_mark) if m)
        reasons = (*state_mark.reasons, *(own_mark.reasons if own_mark else ()))
        readings = state_mark.readings if found is value else ()
        laid.put(
            Mark(
                day=None if day == _BEGINS else day,
                status=found,
                act=(own_mark.act if own_mark and own_mark.day == day else "") or state_mark.act,
                entry=entry and found in BOUND,
                reasons=reasons,
                readings=readings,
            )
        )
    return laid


def _lesser(value: StatusValue, reach: StatusValue, *, was_bound: bool) -> StatusValue:
    if reach is StatusValue.PARTY or value not in BOUND | {StatusValue.PROVISIONAL, StatusValue.CONSENTED}:
        return value
    if reach is StatusValue.PARTY_LEAVING:
        return StatusValue.PARTY_LEAVING if value is StatusValue.PARTY else value
    if reach is StatusValue.NOT_COVERED:
        return reach
    return StatusValue.FORMER_PARTY if was_bound else StatusValue.NONE
