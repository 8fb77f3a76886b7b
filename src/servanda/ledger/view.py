"""A LedgerView: what the record says, as known on a day. It never changes, whatever is written meanwhile."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import TypeVar

import msgspec

from servanda.ledger.coverage import Coverage
from servanda.ledger.entry import Entry, EntryKind
from servanda.ledger.layers import layered
from servanda.ledger.register import Register
from servanda.ledger.sqlite import SqliteStore
from servanda.model import CONSENT, Act, Treaty

T = TypeVar("T")

OUTSIDE = "untc:"
"""How the key of a treaty outside the catalog begins; chapter and number of the MTDSG follow."""


class LedgerView:
    """The record at one moment: entries up to `head`, over the register, as public by `known`."""

    def __init__(self, store: SqliteStore, register: Register, *, known: date | None = None) -> None:
        self.known = known
        self._store, self._register, self._head = store, register, store.head()
        self._acts = lru_cache(maxsize=256)(self._read_acts)

    def acts(self, state: str | None = None, treaty: str | None = None) -> tuple[Act, ...]:
        """Acts by day, of one state or one treaty where asked, corrections applied."""
        return self._acts(state or "", treaty or "")

    def own_acts(self) -> tuple[Act, ...]:
        """Every act of the ledger as it was recorded, superseded ones too, the register left out."""
        return tuple(self._own("", ""))

    def treaties(self) -> tuple[Treaty, ...]:
        """Treaties that the ledger itself holds: those added by a user, and imported ones outside the catalog."""
        found = {t.key: t for t in self._decoded(EntryKind.TREATY, Treaty)}
        for entry in self._entries(EntryKind.ACT):
            if entry.treaty.lower().startswith(OUTSIDE) and entry.treaty not in found:
                number = entry.treaty[len(OUTSIDE) :]
                found[entry.treaty] = Treaty(key=entry.treaty, title=f"UN Treaty Collection {number}", mtdsg=number)
        return tuple(found[key] for key in sorted(found))

    def coverage(self, treaty: str) -> Coverage:
        """How far the record of a treaty goes."""
        said = self._register.coverage.get(treaty)
        for one in self._decoded(EntryKind.COVERAGE, Coverage, treaty):
            said = one
        acts = self.acts(treaty=treaty)
        parties = len({act.state for act in acts if act.kind in CONSENT and not act.territory})
        return msgspec.structs.replace(said or Coverage(treaty=treaty), known_parties=parties)

    def _read_acts(self, state: str, treaty: str) -> tuple[Act, ...]:
        groups = [self._register.acts.get(treaty, ())] if treaty else list(self._register.acts.values())
        below = [act for group in groups for act in group if state in ("", act.state)]
        return layered(self._own(state, treaty), below, known=self.known)

    def _own(self, state: str, treaty: str) -> list[Act]:
        decode = msgspec.json.Decoder(Act).decode
        return [
            msgspec.structs.replace(decode(entry.body), recorded_at=datetime.fromisoformat(entry.recorded_at))
            for entry in self._entries(EntryKind.ACT, state, treaty)
        ]

    def _entries(self, kind: EntryKind, state: str = "", treaty: str = "") -> Sequence[Entry]:
        return self._store.entries(kind, state=state, treaty=treaty, upto=self._head) if self._head else ()

    def _decoded(self, kind: EntryKind, noun: type[T], treaty: str = "") -> list[T]:
        return [msgspec.json.decode(entry.body, type=noun) for entry in self._entries(kind, treaty=treaty)]
