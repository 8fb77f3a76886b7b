"""The record is append-only, and any change to it is found."""

import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from servanda.ledger import open_ledger
from servanda.model import Act, Action, Claim, Event, Report, StoreError

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
COLUMNS = ("kind", "key", "body", "recorded_at", "state", "treaty", "author", "previous", "hash")


def act(state: str, day: str = "2010-01-01") -> Act:
    """An act of a state on a day."""
    return Act(id="-", state=state, treaty="ccm", kind=Action.RATIFICATION, date=day, source="test")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of three entries."""
    where = tmp_path / "deep" / "ledger.sqlite"
    with open_ledger(str(where), register=False) as ledger:
        ledger.append([act("FRA"), act("DEU"), act("ITA")], at=AT, author="A. Clerk")
    return where


def tamper(path: Path, *steps: str) -> None:
    """Change the file as somebody would who takes the guards away and puts them back."""
    with sqlite3.connect(path) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for step in steps:
            connection.execute(step)
        for _, sql in guards:
            connection.execute(sql)
    connection.close()


def faults(path: Path, head: str | None = None) -> list[str]:
    """What verify says of a file."""
    with open_ledger(str(path), register=False) as ledger:
        return [fault.text for fault in ledger.verify(head)]


def test_sound_record_has_no_fault(path: Path) -> None:
    """A record that nobody touched verifies."""
    assert faults(path) == []


@pytest.mark.parametrize("column", COLUMNS)
def test_changed_column_is_found(path: Path, column: str) -> None:
    """Whatever column of a row is changed, the row is named."""
    tamper(path, f"UPDATE entry SET {column} = {column} || '0' WHERE seq = 2")  # noqa: S608 - columns of ours
    assert any("row 2" in text for text in faults(path))


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (("DELETE FROM entry WHERE seq = 1",), "row 1 was taken out"),
        (("DELETE FROM entry WHERE seq = 2",), "row 2 was taken out"),
        (("DELETE FROM entry WHERE seq = 3",), "the tail is missing"),
        (
            (
                "UPDATE entry SET seq = 9 WHERE seq = 2",
                "UPDATE entry SET seq = 2 WHERE seq = 3",
                "UPDATE entry SET seq = 3 WHERE seq = 9",
            ),
            "row 2 was changed",
        ),
    ],
)
def test_removed_and_moved_rows_are_found(path: Path, steps: tuple[str, ...], words: str) -> None:
    """A row taken out of any place, or moved, is named."""
    tamper(path, *steps)
    assert any(words in text for text in faults(path))


def test_lost_guards_are_found(path: Path) -> None:
    """A file whose triggers are gone is reported before anything was changed."""
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER entry_is_never_changed")
    connection.close()
    assert any("entry_is_never_changed" in text for text in faults(path))


def test_noted_head_must_still_be_there(path: Path) -> None:
    """A hash noted earlier proves that the record only grew since."""
    with open_ledger(str(path), register=False) as ledger:
        head = ledger.log()[-1].hash
        ledger.append([act("ESP")], at=AT)
    assert faults(path, head) == []
    assert any("rewritten or cut" in text for text in faults(path, "0" * 64))


@pytest.mark.parametrize("change", ["UPDATE entry SET state = 'XXX'", "DELETE FROM entry"])
def test_rows_refuse_change(path: Path, change: str) -> None:
    """The file itself refuses to change or delete a row."""
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError, match="append-only"):
        connection.execute(change)
    connection.close()


def test_absent_ledger_is_empty_and_stays_absent(tmp_path: Path) -> None:
    """Reading a ledger that does not exist creates nothing."""
    where = tmp_path / "no" / "ledger.sqlite"
    with open_ledger(str(where), register=False) as ledger:
        assert ledger.view().acts() == ()
        assert ledger.verify() == ()
    assert not where.parent.exists()


def test_every_way_to_name_a_file(path: Path) -> None:
    """A path and its sqlite:/// form name the same ledger."""
    with open_ledger(f"sqlite:///{path}", register=False) as ledger:
        assert len(ledger.log()) == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"this is no database at all, only some text " * 30, "not a SQLite database"), (None, "is a folder")],
)
def test_what_is_no_ledger(tmp_path: Path, content: bytes | None, words: str) -> None:
    """A text file or a folder is told as what it is."""
    where = tmp_path / "thing"
    if content is None:
        where.mkdir()
    else:
        where.write_bytes(content)
    with pytest.raises(StoreError, match=words):
        open_ledger(str(where)).view().acts()


def test_database_of_somebody_else(tmp_path: Path) -> None:
    """A database of another program is neither read nor written."""
    where = tmp_path / "other.sqlite"
    connection = sqlite3.connect(where)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with open_ledger(str(where)) as ledger:
        with pytest.raises(StoreError, match="no ledger of Servanda"):
            ledger.view()
        with pytest.raises(StoreError, match="no ledger of Servanda"):
            ledger.append([act("FRA")], at=AT)


def test_server_is_not_yet_supported() -> None:
    """A PostgreSQL ledger is refused with what would do, and no password in the words."""
    with pytest.raises(StoreError, match="not yet supported") as caught:
        open_ledger("postgresql://me:secret@host/db")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("trouble", "words"),
    [("PRAGMA max_page_count = 1", "disk is full"), ("PRAGMA query_only = 1", "ledger is read-only")],
)
def test_trouble_while_writing(path: Path, trouble: str, words: str) -> None:
    """When the disk fills up or refuses, the whole write is undone and said."""
    with open_ledger(str(path), register=False) as ledger:
        store = ledger._store
        opener = store._open_writer

        def troubled() -> sqlite3.Connection:
            connection = opener()
            connection.execute(trouble)
            return connection

        store._open_writer = troubled  # type: ignore[method-assign]  # a disk with no room
        many = [act("ESP", (date(1900, 1, 1) + timedelta(days=n)).isoformat()) for n in range(400)]
        with pytest.raises(StoreError, match=words):
            ledger.append(many, at=AT)
        assert len(ledger.log()) == 3


@pytest.mark.skipif("getattr(__import__('os'), 'geteuid', int)() == 0", reason="root may write everywhere")
def test_read_only_file(path: Path) -> None:
    """A file that may not be written is read, and refuses a write in words."""
    path.chmod(stat.S_IREAD)
    with open_ledger(str(path), register=False) as ledger:
        assert len(ledger.log()) == 3
        with pytest.raises(StoreError, match="read-only"):
            ledger.append([act("ESP")], at=AT)


def test_two_processes_take_turns(path: Path) -> None:
    """What two processes write at once is all there, in one sound chain."""
    script = (
        "import sys; from datetime import *; from servanda.ledger import open_ledger; from servanda.model import Act\n"
        "for n in range(30):\n"
        "    a = Act(id='-', state=sys.argv[2], treaty='ccm', kind='declaration', date=str(1900 + n))\n"
        "    open_ledger(sys.argv[1], register=False).append([a], at=datetime(2026, 1, 1, tzinfo=timezone.utc))\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", script, str(path), state]) for state in ("FRA", "DEU")]
    assert [run.wait() for run in runs] == [0, 0]
    with open_ledger(str(path), register=False) as ledger:
        assert len(ledger.log()) == 63
    assert faults(path) == []


def test_reading_is_kept_once_and_makes_no_act() -> None:
    """Reports, claims and events are kept, each once, and leave the acts to a person."""
    course = {"state": "FIN", "treaty": "ccm", "action": "withdrawal", "stage": "notified", "certainty": "asserted"}
    report = Report(id="r", text="Finland has notified its exit.")
    claim = msgspec.convert({"report": "r", **course}, Claim)
    event = msgspec.convert({"id": "e", **course}, Event)
    with open_ledger(":memory:", register=False) as ledger:
        assert ledger.record_reading([report], [claim], [event], at=AT) == 3
        assert ledger.record_reading([report], [claim], [event], at=AT + timedelta(days=1)) == 0
        assert [entry.kind.value for entry in ledger.log()] == ["report", "claim", "event"]
        assert ledger.view().acts() == ()
