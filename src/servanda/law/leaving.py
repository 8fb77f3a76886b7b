"""The steps out of a treaty: notices, their taking back, suspension, and the end of provisional application."""

from datetime import date

from servanda.law.contradictions import DAY_LENGTH, fits
from servanda.law.delays import count
from servanda.law.exits import RESIDUAL, Effect, Notice, notice_effect
from servanda.law.marks import BOUND, Mark
from servanda.law.periods import earliest, in_words
from servanda.law.walk import UNBOUND, Walk, contest, holds, reason_of
from servanda.model import CONSENT, Act, Action, Reason, StatusValue

OUTLIVES = Reason(
    article="VCLT 70(1)(b)",
    act=None,
    text="residual rule: leaving does not affect rights and situations created before that day",
)
"""What outlives an exit where the treaty does not say more (VCLT 70(2) for a single party that leaves)."""


def leave(walk: Walk, act: Act, day: date) -> None:
    """A notice of leaving, by whoever gives it: party, signatory, or a state that applies the treaty provisionally."""
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
    """A party's notice: leaving from its day, out on the day that was published, else on the day that is counted."""
    course = walk.course
    effect = notice_effect(walk.treaty.clauses, walk.state, _facts(walk, act, day), act.id)
    _doubt(walk, act, effect)
    published = earliest(act.effective) if act.effective else None
    if act.contested or (published is None and "no_exit_clause" in effect.findings):
        _contested_exit(walk, act, day, effect)
        return
    if {"too_early", "outside_window"} & set(effect.findings) and published is None:
        return
    day_out = published or effect.counted.day
    if walk.pending and walk.pending[1] and walk.pending[1] > day:
        if day_out is None or day_out >= walk.pending[1]:
            course.find("second_notice", act.id)
            return
        course.drop(walk.pending[0])
    reasons = _published(act, day, effect) if published else effect.reasons
    if day_out is None or day_out > day:
        course.put(Mark(day=day, status=StatusValue.PARTY_LEAVING, act=act.id, reasons=reasons))
    if day_out:
        also = () if published else tuple(r.date for r in effect.counted.readings if not r.preferred)
        after = (*reasons, *_survives(walk))
        course.put(Mark(day=day_out, status=StatusValue.FORMER_PARTY, act=act.id, reasons=after, also=also))
    walk.pending = (act.id, day_out)


def _contested_exit(walk: Walk, act: Act, day: date, effect: Effect) -> None:
    """A notice whose effect is disputed: pending until the first day claimed, contested from then on.

    The days claimed are the one published or stated, the one the clause gives, and where there is no clause the twelve
    months of VCLT 56(2), unless the state claims to be out at once.
    """
    claims: dict[date, str] = {}
    if act.effective or act.stated:
        claims[earliest(act.effective or act.stated or act.date)] = holds(act)
    if effect.counted.day:
        claims.setdefault(effect.counted.day, f"as counted: {effect.counted.steps}")
    elif not claims:
        residual = count(RESIDUAL, day).day or day
        claims[day if act.contested else residual] = holds(act)
        claims.setdefault(residual, "residual rule, VCLT 56(2): twelve months, if a right to leave is implied")
    since = min(claims)
    if since > day:
        walk.course.put(Mark(day=day, status=StatusValue.PARTY_LEAVING, act=act.id, reasons=effect.reasons))
    contest(walk, act, sorted(claims.items()), StatusValue.FORMER_PARTY, StatusValue.PARTY, effect.article)
    walk.pending = (act.id, since)


def _facts(walk: Walk, act: Act, day: date) -> Notice:
    bound = walk.course.bound_on(day)
    return Notice(
        day=day,
        stated=earliest(act.stated) if act.stated else None,
        party_since=bound.first if bound and bound.to is None else None,
        entry=walk.entry.day,
    )


def _doubt(walk: Walk, act: Act, effect: Effect) -> None:
    """Tell what speaks against a notice; where a depositary published its effect only what cannot be so with it."""
    for code in effect.findings:
        if not act.effective or code in {"no_exit_clause", "too_early", "outside_window"}:
            walk.course.find(code, act.id)
    if act.effective and len(act.date) == DAY_LENGTH and effect.counted.day and not fits(act.effective, effect.counted):
        walk.course.find("effect_differs", act.id)


def _published(act: Act, day: date, effect: Effect) -> tuple[Reason, ...]:
    """The published day, and beside it what the treaty's own rule gives."""
    counted = effect.counted
    agrees = counted.day and act.effective and fits(act.effective, counted)
    own = f"{counted.steps}; " if counted.steps else ""
    out = f"out on {act.effective}, as published{'' if agrees or not counted.day else ', which prevails'}"
    return (reason_of(act, f"notice received {day}; {own}{out}", effect.article),)


def _survives(walk: Walk) -> tuple[Reason, ...]:
    """What outlives the exit: the treaty's own clause, else the residual rule."""
    clauses = walk.treaty.clauses
    if clauses is None:
        return ()
    tails = clauses.withdrawal_of(walk.state).survival
    if not tails:
        return (OUTLIVES,)
    return tuple(
        Reason(article=t.article, act=None, text=f"survives the exit{_for(t.period)}: {t.what}") for t in tails
    )


def _for(period: str | None) -> str:
    return f" for {in_words(period)}" if period else ""


def _never_consented(walk: Walk, day: date) -> bool:
    return walk.course.at(day) in UNBOUND and not walk.course.bounds() and not walk.covered


def _ends_provisional(walk: Walk, act: Act) -> bool:
    clause = walk.treaty.clauses.provisional if walk.treaty.clauses else None
    return act.kind is Action.TERMINATION and clause is not None and clause.exit_delay is not None


def _end_provisional(walk: Walk, act: Act, day: date) -> None:
    """Provisional application has its own exit; without a rule it ends with the notice (VCLT 25(2))."""
    clause = walk.treaty.clauses.provisional if walk.treaty.clauses else None
    counted = count(clause.exit_delay, day) if clause and clause.exit_delay else None
    end = earliest(act.effective) if act.effective else (counted.day if counted else None) or day
    steps = "as published" if act.effective else (counted.steps if counted else "with the notice")
    own = clause.exit_article if clause else None
    rule = "" if own else " (residual rule)"
    reason = reason_of(act, f"provisional application ends on {end}: {steps}{rule}", own or "VCLT 25(2)")
    if walk.course.at(day) is not StatusValue.PROVISIONAL and end > day:
        walk.course.put(Mark(day=day, status=StatusValue.PROVISIONAL, act=act.id, reasons=(reason,)))
    after = StatusValue.SIGNATORY if walk.course.signed else StatusValue.NONE
    walk.course.put(Mark(day=end, status=after, act=act.id, reasons=(reason,)))


def _repudiate(walk: Walk, act: Act, day: date) -> None:
    """A signatory that says it will not become a party is free of VCLT 18(a) and stays on the depositary's list."""
    text = (
        "declared that it will not become a party: by the residual rule of VCLT 18(a) the duty not to defeat object "
        "and purpose has ended; the signature stays on the depositary's list"
    )
    walk.course.find("signature_repudiated", act.id)
    walk.course.put(
        Mark(
            day=day, status=StatusValue.SIGNATORY, act=act.id, entry=True, reasons=(reason_of(act, text, "VCLT 18(a)"),)
        )
    )


def revoke(walk: Walk, act: Act, day: date) -> None:
    """An act that takes another one back; without `of` it is the notice or the consent that waits for its effect."""
    of = act.of
    if of is Action.SUSPENSION:
        if walk.course.at(day) in {StatusValue.SUSPENDED, StatusValue.CONTESTED}:
            reason = reason_of(act, "suspension taken back")
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
        reason = reason_of(act, "contested notice taken back", "VCLT 68")
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
    reason = reason_of(
        act, "consent taken back before the treaty was in force for the state (residual rule)", "VCLT 18"
    )
    walk.course.put(Mark(day=day, status=after, act=act.id, reasons=(reason,)))


def _suspend_provisional(walk: Walk, act: Act, day: date) -> None:
    """Provisional application held by the state or by an organ of the treaty; what was no treaty in force is left."""
    since = earliest(act.effective) if act.effective else day
    text = f"provisional application suspended from {since}{f' ({act.note})' if act.note else ''}"
    if walk.course.at(since) is not StatusValue.PROVISIONAL:
        walk.course.find("provisional_application_not_on_record", act.id)
    after = StatusValue.SIGNATORY if walk.course.signed else StatusValue.NONE
    walk.course.put(Mark(day=since, status=after, act=act.id, reasons=(reason_of(act, text, "VCLT 25"),)))


def suspend(walk: Walk, act: Act, day: date) -> None:
    """A suspension; contested unless the treaty has a clause on it (VCLT 57, 58)."""
    now = walk.course.at(day)
    if act.of is Action.PROVISIONAL_APPLICATION:
        _suspend_provisional(walk, act, day)
        return
    if now not in BOUND:
        walk.course.find("notice_from_non_party" if walk.covered else "entry_not_on_record", act.id)
        if walk.covered or now not in UNBOUND:
            return
    clause = walk.treaty.clauses.suspension if walk.treaty.clauses else None
    since = earliest(act.effective) if act.effective else (count(clause.delay, day).day if clause else None) or day
    if clause is None or act.contested:
        walk.course.find("no_suspension_clause", act.id)
        contest(walk, act, [(since, holds(act))], StatusValue.SUSPENDED, StatusValue.PARTY)
        return
    reason = reason_of(act, f"suspended from {since}", clause.article)
    walk.course.put(Mark(day=since, status=StatusValue.SUSPENDED, act=act.id, reasons=(reason,)))
