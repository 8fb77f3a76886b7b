"""A course cut into stretches: what a panel needs to answer any day of thousands of courses by one look-up.

Most courses are plain: a signature, a consent or both, and nothing else. Those are worked out here directly from the
same rules (`entry`, the reasons of `course`); every other one goes through the walk of `course`. Both ways give the
same stretches, which `tests/law/test_stretches.py` holds for any set of acts and for the whole record.

Stretches are ordered, the first begins with the calendar, and each lasts until the next one begins.
"""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from servanda.law.course import consent_reason, course_under, signature_reason
from servanda.law.delays import Counted
from servanda.law.engine import explained, ignorance, value_on
from servanda.law.entry import TreatyEntry, state_entry, treaty_entry
from servanda.law.falling import end_fallen, fallen_on
from servanda.law.marks import Course
from servanda.law.parent import under_parents
from servanda.law.periods import earliest
from servanda.law.persons import unspoken_succession
from servanda.law.scope import Above, Person, Scope
from servanda.law.walk import day_of
from servanda.model import CONSENT, Act, Action, Reason, StatusValue, Treaty

Persons = Callable[[str], Person | None]


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
        acts: known acts of the treaty, of all states.
        by_state: those for no territory, by state.
        entry: the treaty's own entry into force.
        covered: whether the record claims to be whole.
        persons: a state as a person of international law, by its code.
        fallen: the day on which too few parties were left, where the treaty ends for that.
        parents: the treaties it hangs on, the nearest first.
        above: known acts of the parents.
        leavers: states that may have left a parent whose exit goes along: their course there is not plain.
    """

    treaty: Treaty
    acts: tuple[Act, ...]
    by_state: dict[str, list[Act]]
    entry: TreatyEntry
    covered: bool
    persons: Persons
    fallen: date | None = None
    parents: tuple[Above, ...] = ()
    above: tuple[Act, ...] = ()
    leavers: frozenset[str] = frozenset()


def nobody(state: str) -> Person | None:  # noqa: ARG001 - as every way to find a person
    """Where only codes are known, nobody is known as a person."""
    return None


def ground_of(
    treaty: Treaty,
    acts: Sequence[Act],
    *,
    covered: bool,
    complete: bool = False,
    parents: tuple[Above, ...] = (),
    above: Sequence[Act] = (),
    persons: Persons = nobody,
    same: Sequence[tuple[str, str]] = (),
) -> Ground:
    """Work out once what the courses of all states under a treaty share.

    Args:
        treaty: with its clauses, or without.
        acts: the known acts of the treaty, corrections applied.
        covered: whether the record of the treaty claims to be whole.
        complete: whether it was whole up to some day, so that the treaty's own entry can be counted.
        parents: the treaties it hangs on.
        above: the known acts of the parents.
        persons: a state as a person, by its code.
        same: withdrawn codes and the codes of those that are the same person, for a count of instruments.
    """
    entry = treaty_entry(treaty.clauses, acts, covered=covered or complete, same=dict(same))
    follows = treaty.clauses is not None and treaty.clauses.parent_exit is not None
    return Ground(
        treaty=treaty,
        acts=tuple(acts),
        by_state=_by_state(acts),
        entry=entry,
        covered=covered,
        persons=persons,
        fallen=fallen_on(treaty, acts, entry, covered=covered or complete),
        parents=parents if follows else (),
        above=tuple(above) if follows else (),
        leavers=_leavers(parents, above) if follows else frozenset(),
    )


def _leavers(parents: Sequence[Above], acts: Sequence[Act]) -> frozenset[str]:
    found = set()
    for parent in parents:
        of_parent = _by_state([a for a in acts if a.treaty == parent.treaty.key])
        found |= {state for state, mine in of_parent.items() if _ends(parent.treaty) or _shape(mine) is None}
    return frozenset(found)


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
    person, rest = ground.persons(state), plain(state, ground)
    if rest is None:
        return _cut(_walked(state, person, ground), person, ground)
    return [*(s for s in silence(state, ground) if not rest or s.since < rest[0].since), *rest]


def plain(state: str, ground: Ground) -> list[Stretch] | None:
    """What follows the silence in a plain course, whether the record is whole or not; None where a walk is needed."""
    if _special(state, ground.persons(state), ground):
        return None
    shape = _shape(ground.by_state.get(state, ()))
    if shape is None:
        return None
    signed, consented = shape
    bound = _of_consent(consented, ground) if consented else []
    if signed and (not bound or day_of(signed) < bound[0].since):
        return [Stretch(day_of(signed), StatusValue.SIGNATORY, None, None, Because(act=signed)), *bound]
    return bound


def silence(state: str, ground: Ground) -> list[Stretch]:
    """What a state's course is before any act of its own: unknown, unless the record is whole or no treaty was yet."""
    person, found = ground.persons(state), []
    for day in sorted(_silent_days(person, ground)):
        value = value_on(Course(_unknown(ground)), ground.treaty, day)
        found.append(Stretch(day, value, None, None, _why_silent(value, person, ground, day)))
    return found


def shares_silence(state: str, ground: Ground) -> bool:
    """Whether a state's silence is that of any other: it succeeds nobody who acted."""
    person = ground.persons(state)
    if person is None or not person.predecessors:
        return True
    return not any(before.code in ground.by_state for before in person.predecessors)


def _special(state: str, person: Person | None, ground: Ground) -> bool:
    """Whether something beside the state's own acts may change its course."""
    ends = ground.fallen is not None or _ends(ground.treaty) or state in ground.leavers
    return ends or (person is not None and (bool(person.continues) or person.state.until is not None))


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


def _of_consent(consented: Act, ground: Ground) -> list[Stretch]:
    counted = state_entry(ground.treaty.clauses, ground.entry.day, consented)
    day, start = day_of(consented), counted.day
    because = Because(act=consented, counted=counted)
    waiting = [] if start and start <= day else [Stretch(day, StatusValue.CONSENTED, None, None, because)]
    return [*waiting, Stretch(start, StatusValue.PARTY, start, None, because)] if start else waiting


def _silent_days(person: Person | None, ground: Ground) -> set[date]:
    """The days on which silence may come to mean something else."""
    begun = ground.treaty.adopted or ground.treaty.opened
    shown = ground.covered and not (person and person.state.until)
    days = {date.min, *([earliest(begun)] if begun and not shown else [])}
    for before in person.predecessors if person else ():
        days |= {earliest(act.date) for act in ground.by_state.get(before.code, ())}
    return days


def _unknown(ground: Ground) -> StatusValue:
    return StatusValue.NONE if ground.covered else StatusValue.NOT_COVERED


def _why_silent(value: StatusValue, person: Person | None, ground: Ground, day: date) -> tuple[Reason, ...]:
    return (*ignorance(value), *unspoken_succession(person, ground.acts, day))


def _walked(state: str, person: Person | None, ground: Ground) -> Course:
    """The course as `status` works it out, with the treaty's own entry and its end worked out already."""
    codes = (state, *((*person.continues, *person.continued_by) if person else ()))
    mine = [act for code in codes for act in ground.by_state.get(code, ())]
    scope = Scope(person=person, parents=ground.parents)
    course = course_under(state, ground.treaty, mine, ground.entry, covered=ground.covered, scope=scope)
    if ground.parents:
        under_parents(course, state, ground.treaty, ground.parents, (*mine, *ground.above), scope)
    end_fallen(course, ground.treaty, ground.fallen)
    return course


def _cut(course: Course, person: Person | None, ground: Ground) -> list[Stretch]:
    """The stretches of a course that was walked: the same questions as `status` asks, on each day that may differ."""
    days = {*_silent_days(person, ground), *(m.day or date.min for m in course.marks)}
    found: list[Stretch] = []
    for day in sorted(days | {b.seen or date.min for b in course.bounds()}):
        mark, bound = course.mark_at(day), course.bound_on(day)
        value = value_on(course, ground.treaty, day)
        why = mark.reasons if mark else _why_silent(value, person, ground, day)
        found.append(Stretch(day, value, bound.first if bound else None, bound.to if bound else None, why))
    return found


def reasons_of(stretch: Stretch, ground: Ground) -> tuple[Reason, ...]:
    """The reasons of a stretch, as `status` gives them."""
    why = stretch.why
    if isinstance(why, Because):
        made = signature_reason(why.act)
        if why.counted is not None:
            person = ground.persons(why.act.state)
            made = consent_reason(ground.treaty, ground.entry, why.act, why.counted, person)
        return explained((made,), ground.treaty)
    return explained(why, ground.treaty)
