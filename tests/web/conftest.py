"""A record in memory, an application over it, and a caller; the day stands still."""

from datetime import UTC, date, datetime

import pytest
from starlette.testclient import TestClient

from servanda.catalog import load_catalog
from servanda.ledger import create_token, open_ledger
from servanda.settings import Settings
from servanda.web.app import make_app
from servanda.web.record import Record

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


class Clock:
    """Seconds that go forward only when they are told to."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        """The seconds now."""
        return self.seconds


@pytest.fixture
def clock():
    """A clock for allowances."""
    return Clock()


@pytest.fixture
def record():
    """An empty ledger over the register."""
    with open_ledger(":memory:") as ledger:
        yield Record(ledger, load_catalog(), today=lambda: date(2026, 1, 5), now=lambda: NOW)


@pytest.fixture
def log():
    """The lines of the log."""
    return []


@pytest.fixture
def make(record, clock, log):
    """Make a caller of an application with settings of its own."""

    def made(settings=None):
        app = make_app(record, settings or Settings(), clock=clock, log=log.append)
        return TestClient(app, raise_server_exceptions=False, client=("203.0.113.9", 5000))

    return made


@pytest.fixture
def ask(make):
    """A caller of an application as it is set by default."""
    return make()


@pytest.fixture
def token(record):
    """A token that may read and write."""
    return create_token(record.ledger, "Desk", ["read", "write"], at=NOW)


@pytest.fixture
def holder(token):
    """The header of somebody who holds it."""
    return {"Authorization": f"Bearer {token}"}
