"""A backup has the chain of the original, from every store and back into every store."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from servanda.ledger import open_ledger
from servanda.model import Act, Action, StoreError

AT = datetime(2026, 1, 5, tzinfo=UTC)
ACTS = [Act(id="", state=s, treaty="ccm", kind=Action.RATIFICATION, date="2010-01-01") for s in ("FRA", "DEU", "ITA")]


def test_there_and_back(place: str, tmp_path: Path) -> None:
    """Entries and last hash come through a backup unchanged, whatever keeps the record."""
    copy = tmp_path / "copy.sqlite"
    with open_ledger(place) as ledger, open_ledger(str(tmp_path / "back.sqlite")) as back:
        ledger.migrate()
        ledger.append(ACTS, at=AT, author="Ada")
        done = ledger.back_up(copy)
        assert back.restore(copy).head == done.head
        assert back.log() == ledger.log()
        assert back.verify(done.head) == ()


def test_into_every_store(place: str, tmp_path: Path) -> None:
    """A backup of a file can be restored into a file, memory or a server."""
    copy = tmp_path / "copy.sqlite"
    with open_ledger(":memory:") as source, open_ledger(place) as target:
        source.append(ACTS, at=AT)
        source.back_up(copy)
        target.migrate()
        target.restore(copy)
        assert target.log() == source.log()
        assert target.verify() == ()
        with pytest.raises(StoreError, match="holds entries already"):
            target.restore(copy)


def test_an_empty_record_has_a_backup_too(tmp_path: Path) -> None:
    """No entry is no fault."""
    with open_ledger(":memory:") as ledger, open_ledger(":memory:") as back:
        assert ledger.back_up(tmp_path / "copy.sqlite").entries == 0
        assert back.restore(tmp_path / "copy.sqlite").head is None
