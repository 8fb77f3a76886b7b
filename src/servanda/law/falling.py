"""Numbers that fall: a treaty that ends when exits leave too few parties, where it says so.

Source: VCLT 55 (a multilateral treaty does not end by reason only that parties become too few, unless it provides
so); Genocide Convention XV, Single Convention 41 and 46. It is asked of a whole record only: from a part of the
instruments nobody can count the parties.
"""

from collections.abc import Sequence
from datetime import date

from servanda.law.course import course_under
from servanda.law.marks import BOUND, Course, Mark
from servanda.law.own_entry import TreatyEntry
from servanda.model import CONSENT, Act, Action, Reason, StatusValue, Treaty
from servanda.model.clause import Below

OUT = frozenset({Action.WITHDRAWAL, Action.TERMINATION})


def fallen_on(treaty: Treaty, acts: Sequence[Act], entry: TreatyEntry, *, covered: bool) -> date | None:
    """The first day on which fewer parties are left than the treaty needs to go on; None where none is known.

    Args:
        treaty: with its clauses.
        acts: every act of the treaty that is known, of all states.
        entry: the treaty's own entry.
        covered: whether these acts are all there are.
    """
    below = treaty.clauses.withdrawal.below if treaty.clauses else None
    if below is None or not covered or entry.day is None:
        return None
    joined = {a.state for a in acts if a.kind in CONSENT and a.territory is None}
    left = {a.state for a in acts if a.kind in OUT and a.territory is None}
    if len(joined - left) >= below.parties or not left:
        return None
    return _count_down(treaty, acts, entry, joined, below.parties)


def _count_down(treaty: Treaty, acts: Sequence[Act], entry: TreatyEntry, joined: set[str], needed: int) -> date | None:
    """Go through the changes of all states: the first exit after which too few are left."""
    changes: list[tuple[date, int]] = []
    for state in joined:
        mine = [a for a in acts if a.state == state]
        for bound in course_under(state, treaty, mine, entry, covered=True).bounds():
            changes.append((bound.first or date.min, 1))
            if bound.to is not None:
                changes.append((bound.to, -1))
    parties, days = 0, sorted({day for day, _ in changes})
    for day in days:
        gone = any(step < 0 for when, step in changes if when == day)
        parties += sum(step for when, step in changes if when == day)
        if gone and parties < needed:
            return day
    return None


def end_fallen(course: Course, treaty: Treaty, day: date | None) -> None:
    """From the day on which too few parties are left the treaty binds nobody."""
    below = treaty.clauses.withdrawal.below if treaty.clauses else None
    if day is None or below is None:
        return
    now = course.at(day)
    if now in {StatusValue.NONE, StatusValue.NOT_COVERED}:
        return
    course.drop_from(day)
    course.find(f"too_few_parties:{day}", "")
    after = StatusValue.FORMER_PARTY if now in BOUND | {StatusValue.FORMER_PARTY} else StatusValue.NONE
    course.put(Mark(day=day, status=after, reasons=(_reason(below, day),)))


def _reason(below: Below, day: date) -> Reason:
    text = f"fewer than {below.parties} parties were left on {day}: {below.effect or 'the treaty ends'} (VCLT 55)"
    return Reason(article=below.article, act=None, text=text)
