"""Protocols go along: leaving the parent treaty leaves them where they, or the parent, say so.

The parent's own parent counts as well: whoever is expelled from an organisation may lose its convention and the
protocols of that convention on one day.
"""

from collections.abc import Sequence

from servanda.law.course import course_of
from servanda.law.delays import count
from servanda.law.marks import BOUND, Course, Mark
from servanda.law.scope import NOWHERE, Above, Scope
from servanda.model import CONSENT, Act, Reason, StatusValue, Treaty


def leave_with_parent(course: Course, state: str, treaty: Treaty, parent: Treaty, acts: Sequence[Act]) -> None:
    """Where the treaty says so, the day a state is out of the parent it is out of this treaty as well.

    Source: UNFCCC 25(3), Kyoto 27(3), Paris 28(3), CCW 9(3), Vienna Ozone 19(4), ECHR 58(3).
    """
    if treaty.clauses is not None and treaty.clauses.parent_exit is not None:
        above, _ = course_of(state, parent, acts, covered=False)
        _out_with(course, treaty, parent, above)


def under_parents(
    course: Course, state: str, treaty: Treaty, parents: Sequence[Above], acts: Sequence[Act], scope: Scope = NOWHERE
) -> None:
    """Lay the courses under the parent treaties over one: exits that go along, and a parent never joined.

    Args:
        course: of the state under the treaty; changed in place.
        state: catalog code.
        treaty: that hangs on the first of the parents.
        parents: the nearest first.
        acts: known acts of the treaty and of its parents.
        scope: who the state is.
    """
    clauses = treaty.clauses
    if not parents or clauses is None or not (clauses.parent_exit or clauses.parent_required):
        return
    parent, plain = parents[0], Scope(person=scope.person)
    of_parent = [a for a in acts if a.treaty == parent.treaty.key]
    above, _ = course_of(state, parent.treaty, of_parent, covered=parent.covered, scope=plain)
    under_parents(above, state, parent.treaty, parents[1:], acts, plain)
    if clauses.parent_exit:
        _out_with(course, treaty, parent.treaty, above)
    if clauses.parent_required:
        _never_joined(course, {a.id for a in acts if a.treaty == treaty.key and a.kind in CONSENT}, parent, above)


def _out_with(course: Course, treaty: Treaty, parent: Treaty, above: Course) -> None:
    clauses = treaty.clauses
    if clauses is None:
        return
    for bound in above.bounds():
        if bound.to is None or course.at(bound.to) not in BOUND:
            continue
        delay = clauses.parent_delay
        counted = count(delay, bound.to) if delay else None
        day = (counted.day if counted else None) or bound.to
        steps = f" ({counted.steps})" if counted and counted.day else ""
        text = f"no longer a party to {parent.key} from {bound.to}, and so out of this treaty on {day}{steps}"
        reason = Reason(article=clauses.parent_exit, act=_cause(above, bound.to), text=text)
        if day > bound.to and course.at(bound.to) is StatusValue.PARTY:
            course.put(Mark(day=bound.to, status=StatusValue.PARTY_LEAVING, reasons=(reason,)))
        course.put(Mark(day=day, status=StatusValue.FORMER_PARTY, reasons=(reason,)))


def _cause(above: Course, day: object) -> str | None:
    """The act by which the state left the parent, for the reason."""
    return next((m.act for m in above.ordered() if m.day == day and m.act), None)


def _never_joined(course: Course, consents: set[str], parent: Above, above: Course) -> None:
    """A consent of one that is no party to the parent, on the day this treaty would bind it, is told."""
    for mark in course.ordered():
        known = mark.day is not None and (parent.until is None or mark.day <= parent.until)
        if mark.entry and mark.act in consents and mark.day and known and above.at(mark.day) in _OUTSIDE:
            course.find("parent_not_joined", mark.act)


_OUTSIDE = frozenset({StatusValue.NONE, StatusValue.SIGNATORY, StatusValue.FORMER_PARTY})
