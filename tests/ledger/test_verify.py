"""Whatever is changed, taken out, put in or moved in the record is found, on every store that keeps rows."""

import sqlite3
from datetime import UTC, datetime

import psycopg
import pytest

from servanda.ledger import open_ledger
from servanda.ledger.migrations import GUARDS as FILE_GUARDS
from servanda.ledger.migrations_postgresql import GUARDS as SERVER_GUARDS
from servanda.model import Act, Action, StoreError

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
COLUMNS = ("kind", "key", "body", "recorded_at", "state", "treaty", "author", "previous", "hash")
REST = "body, recorded_at, state, treaty, author, previous, hash"


def act(state: str) -> Act:
    """An act of a state."""
    return Act(id="-", state=state, treaty="ccm", kind=Action.RATIFICATION, date="2010-01-01", source="test")


@pytest.fixture
def record(shared: str) -> str:
    """A record of five entries."""
    with open_ledger(shared, register=False) as ledger:
        ledger.append([act(state) for state in ("FRA", "DEU", "ITA", "ESP", "POL")], at=AT, author="A. Clerk")
    return shared


def execute(record: str, *steps: str) -> None:
    """Run steps on the store itself, as its owner."""
    if "://" in record:
        with psycopg.connect(record, autocommit=True) as connection:
            for step in steps:
                connection.execute(step.replace("entry", "servanda.entry").encode())
        return
    connection = sqlite3.connect(record, isolation_level=None)
    try:
        for step in steps:
            connection.execute(step)
    finally:
        connection.close()


def tamper(record: str, *steps: str) -> None:
    """Change the rows as somebody would who takes the guards away and puts them back."""
    if "://" in record:
        execute(record, "ALTER TABLE entry DISABLE TRIGGER USER", *steps, "ALTER TABLE entry ENABLE TRIGGER USER")
    else:
        execute(record, *(f"DROP TRIGGER {name}" for name in FILE_GUARDS), *steps, *FILE_GUARDS.values())


def faults(record: str, head: str | None = None) -> list[str]:
    """What verify says of a record."""
    with open_ledger(record, register=False) as ledger:
        return [fault.text for fault in ledger.verify(head)]


@pytest.mark.parametrize("row", [1, 3, 5])
@pytest.mark.parametrize("column", COLUMNS)
def test_changed_column_is_found(record: str, column: str, row: int) -> None:
    """Whatever column of a row is changed, the first, the last or one between, the row is named."""
    tamper(record, f"UPDATE entry SET {column} = {column} || '0' WHERE seq = {row}")  # noqa: S608 - columns of ours
    assert any(f"row {row}" in text for text in faults(record))


SWAP = (
    "UPDATE entry SET seq = 99 WHERE seq = {a}",
    "UPDATE entry SET seq = {a} WHERE seq = {b}",
    "UPDATE entry SET seq = {b} WHERE seq = 99",
)
COPY = f"INSERT INTO entry (seq, kind, key, {REST}) SELECT {{seq}}, kind, key || '9', {REST} FROM entry WHERE seq = 2"  # noqa: S608 - columns of ours
REPLACE = (
    "REPLACE INTO entry SELECT * FROM entry WHERE seq = 2",
    COPY.replace("INSERT", "INSERT OR REPLACE").replace("key || '9'", "key").format(seq=6),
)
FORGED = {
    "first row taken out": (("DELETE FROM entry WHERE seq = 1",), "row 1 was taken out"),
    "middle row taken out": (("DELETE FROM entry WHERE seq = 3",), "row 3 was taken out"),
    "two rows taken out": (("DELETE FROM entry WHERE seq IN (2, 3)",), "row 2 to 3 was taken out"),
    "last row taken out": (("DELETE FROM entry WHERE seq = 5",), "the tail is missing"),
    "every row taken out": (("DELETE FROM entry",), "rows 1 to 5 were taken out"),
    "neighbours swapped": (tuple(step.format(a=2, b=3) for step in SWAP), "row 2 was changed"),
    "first and last swapped": (tuple(step.format(a=1, b=5) for step in SWAP), "row 1 was changed"),
    "row put at the end": ((COPY.format(seq=6),), "row 6 was changed"),
    "row put far behind": ((COPY.format(seq=60),), "row 6 to 59 was taken out"),
    "gap closed": (
        (
            "DELETE FROM entry WHERE seq = 3",
            "UPDATE entry SET seq = 3 WHERE seq = 4",
            "UPDATE entry SET seq = 4 WHERE seq = 5",
        ),
        "row 3 was changed",
    ),
}


@pytest.mark.parametrize("name", FORGED)
def test_rows_taken_out_put_in_or_moved_are_found(record: str, name: str) -> None:
    """A row taken out of any place, put in or moved is named."""
    steps, words = FORGED[name]
    tamper(record, *steps)
    assert any(words in text for text in faults(record)), faults(record)


def test_row_before_the_first_is_found(record: str) -> None:
    """A row numbered before the first one is no row of ours."""
    if "://" in record:
        with pytest.raises(psycopg.errors.CheckViolation):
            tamper(record, COPY.format(seq=0))
    else:
        tamper(record, COPY.format(seq=0))
        assert any("row 0 was put in" in text for text in faults(record))


def test_noted_head_must_still_be_there(record: str) -> None:
    """A hash noted earlier proves that the record only grew since."""
    with open_ledger(record, register=False) as ledger:
        head = ledger.log()[-1].hash
        ledger.append([act("PRT")], at=AT)
    assert faults(record, head) == []
    assert any("rewritten or cut" in text for text in faults(record, "0" * 64))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET state = 'XXX'",
        "DELETE FROM entry",
        COPY.format(seq=6),
        COPY.format(seq=60),
        "INSERT INTO entry SELECT * FROM entry WHERE seq = 2",
    ],
)
def test_rows_refuse_change(record: str, change: str) -> None:
    """The store itself refuses to change or delete a row, and one that does not follow the last, even to its owner."""
    with pytest.raises((sqlite3.DatabaseError, psycopg.Error), match=r"append-only|entry_pkey"):
        execute(record, change)
    assert faults(record) == []


@pytest.mark.parametrize("replacing", REPLACE)
def test_file_refuses_replacement(record: str, replacing: str) -> None:
    """SQLite's REPLACE, which deletes without asking the guard of deletion, is refused too."""
    if "://" in record:
        pytest.skip("PostgreSQL has no REPLACE")
    with pytest.raises(sqlite3.DatabaseError, match="append-only"):
        execute(record, replacing)


def test_lost_guards_are_found(record: str) -> None:
    """A record whose guard is gone, off or hollow is reported before anything was changed."""
    if "://" in record:
        for name in SERVER_GUARDS:
            with psycopg.connect(record, autocommit=True) as connection:
                connection.execute(f"ALTER TABLE servanda.entry DISABLE TRIGGER {name}".encode())
                assert any(name in text for text in faults(record))
                connection.execute(f"ALTER TABLE servanda.entry ENABLE TRIGGER {name}".encode())
        with psycopg.connect(record, autocommit=True) as connection:
            connection.execute(
                b"CREATE OR REPLACE FUNCTION servanda.refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"
            )
        assert any("entry_is_never_changed" in text for text in faults(record))
    else:
        for name, made in FILE_GUARDS.items():
            execute(record, f"DROP TRIGGER {name}")
            assert any(name in text for text in faults(record))
            execute(record, made.split("BEGIN")[0].split("WHEN")[0] + "BEGIN SELECT 1; END")
            assert any(name in text for text in faults(record))
            execute(record, f"DROP TRIGGER {name}", made)
        assert faults(record) == []


def test_error_is_no_verdict(record: str) -> None:
    """A record that cannot be read is an error, not a sound record."""
    execute(record, "DROP TABLE entry")
    with pytest.raises(StoreError):
        assert faults(record) == ["never reached"]
