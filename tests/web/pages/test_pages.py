"""Pages as a visitor meets them: they answer, escape, load nothing from elsewhere, and need few steps."""

import asyncio
import re
from datetime import date
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from servanda.catalog import load_catalog
from servanda.fetch import Fetched
from servanda.ledger import open_ledger
from servanda.model import InputError
from servanda.web.pages import Site, routes

TODAY = date(2026, 1, 1)
PATHS = (
    "/",
    "/search?q=lithunia",
    "/method",
    "/calendar",
    "/status/FIN/apmbc",
    "/status/FIN/apmbc?on=2024&known=2024-06-01",
    "/status/UKR/apmbc",
    "/status/TUV/unclos",
    "/what-if",
    "/what-if?state=LTU&treaty=ccm&act=withdraw&notified=2024-08-31&conflict=2024-09-01",
    "/what-if?state=TUV&treaty=unclos&act=withdraw",
    "/treaties",
    "/treaties?q=zzz",
    "/treaty/apmbc",
    "/treaty/artemis",
    "/states",
    "/state/FIN",
    "/state/SUN",
    "/state/TUV",
    "/compare",
    "/compare?states=Finland,Sweden",
)
STORY = (
    b"<html><title>Vote</title><p>The Seimas voted 103 to 1 to leave the Convention on Cluster Munitions.</p></html>"
)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


class Visitor:
    """Asks pages of an application in this process, following redirects."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """One request."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://here", follow_redirects=True) as client:
                return await client.request(method, path, **options)

        return asyncio.run(asked())

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Ask for a page."""
        return self.ask("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        """Send a form."""
        return self.ask("POST", path, **options)


@pytest.fixture(scope="module")
def visitor() -> Visitor:
    """Somebody with a browser, on the register we ship."""
    ledger = open_ledger(":memory:")
    pages = {"https://paper.test/story": Fetched(url="https://paper.test/story", data=STORY, kind="text/html")}

    def fetch(url: str) -> Fetched:
        if url not in pages:
            raise InputError("the link leads into a private network and is not followed")
        return pages[url]

    site = Site(catalog=load_catalog(), view=lru_cache(8)(ledger.view), today=lambda: TODAY, fetch=fetch)
    return Visitor(Starlette(routes=routes(site)))


class Outline(HTMLParser):
    """What a page loads, where its links lead, and its labelled fields."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.headings: list[str] = []
        self.scripts = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is loaded and which headings stand."""
        given = dict(attrs)
        self.scripts += tag == "script" or any(name.startswith("on") and name != "on" for name in given)
        self.headings += [tag] if re.fullmatch(r"h[1-6]", tag) else []
        if tag in ("img", "script", "iframe", "link") and given.get("rel") != "alternate":
            self.loads += [str(given.get("src") or given.get("href"))]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_answers(visitor: Visitor, path: str) -> None:
    """Each page has one main heading, no script, and loads nothing but its own style."""
    answer = visitor.get(path)
    assert answer.status_code == 200
    outline = Outline(answer.text)
    assert outline.headings.count("h1") == 1
    assert outline.scripts == 0
    assert outline.loads == ["/static/site.css"]
    assert "script-src" not in answer.headers["content-security-policy"]
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    "path",
    [
        f"/search?q={HOSTILE}",
        f"/treaties?q={HOSTILE}",
        f"/states?q={HOSTILE}",
        f"/compare?states={HOSTILE}",
        f"/what-if?state={HOSTILE}&treaty=ccm",
        f"/what-if?state=LTU&treaty=ccm&act={HOSTILE}",
        f"/status?state={HOSTILE}&treaty=ccm",
        f"/status/FIN/apmbc?on={HOSTILE}",
        f"/state/{HOSTILE.replace('/', '')}",
        f"/treaty/{HOSTILE}",
    ],
)
def test_what_is_typed_is_escaped(visitor: Visitor, path: str) -> None:
    """Nothing a visitor types becomes part of the page's own code, and no page breaks."""
    answer = visitor.get(path)
    assert answer.status_code in (200, 404)
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text


def test_a_pasted_report_is_read(visitor: Visitor) -> None:
    """The box on the front page gives what `read` gives, hostile text escaped."""
    text = f"The Seimas voted 103 to 1 to leave the Convention on Cluster Munitions on 18 July 2024. {HOSTILE}"
    answer = visitor.post("/read", data={"text": text})
    assert answer.status_code == 200
    assert "Lithuania" in answer.text
    assert "<script>alert" not in answer.text


def test_the_page_behind_a_link_is_read(visitor: Visitor) -> None:
    """A link is as good as its text; one that may not be followed is told."""
    answer = visitor.post("/read", data={"text": "", "link": "https://paper.test/story"})
    assert "Lithuania" in answer.text
    refused = visitor.post("/read", data={"link": "http://10.0.0.1/"})
    assert (refused.status_code, "private network" in refused.text) == (422, True)


@pytest.mark.parametrize("text", ["", "  ", "x" * 500_000])
def test_a_report_that_is_none_is_told(visitor: Visitor, text: str) -> None:
    """An empty or endless text gets a page that says so."""
    answer = visitor.post("/read", content=f"text={text}".encode())
    assert answer.status_code == 422
    assert "cannot be answered" in answer.text


def test_is_finland_bound_today_in_one_step(visitor: Visitor) -> None:
    """Two fields and one press of a button lead to the answer."""
    answer = visitor.get("/status", params={"state": "Finland", "treaty": "mine ban treaty"})
    assert answer.url.path == "/status/FIN/apmbc"
    assert "On 1 January 2026: party, notice of withdrawal given" in answer.text
    assert "10 January 2026" in answer.text


def test_who_leaves_next_in_one_step(visitor: Visitor) -> None:
    """The front page already says who is out next."""
    assert "Finland, Ottawa Convention" in visitor.get("/").text


def test_a_calendar_can_be_subscribed_to(visitor: Visitor) -> None:
    """The address of the calendar gives iCalendar."""
    answer = visitor.get("/calendar.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text.startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize("path", ["/static/../render.py", "/static/%2e%2e/render.py", "/fonts/../__init__.py"])
def test_files_outside_are_not_served(visitor: Visitor, path: str) -> None:
    """A path cannot climb out of the folder of styles or fonts."""
    assert visitor.get(path).status_code == 404
