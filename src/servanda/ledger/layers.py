"""Lay a ledger's acts over the register's, and let corrections take the place of what they correct. Pure."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import date

from servanda.ledger.identity import REPEATABLE, direction, slot
from servanda.model import Act


def layered(own: Sequence[Act], register: Sequence[Act], *, known: date | None = None) -> tuple[Act, ...]:
    """The acts that hold, by day.

    An act counts from the day it was public. An own act takes the register's place for the same state, treaty, kind
    and spell; a correction takes the place of the act it names; of two own acts of one slot and day the later
    recorded holds.

    Args:
        own: acts of the ledger in the order they were recorded.
        register: acts of the register.
        known: what was public by that day; None means all.
    """
    ours, below = list(_public(own, known)), list(_public(register, known))
    corrected = {act.corrects for act in ours if act.corrects}
    latest = {(slot(act), act.date): act for act in ours if act.id not in corrected}
    upper = list(latest.values())
    below = [act for act in below if act.id not in corrected]
    turns = _turns([*upper, *below])
    taken = {(slot(act), _spell(act, turns)) for act in upper}
    kept = [act for act in below if (slot(act), _spell(act, turns)) not in taken]
    return tuple(sorted([*kept, *upper], key=lambda a: (a.date, a.state, a.treaty, a.kind, a.id)))


def _public(acts: Iterable[Act], known: date | None) -> Iterable[Act]:
    return acts if known is None else (act for act in acts if act.known_on(known.isoformat()))


def _turns(acts: Iterable[Act]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """For each state and treaty, the days and directions of the acts that begin or end a spell."""
    turns: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for act in acts:
        if direction(act):
            turns.setdefault((act.state, act.treaty), []).append((act.date, direction(act)))
    return turns


def _spell(act: Act, turns: dict[tuple[str, str], list[tuple[str, str]]]) -> str:
    """Which spell an act belongs to: how many times the course had turned the other way before it.

    A notice and the consent it ends share no direction, so a second ratification counts one notice before it and the
    first none. Acts that may stand side by side are told apart by their day.
    """
    if act.kind in REPEATABLE:
        return act.date
    days = sorted(turns.get((act.state, act.treaty), ()))
    earlier = [way for day, way in days if day < act.date]
    changes = sum(1 for a, b in itertools.pairwise(earlier) if a != b)
    last = earlier[-1] if earlier else direction(act)
    return str(changes + (last != direction(act)))
