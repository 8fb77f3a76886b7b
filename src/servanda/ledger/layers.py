"""Lay a ledger's acts over the register's, and let corrections take the place of what they correct. Pure."""

import itertools
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from operator import attrgetter

from servanda.ledger.identity import REPEATABLE, direction, slot
from servanda.model import Act

_by_day = attrgetter("date", "state", "treaty", "kind", "id")
_slot_and_day = attrgetter("state", "treaty", "kind", "territory", "towards", "of", "date")


def layered(
    own: Sequence[Act], register: Sequence[Act], *, known: date | None = None, corrected: Collection[str] = ()
) -> tuple[Act, ...]:
    """The acts that hold, by day.

    An act counts from the day it was public. An own act takes the register's place for the same state, treaty, kind
    and spell; a correction takes the place of the act it names; of two own acts of one slot and day the later
    recorded holds.

    Args:
        own: acts of the ledger in the order they were recorded.
        register: acts of the register.
        known: what was public by that day; None means all.
        corrected: ids of acts that a correction outside these acts names, as where it moved an act to another state.
    """
    ours, below = public(own, known), public(register, known)
    replaced = {*corrected, *(act.corrects for act in ours if act.corrects)}
    latest = {_slot_and_day(act): act for act in ours if act.id not in replaced}
    kept = [act for act in below if act.id not in replaced]
    if kept and latest:
        upper = _courses(latest.values())
        kept = [act for course, acts in _courses(kept).items() for act in _left(acts, upper.get(course))]
    return tuple(sorted([*kept, *latest.values()], key=_by_day))


def public(acts: Iterable[Act], known: date | None) -> list[Act]:
    """The acts that were public by the end of a day; all of them where no day is asked."""
    if known is None:
        return list(acts)
    day = known.isoformat()
    return [act for act in acts if act.known_on(day)]


def _courses(acts: Iterable[Act]) -> dict[tuple[str, str], list[Act]]:
    """Acts by state and treaty."""
    courses: dict[tuple[str, str], list[Act]] = {}
    for act in acts:
        courses.setdefault((act.state, act.treaty), []).append(act)
    return courses


def _left(below: list[Act], upper: list[Act] | None) -> list[Act]:
    """What is left of one course in the register under the same course in the ledger."""
    if not upper:
        return below
    turns = sorted((act.date, direction(act)) for act in (*upper, *below) if direction(act))
    taken = {(slot(act), _spell(act, turns)) for act in upper}
    return [act for act in below if (slot(act), _spell(act, turns)) not in taken]


def _spell(act: Act, turns: Sequence[tuple[str, str]]) -> str:
    """Which spell an act belongs to: how many times the course had turned the other way before it.

    A notice and the consent it ends share no direction, so a second ratification counts one notice before it and the
    first none. Acts that may stand side by side are told apart by their day.
    """
    if act.kind in REPEATABLE:
        return act.date
    earlier = [way for day, way in turns if day < act.date]
    changes = sum(1 for a, b in itertools.pairwise(earlier) if a != b)
    last = earlier[-1] if earlier else direction(act)
    return str(changes + (last != direction(act)))
