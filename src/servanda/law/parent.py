"""Protocols go along: leaving the parent treaty leaves them where they, or the parent, say so."""

from collections.abc import Sequence

from servanda.law.course import course_of
from servanda.law.delays import count
from servanda.law.marks import BOUND, Course, Mark
from servanda.model import Act, Reason, StatusValue, Treaty


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
