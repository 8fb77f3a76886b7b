"""A course cut into stretches: what a panel needs to answer any day of thousands of courses by one look-up.

Most courses are plain: a signature, a consent or both, and nothing else. Those are worked out here directly from the
same rules (`entry`, the reasons of `course`); every other one goes through the walk of `course`. Both ways give the
same stretches, which `tests/law/test_stretches.py` holds for any set of acts and for the whole record.

Stretches are ordered, the first begins with the calendar, and each lasts until the next one begins.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from servanda.law.course import consent_reason, course_under, signature_reason
from servanda.law.delays import Counted
from servanda.law.engine import explained, ignorance, value_on
from servanda.law.entry import TreatyEntry, state_entry, treaty_entry
from servanda.law.marks import Course
from servanda.law.parent import leave_with_parent
from servanda.law.periods import earliest
from servanda.law.walk import day_of
from servanda.model import CONSENT, Act, Action, Reason, StatusValue, Treaty


class Because(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The act a plain stretch comes from, and what was counted from a consent; reasons are made of it when asked."""

    act: Act
    counted: Counted | None = None


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """Days of one status and one time of being bound.

    Args:
        since: first day.
        status: what holds.
        first: first day of the time of being bound that holds, else of the last before; None where there is none.
        to: first day no longer bound; None while open.
        why: the reasons, or what they are made of.
    """

    since: date
    status: StatusValue
    first: date | None = None
    to: date | None = None
    why: tuple[Reason, ...] | Because = ()


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """What all courses under one treaty share.

    Args:
        treaty: with its clauses, or without.
        acts: known acts of the treaty by state.
        entry: the treaty's own entry into force.
        covered: whether the record claims to be whole.
        ends: whether the treaty has ended, so that no course under it is plain.
        parent: the treaty this one is a protocol of, where leaving that one leaves this one.
        parent_acts: known acts of the parent, of all states.
        parent_walks: states whose course under the parent is not plain: they may have left it.
    """

    treaty: Treaty
    acts: dict[str, list[Act]]
    entry: TreatyEntry
    covered: bool
    ends: bool = False
    parent: Treaty | None = None
    parent_acts: Sequence[Act] = ()
    parent_walks: frozenset[str] = frozenset()


def ground_of(
    treaty: Treaty,
    acts: Sequence[Act],
    *,
    covered: bool,
    parent: Treaty | None = None,
    parent_acts: Sequence[Act] = (),
) -> Ground:
    """Work out once what the courses of all states under a treaty share; both sets of acts are the known ones."""
    entry = treaty_entry(treaty.clauses, acts, covered=covered)
    alone = Ground(treaty=treaty, acts=_by_state(acts), entry=entry, covered=covered, ends=_ends(treaty))
    if parent is None or treaty.clauses is None or treaty.clauses.parent_exit is None:
        return alone
    above = _by_state(parent_acts)
    walks = frozenset(state for state, found in above.items() if _ends(parent) or _shape(found) is None)
    return msgspec.structs.replace(alone, parent=parent, parent_acts=parent_acts, parent_walks=walks)


def _by_state(acts: Sequence[Act]) -> dict[str, list[Act]]:
    found: dict[str, list[Act]] = {}
    for act in acts:
        if act.territory is None:
            found.setdefault(act.state, []).append(act)
    return found


def _ends(treaty: Treaty) -> bool:
    return treaty.clauses is not None and treaty.clauses.ended is not None


def stretches(state: str, ground: Ground) -> list[Stretch]:
    """The stretches of one state's course, plain or not."""
    mine = ground.acts.get(state, [])
    shape = None if ground.ends or state in ground.parent_walks else _shape(mine)
    if shape is None:
        return cut(_walked(state, mine, ground), ground)
    signed, consented = shape
    rest = [*_of_signature(signed), *(_of_consent(consented, ground) if consented else ())]
    return _in_order(ground, rest)


def _shape(mine: Sequence[Act]) -> tuple[Act | None, Act | None] | None:
    """The signature and the consent of a plain course; None where the acts are anything else."""
    signed = consented = None
    for act in mine:
        if act.towards is not None or act.contested:
            return None
        if act.kind is Action.SIGNATURE and signed is None:
            signed = act
        elif act.kind in CONSENT and consented is None:
            consented = act
        else:
            return None
    return signed, consented


def _of_signature(signed: Act | None) -> list[Stretch]:
    return [Stretch(day_of(signed), StatusValue.SIGNATORY, None, None, Because(act=signed))] if signed else []


def _of_consent(consented: Act, ground: Ground) -> list[Stretch]:
    counted = state_entry(ground.treaty.clauses, ground.entry.day, consented)
    day, start = day_of(consented), counted.day
    because = Because(act=consented, counted=counted)
    waiting = [] if start and start <= day else [Stretch(day, StatusValue.CONSENTED, None, None, because)]
    return [*waiting, Stretch(start, StatusValue.PARTY, start, None, because)] if start else waiting


def _in_order(ground: Ground, rest: list[Stretch]) -> list[Stretch]:
    """Lay the stretches of consent over a signature; a signature on or after the consent changes nothing."""
    found = list(_silence(ground))
    for stretch in rest:
        while len(found) > 1 and found[-1].since >= stretch.since:
            found.pop()
        found.append(stretch)
    return found


def _silence(ground: Ground) -> list[Stretch]:
    """Before any act: unknown, unless the record is whole or the treaty did not exist yet."""
    begun = ground.treaty.adopted or ground.treaty.opened
    none = Stretch(date.min, StatusValue.NONE, None, None, ignorance(StatusValue.NONE))
    unknown = ignorance(StatusValue.NOT_COVERED)
    if ground.covered:
        return [none]
    if begun is None:
        return [Stretch(date.min, StatusValue.NOT_COVERED, None, None, unknown)]
    return [none, Stretch(earliest(begun), StatusValue.NOT_COVERED, None, None, unknown)]


def _walked(state: str, mine: Sequence[Act], ground: Ground) -> Course:
    course = course_under(state, ground.treaty, mine, ground.entry, covered=ground.covered)
    if ground.parent is not None:
        leave_with_parent(course, state, ground.treaty, ground.parent, ground.parent_acts)
    return course


def cut(course: Course, ground: Ground) -> list[Stretch]:
    """The stretches of a course that was walked: the same questions as `status` asks, on each day that may differ."""
    days = {date.min, *(s.since for s in _silence(ground)), *(m.day or date.min for m in course.marks)}
    found: list[Stretch] = []
    for day in sorted(days | {b.seen or date.min for b in course.bounds()}):
        mark, bound = course.mark_at(day), course.bound_on(day)
        value = value_on(course, ground.treaty, day)
        why = mark.reasons if mark else ignorance(value)
        found.append(Stretch(day, value, bound.first if bound else None, bound.to if bound else None, why))
    return found


def reasons_of(stretch: Stretch, ground: Ground) -> tuple[Reason, ...]:
    """The reasons of a stretch, as `status` gives them."""
    why = stretch.why
    if isinstance(why, Because):
        made = signature_reason(why.act)
        if why.counted is not None:
            made = consent_reason(ground.treaty, ground.entry, why.act, why.counted)
        return explained((made,), ground.treaty)
    return explained(why, ground.treaty)
