"""A Store: where entries are kept. One narrow contract: a file and a server answer alike, in one test-suite.

A store knows rows and their chain, and nothing of what a row holds. It has no way to change or take out a row. What is
the same for every store stands here: which rows are asked for, and how drafts become the next links of the chain.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Protocol

from servanda.ledger.entry import Draft, Entry, EntryKind, chain

PATIENCE = 10.0
"""Seconds to wait for another writer."""

CORRECTS = '"corrects":"'
"""What the body of a correction holds, and no other body: inside a JSON string the quotes would be escaped."""

COLUMNS = Entry.__struct_fields__
"""The columns of a row, in the order of the noun."""

_KINDS = {kind.value: kind for kind in EntryKind}


class Store(Protocol):
    """What a ledger asks of its store; `upto` is the number of the last entry that counts, None for all.

    Every method raises StoreError where the store cannot be used, with what to do next.
    """

    @property
    def name(self) -> str:
        """The store as messages name it, without a password."""

    def close(self) -> None:
        """Let the store go; using it again opens it again."""

    def migrate(self) -> tuple[str, ...]:
        """Bring the tables up to date; the names of the steps that were taken."""

    def grant(self, role: str, *, may_write: bool) -> None:
        """Let a role of the server read the record, or read and add to it; never change it."""

    def head(self) -> int:
        """The number of the last entry, 0 for an empty record."""

    def recorded_by(self, day: date) -> int:
        """The number of the last entry recorded by the end of a day (UTC), 0 where there is none."""

    def hash_at(self, seq: int) -> str | None:
        """The hash of the entry of that number, None where there is none."""

    def numbered(self, beginning: str) -> int | None:
        """The number of the first entry whose hash begins with these hex digits, None where there is none."""

    def highest_ever(self) -> int:
        """The highest number ever given, which a cut-off tail leaves behind."""

    def lost_guards(self) -> tuple[str, ...]:
        """Names of the guards against change that the store should have and has not."""

    def entries(
        self, kind: EntryKind | None = None, *, state: str = "", treaty: str = "", upto: int | None = None
    ) -> list[Entry]:
        """Entries in their order, of one kind, state or treaty where asked."""

    def bodies(
        self, kind: EntryKind, *, state: str = "", treaty: str = "", upto: int | None = None
    ) -> list[tuple[str, str]]:
        """Body and moment of recording of entries in their order: what a view needs, at a fraction of the cost."""

    def corrections(self, upto: int | None = None) -> list[tuple[str, str]]:
        """Body and moment of recording of the acts that correct another, wherever that one stands."""

    def treaties(self, beginning: str, upto: int | None = None) -> list[str]:
        """Keys of treaties with an act on record that begin with these letters, sorted."""

    def append(self, drafts: Iterable[Draft]) -> list[Entry]:
        """Write drafts whose kind and key are new, all or none; returns what was written."""


class Asked(Protocol):
    """Tells which of some keys of one kind are on record already."""

    def __call__(self, kind: str, keys: Sequence[str]) -> set[str]:
        """The keys among these that are on record."""


def where(
    mark: str, *, kind: str | None = None, state: str = "", treaty: str = "", upto: int | None = None
) -> tuple[str, tuple[object, ...]]:
    """The condition of a question and its values; `mark` is what stands for a value in this store's SQL."""
    asked = (kind is not None, bool(state), bool(treaty), upto is not None)
    values = tuple(value for value, is_asked in zip((kind, state, treaty, upto), asked, strict=True) if is_asked)
    return _condition(mark, asked), values


@cache
def _condition(mark: str, asked: tuple[bool, ...]) -> str:
    tests = [
        test for test, is_asked in zip(("kind =", "state =", "treaty =", "seq <="), asked, strict=True) if is_asked
    ]
    return " WHERE " + " AND ".join(f"{test} {mark}" for test in tests) if tests else ""


def linked(drafts: Iterable[Draft], *, seq: int, previous: str, asked: Asked) -> Iterator[Entry]:
    """The drafts that are new as the links that follow entry `seq`, whose hash is `previous`."""
    given = list(drafts)
    known = {
        (kind, key)
        for kind in {draft.kind for draft in given}
        for key in asked(kind, [draft.key for draft in given if draft.kind == kind])
    }
    for draft in given:
        if (draft.kind, draft.key) not in known:
            known.add((draft.kind, draft.key))
            entry = chain(draft, seq=seq + 1, previous=previous)
            seq, previous = entry.seq, entry.hash
            yield entry


def entry_of(row: Sequence[object]) -> Entry:
    """The entry that a row of COLUMNS holds.

    A row that was tampered with may hold any word for its kind: `verify` must still read it.
    """
    values: dict[str, object] = dict(zip(COLUMNS, row, strict=True))
    values["kind"] = _KINDS.get(str(values["kind"]), values["kind"])
    return Entry(**values)  # type: ignore[arg-type]  # the columns of every store have these types


def row_of(entry: Entry) -> tuple[object, ...]:
    """The row that holds an entry, in the order of COLUMNS; the kind as plain text."""
    return tuple(str(getattr(entry, name)) if name == "kind" else getattr(entry, name) for name in COLUMNS)
