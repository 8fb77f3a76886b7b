"""The record as it is served: one ledger, its views kept until it grows, and the two clocks.

Everything that a request asks of the record goes through here, so that what was worked out for one visitor serves the
next, and an answer names the moment since which it can have changed.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from servanda.catalog import Catalog
from servanda.ledger import EntryKind, Ledger, LedgerView, Token, tokens_of
from servanda.panels import Panels
from servanda.review.rows import Reviewed, row_of

VIEWS = 16
"""Views kept at a time: the one of now, and those of the days that were asked about last."""


class Record:
    """The record behind the API and the pages.

    Args:
        ledger: the ledger; it stays open as long as the server runs.
        catalog: states, treaties, groups, chambers.
        today: the day it is.
        now: the moment it is, for what is written.
    """

    def __init__(
        self, ledger: Ledger, catalog: Catalog, *, today: Callable[[], date], now: Callable[[], datetime]
    ) -> None:
        self.ledger, self.catalog, self.today, self.now = ledger, catalog, today, now
        self._turn = threading.RLock()
        self._views: OrderedDict[tuple[int, date | None], LedgerView] = OrderedDict()
        self._panels: OrderedDict[LedgerView, Panels] = OrderedDict()
        self._tokens: tuple[int, tuple[Token, ...]] | None = None
        self._kept: dict[EntryKind, tuple[int, list[dict[str, Any]], dict[str, dict[str, Any]]]] = {}
        self.reviewed = Reviewed(self.kept)
        self._head, self._changed = ledger.head(), now()

    def head(self) -> int:
        """The number of the last entry, asked anew: another process may have written."""
        head = self.ledger.head()
        if head != self._head:
            self._head, self._changed = head, self.now()
        return head

    def head_hash(self) -> str | None:
        """The hash that vouches for every entry; None where nothing was recorded."""
        return self.ledger.head_hash() if self.head() else None

    def last_head(self) -> int:
        """The number of the last entry as it was seen last, without asking the store."""
        return self._head

    def view(self, known: date | None = None, *, upto: int | None = None) -> LedgerView:
        """The record as public by a day; the same view until it grows. `upto` is the last entry that counts."""
        asked = (self.head() if upto is None else upto, known)
        with self._turn:
            found = self._views.get(asked)
            if found is None:
                found = self._views[asked] = self.ledger.view(known, upto=asked[0])
                if known is None and upto is None:
                    found.loaded()
            self._views.move_to_end(asked)
            while len(self._views) > VIEWS:
                _, gone = self._views.popitem(last=False)
                self._panels.pop(gone, None)
            return found

    def panels(self, known: date | None = None) -> Panels:
        """The courses of a view, worked out once."""
        view = self.view(known)
        with self._turn:
            if view not in self._panels:
                self._panels[view] = Panels(view, self.catalog)
            while len(self._panels) > VIEWS // 4:
                self._panels.popitem(last=False)
            return self._panels[view]

    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the record, read again when it has grown."""
        head = self.head()
        if self._tokens is None or self._tokens[0] != head:
            self._tokens = (head, tokens_of(self.ledger))
        return self._tokens[1]

    def kept(self, kind: EntryKind) -> list[dict[str, Any]]:
        """What was recorded of a kind, in order, each with its number, moment and author; read again when it grew."""
        return self._read(kind)[1]

    def kept_by_id(self, kind: EntryKind) -> dict[str, dict[str, Any]]:
        """The same by id, the latest of each."""
        return self._read(kind)[2]

    def _read(self, kind: EntryKind) -> tuple[int, list[dict[str, Any]], dict[str, dict[str, Any]]]:
        head = self.head()
        with self._turn:
            if kind not in self._kept or self._kept[kind][0] != head:
                rows = [row_of(entry) for entry in self.ledger.entries(kind, upto=head)]
                self._kept[kind] = (head, rows, {row["id"]: row for row in rows if "id" in row})
            return self._kept[kind]

    def changed(self) -> datetime:
        """The moment since which no answer changed: the record grew, the server began, or the day did."""
        midnight = datetime.combine(min(self.today(), self.now().date()), time.min, tzinfo=UTC)
        return max(self._changed, midnight)
