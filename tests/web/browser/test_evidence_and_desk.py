"""From a report that is sent in to its evidence on the page, and a reviewer's day at the desk by keyboard."""

import json
import os
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
import uvicorn

from servanda.catalog import load_catalog
from servanda.ledger import create_token, open_ledger
from servanda.settings import Settings
from servanda.web.app import make_app
from servanda.web.record import Record

PICTURES = Path(os.environ.get("SERVANDA_PICTURES") or Path(__file__).parents[3] / "build" / "pictures")
AXE = Path(__file__).parent / "axe" / "axe.min.js"
NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)
TEXT = (
    "\U0001f5f3 VILNIUS, 18 July 2024.\n\nLithuania's parliament <b>voted</b> 103 to 1, with 3 abstentions, to withdraw "
    "from the Convention on Cluster Munitions.\n"
)
"""It begins beyond the basic plane and holds a tag, line ends and a quotation mark: offsets must survive them all."""
REPORTS = (
    {"id": "wire/1 & <2>", "text": TEXT, "title": "<i>Seimas</i>", "published": "2024-07-18", "publisher": "Wire"},
    {"id": "daily", "text": "On 19 July 2024 Finland's parliament voted to leave the Ottawa Convention.", "published": "2024-07-19"},
    {"id": "other", "text": "Finland's parliament voted on 25 June 2025 by 157 to 18 to leave the Ottawa Convention.", "published": "2025-06-25"},
)  # fmt: skip
MARKS = """(() => { let at = 0; const found = [];
  for (const node of document.querySelector('.source-text').childNodes) {
    const size = Array.from(node.textContent).length;
    if (node.nodeName === 'MARK') found.push([at, at + size, node.title]);
    at += size; }
  return [document.querySelector('.source-text').textContent, found]; })()"""


FOCUSED = """new Promise(done => { const look = () => document.activeElement.name
  ? done(document.activeElement.name) : requestAnimationFrame(look); look(); })"""
"""The name of the field that has the focus, once one has: a page gives it after it was loaded."""


class Place:
    """Where the whole application is served, with tokens of a writer and of a reviewer."""

    def __init__(self, address: str, writer: str, reviewer: str) -> None:
        self.address, self.writer, self.reviewer = address, writer, reviewer

    def get(self, path: str) -> Any:
        """What the API answers."""
        with urlopen(self.address + path) as answer:  # noqa: S310 - our own server
            return json.load(answer)

    def send(self, report: dict[str, str]) -> Any:
        """Send a report in and have it recorded."""
        headers = {"Authorization": f"Bearer {self.writer}", "Content-Type": "application/json"}
        asked = Request(self.address + "/api/reports", json.dumps(report).encode(), headers)  # noqa: S310 - our own server
        with urlopen(asked) as answer:  # noqa: S310 - our own server
            return json.load(answer)


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: Any = None) -> None:
        """Begin, and say so."""
        await super().startup(sockets)
        self.ready.set()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An application over a ledger of its own, into which three reports were sent."""
    with open_ledger(str(tmp_path_factory.mktemp("desk") / "ledger.sqlite")) as ledger:
        record = Record(ledger, load_catalog(), today=lambda: date(2026, 1, 1), now=lambda: NOW)
        tokens = [create_token(ledger, "Ada", [scope], at=NOW) for scope in ("write", "review")]
        server = _Server(uvicorn.Config(make_app(record, Settings(), log=lambda _: None), port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        assert server.ready.wait(30)
        made = Place(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", *tokens)
        for report in REPORTS:
            made.send(report)
        yield made
        server.should_exit = True
        thread.join(10)


def test_evidence_stands_where_the_claim_says(browser: Any, place: Place) -> None:
    """The marks on the page lie at the offsets of the claim's spans, in the text as it was sent."""
    told = place.get(f"/api/reports/{quote(REPORTS[0]['id'], safe='')}")
    (event,) = told["events"]
    spans = {tuple(span) for claim in told["claims"] for span in claim["spans"].values() if span and span[0] != "title"}
    assert spans
    browser.dress(1280)
    browser.open(f"{place.address}/event/{event}")
    text, marks = browser.ask(MARKS)
    assert text == TEXT
    marked = {at for start, end, _ in marks for at in range(start, end)}
    assert marked == {at for start, end in spans for at in range(start, end)}
    votes = next(claim["spans"]["votes"] for claim in told["claims"] if claim["spans"].get("votes"))
    assert any(start >= votes[0] and end <= votes[1] and "votes" in title for start, end, title in marks)
    assert browser.ask("document.querySelector('h3').textContent") == "<i>Seimas</i>"
    browser.picture(PICTURES / "event-evidence-1280-light.png")


def test_a_reviewer_works_by_keyboard(browser: Any, place: Place) -> None:
    """Sign in, open the weightiest event, say why, reject it, take that back: seen on the event's page each time."""
    browser.forget()
    browser.dress(1280)
    browser.open(place.address + "/desk")
    browser.write("[name=token]", place.reviewer)
    _enter(browser)
    assert "events waiting" in browser.ask("document.querySelector('main').innerText")
    _access(browser, "n")
    event = browser.ask("decodeURIComponent(location.pathname.split('/').pop())")
    assert browser.resolve(FOCUSED) == "why"
    browser.send("Input.insertText", text="another parliament <script>alert(1)</script>")
    browser.picture(PICTURES / "desk-event-1280-light.png")
    _access(browser, "r")
    assert browser.ask("location.pathname") == "/desk"
    browser.open(f"{place.address}/event/{event}")
    assert "a reviewer rejected it" in browser.ask("document.body.innerText")
    assert browser.ask("document.scripts.length") == 0
    browser.open(f"{place.address}/desk/event/{event}")
    browser.write("[name=why]", "it was that one after all")
    _access(browser, "u")
    browser.open(f"{place.address}/event/{event}")
    assert "does not stand" not in browser.ask("document.querySelector('.answer').innerText")


def test_two_events_are_told_as_one(browser: Any, place: Place) -> None:
    """Merged at the desk by mouse, Finland's two events are one on the page of events."""
    found = place.get("/api/events?state=FIN&treaty=apmbc")["items"]
    assert len(found) == 2
    first, second = found
    _sign_in(browser, place)
    browser.open(f"{place.address}/desk/event/{second['id']}")
    browser.write("[name=why]", "one vote")
    browser.ask("document.querySelector('details').open = true")
    browser.ask(f"document.querySelector('[name=into]').value = {json.dumps(first['id'])}")
    browser.click("button[value=merged]")
    browser.open(f"{place.address}/events?state=FIN")
    assert browser.ask("document.querySelectorAll('main li a').length") == 1
    browser.click("main li a")
    assert "Told as one with" in browser.ask("document.body.innerText")
    browser.picture(PICTURES / "event-merged-1280-light.png")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name", ["event", "desk", "desk-event", "compare", "peers", "what-if", "search", "brief-form", "brief"]
)
def test_new_pages_fit_and_read_well(browser: Any, place: Place, name: str, width: int, scheme: str) -> None:
    """No page is wider than its screen, and axe finds nothing serious on it."""
    _sign_in(browser, place)
    event = place.get("/api/events?state=FIN")["items"][0]["id"]
    paths = {
        "event": f"/event/{event}",
        "desk": "/desk",
        "desk-event": f"/desk/event/{event}",
        "compare": "/compare?states=Finland,Sweden&from=2000&family=disarmament&on=2026-01-01",
        "peers": "/compare?states=Finland&family=disarmament&on=2026-01-01",
        "what-if": "/what-if?state=FRA&treaty=ccm&out_by=2027-01-01&conflict=2026-01-01",
        "search": "/search?q=parliament voted",
        "brief-form": "/brief",
        "brief": "/brief/FIN/apmbc?on=2026-01-01",
    }
    browser.dress(width, scheme)
    browser.open(place.address + paths[name])
    browser.picture(PICTURES / f"{name}-{width}-{scheme}.png")
    assert browser.ask("document.documentElement.scrollWidth") <= width
    assert _bad(browser) == []


def _sign_in(browser: Any, place: Place) -> None:
    browser.open(place.address + "/desk")
    if browser.ask("!!document.querySelector('[name=token]')"):
        browser.write("[name=token]", place.reviewer)
        _enter(browser)


def _enter(browser: Any) -> None:
    """Press Enter and wait for the page behind it."""
    browser._told.clear()
    browser.press("Enter", 13, "\r")
    browser.wait()


def _access(browser: Any, key: str) -> None:
    """Press a key that the page gave a link or a button, and wait for the page behind it."""
    browser._told.clear()
    more = {"key": key, "code": f"Key{key.upper()}", "windowsVirtualKeyCode": ord(key.upper()), "modifiers": 1}
    more["unmodifiedText"] = key
    browser.send("Input.dispatchKeyEvent", type="keyDown", **more)
    browser.send("Input.dispatchKeyEvent", type="keyUp", **more)
    browser.wait()


def _bad(browser: Any) -> list[str]:
    """What axe finds on the page that is serious or critical."""
    browser.ask(AXE.read_text())
    found = browser.resolve("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    return [
        f"{one['id']}: {', '.join(str(node['target']) for node in one['nodes'][:5])}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
