"""Pages of what was read and recorded, the map and the downloads."""

import asyncio
import csv
import io
from datetime import UTC, date, datetime
from functools import lru_cache

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from servanda.catalog import load_catalog
from servanda.ledger import open_ledger
from servanda.model import Certainty, Event, Report
from servanda.model.event import Belief, Contradiction, FieldSupport, Finding, Implication
from servanda.model.vocabulary import Action, Stage
from servanda.web.pages import Site, routes
from servanda.web.pages.shelf import Shelf
from servanda.web.record import Record

HOSTILE = "<script>alert(1)</script>"
EVENT = Event(
    id="e1", state="LTU", treaty="ccm", action=Action.WITHDRAWAL, stage=Stage.PARLIAMENT_VOTE,
    certainty=Certainty.ASSERTED, date="2024-07-18", procedure="LTU:ccm:leaving:2024", origins=(("r1", "r2"),),
    fields={"date": FieldSupport(value="2024-07-18", supports=("r1",), origins=1, contradicts=(
        Contradiction(value="2024-07-19", reports=("r2",), quotations=(HOSTILE,)),))},
    checks=(Finding(code="thin", severity="warning", text="one origin only"),),
    implications=(Implication(kind="effect", text="six months run", basis="CCM 20(3)"),),
    history=(Belief(on="2024-07-18", reports=("r1",), values={"date": "2024-07-18"}),),
)  # fmt: skip


@pytest.fixture(scope="module")
def app() -> Starlette:
    """Pages over a ledger with one event."""
    at, catalog = datetime(2024, 7, 20, tzinfo=UTC), load_catalog()
    ledger = open_ledger(":memory:")
    ledger.record_reading([Report(id="r1", text=f"The Seimas voted. {HOSTILE}")], [], [EVENT], at=at)
    record = Record(ledger, catalog, today=lambda: date(2026, 1, 1), now=lambda: at)
    view = lru_cache(8)(ledger.view)
    site = Site(catalog=catalog, view=view, today=lambda: date(2026, 1, 1), kept=record.kept)
    return Starlette(routes=routes(site))


def _get(app: Starlette, path: str) -> httpx.Response:
    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
            return await client.get(path)

    return asyncio.run(asked())


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/events", "Lithuania"),
        ("/events?state=Finland", "No event on record"),
        ("/event/e1", "19 July 2024"),
        ("/event/e1", "one origin only"),
        ("/event/e1", "six months run"),
        ("/event/e1", "The Seimas voted."),
        ("/procedure/LTU:ccm:leaving:2024", "signed into law, then with the depositary, then in effect"),
        ("/map/ccm?year=2020", "Lithuania"),
        ("/map/ccm", "Status on 1 January 2026"),
    ],
)
def test_pages_say_what_is_kept(app: Starlette, path: str, said: str) -> None:
    """Each page tells what the record holds, without a script."""
    answer = _get(app, path)
    assert answer.status_code == 200
    assert said in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize("path", ["/event/none", "/procedure/none", "/map/ccm?year=20x4", "/map/nothing-such"])
def test_what_is_not_there_is_told(app: Starlette, path: str) -> None:
    """What the record does not hold, and a year that is none, get a page that says so."""
    assert _get(app, path).status_code == 404


def test_a_play_goes_on_and_ends(app: Starlette) -> None:
    """The play asks for the next year by itself, and stops in the present one."""
    assert _get(app, "/map/ccm?year=2020&play=1").headers["refresh"].endswith("url=/map/ccm?year=2021&play=1")
    assert "refresh" not in _get(app, "/map/ccm?year=2026&play=1").headers


@pytest.mark.parametrize("path", ["/treaty/ccm.csv?on=2020-01-01", "/state/LTU.csv?on=2020-01-01"])
def test_tables_can_be_taken_away(app: Starlette, path: str) -> None:
    """The table of a treaty and of a state comes as CSV with Lithuania a party."""
    answer = _get(app, path)
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"].startswith("text/csv")
    assert {"party"} == {row["status"] for row in rows if (row["state"], row["treaty"]) == ("LTU", "ccm")}


def test_a_page_made_while_the_record_grew_is_kept_for_nobody() -> None:
    """Who asks afterwards gets the page of the record as it is, not the one that was being made before."""
    at, grown = datetime(2024, 7, 20, tzinfo=UTC), [0]
    site = Site(
        catalog=load_catalog(),
        view=lambda _: grown[0],  # type: ignore[arg-type,return-value]  # a stand-in: only told apart
        today=lambda: date(2026, 1, 1),
        changed=lambda: at,
    )
    shelf = Shelf(site)

    async def slow(_: Request) -> Response:
        made = Response(f"as of {grown[0]}")
        if not grown[0]:
            grown[0] = 1
            await shelf.answer(_asked("/other"), slow)
        return made

    async def both() -> list[bytes]:
        return [bytes((await shelf.answer(_asked("/page"), slow)).body) for _ in range(2)]

    assert asyncio.run(both()) == [b"as of 0", b"as of 1"]


def _asked(path: str) -> Request:
    address = {"scheme": "http", "server": ("here", 80), "path": path, "query_string": b"", "headers": []}
    return Request({"type": "http", "method": "GET", **address})
