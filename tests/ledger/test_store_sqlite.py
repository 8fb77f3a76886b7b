"""What only a SQLite file can do wrong, and what becomes of it."""

import signal
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from servanda.ledger import open_ledger
from servanda.ledger.migrations import MIGRATIONS
from servanda.model import Act, Action, StoreError

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


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


def test_reading_makes_no_file(tmp_path: Path) -> None:
    """Reading a ledger that does not exist makes neither the file nor its folder."""
    where = tmp_path / "no" / "ledger.sqlite"
    with open_ledger(str(where), register=False) as ledger:
        assert ledger.view().acts() == ()
    assert not where.parent.exists()


def test_every_way_to_name_a_file(path: Path) -> None:
    """A path and its sqlite:/// form name the same ledger."""
    with open_ledger(f"sqlite:///{path}", register=False) as ledger:
        assert len(ledger.log()) == 3


def test_file_of_an_earlier_version(path: Path) -> None:
    """A file that went through the first step only is read, verifies, and is brought up to date by the next write."""
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER entry_follows_the_last")
        connection.execute("DROP INDEX entry_corrections")
        connection.execute("DELETE FROM migration WHERE name = ?", (MIGRATIONS[1][0],))
    connection.close()
    with open_ledger(str(path), register=False) as ledger:
        assert len(ledger.view().acts()) == 3
        assert ledger.verify() == ()
        assert ledger.migrate() == (MIGRATIONS[1][0],)
        ledger.append([act("ESP")], at=AT)
        assert ledger.verify() == ()


def test_file_of_a_later_version(path: Path) -> None:
    """A file that a newer Servanda wrote is neither read nor written."""
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migration (name) VALUES ('9999_think')")
    connection.close()
    with open_ledger(str(path), register=False) as ledger:
        with pytest.raises(StoreError, match="newer Servanda"):
            ledger.view()
        with pytest.raises(StoreError, match="newer Servanda"):
            ledger.append([act("ESP")], at=AT)


def test_replaced_file_is_written_anew(path: Path) -> None:
    """A writer whose file was moved away writes to the file of that name, not to the one that is gone."""
    with open_ledger(str(path), register=False) as ledger:
        ledger.append([act("ESP")], at=AT)
        path.rename(path.with_name("old.sqlite"))
        ledger.append([act("ESP")], at=AT)
    with open_ledger(str(path), register=False) as ledger:
        assert [entry.state for entry in ledger.log()] == ["ESP"]


def test_killed_writer_leaves_the_last_whole_record(path: Path) -> None:
    """What a writer had half written when it was killed is taken back by whoever reads next."""
    script = (
        "import os, signal, sys\n"
        "from servanda.ledger import open_ledger\n"
        "ledger = open_ledger(sys.argv[1], register=False)\n"
        "with ledger._store._writing() as connection:\n"
        "    connection.execute('PRAGMA cache_size = 10')\n"
        "    row = 'SELECT ?, kind, ?, body, recorded_at, state, treaty, author, hash, ? FROM entry WHERE seq = ?'\n"
        "    for n in range(3, 3000):\n"
        "        connection.execute(f'INSERT INTO entry (seq, kind, key, body, recorded_at, state, treaty, author, '\n"
        "                           f'previous, hash) {row}', (n + 1, f'k{n}', f'h{n}', n))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    with open_ledger(str(path), register=False) as early:
        assert len(early.log()) == 3
        assert subprocess.run([sys.executable, "-c", script, str(path)], check=False).returncode == -signal.SIGKILL
        assert path.with_name(f"{path.name}-journal").stat().st_size > 0
        assert len(early.log()) == 3
    with open_ledger(str(path), register=False) as ledger:
        assert ledger.verify() == ()
        ledger.append([act("ESP")], at=AT)
        assert len(ledger.log()) == 4


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


@pytest.mark.parametrize(
    ("trouble", "words"),
    [("PRAGMA max_page_count = 1", "disk is full"), ("PRAGMA query_only = 1", "ledger is read-only")],
)
def test_trouble_while_writing(path: Path, trouble: str, words: str) -> None:
    """When the disk fills up or refuses, the whole write is undone and said."""
    with open_ledger(str(path), register=False) as ledger:
        store = ledger._store
        opener = store._open_writer  # type: ignore[attr-defined]  # a file here

        def troubled() -> sqlite3.Connection:
            connection: sqlite3.Connection = opener()
            connection.execute(trouble)
            return connection

        store._open_writer = troubled  # type: ignore[attr-defined]  # a disk with no room
        many = [act("ESP", (date(1900, 1, 1) + timedelta(days=n)).isoformat()) for n in range(400)]
        with pytest.raises(StoreError, match=words):
            ledger.append(many, at=AT)
        assert len(ledger.log()) == 3


def test_row_that_is_no_act(path: Path) -> None:
    """A body that somebody wrote by hand is told, and not taken for two acts or for a fault of ours."""
    for body in ('{"state": 1}', '{"a": 1}, {"b": 2}', "", '{"id":"x","state":"FRA","treaty":"ccm"}, '):
        with sqlite3.connect(path) as connection:
            connection.execute("DROP TRIGGER IF EXISTS entry_is_never_changed")
            connection.execute("UPDATE entry SET body = ? WHERE seq = 2", (body,))
        connection.close()
        with open_ledger(str(path), register=False) as ledger, pytest.raises(StoreError, match="not written by"):
            ledger.view().acts()


@pytest.mark.skipif("getattr(__import__('os'), 'geteuid', int)() == 0", reason="root may write everywhere")
def test_read_only_file(path: Path) -> None:
    """A file that may not be written is read, and refuses a write in words."""
    path.chmod(stat.S_IREAD)
    with open_ledger(str(path), register=False) as ledger:
        assert len(ledger.log()) == 3
        with pytest.raises(StoreError, match="read-only"):
            ledger.append([act("ESP")], at=AT)
