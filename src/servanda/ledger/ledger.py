"""The Ledger: the one writer of the record. It adds and never changes; it reads no clock, moments are arguments."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from servanda.ledger.backup import Copied, back_up, restore
from servanda.ledger.coverage import Coverage
from servanda.ledger.entry import GENESIS, Draft, Entry, EntryKind, content_key, stamp
from servanda.ledger.identity import identified
from servanda.ledger.register import Register
from servanda.ledger.store import Store
from servanda.ledger.verify import Fault, find_faults
from servanda.ledger.view import LedgerView
from servanda.model import Act, Claim, Event, InputError, Report, Treaty, UsageError


class Ledger:
    """A record of acts, treaties, reports, claims and events; use it as a context manager.

    Args:
        as_recorded: only what had been recorded by the end of that day (UTC), or up to the entry with that hash, so
            that yesterday's answer can be given again; such a ledger is read and not written.
    """

    def __init__(self, store: Store, register: Register, *, as_recorded: date | str | None = None) -> None:
        self._store, self._register, self._as_recorded = store, register, as_recorded

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """Where the record is kept, for messages."""
        return self._store.name

    def close(self) -> None:
        """Let the store go."""
        self._store.close()

    def migrate(self) -> tuple[str, ...]:
        """Make the store or bring it up to date; the names of the steps that were taken."""
        return self._store.migrate()

    def grant(self, role: str, *, may_write: bool) -> None:
        """Let a role of the server read the record, or read and add to it.

        Raises:
            StoreError: for a store without roles, or a role that does not exist.
        """
        self._store.grant(role, may_write=may_write)

    def view(self, known: date | None = None, *, upto: int | None = None) -> LedgerView:
        """What the record says now, as public by `known`; with `upto`, what it said when that entry was its last."""
        return LedgerView(self._store, self._register, known=known, upto=self._last() if upto is None else upto)

    def append(
        self,
        acts: Sequence[Act],
        *,
        at: datetime,
        author: str = "",
        treaties: Sequence[Treaty] = (),
        coverage: Sequence[Coverage] = (),
    ) -> tuple[Act, ...]:
        """Record acts, all or none; one on record already is passed over.

        Args:
            acts: their ids and `recorded_at` are given here.
            at: the moment of recording.
            author: who answers for them.
            treaties: treaties outside the catalog that the acts are on, kept in the same write.
            coverage: how far the record of their treaties goes with them, kept in the same write.

        Returns:
            The acts that are new.
        """
        named = {act.id: act for act in map(identified, acts)}
        drafts = [
            _draft(EntryKind.ACT, act.id, _bare(act), at, state=act.state, treaty=act.treaty, author=author)
            for act in named.values()
        ]
        drafts += [draft for one in treaties for draft in self._renewed(EntryKind.TREATY, one.key, one, at, author)]
        drafts += [
            draft for one in coverage for draft in self._renewed(EntryKind.COVERAGE, one.treaty, one, at, author)
        ]
        written = [entry.key for entry in self._write(drafts) if entry.kind is EntryKind.ACT]
        return tuple(msgspec.structs.replace(named[key], recorded_at=at) for key in written)

    def record_reading(
        self,
        reports: Sequence[Report],
        claims: Sequence[Claim],
        events: Sequence[Event],
        *,
        at: datetime,
        author: str = "",
    ) -> int:
        """Keep what was read: reports, claims and events, never acts. Returns how many entries are new."""
        drafts = [_draft(EntryKind.REPORT, content_key(r), r, at, author=author) for r in reports]
        for kind, members in ((EntryKind.CLAIM, claims), (EntryKind.EVENT, events)):
            drafts += [
                _draft(kind, content_key(one), one, at, state=one.state, treaty=one.treaty or "", author=author)
                for one in members
            ]
        return len(self._write(drafts))

    def record(self, kind: EntryKind, key: str, content: Any, *, at: datetime, author: str = "") -> bool:  # noqa: ANN401 - any noun
        """Keep one thing of a kind that has no method of its own, under a key given; whether it is new."""
        return bool(self._write([_draft(kind, key, content, at, author=author)]))

    def record_treaty(self, treaty: Treaty, *, at: datetime, author: str = "") -> bool:
        """Keep a treaty of the user's own; whether it is new."""
        return bool(self._write(self._renewed(EntryKind.TREATY, treaty.key, treaty, at, author)))

    def record_coverage(self, coverage: Coverage, *, at: datetime, author: str = "") -> bool:
        """Keep how far the record of a treaty goes; whether that is new."""
        return bool(self._write(self._renewed(EntryKind.COVERAGE, coverage.treaty, coverage, at, author)))

    def _renewed(self, kind: EntryKind, treaty: str, content: Any, at: datetime, author: str) -> list[Draft]:  # noqa: ANN401 - any noun
        """A draft of what is said of a treaty, unless that was said last; what was said earlier may be said again."""
        draft = _draft(kind, content_key(content), content, at, treaty=treaty, author=author)
        said = [body for body, _ in self._store.bodies(kind, treaty=treaty)]
        if said and said[-1] == draft.body:
            return []
        again = said.count(draft.body)
        return [msgspec.structs.replace(draft, key=f"{draft.key}-{again}") if again else draft]

    def log(self) -> list[Entry]:
        """Every entry in its order."""
        return self._store.entries(upto=self._last())

    def entries(self, kind: EntryKind, *, state: str = "", treaty: str = "", upto: int | None = None) -> list[Entry]:
        """Entries of one kind in their order, of one state or treaty where asked, up to one entry where named."""
        last = self._last()
        ends = [end for end in (upto, last) if end is not None]
        return self._store.entries(kind, state=state, treaty=treaty, upto=min(ends, default=None))

    def head(self) -> int:
        """The number of the last entry; 0 for an empty record."""
        last = self._last()
        return self._store.head() if last is None else last

    def head_hash(self) -> str:
        """The hash of the last entry: it vouches for every entry before it. 64 zeros for an empty record."""
        return self._store.hash_at(self.head()) or GENESIS

    def back_up(self, path: Path) -> Copied:
        """Write this record into a new SQLite file, checked; see `servanda.ledger.backup`."""
        return back_up(self._store, path)

    def restore(self, path: Path) -> Copied:
        """Take the record in a backup into this ledger, which must be empty."""
        return restore(path, self._store)

    def _last(self) -> int | None:
        """The number of the last entry that counts; None for all there are."""
        match self._as_recorded:
            case None:
                return None
            case date():
                return self._store.recorded_by(self._as_recorded)
            case beginning:
                return self._numbered(beginning.lower())

    def _numbered(self, beginning: str) -> int:
        if GENESIS.startswith(beginning):
            return 0
        found = self._store.numbered(beginning)
        if found is None:
            raise InputError(
                f"no entry has the hash {beginning}",
                value=beginning,
                where=self.name,
                hint="it is of another ledger, or this one was rewritten; see: servanda ledger log",
            )
        return found

    def _write(self, drafts: Sequence[Draft]) -> list[Entry]:
        if self._as_recorded is not None:
            raise UsageError("the past of a record is not written", where=self.name, hint="leave out --as-recorded")
        return self._store.append(drafts)

    def verify(self, head: str | None = None) -> tuple[Fault, ...]:
        """What does not hold together; `head` is a hash noted earlier that must still be in the chain."""
        return find_faults(
            self._store.entries(), highest=self._store.highest_ever(), guards=self._store.lost_guards(), head=head
        )


def _bare(act: Act) -> Act:
    return act if act.recorded_at is None else msgspec.structs.replace(act, recorded_at=None)


def _draft(kind: EntryKind, key: str, content: Any, at: datetime, **columns: str) -> Draft:  # noqa: ANN401 - any noun
    body = _ENCODE(content).decode()
    return Draft(kind=kind, key=key, body=body, recorded_at=stamp(at), **columns)


_ENCODE = msgspec.json.Encoder(order="deterministic").encode
