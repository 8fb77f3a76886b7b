"""What pages are made from: the catalog, a view of the record as known on a day, and the day it is."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from servanda.agenda import Due, dates_due
from servanda.catalog import Catalog
from servanda.fetch import Fetched
from servanda.ledger import EntryKind, LedgerView


class Site:
    """Whatever serves pages gives these.

    Args:
        catalog: states, treaties, groups.
        view: the record as known by a day, None for all that is known now. It gives the same view again until the
            record has grown, so that what is worked out once serves every visitor.
        today: the only clock of the pages.
        fetch: follows a link that a visitor gives; None where links are not followed.
        kept: what was recorded of a kind, in order, each row with the number of its `entry`; None shows no events.
    """

    def __init__(
        self,
        *,
        catalog: Catalog,
        view: Callable[[date | None], LedgerView],
        today: Callable[[], date],
        fetch: Callable[[str], Fetched] | None = None,
        kept: Callable[[EntryKind], Sequence[dict[str, Any]]] | None = None,
    ) -> None:
        self.catalog, self.view, self.today, self.fetch = catalog, view, today, fetch
        self.kept = kept or (lambda _: ())
        self._due = lru_cache(maxsize=16)(self._work_out_due)

    def due(self, *, on: date, until: date, known: date | None) -> tuple[Due, ...]:
        """Legal dates ahead of everybody, worked out once for a view and its days."""
        return self._due(self.view(known), on, until, known)

    def _work_out_due(self, view: LedgerView, on: date, until: date, known: date | None) -> tuple[Due, ...]:
        return dates_due(view=view, catalog=self.catalog, on=on, until=until, known=known)
