"""What became public between two days: acts that came to the record, and those that something else took the place of.

The clock here is what was known, as each act's source tells it; what the ledger itself recorded, and when, is another
clock, and its log. Pure.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from servanda.ledger.identity import slot
from servanda.ledger.view import LedgerView
from servanda.model import Act, earliest


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """One thing learnt.

    Args:
        on: the day it became public.
        act: the act as it is now known; None where an act only fell away.
        instead_of: the act that was believed before it, where it took the place of one.
        why: what the correction says of itself.
    """

    on: date
    act: Act | None
    instead_of: Act | None = None
    why: str = ""


def lessons(before: LedgerView, after: LedgerView) -> tuple[Lesson, ...]:
    """What `after` says and `before` did not, both views of one record as public by their days."""
    old = {act.id: act for act in before.acts()}
    new = {act.id: act for act in after.acts()}
    gone = {key: act for key, act in old.items() if key not in new}
    found = list(_learnt((act for key, act in new.items() if key not in old), gone))
    day = after.known or date.max
    found += [Lesson(on=day, act=None, instead_of=act) for act in gone.values()]
    return tuple(sorted(found, key=lambda one: (one.on, *_place(one))))


def _learnt(acts: Iterable[Act], gone: dict[str, Act]) -> Iterator[Lesson]:
    """Each act that is new, with the one it stands for; what is found so is taken out of `gone`."""
    by_slot = {slot(act): act for act in gone.values()}
    for act in acts:
        before = gone.pop(act.corrects, None) if act.corrects else None
        if before is None and (same := by_slot.get(slot(act))):
            before = gone.pop(same.id, None)
        why = act.note if act.corrects else ""
        yield Lesson(on=earliest(act.known_from or act.date), act=act, instead_of=before, why=why)


def _place(one: Lesson) -> tuple[str, str, str]:
    act = one.act or one.instead_of
    assert act is not None
    return act.treaty, act.state, act.id
