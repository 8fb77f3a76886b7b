"""The record in one SQLite file: the only module that speaks to sqlite3.

A file that does not exist is an empty record, and is made by the first write. Reading opens it read-only. Writers take
their turn (`BEGIN IMMEDIATE`, ten seconds of patience), and what one call writes is written whole or not at all.
One connection reads and one writes, each kept; threads that write through one store take turns on its lock.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from servanda.ledger.entry import GENESIS, Draft, Entry, EntryKind
from servanda.ledger.migrations import GUARDS, MIGRATIONS
from servanda.ledger.questions import NAMES, Questions
from servanda.ledger.store import COLUMNS, CORRECTS, PATIENCE, linked, row_of, where
from servanda.model import StoreError

CACHE = 65_536
"""Kibibytes of the file that a reader may keep in memory."""

_MARKS = ", ".join("?" for _ in COLUMNS)
_AFTER_Z = "\U0010ffff"


class SqliteStore(Questions):
    """Entries in a SQLite file, or in memory where `path` is None."""

    TABLE, MARK, HIGHEST = "entry", "?", "SELECT seq FROM sqlite_sequence WHERE name = 'entry'"

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._turn = threading.RLock()
        self._reader: sqlite3.Connection | None = None
        self._writer: sqlite3.Connection | None = None
        self._written: tuple[int, int] | None = None
        self._memory = (
            sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False) if path is None else None
        )
        if self._memory is not None:
            _migrate(self._memory)

    @property
    def name(self) -> str:
        """The store as messages name it."""
        return str(self.path) if self.path else ":memory:"

    def close(self) -> None:
        """Let the file go; using it again opens it again."""
        with self._turn:
            for connection in (self._reader, self._writer):
                if connection is not None:
                    connection.close()
            self._reader = self._writer = None

    def migrate(self) -> tuple[str, ...]:
        """Make the file or bring it up to date; the names of the steps that were taken."""
        before = self._steps_done()
        with self._writing():
            pass
        return tuple(name for name, _ in MIGRATIONS if name not in before)

    def grant(self, role: str, *, may_write: bool) -> None:  # noqa: ARG002 - the contract of every store
        """Refuse: a file knows no roles."""
        raise StoreError("is a file, and knows no roles", value=role, where=self.name, hint="see: chmod, setfacl")

    def lost_guards(self) -> tuple[str, ...]:
        """Names of the triggers that the file should have, after the steps it went through, and has not as made."""
        found = dict(self._ask("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        done = self._steps_done()
        due = {step for name, steps in MIGRATIONS if name in done for step in steps}
        return tuple(name for name, made in GUARDS.items() if made in due and found.get(name) != made)

    def bodies(
        self, kind: EntryKind, *, state: str = "", treaty: str = "", upto: int | None = None
    ) -> list[tuple[str, str]]:
        """Body and moment of recording of entries in their order."""
        condition, values = where("?", kind=kind, state=state, treaty=treaty, upto=upto)
        if not (state or treaty):
            condition = condition.replace("kind", "+kind")  # most rows are asked for: read them as they lie
        return self._ask(f"SELECT body, recorded_at FROM entry{condition} ORDER BY seq", values)  # noqa: S608 - names of ours only

    def corrections(self, upto: int | None = None) -> list[tuple[str, str]]:
        """Body and moment of recording of the acts that correct another."""
        condition, values = where("?", upto=upto)
        told = f"SELECT body, recorded_at FROM entry{condition}{' AND' if condition else ' WHERE'} kind = 'act' AND "  # noqa: S608 - names of ours only
        return self._ask(f"{told}instr(body, '{CORRECTS}') > 0 ORDER BY seq", values)

    def treaties(self, beginning: str, upto: int | None = None) -> list[str]:
        """Keys of treaties with an act on record that begin with these letters, sorted."""
        asked = "SELECT DISTINCT treaty FROM entry WHERE kind = 'act' AND treaty >= ? AND treaty < ?"
        values = (beginning, beginning + _AFTER_Z, *(() if upto is None else (upto,)))
        return [row[0] for row in self._ask(asked + ("" if upto is None else " AND seq <= ?"), values)]

    def append(self, drafts: Iterable[Draft]) -> list[Entry]:
        """Write drafts whose kind and key are new, all or none; returns what was written.

        Raises:
            StoreError: for a file that cannot be written, a full disk, or a writer that does not finish.
        """
        with self._writing() as connection:
            return _write(connection, drafts)

    def _steps_done(self) -> set[str]:
        if not self._ask("SELECT 1 FROM sqlite_master WHERE name = 'migration'"):
            return set()
        return {row[0] for row in self._ask("SELECT name FROM migration")}

    def _ask(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._fetch(question, values)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise _told(error, self.name) from error
        with _explained(self.name):
            self._undo_what_a_crash_left()
            return self._fetch(question, values)

    def _fetch(self, question: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        connection = self._memory or self._reader or self._open_reader()
        return [] if connection is None else connection.execute(question, values).fetchall()

    def _undo_what_a_crash_left(self) -> None:
        """Let SQLite take back the half of a write whose writer was killed, for which a reader has no right."""
        assert self.path is not None
        connection = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE)
        try:
            connection.execute("SELECT 1 FROM sqlite_master").fetchall()
        finally:
            connection.close()

    def _open_reader(self) -> sqlite3.Connection | None:
        if self.path is None or not self.path.exists():
            return None
        if self.path.is_dir():
            raise StoreError("is a folder, not a ledger", where=self.name, hint="name a file inside it")
        if self.path.stat().st_size == 0:
            return None
        uri = f"{self.path.absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, check_same_thread=False)
        try:
            if _check_shape(connection, self.name):
                connection.execute(f"PRAGMA cache_size = -{CACHE}")
                self._reader = connection
        finally:
            if self._reader is None:
                connection.close()
        return self._reader

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with _explained(self.name), self._turn:
            connection = self._memory or self._same_file() or self._open_writer()
            try:
                connection.execute("BEGIN IMMEDIATE")
                _migrate(connection)
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _same_file(self) -> sqlite3.Connection | None:
        """The connection that wrote last, if the file it wrote to is still the one of that name."""
        if self._writer is None or self.path is None:
            return None
        if self.path.exists() and _place(self.path) == self._written:
            return self._writer
        self.close()
        return None

    def _open_writer(self) -> sqlite3.Connection:
        assert self.path is not None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"no folder can be made for the ledger: {error.strerror}", where=self.name) from error
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
        self._writer, self._written = connection, _place(self.path)
        try:
            if self.path.stat().st_size:
                _check_shape(connection, self.name)
        except BaseException:
            self.close()
            raise
        return connection


def _place(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _write(connection: sqlite3.Connection, drafts: Iterable[Draft]) -> list[Entry]:
    def asked(kind: str, keys: Sequence[str]) -> set[str]:
        question = "SELECT key FROM entry WHERE kind = ? AND key IN (SELECT value FROM json_each(?))"
        return {row[0] for row in connection.execute(question, (kind, json.dumps(keys)))}

    last = connection.execute("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    seq, previous = last or (0, GENESIS)
    written = list(linked(drafts, seq=seq, previous=previous, asked=asked))
    connection.executemany(f"INSERT INTO entry ({NAMES}) VALUES ({_MARKS})", map(row_of, written))  # noqa: S608 - names of ours only
    return written


def _migrate(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) STRICT")
    done = {row[0] for row in connection.execute("SELECT name FROM migration")}
    for name, steps in MIGRATIONS:
        if name not in done:
            for step in steps:
                connection.execute(step)
            connection.execute("INSERT INTO migration (name) VALUES (?)", (name,))


def _check_shape(connection: sqlite3.Connection, name: str) -> bool:
    """Whether the database holds a ledger already; one that holds something else is refused."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return False
    if "migration" not in tables or "entry" not in tables:
        raise StoreError("is a database, but no ledger of Servanda", where=name, hint="name another file")
    done = {row[0] for row in connection.execute("SELECT name FROM migration")}
    unknown = sorted(done - {step for step, _ in MIGRATIONS})
    if unknown:
        raise StoreError(
            f"was written by a newer Servanda ({unknown[0]})", where=name, hint="bring Servanda up to date"
        )
    return True


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """Turn SQLite's words into ours: what is wrong, where, what next."""
    try:
        yield
    except sqlite3.Error as error:
        raise _told(error, name) from error


def _told(error: sqlite3.Error, name: str) -> StoreError:
    code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    what, hint = _TROUBLE.get(code, (f"the ledger cannot be used: {error}", "see: servanda ledger verify"))
    return StoreError(what, value=str(error), where=name, hint=hint)


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
