"""The courses of all states under the treaties asked about, each cut into stretches, worked out once a treaty.

A record that is complete up to a day is silent about nobody before that day and says nothing of silence after it: such
a treaty has two grounds, and its courses change from one to the other on the day after.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from servanda.catalog import Catalog
from servanda.enquiry import find_treaty
from servanda.law.engine import known_acts
from servanda.law.stretches import Ground, Stretch, ground_of, stretches
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
        states: codes of the states with an act, sorted.
        of: the pieces of any state's course, with an act or without.
    """

    treaty: Treaty
    states: tuple[str, ...]
    of: Callable[[str], list[Piece]]


class Courses:
    """Every course of a view of the record, by treaty; each treaty is worked out when it is first asked for."""

    def __init__(self, view: LedgerView, catalog: Catalog) -> None:
        self._view, self._catalog = view, catalog
        self._found: dict[str, TreatyCourses] = {}
        self._own: Mapping[str, Treaty] | None = None
        self._acts: Mapping[str, Sequence[Act]] | None = None

    def keys(self) -> tuple[str, ...]:
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
        known = self._view.known
        acts = known_acts(treaty, self._acts_of(treaty.key), known)
        parent = self._catalog.treaties.get(treaty.parent or "")
        above = known_acts(parent, self._acts_of(parent.key), known) if parent else ()
        coverage = self._view.coverage(treaty.key)

        def ground(*, covered: bool) -> Ground:
            return ground_of(treaty, acts, covered=covered, parent=parent, parent_acts=above)

        return TreatyCourses(
            treaty=treaty,
            states=tuple(sorted({act.state for act in acts})),
            of=_pieces(ground, coverage),
        )


def _pieces(ground: Callable[..., Ground], coverage: Coverage) -> Callable[[str], list[Piece]]:
    """How to cut a state's course, by what the record of the treaty claims to hold."""
    if not coverage.complete or coverage.as_of is None:
        whole = ground(covered=coverage.complete)
        return lambda state: [Piece(s, whole) for s in stretches(state, whole)]
    before, after = ground(covered=True), ground(covered=False)
    turn = latest(coverage.as_of) + AFTER
    return lambda state: [
        *(Piece(s, before) for s in stretches(state, before) if s.since < turn),
        *(Piece(s, after) for s in _from(turn, stretches(state, after))),
    ]


def _from(turn: date, found: Iterable[Stretch]) -> list[Stretch]:
    """The stretches from a day on; the one that holds on it begins with it."""
    held, later = None, []
    for stretch in found:
        if stretch.since <= turn:
            held = stretch
        else:
            later.append(stretch)
    return [msgspec.structs.replace(held, since=turn), *later] if held else later
