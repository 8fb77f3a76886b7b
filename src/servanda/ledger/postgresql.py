"""The record in a PostgreSQL database: the only module that speaks to psycopg, and loads it only when it is needed.

A database without our schema is an empty record; the first write of a role that may make it does so, and reading never
does. Writers take their turn on an advisory lock, and the server refuses an entry that does not follow the last one,
so that the chain neither forks nor has a gap whoever writes. Passwords come from the address, $PGPASSWORD or
~/.pgpass; no message repeats them.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from servanda.ledger.entry import GENESIS, Draft, Entry, EntryKind
from servanda.ledger.migrations_postgresql import FOUND_GUARDS, GRANTS, GUARDS, LOCK, MIGRATIONS
from servanda.ledger.questions import NAMES, Questions
from servanda.ledger.store import CORRECTS, PATIENCE, linked, row_of, where
from servanda.model import StoreError

if TYPE_CHECKING:
    import psycopg

    Connection = psycopg.Connection[tuple[Any, ...]]

SCHEMES = ("postgresql", "postgres")
"""How the address of a ledger on a server begins."""

_OWNER = "as the owner of the record, run: servanda ledger migrate"
_FORM = "write postgresql://user@host:port/database, with % for signs like @ or / in a name"


class PostgresqlStore(Questions):
    """Entries in the schema `servanda` of one database."""

    TABLE, MARK, HIGHEST = "servanda.entry", "%s", "SELECT seq FROM servanda.tip"

    def __init__(self, address: str) -> None:
        self._address = address
        self.name, self._secrets = _masked(address)
        self._turn = threading.RLock()
        self._reader: Connection | None = None
        self._writer: Connection | None = None

    def close(self) -> None:
        """Let the server go; using it again calls it again."""
        with self._turn:
            for connection in (self._reader, self._writer):
                if connection is not None:
                    connection.close()
            self._reader = self._writer = None

    def migrate(self) -> tuple[str, ...]:
        """Make our schema or bring it up to date; the names of the steps that were taken."""
        with self._writing(needed=False) as connection:
            return _migrate(connection)

    def grant(self, role: str, *, may_write: bool) -> None:
        """Let a role of the server read the record, or read and write it; never change it."""
        from psycopg import sql

        grants = GRANTS["reader"] + (GRANTS["writer"] if may_write else ())
        with self._writing() as connection:
            for step in grants:
                connection.execute(sql.SQL(step).format(role=sql.Identifier(role)))

    def lost_guards(self) -> tuple[str, ...]:
        """Names of the triggers that the record should have and has not, or not switched on, or not as made."""
        if not self._ask("SELECT 1 FROM servanda.migration"):
            return ()
        found = dict(self._ask(FOUND_GUARDS))
        return tuple(name for name, body in GUARDS.items() if found.get(name) != body)

    def bodies(
        self, kind: EntryKind, *, state: str = "", treaty: str = "", upto: int | None = None
    ) -> list[tuple[str, str]]:
        """Body and moment of recording of entries in their order."""
        condition, values = where("%s", kind=_text(kind), state=state, treaty=treaty, upto=upto)
        return self._ask(f"SELECT body, recorded_at FROM servanda.entry{condition} ORDER BY seq", values)  # noqa: S608 - names of ours only

    def corrections(self, upto: int | None = None) -> list[tuple[str, str]]:
        """Body and moment of recording of the acts that correct another."""
        condition, values = where("%s", upto=upto)
        told = (
            f"SELECT body, recorded_at FROM servanda.entry{condition}{' AND' if condition else ' WHERE'} kind = 'act'"  # noqa: S608 - names of ours only
        )
        return self._ask(f"{told} AND strpos(body, '{CORRECTS}') > 0 ORDER BY seq", values)

    def treaties(self, beginning: str, upto: int | None = None) -> list[str]:
        """Keys of treaties with an act on record that begin with these letters, sorted."""
        condition, values = where("%s", kind="act", upto=upto)
        asked = f"SELECT DISTINCT treaty FROM servanda.entry{condition} AND starts_with(treaty, %s) ORDER BY treaty"  # noqa: S608 - names of ours only
        return [row[0] for row in self._ask(asked, (*values, beginning))]

    def append(self, drafts: Iterable[Draft]) -> list[Entry]:
        """Write drafts whose kind and key are new, all or none; returns what was written.

        Raises:
            StoreError: for a server that does not answer, a role that may not write, or a writer that does not finish.
        """
        with self._writing() as connection:
            return _write(connection, drafts)

    def _ask(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._explained(), self._turn:
            if self._reader is not None and self._reader.closed:
                self._reader = None
            connection = self._reader or self._open_reader()
            return [] if connection is None else connection.execute(question.encode(), values or None).fetchall()

    def _open_reader(self) -> "Connection | None":
        connection = self._connect(reads_only=True)
        try:
            if _has_record(connection):
                _check_steps(connection, self.name)
                self._reader = connection
        finally:
            if self._reader is None:
                connection.close()
        return self._reader

    @contextmanager
    def _writing(self, *, needed: bool = True) -> "Iterator[Connection]":
        """A transaction in which this writer alone adds; `needed`: take the steps to our tables where they lack."""
        with self._explained(), self._turn:
            if self._writer is None or self._writer.closed:
                self._writer = self._connect(reads_only=False)
            with self._writer.transaction():
                self._writer.execute(f"SET LOCAL lock_timeout = '{PATIENCE:.0f}s'")
                self._writer.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
                if _has_record(self._writer):
                    _check_steps(self._writer, self.name)
                if needed and _steps_due(self._writer):
                    _migrate(self._writer)
                yield self._writer

    def _connect(self, *, reads_only: bool) -> "Connection":
        import psycopg

        try:
            urlsplit(self._address).port  # noqa: B018 - reading it is the check
            psycopg.conninfo.conninfo_to_dict(self._address)
        except (ValueError, psycopg.Error):  # its words may repeat a part of the password
            raise StoreError("is not an address of a database", where=self.name, hint=_FORM) from None
        connection = psycopg.connect(
            self._address, autocommit=True, connect_timeout=int(PATIENCE), fallback_application_name="servanda"
        )
        if reads_only:
            connection.execute("SET default_transaction_read_only = on")
        return connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn the server's words into ours: what is wrong, where, what next."""
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            what, hint = _trouble(error)
            for secret in self._secrets:
                what = what.replace(secret, "***")
            raise StoreError(what, where=self.name, hint=hint) from None


def _text(kind: EntryKind | None) -> str | None:
    return None if kind is None else kind.value


def _masked(address: str) -> tuple[str, tuple[str, ...]]:
    """An address without its password and without settings, and what must not be printed."""
    try:
        parts = urlsplit(address)
        user, host, port = parts.username, parts.hostname or "", parts.port
    except ValueError:
        return f"{SCHEMES[0]}://…", (address,)
    written = parts.netloc.rpartition("@")[0].partition(":")[2]
    hidden = [unquote(written), written, *(item.partition("=")[2] for item in parts.query.split("&"))]
    place = f"{user}@{host}" if user else host
    return f"{SCHEMES[0]}://{place}{f':{port}' if port else ''}{parts.path}", tuple(s for s in hidden if s)


def _has_record(connection: "Connection") -> bool:
    row = connection.execute("SELECT to_regclass('servanda.migration') IS NOT NULL").fetchone()
    return row is not None and bool(row[0])


def _steps_done(connection: "Connection") -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM servanda.migration")}


def _steps_due(connection: "Connection") -> bool:
    return not _has_record(connection) or bool({name for name, _ in MIGRATIONS} - _steps_done(connection))


def _check_steps(connection: "Connection", name: str) -> None:
    unknown = sorted(_steps_done(connection) - {step for step, _ in MIGRATIONS})
    if unknown:
        hint = "bring Servanda up to date"
        raise StoreError(f"was written by a newer Servanda ({unknown[0]})", where=name, hint=hint)


def _migrate(connection: "Connection") -> tuple[str, ...]:
    if not _has_record(connection):
        connection.execute("CREATE SCHEMA IF NOT EXISTS servanda")
        connection.execute("CREATE TABLE IF NOT EXISTS servanda.migration (name text PRIMARY KEY)")
    done, taken = _steps_done(connection), []
    for name, steps in MIGRATIONS:
        if name not in done:
            for step in steps:
                connection.execute(step.encode())
            connection.execute("INSERT INTO servanda.migration (name) VALUES (%s)", (name,))
            taken.append(name)
    return tuple(taken)


def _write(connection: "Connection", drafts: Iterable[Draft]) -> list[Entry]:
    def asked(kind: str, keys: Sequence[str]) -> set[str]:
        question = "SELECT key FROM servanda.entry WHERE kind = %s AND key = ANY(%s)"
        return {row[0] for row in connection.execute(question, (str(kind), list(keys)))}

    last = connection.execute("SELECT seq, hash FROM servanda.entry ORDER BY seq DESC LIMIT 1").fetchone()
    seq, previous = last or (0, GENESIS)
    written = list(linked(drafts, seq=seq, previous=previous, asked=asked))
    if written:
        cursor = connection.cursor()
        with cursor.copy(f"COPY servanda.entry ({NAMES}) FROM STDIN".encode()) as copy:
            for entry in written:
                copy.write_row(row_of(entry))
    return written


def _trouble(error: "psycopg.Error") -> tuple[str, str]:
    """What went wrong and what to do next, by the class of the server's error."""
    import psycopg
    from psycopg import errors

    said = " ".join(str(error).split())
    if isinstance(error, errors.OperationalError) and error.sqlstate is None:
        return f"the server does not let us in: {said}", "look at host, port, user, database and password"
    told: dict[type[psycopg.Error], tuple[str, str]] = {
        errors.LockNotAvailable: (f"another process kept the ledger for {PATIENCE:.0f} seconds", "run it again later"),
        errors.InsufficientPrivilege: (f"this role may not do that: {said}", f"ask for the right, or {_OWNER}"),
        errors.DiskFull: ("the server's disk is full; nothing was written", "free some space and run it again"),
        errors.ReadOnlySqlTransaction: ("the server only lets us read", "name the server that takes writes"),
        errors.UndefinedTable: (f"the record is not as we left it: {said}", _OWNER),
    }
    return told.get(type(error), (f"the ledger cannot be used: {said}", "see: servanda ledger verify"))
