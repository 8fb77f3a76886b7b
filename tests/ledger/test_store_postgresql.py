"""What only a server can do wrong, and who may do what there."""

import subprocess
import sys
from datetime import UTC, datetime

import psycopg
import pytest
from psycopg import sql

from servanda.ledger import open_ledger
from servanda.ledger.postgresql import PostgresqlStore
from servanda.model import Act, Action, StoreError

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
SECRET = "pa%2Fss%40word"  # noqa: S105 - of the tests' own server, which lives as long as they do


def act(state: str) -> Act:
    """An act of a state."""
    return Act(id="-", state=state, treaty="ccm", kind=Action.RATIFICATION, date="2010-01-01", source="test")


def as_role(address: str, role: str) -> str:
    """The address under which a role without rights, made here, comes in."""
    with psycopg.connect(address, autocommit=True) as connection:
        name = sql.Identifier(role)
        connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(name))
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'other'").format(name))
    return address.replace(f"keeper:{SECRET}", f"{role}:other")


def drop(address: str, role: str) -> None:
    """Take a role away again."""
    with psycopg.connect(address, autocommit=True) as connection:
        for step in ("DROP OWNED BY {}", "DROP ROLE {}"):
            connection.execute(sql.SQL(step).format(sql.Identifier(role)))


def test_either_scheme_names_the_same_record(postgresql: str) -> None:
    """`postgres://` and `postgresql://` name the same record, and its name holds no password."""
    with open_ledger(postgresql, register=False) as ledger:
        ledger.append([act("FRA")], at=AT)
    with open_ledger(postgresql.replace("postgresql://", "postgres://"), register=False) as ledger:
        assert len(ledger.log()) == 1
        assert ledger.name.startswith("postgresql://keeper@127.0.0.1:")
        assert "pa" not in ledger.name.partition("@")[0]


def test_reading_makes_no_schema(postgresql: str) -> None:
    """Reading an empty database leaves it empty."""
    with open_ledger(postgresql, register=False) as ledger:
        assert ledger.view().acts() == ()
        assert ledger.verify() == ()
    with psycopg.connect(postgresql) as connection:
        assert connection.execute("SELECT to_regnamespace('servanda')").fetchone() == (None,)


def test_roles_may_do_no_more_than_they_need(postgresql: str) -> None:
    """A writer adds and reads, a reader reads; neither changes, deletes, empties, migrates or touches the tip."""
    writer, reader = as_role(postgresql, "scribe"), as_role(postgresql, "visitor")
    try:
        store = PostgresqlStore(postgresql)
        store.migrate()
        store.grant("scribe", may_write=True)
        store.grant("visitor", may_write=False)
        store.close()
        with open_ledger(writer, register=False) as ledger:
            ledger.append([act("FRA")], at=AT)
            assert ledger.verify() == ()
        with open_ledger(reader, register=False) as ledger:
            assert [a.state for a in ledger.view().acts()] == ["FRA"]
            assert ledger.verify() == ()
            with pytest.raises(StoreError, match="may not do that"):
                ledger.append([act("DEU")], at=AT)
        for address in (writer, reader):
            for change in (
                "UPDATE servanda.entry SET state = 'XXX'",
                "DELETE FROM servanda.entry",
                "TRUNCATE servanda.entry",
                "UPDATE servanda.tip SET seq = 9",
                "DELETE FROM servanda.tip",
                "INSERT INTO servanda.migration VALUES ('9999_think')",
                "ALTER TABLE servanda.entry DISABLE TRIGGER entry_is_never_changed",
                "CREATE OR REPLACE FUNCTION servanda.refuse() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'",
                "CREATE TABLE servanda.mine (x int)",
                "DROP SCHEMA servanda CASCADE",
            ):
                with psycopg.connect(address) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(change.encode())
        with psycopg.connect(postgresql) as connection, pytest.raises(psycopg.Error, match="append-only"):
            connection.execute("TRUNCATE servanda.entry")
    finally:
        drop(postgresql, "scribe")
        drop(postgresql, "visitor")


def test_role_without_rights_is_told_what_to_ask(postgresql: str) -> None:
    """A role that may not make the tables, or not see them, is told who can help."""
    stranger = as_role(postgresql, "stranger")
    try:
        with open_ledger(stranger, register=False) as ledger:
            assert ledger.view().acts() == ()
            with pytest.raises(StoreError, match="ledger migrate"):
                ledger.append([act("FRA")], at=AT)
        with open_ledger(postgresql, register=False) as ledger:
            ledger.append([act("FRA")], at=AT)
        with open_ledger(stranger, register=False) as ledger, pytest.raises(StoreError, match="may not do that"):
            ledger.view().acts()
    finally:
        drop(postgresql, "stranger")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ((SECRET, "wrong%20one"), "password authentication failed"),
        (("127.0.0.1", "127.0.0.2"), "does not let us in"),
        (("/record", "/no/such/"), "does not"),
        ((SECRET, "sec/ret"), "not an address"),
        (("127.0.0.1:", "127.0.0.1:9"), "not"),
        (("postgresql://", "postgresql://[::1"), "not an address"),
    ],
)
def test_server_that_does_not_let_us_in(postgresql: str, change: tuple[str, str], words: str) -> None:
    """Each way not to get in is told with what to look at, and never with the password."""
    with open_ledger(postgresql.replace(*change), register=False) as ledger:
        for ask in (ledger.view, lambda: ledger.append([act("FRA")], at=AT)):
            with pytest.raises(StoreError, match=words) as caught:
                ask()
            told = f"{caught.value} {caught.value.value} {ledger.name}"
            assert not any(
                word in told for word in (SECRET, "pa/ss@word", "wrong one", "wrong%20one", "sec/ret", "sec")
            )
            assert caught.value.exit_code == 4
            assert caught.value.hint


def test_writer_that_bypasses_us_cannot_fork_the_chain(postgresql: str) -> None:
    """An entry that some other program adds must follow the last one, also where it waited for its turn."""
    with open_ledger(postgresql, register=False) as ledger:
        ledger.append([act("FRA")], at=AT)
    copied = "kind, key || '9', body, recorded_at, state, treaty, author, hash, repeat('0', 64)"
    forged = f"INSERT INTO servanda.entry (seq, kind, key, body, recorded_at, state, treaty, author, previous, hash) SELECT 2, {copied} FROM servanda.entry"  # noqa: S608 - words of ours
    with psycopg.connect(postgresql) as one, psycopg.connect(postgresql) as two:
        one.execute(forged.encode())
        two.execute("SET lock_timeout = '100ms'")
        with pytest.raises(psycopg.errors.Error, match=r"lock timeout"):
            two.execute(forged.replace("|| '9'", "|| '8'").replace("SELECT 2", "SELECT 3").encode())
        one.rollback()


def test_busy_ledger_is_told(postgresql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that does not finish is waited for, and then told of."""
    monkeypatch.setattr("servanda.ledger.postgresql.PATIENCE", 1)
    with open_ledger(postgresql, register=False) as ledger, psycopg.connect(postgresql) as busy:
        ledger.append([act("FRA")], at=AT)
        busy.execute("SELECT pg_advisory_xact_lock(%s)", (0x5E47A4DA,))
        with pytest.raises(StoreError, match="another process kept the ledger"):
            ledger.append([act("DEU")], at=AT)
        busy.rollback()
        assert len(ledger.append([act("DEU")], at=AT)) == 1


def test_lost_connection_is_taken_up_again(postgresql: str) -> None:
    """A server that hung up is an error once, and is called again by the next question and the next write."""
    with open_ledger(postgresql, register=False) as ledger:
        ledger.append([act("FRA")], at=AT)
        assert len(ledger.log()) == 1
        with psycopg.connect(postgresql, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        with pytest.raises(StoreError):
            ledger.log()
        with pytest.raises(StoreError):
            ledger.append([act("DEU")], at=AT)
        assert len(ledger.log()) == 1
        ledger.append([act("DEU")], at=AT)
        assert ledger.verify() == ()


def test_record_of_a_later_version(postgresql: str) -> None:
    """A record that a newer Servanda wrote is neither read nor written."""
    with open_ledger(postgresql, register=False) as ledger:
        ledger.append([act("FRA")], at=AT)
    with psycopg.connect(postgresql) as connection:
        connection.execute("INSERT INTO servanda.migration VALUES ('9999_think')")
    with open_ledger(postgresql, register=False) as ledger:
        with pytest.raises(StoreError, match="newer Servanda"):
            ledger.view()
        with pytest.raises(StoreError, match="newer Servanda"):
            ledger.append([act("DEU")], at=AT)


def test_driver_is_loaded_only_for_a_server() -> None:
    """A ledger in a file does not pay for the driver."""
    script = "import sys, servanda.ledger as l; l.open_ledger(':memory:').view(); sys.exit('psycopg' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
