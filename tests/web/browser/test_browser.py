"""Pages in a real browser: the three tasks by clicking, nothing wider than the screen, every link by keyboard."""

import threading
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette

from servanda.catalog import load_catalog
from servanda.ledger import open_ledger
from servanda.web.pages import Site, routes

PICTURES = Path(__file__).parents[3] / "build" / "pictures"
PATHS = (
    "/",
    "/map/ccm?year=2024",
    "/events",
    "/treaty/apmbc",
    "/state/FIN",
    "/status/FIN/apmbc",
    "/calendar",
    "/method",
)


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    ready = threading.Event()

    async def startup(self, sockets: Any = None) -> None:
        """Begin, and say so."""
        await super().startup(sockets)
        self.ready.set()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the pages of the shipped register are served."""
    ledger = open_ledger(":memory:")
    view = lru_cache(8)(ledger.view)
    view(None)
    site = Site(catalog=load_catalog(), view=view, today=lambda: date(2026, 1, 1))
    server = _Server(uvicorn.Config(Starlette(routes=routes(site)), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert server.ready.wait(30)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def test_is_finland_bound(browser: Any, address: str) -> None:
    """Is Finland bound by the mine ban today? Two fields and a button."""
    browser.open(address)
    browser.clicks = 0
    browser.write("main [name=state]", "Finland")
    browser.write("main [name=treaty]", "mine ban treaty")
    browser.click("form[action='/status'] button")
    assert browser.ask("location.pathname") == "/status/FIN/apmbc"
    assert "Finland" in browser.ask("document.querySelector('h1').innerText")
    assert browser.clicks <= 3


def test_who_leaves_what(browser: Any, address: str) -> None:
    """Who leaves what in the next months? One link."""
    browser.open(address)
    browser.clicks = 0
    browser.click("nav a[href='/calendar']")
    assert "Poland" in browser.ask("document.querySelector('main').innerText")
    assert browser.clicks == 1


def test_is_this_article_right(browser: Any, address: str) -> None:
    """Is this article right? Paste it, and one button."""
    browser.open(address)
    browser.clicks = 0
    browser.write("textarea", "On 18 July 2024 the Seimas voted to leave the Convention on Cluster Munitions.")
    browser.click("form[action='/read'] button")
    assert "Lithuania" in browser.ask("document.body.innerText")
    assert browser.clicks <= 2


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", PATHS)
def test_pages_fit_their_screen(browser: Any, address: str, path: str, width: int) -> None:
    """No page is wider than the screen, a wide chart scrolls by itself, and every field has a label."""
    browser.open(address + path)
    browser.picture(PICTURES / f"{path.strip('/').split('?')[0].replace('/', '-') or 'front'}-{width}.png", width)
    assert browser.ask("document.documentElement.scrollWidth") <= width
    unlabelled = (
        "[...document.querySelectorAll('input:not([type=hidden]),select,textarea')].filter(e=>!e.labels.length)"
    )
    assert browser.ask(f"{unlabelled}.length") == 0
    assert browser.ask("[...document.querySelectorAll('[tabindex]')].filter(e=>e.tabIndex>0).length") == 0
