"""Statuses asked again and again: any state under any treaty on any day, from one view of the record, kept.

The conductor that hands `insight` its `status_of`. It reads no clock; acts that are only supposed are laid over the
record here, so that what-if is the same question with more acts.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from servanda import enquiry
from servanda.catalog import Catalog
from servanda.law import Scope, ask
from servanda.law.engine import answer
from servanda.ledger import LedgerView
from servanda.model import Act, Status, StatusValue, Treaty


class Statuses:
    """Statuses from one view; calling it answers for a state, a treaty and a day.

    Args:
        view: the record as known on one day.
        catalog: the world.
        known: what was public by that day; None is everything known now.
        supposed: acts that are not on record and are supposed to be.
    """

    def __init__(
        self, view: LedgerView, catalog: Catalog, *, known: date | None = None, supposed: Sequence[Act] = ()
    ) -> None:
        self._view, self._catalog, self._known = view, catalog, known
        self._supposed = tuple(supposed)
        self._found: dict[tuple[str, str, date], Status] = {}
        self._acts: dict[str, tuple[Act, ...]] = {}
        self._held: dict[str, Treaty] | None = None

    def __call__(self, state: str, treaty: str, day: date) -> Status:
        """The status of a state (code) under a treaty (key) on a day; `not_covered` where nobody knows the treaty."""
        asked = (state, treaty, day)
        if asked not in self._found:
            self._found[asked] = self._answer(*asked)
        return self._found[asked]

    def supposing(self, *acts: Act) -> "Statuses":
        """The same questions with more acts supposed."""
        return Statuses(self._view, self._catalog, known=self._known, supposed=(*self._supposed, *acts))

    def acts(self, treaty: str) -> tuple[Act, ...]:
        """The acts on a treaty, those that are supposed among them."""
        if treaty not in self._acts:
            more = tuple(act for act in self._supposed if act.treaty == treaty)
            self._acts[treaty] = (*self._view.acts(treaty=treaty), *more)
        return self._acts[treaty]

    def whole_on(self, treaty: str, day: date) -> bool:
        """Whether the record of a treaty claims to hold every act up to a day."""
        return self._view.coverage(treaty).whole_on(day)

    def _answer(self, state: str, key: str, day: date) -> Status:
        treaty, who = self._treaty(key), self._catalog.states.get(state)
        if treaty is None or who is None:
            return Status(state=state, treaty=key, on=day, known=self._known, status=StatusValue.NOT_COVERED)
        scope = enquiry.scope_of(who, treaty, catalog=self._catalog, view=self._view, on=day)
        coverage = self._view.coverage(key)
        asked = ask(
            state, treaty, self._under(treaty, scope), known=self._known, covered=coverage.whole_on(day), scope=scope
        )
        return answer(asked, on=day, known=self._known, coverage=str(coverage))

    def _under(self, treaty: Treaty, scope: Scope) -> tuple[Act, ...]:
        above = (act for parent in scope.parents for act in self.acts(parent.treaty.key))
        return (*self.acts(treaty.key), *above)

    def _treaty(self, key: str) -> Treaty | None:
        if key in self._catalog.treaties:
            return self._catalog.treaties[key]
        if self._held is None:
            self._held = {treaty.key: treaty for treaty in self._view.treaties()}
        return self._held.get(key)


def supposed_exit(state: str, treaty: str, *, notified: date, effective: date | None = None) -> Act:
    """A notice of leaving as an act, for `supposing`; the law counts its effect where none is given."""
    return msgspec.convert(
        {
            "id": "supposed",
            "state": state,
            "treaty": treaty,
            "kind": "withdrawal",
            "date": notified.isoformat(),
            "effective": effective.isoformat() if effective else None,
        },
        Act,
    )
