"""A headless Chromium, driven over its DevTools protocol through a pipe: no driver and no socket between."""

import base64
import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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

    def picture(self, path: Path, width: int) -> None:
        """Keep the page as a picture of that width in CSS pixels."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=1000, deviceScaleFactor=1, mobile=False)
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
