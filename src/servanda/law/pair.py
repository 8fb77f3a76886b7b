"""A pair: whether the treaty is in force between two states, on what either of them did towards the other.

Both must be bound; an objection that precludes entry into force, and a suspension towards the other alone, count only
here. Source: VCLT 2(1)(g), 20(4)(b) and 20(5), 21(3), 57-60, 65; treaty clauses on objections to accessions.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from servanda.law.marks import BOUND, Course, Mark
from servanda.law.periods import add, earliest
from servanda.law.scope import Scope
from servanda.law.walk import day_of, said
from servanda.model import CONSENT, Act, Action, Reason, StatusReading, StatusValue, Treaty
from servanda.model.clause import Clauses, Objection

APPLIES = BOUND | {StatusValue.PROVISIONAL}
TWELVE_MONTHS = Objection(article="VCLT 20(4)(b), 20(5)", period="P12M", effect="between")
_BEGINS = date.min


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """Days on which an objection keeps the treaty out of force between two states; `to` is the first day after."""

    since: date
    to: date | None
    reason: Reason


def between(
    one: Course, two: Course, treaty: Treaty, acts: Sequence[Act], pair: tuple[frozenset[str], Scope]
) -> Course:
    """The course of the treaty between two states.

    Args:
        one, two: the courses of the state asked about and of its counterparty, each towards the other.
        treaty: with its clauses, or without.
        acts: known acts of the treaty.
        pair: the codes the first state acts by, and the scope that names the counterparty.
    """
    ours, scope = pair
    bars, told, findings = _objections(treaty.clauses, acts, ours, scope.towards_codes())
    laid = Course(one.unknown)
    laid.signed = one.signed
    laid.findings = [*one.findings, *findings]
    days = (
        {m.day or _BEGINS for m in (*one.marks, *two.marks)}
        | {d for b in bars for d in (b.since, b.to) if d}
        | {d for d, _ in told}
    )
    was = False
    for day in sorted(days):
        mark = _mark_on(one, two, day, scope.towards or "", was=was)
        if mark is None:
            continue
        bar = next((b for b in bars if b.since <= day and (b.to is None or day < b.to)), None)
        if bar and mark.status in APPLIES:
            mark = Mark(day=mark.day, status=StatusValue.NONE, reasons=(bar.reason,), act=bar.reason.act or "")
        elif mark.status in APPLIES:
            mark = msgspec.structs.replace(mark, reasons=(*mark.reasons, *(r for d, r in told if d <= day)))
        was = was or mark.status in BOUND
        laid.put(mark)
    return laid


def _mark_on(one: Course, two: Course, day: date, other: str, *, was: bool) -> Mark | None:
    """What holds between the two from a day on, objections aside."""
    ours, theirs = one.mark_at(day), two.mark_at(day)
    value, facing = one.at(day), two.at(day)
    if ours is None:
        return None
    found = _relation(value, facing, was=was)
    entry = any(m.entry and m.day == day for m in (ours, theirs) if m)
    act = theirs.act if theirs and theirs.day == day and ours.day != day else ours.act
    return Mark(
        day=None if day == _BEGINS else day,
        status=found,
        act=act,
        entry=entry and found in BOUND,
        reasons=(*ours.reasons, *_of_other(facing, other, theirs)),
        readings=_readings(ours, theirs, found),
    )


def _relation(value: StatusValue, facing: StatusValue, *, was: bool) -> StatusValue:
    """The lesser of two statuses: what one is not bound by, it is not bound by towards the other."""
    if value not in APPLIES:
        return value
    if facing is StatusValue.NOT_COVERED:
        return facing
    if facing not in APPLIES:
        return StatusValue.FORMER_PARTY if was else StatusValue.NONE
    for weaker in (StatusValue.CONTESTED, StatusValue.SUSPENDED, StatusValue.PROVISIONAL):
        if weaker in (value, facing):
            return weaker
    return value


def _of_other(facing: StatusValue, other: str, theirs: Mark | None) -> tuple[Reason, ...]:
    if facing is StatusValue.NOT_COVERED or theirs is None:
        return (Reason(article=None, act=None, text=f"the record does not say whether {other} is bound"),)
    return tuple(msgspec.structs.replace(r, text=f"{other}: {r.text}") for r in theirs.reasons)


def _readings(ours: Mark, theirs: Mark | None, found: StatusValue) -> tuple[StatusReading, ...]:
    if found is not StatusValue.CONTESTED:
        return ()
    return ours.readings or (theirs.readings if theirs else ())


def _objections(
    clauses: Clauses | None, acts: Sequence[Act], ours: frozenset[str], theirs: frozenset[str]
) -> tuple[list[Bar], list[tuple[date, Reason]], list[str]]:
    """Objections of either to the other: what keeps the treaty out of force, what only modifies it, and the doubts."""
    bars: list[Bar] = []
    told: list[tuple[date, Reason]] = []
    findings: list[str] = []
    mutual = sorted((a for a in acts if _mutual(a, ours, theirs)), key=lambda a: (day_of(a), a.id))
    for act in (a for a in mutual if a.kind is Action.OBJECTION):
        rule, target = _precludes(clauses, act), (theirs if act.state in ours else ours)
        if rule is None:
            told.append((day_of(act), _modifies(act)))
            continue
        since, late = _since(act, target, acts, rule)
        if late:
            findings.append(f"objection_late:{act.id}")
            continue
        back = [day_of(a) for a in mutual if _takes_back(a, act)]
        bars.append(Bar(since=since, to=min(back, default=None), reason=_keeps_out(act, rule)))
    return bars, told, findings


def _mutual(act: Act, ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return act.towards is not None and (
        (act.state in ours and act.towards in theirs) or (act.state in theirs and act.towards in ours)
    )


def _takes_back(act: Act, objection: Act) -> bool:
    same = act.state == objection.state and act.towards == objection.towards
    back = act.kind is Action.REVOCATION and act.of in {None, Action.OBJECTION}
    return same and back and day_of(act) >= day_of(objection)


def _precludes(clauses: Clauses | None, act: Act) -> Objection | None:
    """The rule by which an objection keeps the treaty out of force between two states; None where it does not.

    An objection to the other's consent does (`of` a ratification, an accession, …); one to a reservation only modifies
    the relation, unless the treaty says more (VCLT 20(4)(b), 21(3)).
    """
    later = clauses.later.objection if clauses and clauses.later else None
    reserved = clauses.reservations.objection if clauses else None
    if act.of in CONSENT:
        return later if later and later.effect == "between" else TWELVE_MONTHS
    if act.of is None and later and later.effect == "between":
        return later
    return reserved if reserved and reserved.effect == "between" else None


def _since(act: Act, target: frozenset[str], acts: Sequence[Act], rule: Objection) -> tuple[date, bool]:
    """From when an objection in time keeps the treaty out: from the consent it meets; and whether it came too late.

    Source: VCLT 20(5): twelve months from notification, or until the objector's own consent, whichever is later.
    """
    day = day_of(act)
    met = [a for a in acts if a.state in target and a.kind in CONSENT and day_of(a) <= day and not a.territory]
    own = [day_of(a) for a in acts if a.state == act.state and a.kind in CONSENT and not a.territory]
    if not met:
        return day, False
    last = max(met, key=day_of)
    ends = add(earliest(last.known_from or last.date), rule.period)
    limit = max([ends.day if ends else date.max, *(d for d in own if d >= day_of(last))])
    return day_of(last), day > limit


def _modifies(act: Act) -> Reason:
    text = (
        f"{act.state} objected on {act.date}: the treaty is in force between the two, the reserved provisions are not"
    )
    return Reason(article="VCLT 21(3)", act=act.id, text=text)


def _keeps_out(act: Act, rule: Objection) -> Reason:
    text = f"{said(act)} of {act.state} of {act.date} keeps the treaty out of force between the two"
    return Reason(article=rule.article or "VCLT 20(4)(b)", act=act.id, text=text)
