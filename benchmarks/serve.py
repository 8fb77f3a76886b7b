"""How fast the server answers: requests a second, median and 99th percentile, of status, event, panel and pages.

    .venv/bin/python benchmarks/serve.py [--seconds 5] [--callers 16]

Server and callers share this machine's cores, as they would on a small one. Each question is asked twice over: of
states and days in turn, so that every answer is worked out, and the same again, as a popular page is. The callers speak
plain HTTP/1.1 over kept connections, so that the client costs little.
"""

import argparse
import asyncio
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from servanda.catalog import load_catalog

VOTE = (
    "VILNIUS, {day} July 2024. Lithuania's parliament voted {day}0 to 1 to withdraw from the "
    "Convention on Cluster Munitions."
)


def start(folder: Path) -> tuple[subprocess.Popen[str], int]:
    """A server over a new ledger, and its port."""
    command = [sys.executable, "-m", "servanda", "--ledger", str(folder / "l.sqlite"), "serve", "--port", "0"]
    env = {**os.environ, "SERVANDA_LIMITS_QUESTIONS": "100000000"}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, stderr=log, text=True, env=env)
    while True:
        text = (folder / "log").read_text()
        if "http://" in text:
            return process, int(text.split("127.0.0.1:")[1].split()[0])
        time.sleep(0.05)


def post(folder: Path, port: int) -> str:
    """Record a few reports; the id of an event."""
    import httpx

    where = ["--ledger", str(folder / "l.sqlite")]
    made = subprocess.run(
        [sys.executable, "-m", "servanda", *where, "token", "create", "bench"],
        capture_output=True,
        text=True,
        check=True,
    )
    reports = [{"id": f"r{day}", "text": VOTE.format(day=day), "published": f"2024-07-{day}"} for day in range(10, 28)]
    headers = {"Authorization": f"Bearer {made.stdout.strip()}"}
    url = f"http://127.0.0.1:{port}/api/reports"
    given = httpx.post(url, json={"reports": reports}, headers=headers, timeout=120)
    event: str = given.json()["events"][0]["id"]
    return event


async def caller(port: int, paths: Iterator[str], until: float, took: list[float]) -> None:
    """Ask one question after the other over one connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        begun = time.perf_counter()
        writer.write(f"GET {next(paths)} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(head.decode())
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        took.append(time.perf_counter() - begun)
    writer.close()


async def measure(port: int, paths: Iterator[str], seconds: float, callers: int) -> dict[str, float]:
    """Ask for some seconds; requests a second and milliseconds."""
    took: list[float] = []
    begun = time.perf_counter()
    await asyncio.gather(*(caller(port, paths, begun + seconds, took) for _ in range(callers)))
    spent = time.perf_counter() - begun
    cuts = statistics.quantiles(took, n=100)
    return {
        "per_second": round(len(took) / spent),
        "p50_ms": round(cuts[49] * 1000, 1),
        "p99_ms": round(cuts[98] * 1000, 1),
    }


def statuses() -> Iterator[str]:
    """States, treaties and days in turn, none of them twice in a run."""
    catalog = load_catalog()
    states, treaties = sorted(catalog.states), ("ccm", "apmbc", "npt", "rome", "att", "unclos", "cat", "genocide")
    for back in itertools.count():
        day = date(2026, 1, 1) - timedelta(days=back)
        for state, treaty in itertools.product(states, treaties):
            yield f"/api/status/{state}/{treaty}?on={day}"


def panels() -> Iterator[str]:
    """A panel of an alliance, another day each time."""
    for back in itertools.count():
        yield f"/api/panel?treaty=ccm&treaty=apmbc&group=nato&on={date(2026, 1, 1) - timedelta(days=back)}"


def main() -> None:
    """Measure and print one line a question."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--callers", type=int, default=16)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        process, port = start(folder)
        try:
            event = post(folder, port)
            questions = {
                "status, each another": statuses(),
                "status, the same": itertools.repeat("/api/status/LTU/ccm?on=2024-10-01"),
                "event": itertools.repeat(f"/api/events/{event}"),
                "panel, each another day": panels(),
                "page of a status": itertools.repeat("/status/LTU/ccm?on=2024-10-01"),
                "page of a treaty": itertools.repeat("/treaty/ccm?on=2024-10-01"),
            }
            for what, paths in questions.items():
                asyncio.run(measure(port, paths, 0.5, 1))
                found = asyncio.run(measure(port, paths, asked.seconds, asked.callers))
                print(json.dumps({"question": what, **found}))
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    main()
