"""How fast the server answers: requests a second, median and 99th percentile, of status, event, panel and pages.

    .venv/bin/python benchmarks/serve.py [--seconds 5] [--callers 16] [--peer]

Server and callers share this machine's cores, as they would on a small one. Each question is asked twice over: of
states and days in turn, so that every answer is worked out, and the same again, as a popular page is. The callers speak
plain HTTP/1.1 over kept connections, so that the client costs little. `--peer` installs datasette into an environment
of its own that is thrown away, and asks it for the same record in the same file of SQLite.
"""

import argparse
import asyncio
import itertools
import json
import os
import socket
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

PATIENCE = 60
"""Seconds that a server may be late with an answer."""


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
        _, named, length = head.lower().partition(b"content-length:")
        if named:
            await reader.readexactly(int(length.split(b"\r\n")[0]))
        else:
            while size := int(await reader.readline(), 16):
                await reader.readexactly(size + 2)
            await reader.readline()
        took.append(time.perf_counter() - begun)
    writer.close()


async def ask(port: int, paths: Iterator[str], seconds: float, callers: int) -> tuple[list[float], float]:
    """Ask for some seconds; how long each answer took, and all of it.

    Raises:
        SystemExit: where a server does not answer at all.
    """
    took: list[float] = []
    begun = time.perf_counter()
    work = asyncio.gather(*(caller(port, paths, begun + seconds, took) for _ in range(callers)))
    try:
        await asyncio.wait_for(work, seconds + PATIENCE)
    except TimeoutError:
        raise SystemExit(f"no answer within {PATIENCE} seconds: {next(paths)}") from None
    return took, time.perf_counter() - begun


def told(took: list[float], spent: float) -> dict[str, float]:
    """Requests a second and milliseconds."""
    cuts = statistics.quantiles(took, n=100) if len(took) > 1 else [took[0]] * 99
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


def pages(under: str) -> Iterator[str]:
    """A page of one treaty after another, another day each time, so that each is made anew."""
    for back in itertools.count():
        for treaty in ("ccm", "apmbc", "npt", "att"):
            yield f"{under}/{treaty}?on={date(2026, 1, 1) - timedelta(days=back)}"


def start_peer(folder: Path) -> tuple[subprocess.Popen[str], int]:
    """Datasette over the same ledger, from an environment in the folder, and its port."""
    home = folder / "peer"
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    subprocess.run([str(home / "bin" / "pip"), "install", "-qq", "datasette"], check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(home / "bin" / "datasette"), "serve", str(folder / "l.sqlite"), "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, text=True)
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return process, port
    raise SystemExit("datasette did not start")


def measure_all(port: int, questions: dict[str, Iterator[str]], asked: argparse.Namespace) -> None:
    """Measure and print one line a question."""
    for what, paths in questions.items():
        if asked.only not in what:
            continue
        asyncio.run(ask(port, paths, 0.5, 1))
        took, spent = asyncio.run(ask(port, paths, asked.seconds, asked.callers))
        print(json.dumps({"question": what, **told(took, spent)}), flush=True)


def main() -> None:
    """Measure and print one line a question."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--callers", type=int, default=16)
    parser.add_argument("--only", default="", help="only questions with this in their names")
    parser.add_argument("--peer", action="store_true", help="datasette too, installed for this run alone")
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
                "page of a treaty, each another day": pages("/treaty"),
                "page of a map": itertools.repeat("/map/ccm?year=2024"),
                "page of a map, each another day": pages("/map"),
                "page of an event": itertools.repeat(f"/event/{event}"),
            }
            measure_all(port, questions, asked)
        finally:
            process.terminate()
            process.wait(30)
        if not asked.peer:
            return
        process, port = start_peer(folder)
        try:
            entries = itertools.cycle(range(1, 10))
            peer = {
                "datasette, one entry, the same": itertools.repeat("/l/entry/2.json?_shape=objects"),
                "datasette, one entry, each another": (f"/l/entry/{n}.json" for n in entries),
                "datasette, events of a treaty": itertools.repeat("/l/entry.json?kind=event&treaty=ccm&_shape=array"),
                "datasette, the page of them": itertools.repeat("/l/entry?kind=event&treaty=ccm"),
            }
            measure_all(port, peer, asked)
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    main()
