"""The small record that is counted by hand."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.ledger import Coverage, Ledger, open_ledger
from servanda.model import Act, Action
from servanda.profiles import Profiles

SMALL = yaml.safe_load((Path(__file__).parent / "small.yaml").read_text(encoding="utf-8"))


def fill(ledger: Ledger) -> None:
    """Write the small record into a ledger."""
    acts = [
        Act(id="", state=state, treaty=treaty, kind=Action(kind), date=day, effective=effective)
        for state, treaty, kind, day, effective in SMALL["acts"]
    ]
    whole = [Coverage(treaty=key, complete=True, as_of=SMALL["as_of"]) for key in SMALL["complete"]]
    ledger.append(acts, at=datetime(2025, 1, 1, tzinfo=UTC), coverage=whole)


@pytest.fixture(scope="session")
def small() -> dict[str, Any]:
    """The table of the small record and what it comes to."""
    return SMALL


@pytest.fixture
def small_ledger(tmp_path: Path) -> str:
    """Where a ledger with the small record is."""
    where = str(tmp_path / "small.sqlite")
    with open_ledger(where, register=False) as ledger:
        fill(ledger)
    return where


@pytest.fixture(scope="session")
def record() -> Iterator[Profiles]:
    """The small record alone, without the register."""
    with open_ledger(":memory:", register=False) as ledger:
        fill(ledger)
        yield Profiles(ledger.view(), load_catalog())
