"""A headless Chromium, driven over its DevTools protocol through a pipe: no driver and no socket between."""

import base64
import json
import os
import select
import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
import uvicorn

from servanda import pipeline
from servanda.catalog import load_catalog
from servanda.ledger import EntryKind, open_ledger
from servanda.model import Report
from servanda.settings import Settings
from servanda.web.app import make_app
from servanda.web.record import Record

PATIENCE = 30
"""Seconds without a word after which a browser is taken for dead."""


def find_chromium() -> str | None:
    """The browser to use: $CHROME, else the first known name on the path."""
    return os.environ.get("CHROME") or shutil.which("chromium") or shutil.which("google-chrome")


class Browser:
    """One page of a browser; `clicks` counts what a visitor did."""

    def __init__(self, program: str, home: Path) -> None:
        told, self._out = os.pipe()
        back, answers = os.pipe()
        self._in = os.fdopen(back, "rb")
        options = [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-pipe",
            "--hide-scrollbars",
        ]
        self._run = subprocess.Popen(
            ["/bin/bash", "-c", f'exec "$@" 3<&{told} 4>&{answers}', "-", *options, f"--user-data-dir={home}"],
            pass_fds=(told, answers),
            stderr=subprocess.DEVNULL,
        )
        os.close(told)
        os.close(answers)
        self._told: list[str] = []
        self._number, self._buffer, self._session, self.clicks = 0, b"", "", 0
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.send("Page.enable")

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """One command and its answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return dict(answer["result"])
            self._told.append(str(answer.get("method")))

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            assert select.select([self._in], [], [], PATIENCE)[0], "the browser does not answer"
            piece = os.read(self._in.fileno(), 1 << 16)
            assert piece, "the browser ended"
            self._buffer += piece
        message, self._buffer = self._buffer.split(b"\0", 1)
        return dict(json.loads(message))

    def wait(self, event: str = "Page.loadEventFired") -> None:
        """Go on when the browser tells of an event."""
        while event not in self._told:
            self._told.append(str(self._next().get("method")))
        self._told.clear()

    def begin(self) -> None:
        """Forget what the browser told so far: what comes next is waited for."""
        self._told.clear()

    def open(self, address: str) -> None:
        """Go to an address."""
        self._told.clear()
        self.send("Page.navigate", url=address)
        self.wait()

    def ask(self, script: str) -> Any:
        """The value of an expression on the page."""
        return self.send("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def click(self, selector: str) -> None:
        """Click what a selector finds with the mouse, and wait for the page behind it."""
        place = (
            "(e=>{e.scrollIntoView({block:'center'});const r=e.getClientRects()[0];"
            f"return [r.x+r.width/2,r.y+r.height/2]}})(document.querySelector({json.dumps(selector)}))"
        )
        x, y = self.ask(place)
        self._told.clear()
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.clicks += 1
        self.wait()

    def write(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.ask(f"document.querySelector({json.dumps(selector)}).focus()")
        self.send("Input.insertText", text=text)
        self.clicks += 1

    def resolve(self, script: str) -> Any:
        """The value that a promise of the page comes to."""
        return self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)["result"][
            "value"
        ]

    def dress(self, width: int, scheme: str = "light", **media: str) -> None:
        """Show pages at a width in CSS pixels, in a colour scheme, with further media features (`print=…` aside)."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=1000, deviceScaleFactor=1, mobile=False)
        features = {"prefers-color-scheme": scheme, **{name.replace("_", "-"): value for name, value in media.items()}}
        self.send("Emulation.setEmulatedMedia", features=[{"name": n, "value": v} for n, v in features.items()])

    def forget(self) -> None:
        """Be a visitor who has never been here: no cookie of an earlier test is kept."""
        self.send("Network.clearBrowserCookies")

    def press(self, key: str, code: int, text: str = "") -> None:
        """One key of the keyboard, by its DOM name and number."""
        for kind in ("keyDown", "keyUp"):
            more = {"text": text} if text and kind == "keyDown" else {}
            self.send("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **more)

    def print(self, path: Path) -> None:
        """Keep the page as it is printed on A4."""
        path.parent.mkdir(parents=True, exist_ok=True)
        data = self.send("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, preferCSSPageSize=True)["data"]
        path.write_bytes(base64.b64decode(data))

    def picture(self, path: Path) -> None:
        """Keep the whole page as a picture."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", captureBeyondViewport=True)["data"]))

    def close(self) -> None:
        """End the browser."""
        os.close(self._out)
        self._in.close()
        self._run.kill()
        self._run.wait()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser of its own; without one the tests are skipped with the command that adds it."""
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium; add it with: apt-get install -y chromium")
    made = Browser(program, tmp_path_factory.mktemp("chromium"))
    yield made
    made.close()


NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)
STORY = (
    "VILNIUS, 18 July 2024. Lithuania's parliament voted 103 to 1 to withdraw from the Convention on Cluster Munitions."
)


class Served(msgspec.Struct, frozen=True, kw_only=True):
    """Where pages are served, and the addresses of an event and its procedure that the record holds."""

    address: str
    event: str
    procedure: str

    def at(self, path: str) -> str:
        """The whole address of a page, `{event}` and `{procedure}` filled in."""
        return self.address + path.format(event=self.event, procedure=self.procedure)


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    ready = threading.Event()

    async def startup(self, sockets: Any = None) -> None:
        """Begin, and say so."""
        await super().startup(sockets)
        self.ready.set()


def _record_story(record: Record) -> None:
    """Read the story and keep what was read."""
    report = Report(id="story", text=STORY, published="2024-07-18", title="Seimas votes to leave")
    found = pipeline.read([report], view=record.view(), on=record.today(), today=record.today(), catalog=record.catalog)
    record.ledger.record_reading(found.reports, found.claims, found.events, at=NOW)


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """The whole application over the shipped register and one report that was read and recorded."""
    ledger = open_ledger(":memory:")
    record = Record(ledger, load_catalog(), today=lambda: date(2026, 1, 1), now=lambda: NOW)
    settings = msgspec.convert({"limits": {"questions": 1_000_000}}, Settings)
    server = _Server(uvicorn.Config(make_app(record, settings, log=lambda _: None), port=0, log_level="error"))
    _record_story(record)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert server.ready.wait(30)
    event = record.kept(EntryKind.EVENT)[0]
    yield Served(
        address=f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}",
        event=f"/event/{event['id']}",
        procedure=f"/procedure/{event['procedure']}",
    )
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def address(served: Served) -> str:
    """Where the pages are served."""
    return served.address
