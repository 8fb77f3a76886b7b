"""The courses of all states under the treaties asked about, each cut into stretches, worked out once a treaty.

In a record that is complete up to a day silence means "never acted" until that day and nothing after it: such a treaty
has two grounds, and its courses change from one to the other on the day after.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

import msgspec

from servanda.catalog import Catalog
from servanda.enquiry import find_treaty, parents_of, person_of
from servanda.law import Above, Person
from servanda.law.engine import known_acts
from servanda.law.stretches import Ground, Stretch, ground_of, plain, shares_silence, silence, stretches
from servanda.ledger import Coverage, LedgerView
from servanda.model import Act, Treaty, latest

AFTER = timedelta(days=1)


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A stretch and the ground it stands on."""

    stretch: Stretch
    ground: Ground


class TreatyCourses(msgspec.Struct, frozen=True, kw_only=True):
    """The courses under one treaty.

    Args:
        treaty: the treaty.
        states: codes of the states with an act, and of those that are the same person as one, sorted.
        of: the pieces of any state's course, with an act or without.
    """

    treaty: Treaty
    states: tuple[str, ...]
    of: Callable[[str], list[Piece]]


class Courses:
    """Every course of a view of the record, by treaty; each treaty is worked out when it is first asked for."""

    def __init__(self, view: LedgerView, catalog: Catalog) -> None:
        self._view, self._catalog = view, catalog
        self._person = cache(self._find_person)
        self._found: dict[str, TreatyCourses] = {}
        self._own: Mapping[str, Treaty] | None = None
        self._acts: Mapping[str, Sequence[Act]] | None = None

    def treaties(self) -> tuple[str, ...]:
        """Keys of the treaties with an act on record, sorted."""
        if self._acts is None:
            acts: dict[str, list[Act]] = {}
            for act in self._view.acts():
                acts.setdefault(act.treaty, []).append(act)
            self._acts = acts
        return tuple(sorted(self._acts))

    def resolve(self, text: str) -> str:
        """The key of a treaty named by key, alias or number.

        Raises:
            InputError: with the nearest names.
        """
        return find_treaty(text, self._catalog, self._view).key

    def under(self, key: str) -> TreatyCourses:
        """The courses under one treaty."""
        if key not in self._found:
            self._found[key] = self._work_out(self._treaty(key))
        return self._found[key]

    def _treaty(self, key: str) -> Treaty:
        known = self._catalog.treaties.get(key)
        if known is None:
            if self._own is None:
                self._own = {treaty.key: treaty for treaty in self._view.treaties()}
            known = self._own.get(key)
        return known or Treaty(key=key, title=key)

    def _acts_of(self, key: str) -> Sequence[Act]:
        return self._view.acts(treaty=key) if self._acts is None else self._acts.get(key, ())

    def _work_out(self, treaty: Treaty) -> TreatyCourses:
        acts = known_acts(treaty, self._acts_of(treaty.key), self._view.known)
        return TreatyCourses(
            treaty=treaty,
            states=self._states(acts),
            of=_pieces(self._grounds(treaty, acts)),
        )

    def _states(self, acts: Sequence[Act]) -> tuple[str, ...]:
        """The states with an act, and those that are the same person as one: Russia acted when the Soviet Union did."""
        acted = {act.state for act in acts}
        return tuple(sorted(acted | {after for before, after in self._catalog.continued if before in acted}))

    def _grounds(self, treaty: Treaty, acts: Sequence[Act]) -> list[tuple[date, Ground]]:
        """The grounds of a treaty's courses, each with the day it holds from; one where no record ends on a day."""
        parents = parents_of(treaty, self._catalog)
        above = [a for p in parents for a in known_acts(p, self._acts_of(p.key), self._view.known)]
        coverage = self._view.coverage(treaty.key)
        over = [(parent, self._view.coverage(parent.key)) for parent in parents]
        whole = ground_of(
            treaty,
            acts,
            covered=coverage.complete,
            complete=coverage.complete,
            parents=tuple(Above(treaty=parent, covered=one.complete) for parent, one in over),
            above=above,
            persons=self._person,
            same=self._catalog.continued,
        )
        turns = {date.min, *_turns(coverage), *(day for _, one in over for day in _turns(one))}
        return [(day, _as_of(whole, day, coverage, over)) for day in sorted(turns)]

    def _find_person(self, state: str) -> Person | None:
        known = self._catalog.states.get(state)
        return person_of(known, self._catalog) if known else None


def _as_of(whole: Ground, day: date, coverage: Coverage, over: Sequence[tuple[Treaty, Coverage]]) -> Ground:
    """The ground of a treaty from a day on: what each record still covers."""
    parents = tuple(Above(treaty=parent, covered=one.whole_on(day)) for parent, one in over) if whole.parents else ()
    return msgspec.structs.replace(whole, covered=coverage.whole_on(day), parents=parents)


def _turns(coverage: Coverage) -> tuple[date, ...]:
    """The day from which a record that was complete says nothing of silence any more."""
    if not coverage.complete or coverage.as_of is None or latest(coverage.as_of) == date.max:
        return ()
    return (latest(coverage.as_of) + AFTER,)


def _pieces(grounds: Sequence[tuple[date, Ground]]) -> Callable[[str], list[Piece]]:
    """How to cut a state's course on one ground after the other; most share the silence before their first act."""
    ground, shared = grounds[0][1], _in_turn(grounds, lambda one: silence("", one))

    def of(state: str) -> list[Piece]:
        rest = plain(state, ground)
        if rest is None:
            return _in_turn(grounds, lambda one: stretches(state, one))
        quiet = shared
        if not shares_silence(state, ground):
            quiet = _in_turn(grounds, lambda one: silence(state, one))
        if rest:
            quiet = [piece for piece in quiet if piece.stretch.since < rest[0].since]
        return [*quiet, *(Piece(stretch, ground) for stretch in rest)]

    return of


def _in_turn(grounds: Sequence[tuple[date, Ground]], cut: Callable[[Ground], list[Stretch]]) -> list[Piece]:
    """Stretches on one ground until the next begins."""
    ends = [*(day for day, _ in grounds[1:]), None]
    return [
        Piece(stretch, ground)
        for (first, ground), end in zip(grounds, ends, strict=True)
        for stretch in _between(first, end, cut(ground))
    ]


def _between(first: date, end: date | None, found: list[Stretch]) -> list[Stretch]:
    """The stretches from a day to another; the one that holds on the first day begins with it."""
    if first == date.min and end is None:
        return found
    held = [s for s in found if s.since <= first][-1]
    return [
        msgspec.structs.replace(held, since=first),
        *(s for s in found if s.since > first and (end is None or s.since < end)),
    ]
