"""What-if: the same acts with one more, supposed; the status of acts plus hypothesis, never a law of its own."""

from collections.abc import Sequence
from datetime import date

import msgspec

from servanda.law.backwards import Backwards, Party, out_by_day
from servanda.law.engine import answer
from servanda.law.exits import Engaged
from servanda.law.marks import BOUND
from servanda.law.outcomes import Outcome, Supposed, effect_of_notice, outcome_of
from servanda.law.periods import shift
from servanda.law.scope import NOWHERE, Scope
from servanda.law.whole import Question, ask, settle
from servanda.model import Act, Action, EffectiveReading, Reason, Spell, Status, StatusValue, Treaty
from servanda.model.clause import Withdrawal

LONG_AGO = date(1800, 1, 1)
"""The entry of a supposed party, before any period that could bar its notice; told as open."""


SUPPOSED_PARTY = "supposed-party"
"""Id of the acts of that party; no reason or spell tells of them."""


class Along(msgspec.Struct, frozen=True, kw_only=True):
    """A treaty that ends for the state along with the one it would leave: from which day, and by which article."""

    treaty: str
    effective: date
    article: str | None = None


class WhatIf(Status, frozen=True, kw_only=True):
    """A Status with the effect of an act that is supposed.

    Args:
        action: the act.
        notified: its day of deposit or receipt.
        effective: what this depositary's practice gives; None where a fact is missing or the law gives no day.
        effective_readings: every day the words or the practice support, the preferred one marked.
        if_party: the same question for a state that is a party, where the record does not say whether it is.
        along: treaties that would end for the state with this one.
        latest_notice, last_revocation, first_lawful: answers to `out_by`: the latest day of notice, the last day to
            take that notice back, and the first day on which notice may be given.
    """

    action: Action = Action.WITHDRAWAL
    notified: date | None = None
    effective: date | None = None
    effective_readings: tuple[EffectiveReading, ...] = ()
    if_party: "WhatIf | None" = None
    along: tuple[Along, ...] = ()
    out_by: date | None = None
    latest_notice: date | None = None
    last_revocation: date | None = None
    first_lawful: date | None = None


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
    scope: Scope = NOWHERE,
) -> WhatIf:
    """What would follow if a state took an act.

    Args:
        state: catalog code.
        treaty: with its clauses, or without.
        acts: acts of the treaty and of its parents, of all states.
        action: withdrawal (or termination), suspension, signature, any consent, or revocation of a pending notice.
        notified: day of deposit or receipt; None with `out_by` is the latest day of notice.
        conflict: an armed conflict of the state: first day, and the day it ends or None.
        out_by: the day by which the state wants to be out.
        on: day of the status that comes along; None is the day of the notice.
        known: only what was public by this day.
        covered: whether the record of this treaty claims to be whole.
        coverage: how the record describes what it holds.
        scope: persons, parent treaties, counterparty and territory, as for `status`.
    """
    question = ask(state, treaty, acts, known=known, covered=covered, scope=scope)
    engaged = Engaged(start=conflict[0], end=conflict[1]) if conflict else None
    asked = notified or on or out_by or date.min
    back = _backwards(question, out_by, on or asked, engaged) if out_by else Backwards()
    if out_by and action is Action.REVOCATION:
        back = _taking_back(question, on or asked)
    day = notified or back.latest_notice or asked
    supposed = Supposed(action=action, day=day, engaged=engaged)
    outcome = outcome_of(question, supposed)
    unknown = "membership_unknown" in outcome.findings
    told = msgspec.structs.asdict(_over(question, supposed, outcome, on=on or day, known=known, coverage=coverage))
    return WhatIf(
        **told,
        action=action,
        notified=day,
        effective=outcome.effective,
        effective_readings=outcome.readings,
        out_by=out_by,
        latest_notice=back.latest_notice,
        last_revocation=back.last_revocation,
        first_lawful=back.first_lawful,
        if_party=_if_party(question, supposed, on, out_by, notified) if unknown else None,
    )


def _over(
    question: Question, supposed: Supposed, outcome: Outcome, *, on: date, known: date | None, coverage: str
) -> Status:
    """The status with the act laid over it; the findings are those of the act alone."""
    if outcome.recorded:
        fixed = outcome.effective if supposed.engaged else None
        question = question.with_act(supposed.act(question, fixed))
    found = answer(question, on=on, known=known, coverage=coverage)
    reasons = tuple(dict.fromkeys([*found.reasons, *outcome.reasons]))
    return msgspec.structs.replace(found, reasons=reasons, findings=outcome.findings)


def _if_party(
    question: Question, supposed: Supposed, on: date | None, out_by: date | None, notified: date | None
) -> WhatIf:
    """The same question for a party whose entry is long past: an act of consent before any period that could bar."""
    state, treaty, territory = question.state, question.treaty, question.scope.territory
    engaged = supposed.engaged
    found = what_if(
        state,
        treaty,
        _long_party(state, treaty, territory),
        supposed.action,
        notified=notified if out_by else supposed.day,
        conflict=(engaged.start, engaged.end) if engaged else None,
        out_by=out_by,
        on=on,
        covered=True,
        scope=Scope(territory=territory),
    )
    rule = treaty.clauses.withdrawal_of(state) if treaty.clauses else None
    bar = rule.not_before if rule else None
    extra = ("not_before_untested",) if bar and bar.anchor == "party" else ()
    if rule and _counts_from_entry(rule) and supposed.action is Action.WITHDRAWAL:
        found, extra = _undated(found), ("entry_not_on_record",)
    return msgspec.structs.replace(
        found,
        in_force_from=None,
        spells=tuple(_since_long(spell) for spell in found.spells),
        reasons=tuple(r for r in found.reasons if not _made_up(r)),
        findings=(*found.findings, *extra),
        coverage="supposed a party",
    )


def _counts_from_entry(rule: Withdrawal) -> bool:
    """Whether the terms or windows of leaving run from the party's own entry, so that no day follows without it."""
    return any(span is not None and span.anchor == "party" for span in (rule.term, rule.windows))


def _undated(found: WhatIf) -> WhatIf:
    """The answer without the days that would come of an entry nobody knows."""
    return msgspec.structs.replace(
        found,
        status=StatusValue.PARTY,
        in_force_to=None,
        effective=None,
        effective_readings=(),
        next=(),
        spells=tuple(msgspec.structs.replace(s, to=None) for s in found.spells[:1]),
        reasons=tuple(r for r in found.reasons if _made_up(r)),
        latest_notice=None,
        last_revocation=None,
        first_lawful=None,
    )


def _long_party(state: str, treaty: Treaty, territory: tuple[str, ...]) -> tuple[Act, ...]:
    """The acts of a party, and of its territory where that is asked about, before any period that could bar."""
    kinds = [(Action.RATIFICATION, None), *((Action.TERRITORIAL_APPLICATION, name) for name in territory[:1])]
    return tuple(
        Act(
            id=SUPPOSED_PARTY if name is None else f"{SUPPOSED_PARTY}-{name}",
            state=state,
            treaty=treaty.key,
            kind=kind,
            date="1800",
            effective=LONG_AGO.isoformat(),
            territory=name,
        )
        for kind, name in kinds
    )


def _made_up(reason: Reason) -> bool:
    return reason.act is not None and reason.act.startswith(SUPPOSED_PARTY)


def _since_long(spell: Spell) -> Spell:
    """A spell of the supposed party: when it began nobody knows."""
    reasons = tuple(r for r in spell.reasons if not _made_up(r))
    return msgspec.structs.replace(spell, from_=None if spell.from_ == LONG_AGO else spell.from_, reasons=reasons)


def _backwards(question: Question, wanted: date, start: date, engaged: Engaged | None) -> Backwards:
    """The latest notice that is out by a day, the last day to take it back, and the first lawful day from `start`."""
    clauses = question.treaty.clauses
    course, entry = settle(question)
    bound = course.bound_on(min(start, wanted)) or course.bound_on(wanted)
    if clauses is None or course.at(wanted) not in BOUND or bound is None:
        return Backwards()
    party = Party(rule=clauses.withdrawal_of(question.state), since=bound.first, entry=entry.day)

    def effect(day: date) -> date | None:
        return effect_of_notice(question, course, entry, day, engaged).counted.day

    found = out_by_day(wanted, start, party, effect)
    lawful = found.first_lawful
    still = lawful is not None and course.at(lawful) in BOUND
    return found if still else msgspec.structs.replace(found, first_lawful=None)


def _taking_back(question: Question, start: date) -> Backwards:
    """The last day on which a notice that is pending may be taken back: the eve of its effect (VCLT 68)."""
    course, _ = settle(question)
    out = next((b.to for b in course.bounds() if b.to and b.to > start), None)
    pending = course.at(start) is StatusValue.PARTY_LEAVING
    return Backwards(last_revocation=shift(out, -1) if pending and out else None)


def along(before: Question, act: Act) -> Along | None:
    """Whether a treaty that hangs on another ends for the state by an act on that other, and from which day."""
    kept = {b.to for b in settle(before)[0].bounds()}
    course, _ = settle(before.with_act(act))
    lost = [b.to for b in course.bounds() if b.to is not None and b.to not in kept]
    if not lost:
        return None
    mark = course.mark_at(lost[0])
    article = mark.reasons[0].article if mark and mark.reasons else None
    return Along(treaty=before.treaty.key, effective=lost[0], article=article)
