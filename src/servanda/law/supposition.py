"""What-if: the same acts with one more, supposed; the status of acts plus hypothesis, never a law of its own."""

from collections.abc import Sequence
from datetime import date

import msgspec

from servanda.law.course import course_of
from servanda.law.engine import known_acts, status
from servanda.law.entry import state_entry
from servanda.law.exits import Effect, Engaged, Notice, first_lawful, notice_effect
from servanda.law.marks import BOUND
from servanda.law.periods import shift
from servanda.model import CONSENT, Act, Action, EffectiveReading, Reason, Status, StatusValue, Treaty

SUPPOSED = "supposed"
"""Id of the act that is supposed."""
LONG_AGO = date(1800, 1, 1)
"""The entry of a supposed party, before any period that could bar its notice; told as open."""
LOOK_BACK = 366 * 12
"""Days before a wanted exit within which its notice is sought: the longest period of the catalog and a window."""


class WhatIf(Status, frozen=True, kw_only=True):
    """A Status with the effect of an act that is supposed.

    Args:
        action: the act.
        notified: its day of deposit or receipt.
        effective: what this depositary's practice gives; None where a fact is missing or the law gives no day.
        effective_readings: every day the words or the practice support, the preferred one marked.
        if_party: the same question for a state that is a party, where the record does not say whether it is.
        latest_notice, last_revocation, first_lawful: answers to `out_by`: the latest day of notice, the last day to
            take that notice back, and the first day on which notice may be given.
    """

    action: Action = Action.WITHDRAWAL
    notified: date | None = None
    effective: date | None = None
    effective_readings: tuple[EffectiveReading, ...] = ()
    if_party: "WhatIf | None" = None
    out_by: date | None = None
    latest_notice: date | None = None
    last_revocation: date | None = None
    first_lawful: date | None = None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What the act brings, before it is laid over the status."""

    effective: date | None = None
    readings: tuple[EffectiveReading, ...] = ()
    findings: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    recorded: bool = True
    """Whether the act belongs among the acts: one that changes nothing does not."""


def what_if(  # noqa: PLR0913 - the questions of the contract, each by its keyword
    state: str,
    treaty: Treaty,
    acts: Sequence[Act],
    action: Action,
    *,
    notified: date | None,
    conflict: tuple[date, date | None] | None = None,
    out_by: date | None = None,
    on: date | None = None,
    known: date | None = None,
    covered: bool = False,
    coverage: str = "",
) -> WhatIf:
    """What would follow if a state took an act.

    Args:
        state: catalog code.
        treaty: with its clauses, or without.
        acts: acts of the treaty, of all states.
        action: withdrawal (or termination), any consent, or revocation of a pending notice.
        notified: day of deposit or receipt; None with `out_by`.
        conflict: an armed conflict of the state: first day, and the day it ends or None.
        out_by: the day by which the state wants to be out.
        on: day of the status that comes along; None is the day of the notice.
        known: only what was public by this day.
        covered: whether the record of this treaty claims to be whole.
        coverage: how the record describes what it holds.
    """
    taken = known_acts(treaty, acts, known)
    engaged = Engaged(start=conflict[0], end=conflict[1]) if conflict else None
    asked = notified or on or out_by or date.min
    backwards = _backwards(state, treaty, taken, out_by, on or asked, covered=covered) if out_by else {}
    day = notified or backwards.get("latest_notice") or asked
    outcome = _outcome(state, treaty, taken, action, day, engaged, covered=covered)
    hypothesis = Act(
        id=SUPPOSED,
        state=state,
        treaty=treaty.key,
        kind=action,
        date=day.isoformat(),
        effective=outcome.effective.isoformat() if outcome.effective and engaged else None,
    )
    recorded = (*taken, hypothesis) if outcome.recorded else taken
    found = status(state, treaty, recorded, on=on or day, covered=covered, coverage=coverage)
    fields = {name: getattr(found, name) for name in found.__struct_fields__}
    fields |= {
        "known": known,
        "reasons": tuple(dict.fromkeys([*found.reasons, *outcome.reasons])),
        "findings": outcome.findings,
        **backwards,
    }
    unknown = "membership_unknown" in outcome.findings
    return WhatIf(
        **fields,
        action=action,
        notified=day,
        effective=outcome.effective,
        effective_readings=outcome.readings,
        out_by=out_by,
        if_party=_if_party(state, treaty, action, day, engaged, on, out_by) if unknown else None,
    )


def _outcome(
    state: str,
    treaty: Treaty,
    acts: Sequence[Act],
    action: Action,
    day: date,
    engaged: Engaged | None,
    *,
    covered: bool,
) -> Outcome:
    if action in CONSENT:
        return _joining(state, treaty, acts, action, day, covered=covered)
    if action is Action.REVOCATION:
        return _revoking(state, treaty, acts, day, covered=covered)
    course, entry = course_of(state, treaty, acts, covered=covered)
    now = course.at(day)
    if now is StatusValue.NOT_COVERED:
        return Outcome(findings=("membership_unknown",), recorded=False)
    if now not in BOUND:
        return Outcome(findings=("not_a_party",), recorded=False)
    bound = course.bound_on(day)
    notice = Notice(day=day, party_since=bound.first if bound else None, entry=entry.day, conflict=engaged)
    effect = notice_effect(treaty.clauses, state, notice, SUPPOSED)
    more = ("already_leaving",) if now is StatusValue.PARTY_LEAVING else ()
    return _of(effect, more, recorded=effect.counted.day is not None)


def _of(effect: Effect, more: tuple[str, ...], *, recorded: bool) -> Outcome:
    return Outcome(
        effective=effect.counted.day,
        readings=effect.counted.readings,
        findings=(*effect.findings, *more),
        reasons=effect.reasons,
        recorded=recorded,
    )


def _joining(state: str, treaty: Treaty, acts: Sequence[Act], action: Action, day: date, *, covered: bool) -> Outcome:
    course, entry = course_of(state, treaty, acts, covered=covered)
    if course.at(day) in BOUND - {StatusValue.PARTY_LEAVING, StatusValue.CONTESTED}:
        return Outcome(findings=("already_party",), recorded=False)
    act = Act(id=SUPPOSED, state=state, treaty=treaty.key, kind=action, date=day.isoformat())
    counted = state_entry(treaty.clauses, entry.day, act)
    later = treaty.clauses.later if treaty.clauses else None
    codes = []
    if treaty.clauses is None:
        codes.append("no_clause_data")
    elif entry.day is None:
        codes.append("treaty_not_in_force")
    elif counted.day is None:
        codes.append("no_rule_for_later_parties")
    reason = Reason(article=later.article if later else None, act=SUPPOSED, text=counted.steps)
    return Outcome(effective=counted.day, readings=counted.readings, findings=tuple(codes), reasons=(reason,))


def _revoking(state: str, treaty: Treaty, acts: Sequence[Act], day: date, *, covered: bool) -> Outcome:
    course, _ = course_of(state, treaty, acts, covered=covered)
    now = course.at(day)
    if now is StatusValue.PARTY_LEAVING or now is StatusValue.CONTESTED:
        why = "a notice may be taken back any time before it takes effect"
        reading = EffectiveReading(date=day, why=why, preferred=True)
        reason = Reason(article="VCLT 68", act=SUPPOSED, text=why)
        return Outcome(effective=day, readings=(reading,), reasons=(reason,))
    code = {
        StatusValue.FORMER_PARTY: "revocation_too_late",
        StatusValue.NOT_COVERED: "membership_unknown",
    }.get(now, "no_pending_notice" if now in BOUND else "not_a_party")
    return Outcome(findings=(code,), recorded=False)


def _if_party(
    state: str,
    treaty: Treaty,
    action: Action,
    day: date,
    engaged: Engaged | None,
    on: date | None,
    out_by: date | None,
) -> WhatIf:
    """The same question for a party whose entry is long past: an act of consent before any period that could bar."""
    entered = Act(
        id="supposed-party",
        state=state,
        treaty=treaty.key,
        kind=Action.RATIFICATION,
        date="1800",
        effective="1800-01-01",
    )
    conflict = (engaged.start, engaged.end) if engaged else None
    found = what_if(
        state, treaty, (entered,), action, notified=day, conflict=conflict, out_by=out_by, on=on, covered=True
    )
    clauses = treaty.clauses
    bar = clauses.withdrawal_of(state).not_before if clauses else None
    extra = ("not_before_untested",) if bar and bar.anchor == "party" else ()
    return msgspec.structs.replace(
        found, in_force_from=None, findings=(*found.findings, *extra), coverage="supposed a party"
    )


def _backwards(
    state: str, treaty: Treaty, acts: Sequence[Act], out_by: date, start: date, *, covered: bool
) -> dict[str, date]:
    """The latest notice that is out by a day, the last day to take it back, and the first lawful day from `start`."""
    clauses = treaty.clauses
    if clauses is None:
        return {}
    course, entry = course_of(state, treaty, acts, covered=covered)
    bound = course.bound_on(out_by)
    since = bound.first if bound else None
    rule = clauses.withdrawal_of(state)
    first = Notice(day=start, party_since=since, entry=entry.day)
    found = {"first_lawful": first_lawful(rule, first) or start}
    for back in range(LOOK_BACK):
        day = shift(out_by, -back)
        if day is None:
            break
        effect = notice_effect(clauses, state, Notice(day=day, party_since=since, entry=entry.day))
        if effect.counted.day and effect.counted.day <= out_by:
            found["latest_notice"] = day
            last = shift(effect.counted.day, -1)
            return found | ({"last_revocation": last} if last else {})
    return found
