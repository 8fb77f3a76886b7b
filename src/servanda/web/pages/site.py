"""What pages are made from: the catalog, a view of the record as known on a day, and the day it is."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache
from threading import RLock
from typing import Any

from servanda.agenda import Due, dates_due
from servanda.catalog import Catalog
from servanda.enquiry import find_treaty
from servanda.fetch import Fetched
from servanda.ledger import EntryKind, LedgerView
from servanda.model import StatusValue
from servanda.panels import Panels
from servanda.participation import Entries, Participation, entries
from servanda.review.rows import Reviewed
from servanda.settled import Ground, Settled

MOST_ENTRIES = 256
"""Treaties whose entries and exits are kept, each for a view and a ground."""


class Site:
    """Whatever serves pages gives these.

    Args:
        catalog: states, treaties, groups.
        view: the record as known by a day, None for all that is known now. It gives the same view again until the
            record has grown, so that what is worked out once serves every visitor.
        today: the only clock of the pages.
        fetch: follows a link that a visitor gives; None where links are not followed.
        kept: what was recorded of a kind, in order, each row with the number of its `entry`; None shows no events.
        panels: the courses of the record as known by a day, worked out once; without it the site works them out.
        head: the hash that vouches for every entry, for what is to be had again.
        changed: the moment since which no answer changed; pages are kept between visitors only where it is given.
    """

    def __init__(
        self,
        *,
        catalog: Catalog,
        view: Callable[[date | None], LedgerView],
        today: Callable[[], date],
        fetch: Callable[[str], Fetched] | None = None,
        kept: Callable[[EntryKind], Sequence[dict[str, Any]]] | None = None,
        panels: Callable[[date | None], Panels] | None = None,
        changed: Callable[[], datetime] | None = None,
        head: Callable[[], str | None] = lambda: None,
    ) -> None:
        self.catalog, self.view, self.today, self.fetch = catalog, view, today, fetch
        self.kept = kept or (lambda _: ())
        self.reviewed = Reviewed(self.kept)
        self.changed, self.head = changed, head
        self._panels_given = panels
        self._turn = RLock()
        self._panels = lru_cache(maxsize=4)(lambda view: Panels(view, catalog))
        self._due = lru_cache(maxsize=256)(self._work_out_due)
        self._settled = lru_cache(maxsize=4)(lambda view, known: Settled(view, catalog, known=known))
        self._entries: OrderedDict[tuple[Settled, str, Ground], Entries] = OrderedDict()

    def panels(self, known: date | None) -> Panels:
        """Courses of everybody under everything, as known by a day."""
        return self._panels_given(known) if self._panels_given else self._panels(self.view(known))

    def statuses(self, treaty: str, *, on: date, known: date | None) -> list[tuple[str, StatusValue]]:
        """State and status of everybody with an act under a treaty (its key), on a day."""
        return self.panels(known).statuses(treaty, on)

    def participation(self, treaty: str, *, on: date, known: date | None) -> Participation:
        """The parties of a treaty (its key) over time; who entered and who left is worked out once for a view."""
        settled = self._settled(self.view(known), known)
        what = find_treaty(treaty, self.catalog, settled.view)
        at = (settled, what.key, settled.ground(what, on))
        with self._turn:  # whoever comes while a treaty is worked out waits for it rather than doing it again
            found = self._entries.get(at)
            if found is None:
                found = self._entries[at] = entries(what, settled=settled, on=on)
                while len(self._entries) > MOST_ENTRIES:
                    self._entries.popitem(last=False)
        return found.on(on)

    def due(
        self, *, on: date, until: date, known: date | None, treaties: frozenset[str] = frozenset()
    ) -> tuple[Due, ...]:
        """Legal dates ahead, of everybody or under some treaties, worked out once for a view and its days."""
        with self._turn:
            return self._due(self.view(known), on, until, known, treaties)

    def _work_out_due(
        self, view: LedgerView, on: date, until: date, known: date | None, treaties: frozenset[str]
    ) -> tuple[Due, ...]:
        settled = self._settled(view, known)
        return dates_due(
            view=view, catalog=self.catalog, on=on, until=until, known=known, treaties=treaties, settled=settled
        )
