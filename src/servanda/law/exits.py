"""The effect of a notice of leaving: whether the treaty lets it work, from which day, and by which article.

Where the treaty is silent VCLT 54 and 56 answer: leaving is contested, and where it is open at all, twelve months of
notice are the least. A notice too early, or outside the window, has no effect; it is not stored up for later.
"""

from datetime import date

import msgspec

from servanda.law.delays import Context, Counted, count, fixed
from servanda.law.periods import add, in_words, shift
from servanda.law.windows import first_lawful_day
from servanda.model import EffectiveReading, Reason
from servanda.model.clause import Clauses, Conflict, Delay, Withdrawal

RESIDUAL = Delay(style="exact", period="P12M")
"""Art 56(2) VCLT: not less than twelve months' notice."""
RESIDUAL_ARTICLE = "VCLT 54, 56"


class Engaged(msgspec.Struct, frozen=True, kw_only=True):
    """An armed conflict supposed: first day, and the day it ends, None while nobody knows."""

    start: date
    end: date | None = None


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A notice of leaving, and the facts its effect depends on.

    Args:
        day: receipt.
        stated: a day of effect the notice states.
        party_since: the day the state was bound from; None where the record does not say.
        entry: the treaty's own entry into force.
        conflict: an armed conflict to test.
    """

    day: date
    stated: date | None = None
    party_since: date | None = None
    entry: date | None = None
    conflict: Engaged | None = None


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What a notice brings: the count, the article, findings (codes), and the steps as reasons."""

    counted: Counted = Counted()
    article: str | None = None
    findings: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


def notice_effect(clauses: Clauses | None, state: str, notice: Notice, act: str | None = None) -> Effect:
    """What a notice of leaving brings for one state; `act` is the id for the reasons."""
    if clauses is None:
        return Effect(
            findings=("no_clause_data",),
            reasons=(Reason(article=None, act=act, text="the catalog has no clause data"),),
        )
    rule = clauses.withdrawal_of(state)
    if rule.delay is None or rule.allowed in ("silent", "no"):
        return _residual(rule, notice, act)
    barred = _barred(rule, notice, act)
    if barred:
        return barred
    counted = count(
        rule.delay, notice.day, Context(entry=_terms_from(rule, notice), term=rule.term, stated=notice.stated)
    )
    if rule.may_name_later and notice.stated and counted.day and notice.stated > counted.day:
        counted = fixed(notice.stated, "the later day that the notice names")
    reason = Reason(article=rule.article, act=act, text=f"notice received {notice.day}; {counted.steps}")
    found = Effect(counted=counted, article=rule.article, reasons=(reason,), findings=_open_points(rule, notice))
    return _with_conflict(found, rule.conflict, notice, act)


def _terms_from(rule: Withdrawal, notice: Notice) -> date | None:
    """The day terms are counted from: the treaty's own entry, or the party's (European Social Charter, part VI, M)."""
    return notice.party_since if rule.term and rule.term.anchor == "party" else notice.entry


def _open_points(rule: Withdrawal, notice: Notice) -> tuple[str, ...]:
    findings = []
    if rule.allowed == "conditional":
        findings.append("condition_open")
    if rule.not_before and rule.not_before.anchor == "party" and notice.party_since is None:
        findings.append("not_before_untested")
    return tuple(findings)


def _residual(rule: Withdrawal, notice: Notice, act: str | None) -> Effect:
    """No clause: what VCLT 54 and 56 would give, as a reading that is not preferred."""
    counted = count(RESIDUAL, notice.day)
    held = "is held not to be open to denunciation" if rule.allowed == "no" else "has no clause on leaving"
    readings = tuple(
        EffectiveReading(date=r.date, why=f"residual rule, VCLT 56(2), if a right to leave is implied: {r.why}")
        for r in counted.readings
    )
    ways = "by the residual rules only the consent of all parties (VCLT 54) or an implied right (VCLT 56) would do"
    text = f"the treaty {held}: {ways}"
    return Effect(
        counted=Counted(readings=readings, steps=text),
        article=RESIDUAL_ARTICLE,
        findings=("no_exit_clause",),
        reasons=(Reason(article=RESIDUAL_ARTICLE, act=act, text=text),),
    )


def _barred(rule: Withdrawal, notice: Notice, act: str | None) -> Effect | None:
    """A notice that comes too early or outside its window brings nothing; the next lawful one is told as a reading."""
    opens = first_lawful(rule, notice)
    if opens <= notice.day:
        return None
    bar = first_lawful(msgspec.structs.replace(rule, windows=None), notice)
    code = "too_early" if bar > notice.day else "outside_window"
    delay = rule.delay or RESIDUAL
    later = count(delay, opens, Context(entry=_terms_from(rule, notice), term=rule.term))
    readings = tuple(
        EffectiveReading(date=r.date, why=f"if notice is given again on {opens}, the first lawful day: {r.why}")
        for r in later.readings
    )
    text = f"notice of {notice.day} has no effect: the first lawful day is {opens}"
    return Effect(
        counted=Counted(readings=readings, steps=text),
        article=rule.article,
        findings=(code,),
        reasons=(Reason(article=rule.article, act=act, text=text),),
    )


def first_lawful(rule: Withdrawal, notice: Notice) -> date:
    """The first day on or after `notice.day` that a notice may be given."""
    return first_lawful_day(rule, notice.day, since=notice.party_since, entry=notice.entry)


def _with_conflict(found: Effect, rule: Conflict | None, notice: Notice, act: str | None) -> Effect:
    """Extend the effect while the state is in an armed conflict on the day the treaty tests it."""
    engaged = notice.conflict
    if engaged is None or found.counted.day is None:
        return found
    if rule is None:
        text = "the treaty does not make leaving wait for the end of an armed conflict"
        return _told(found, Reason(article=found.article, act=act, text=text))
    tested = notice.day if rule.tested == "notice" else found.counted.day
    if not (engaged.start <= tested and (engaged.end is None or engaged.end > tested)):
        text = f"not {rule.condition} on {tested}, the day that counts ({rule.tested})"
        return _told(found, Reason(article=rule.article, act=act, text=text))
    if engaged.end is None:
        text = f"{rule.condition} on {tested} ({rule.tested}): bound until {rule.until}, a day nobody knows yet"
        blocked = msgspec.structs.replace(
            found, counted=Counted(steps=text), findings=(*found.findings, "conflict_end_unknown")
        )
        return _told(blocked, Reason(article=rule.article, act=act, text=text))
    end = max(engaged.end, found.counted.day)
    text = f"{rule.condition} on {tested} ({rule.tested}): bound until {rule.until}, supposed {engaged.end}"
    moved = msgspec.structs.replace(found, counted=fixed(end, text), findings=(*found.findings, "extended_by_conflict"))
    return _told(moved, Reason(article=rule.article, act=act, text=text))


def _told(found: Effect, reason: Reason) -> Effect:
    return msgspec.structs.replace(found, reasons=(*found.reasons, reason))


def tail_ends(clauses: Clauses | None, left: date) -> tuple[tuple[date | None, str, str | None], ...]:
    """Obligations that outlive the exit: (last day or None, what, article)."""
    if clauses is None:
        return ()
    tails = []
    for survival in clauses.withdrawal.survival:
        end = add(left, survival.period) if survival.period else None
        period = f" for {in_words(survival.period)}" if survival.period else ""
        tails.append(
            (shift(end.day, 0) if end else None, f"obligations last{period}: {survival.what}", survival.article)
        )
    return tuple(tails)
