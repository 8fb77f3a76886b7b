"""Several servers over one record see what another recorded with the next request; here, since here are the stores."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

from starlette.testclient import TestClient

from servanda.catalog import load_catalog
from servanda.ledger import Ledger, create_token, open_ledger
from servanda.settings import Settings
from servanda.web.app import make_app
from servanda.web.record import Record

NOW = datetime(2026, 1, 5, tzinfo=UTC)
VOTE = {"id": "a", "text": "Lithuania's parliament voted to withdraw from the Convention on Cluster Munitions."}


def serving(ledger: Ledger) -> TestClient:
    """A caller of a server over a ledger."""
    record = Record(ledger, load_catalog(), today=NOW.date, now=lambda: NOW)
    return TestClient(make_app(record, Settings(), log=str.strip))


def test_what_one_records_the_other_shows(shared: str) -> None:
    """A report recorded by one server, with a token made elsewhere, is on the other's list at once."""
    with open_ledger(shared) as here, open_ledger(shared) as there:
        here.migrate()
        one, other = serving(here), serving(there)
        assert other.get("/api/reports").json()["total"] == 0
        token = create_token(there, "Desk", ["write"], at=NOW)
        given = one.post("/api/reports", json=VOTE, headers={"Authorization": f"Bearer {token}"})
        assert (given.status_code, other.get("/api/reports").json()["total"]) == (201, 1)


def test_many_ask_at_once(shared: str) -> None:
    """Questions from many threads, on many days, are all answered."""
    with open_ledger(shared) as ledger:
        ledger.migrate()
        ask = serving(ledger)
        days = [date(2024, 1 + n % 12, 1 + n % 28) for n in range(60)]
        with ThreadPoolExecutor(8) as pool:
            given = pool.map(lambda day: ask.get(f"/api/timeline/LTU?treaty=ccm&on={day}&known={day}"), days)
        assert {one.status_code for one in given} == {200}
