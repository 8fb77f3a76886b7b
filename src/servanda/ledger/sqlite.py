"""The record in one SQLite file: the only module that speaks to sqlite3.

A file that does not exist is an empty record, and is made by the first write. Reading opens it read-only. Writers take
their turn (`BEGIN IMMEDIATE`, ten seconds of patience), and what one call writes is written whole or not at all.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from servanda.ledger.entry import GENESIS, Draft, Entry, EntryKind, chain
from servanda.ledger.migrations import MIGRATIONS, TRIGGERS
from servanda.model import StoreError

PATIENCE = 10.0
"""Seconds to wait for another writer."""

_COLUMNS = Entry.__struct_fields__
_KINDS = frozenset(EntryKind)
_NAMES = ", ".join(_COLUMNS)


class SqliteStore:
    """Entries in a SQLite file, or in memory where `path` is None."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._reader: sqlite3.Connection | None = None
        self._memory = sqlite3.connect(":memory:", isolation_level=None) if path is None else None
        if self._memory is not None:
            _migrate(self._memory)

    @property
    def name(self) -> str:
        """The store as messages name it."""
        return str(self.path) if self.path else ":memory:"

    def close(self) -> None:
        """Let the file go; reading again opens it again."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def head(self) -> int:
        """The number of the last entry, 0 for an empty record."""
        rows = self._ask("SELECT COALESCE(MAX(seq), 0) FROM entry")
        return int(rows[0][0]) if rows else 0

    def highest_ever(self) -> int:
        """The highest number ever given, which a cut-off tail leaves behind."""
        rows = self._ask("SELECT seq FROM sqlite_sequence WHERE name = 'entry'")
        return int(rows[0][0]) if rows else 0

    def lost_triggers(self) -> tuple[str, ...]:
        """Names of the guards against change that the file should have and has not."""
        found = {row[0] for row in self._ask("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        exists = self._memory is not None or (self.path is not None and self.path.exists())
        return tuple(name for name in TRIGGERS if name not in found) if exists and self.head() else ()

    def entries(
        self, kind: EntryKind | None = None, *, state: str = "", treaty: str = "", upto: int | None = None
    ) -> list[Entry]:
        """Entries in their order, of one kind, state or treaty where asked, up to a number."""
        wanted = {"kind =": kind, "state =": state, "treaty =": treaty, "seq <=": upto}
        tests = {test: value for test, value in wanted.items() if value not in (None, "")}
        where = " WHERE " + " AND ".join(f"{test} ?" for test in tests) if tests else ""
        rows = self._ask(f"SELECT {_NAMES} FROM entry{where} ORDER BY seq", tuple(tests.values()))  # noqa: S608 - names of ours only
        return [_entry(row) for row in rows]

    def append(self, drafts: Iterable[Draft]) -> list[Entry]:
        """Write drafts whose kind and key are new, all or none; returns what was written.

        Raises:
            StoreError: for a file that cannot be written, a full disk, or a writer that does not finish.
        """
        with self._writing() as connection:
            return list(_write(connection, drafts))

    def _ask(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with _explained(self.name):
            connection = self._memory or self._open_reader()
            return [] if connection is None else connection.execute(question, values).fetchall()

    def _open_reader(self) -> sqlite3.Connection | None:
        if self._reader is None and self.path is not None and self.path.exists():
            if self.path.is_dir():
                raise StoreError("is a folder, not a ledger", where=self.name, hint="name a file inside it")
            if self.path.stat().st_size == 0:
                return None
            connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE, check_same_thread=False
            )
            _check_shape(connection, self.name)
            self._reader = connection
        return self._reader

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with _explained(self.name):
            connection = self._memory or self._open_writer()
            try:
                connection.execute("BEGIN IMMEDIATE")
                _migrate(connection)
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                if connection is not self._memory:
                    connection.close()

    def _open_writer(self) -> sqlite3.Connection:
        assert self.path is not None
        self.close()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"no folder can be made for the ledger: {error.strerror}", where=self.name) from error
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=PATIENCE)
        if self.path.stat().st_size:
            _check_shape(connection, self.name)
        return connection


def _write(connection: sqlite3.Connection, drafts: Iterable[Draft]) -> Iterator[Entry]:
    last = connection.execute("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    seq, previous = last or (0, GENESIS)
    marks = ", ".join("?" for _ in _COLUMNS)
    for draft in drafts:
        if connection.execute("SELECT 1 FROM entry WHERE kind = ? AND key = ?", (draft.kind, draft.key)).fetchone():
            continue
        entry = chain(draft, seq=seq + 1, previous=previous)
        values = tuple(getattr(entry, name) for name in _COLUMNS)
        connection.execute(f"INSERT INTO entry ({_NAMES}) VALUES ({marks})", values)  # noqa: S608 - names of ours only
        seq, previous = entry.seq, entry.hash
        yield entry


def _entry(row: Sequence[object]) -> Entry:
    values: dict[str, object] = dict(zip(_COLUMNS, row, strict=True))
    if values["kind"] in _KINDS:  # a row that was tampered with may hold any word: `verify` must still read it
        values["kind"] = EntryKind(str(values["kind"]))
    return Entry(**values)  # type: ignore[arg-type]  # STRICT columns have these types


def _migrate(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) STRICT")
    done = {row[0] for row in connection.execute("SELECT name FROM migration")}
    for name, steps in MIGRATIONS:
        if name not in done:
            for step in steps:
                connection.execute(step)
            connection.execute("INSERT INTO migration (name) VALUES (?)", (name,))


def _check_shape(connection: sqlite3.Connection, name: str) -> None:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return
    if "migration" not in tables or "entry" not in tables:
        raise StoreError("is a database, but no ledger of Servanda", where=name, hint="name another file")
    done = {row[0] for row in connection.execute("SELECT name FROM migration")}
    unknown = sorted(done - {step for step, _ in MIGRATIONS})
    if unknown:
        raise StoreError(
            f"was written by a newer Servanda ({unknown[0]})", where=name, hint="bring Servanda up to date"
        )


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """Turn SQLite's words into ours: what is wrong, where, what next."""
    try:
        yield
    except sqlite3.Error as error:
        code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
        what, hint = _TROUBLE.get(code, (f"the ledger cannot be used: {error}", "see: servanda ledger verify"))
        raise StoreError(what, value=str(error), where=name, hint=hint) from error


_TROUBLE = {
    sqlite3.SQLITE_NOTADB: ("is not a SQLite database", "name another file, or move this one away"),
    sqlite3.SQLITE_CORRUPT: ("the file is damaged", "restore a copy, then run: servanda ledger verify"),
    sqlite3.SQLITE_FULL: ("the disk is full; nothing was written", "free some space and run it again"),
    sqlite3.SQLITE_READONLY: ("the ledger is read-only", "give yourself the right to write it, or name another"),
    sqlite3.SQLITE_PERM: ("the ledger may not be opened", "give yourself the right to read it"),
    sqlite3.SQLITE_CANTOPEN: ("the ledger cannot be opened", "look whether the file and its folder may be used"),
    sqlite3.SQLITE_BUSY: (
        f"another process kept the ledger for {PATIENCE:.0f} seconds",
        "wait for it, then run it again",
    ),
    sqlite3.SQLITE_IOERR: ("the disk did not answer", "look after the disk, then run it again"),
}
