"""Time the record beside raw sqlite3 in the same run: look-ups, loading, durable writes, bulk import.

    python benchmarks/ledger.py [--acts N] [--postgresql ADDRESS] [FILE…]

FILEs (or folders) are imported as `servanda ledger import` does, for the whole record of a depositary; without any,
acts of that shape are made up. Figures are medians; ratios are what holds on another machine.
"""

import argparse
import contextlib
import io
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import msgspec

from servanda.cli.app import run
from servanda.ledger import Entry, Ledger, LedgerView, open_ledger
from servanda.model import Act, Action

AT = datetime(2026, 1, 1, tzinfo=UTC)
ASKED = 3000
WRITES = 200


def main() -> int:
    """Measure and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acts", type=int, default=45_000, help="how many acts are made up; default 45,000")
    parser.add_argument("--postgresql", metavar="ADDRESS", help="an empty database to measure as well")
    parser.add_argument("files", nargs="*")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        acts = _imported(asked.files, home) if asked.files else _made_up(asked.acts)
        print(
            f"{len(acts):,} acts of {len({a.state for a in acts})} states on {len({a.treaty for a in acts})} treaties"
        )
        _measure(str(home / "ledger.sqlite"), acts, home)
        if asked.postgresql:
            print("PostgreSQL")
            _measure(asked.postgresql, acts, home)
    return 0


def _imported(files: Sequence[str], home: Path) -> list[Act]:
    where = str(home / "imported.sqlite")
    start = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = run(["--ledger", where, "--no-register", "ledger", "import", *files])
    if code:
        sys.exit(f"the import ended with {code}; run it by hand to see why")
    took = time.perf_counter() - start
    with open_ledger(where, register=False) as ledger:
        acts = list(ledger.view().own_acts())
    print(f"whole import, tables read and names resolved: {took:.2f} s, {len(acts) / took:,.0f} acts/s")
    return [msgspec.structs.replace(act, recorded_at=None) for act in acts]


def _made_up(number: int) -> list[Act]:
    chance = random.Random(1)
    states = [f"{a}{b}{c}" for a in "ABCDEFG" for b in "ABCDEFG" for c in "ABCD"][:196]
    pairs = [(state, f"untc:X-{n}") for n in range(324) for state in states]
    kinds = [Action.SIGNATURE, Action.RATIFICATION, Action.DECLARATION]
    chosen = chance.sample(pairs, min(len(pairs), max(1, number * 3 // 5)))
    made = (_act(chance, *chance.choice(chosen), chance.choice(kinds)) for _ in range(number * 2))
    return list({(a.state, a.treaty, a.kind): a for a in made}.values())[:number]


def _act(chance: random.Random, state: str, treaty: str, kind: Action) -> Act:
    day = date(1946, 1, 1) + timedelta(days=chance.randrange(29_000))
    return Act(id="-", state=state, treaty=treaty, kind=kind, date=day.isoformat(), source=f"MTDSG {treaty[5:]}")


def _measure(where: str, acts: list[Act], home: Path) -> None:
    with open_ledger(where, register=False) as ledger:
        took = _time(lambda: ledger.append(acts, at=AT))
        print(f"bulk write: {took:.2f} s, {len(acts) / took:,.0f} acts/s{_beside(took, _raw_bulk(ledger, home))}")
        took = _time(lambda: ledger.append(acts, at=AT))
        print(f"the same again, nothing written: {took:.2f} s, {len(acts) / took:,.0f} acts/s")
        _measure_views(ledger, acts, None if "://" in where else where)
        took = _time(ledger.verify)
        print(f"verify: {took:.2f} s, {len(acts) / took:,.0f} entries/s")
        _measure_writes(ledger, home)


def _measure_views(ledger: Ledger, acts: list[Act], file: str | None) -> None:
    pairs = random.Random(2).choices(sorted({(act.state, act.treaty) for act in acts}), k=ASKED)
    raw = _raw_lookup(file, pairs) if file else None
    cold = _per_question(ledger.view(date(2020, 1, 1)), dict.fromkeys(pairs))
    print(f"as-of look-up, first time: p50 {cold * 1e6:.1f} µs{_beside(cold, raw)}")
    views: list[LedgerView] = []
    took = _time(lambda: views.append(ledger.view().loaded()))
    raw_all = _raw_whole(file) if file else None
    print(f"whole record into memory: {took:.2f} s, {len(acts) / took:,.0f} acts/s{_beside(took, raw_all)}")
    took = _time(lambda: ledger.view(date(2000, 1, 1)).loaded())
    print(f"whole record as known on a day into memory: {took:.2f} s")
    warm = _per_question(views[0], pairs)
    print(f"as-of look-up, in memory: p50 {warm * 1e6:.2f} µs{_beside(warm, raw)}")
    print(f"treaties of the ledger: {_time(lambda: ledger.view().treaties()) * 1e3:.1f} ms")


def _per_question(view: LedgerView, pairs: "Sequence[tuple[str, str]] | dict[tuple[str, str], None]") -> float:
    return median(_time(lambda p=pair: view.acts(*p)) for pair in pairs)  # type: ignore[misc]  # a default binds the pair


def _raw_lookup(file: str, pairs: list[tuple[str, str]]) -> float:
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    question = "SELECT body FROM entry WHERE kind = 'act' AND treaty = ? AND state = ? ORDER BY seq"
    try:
        return median(_time(lambda p=p: connection.execute(question, (p[1], p[0])).fetchall()) for p in pairs)  # type: ignore[misc]
    finally:
        connection.close()


def _raw_whole(file: str) -> float:
    """Every body read and decoded to plain dictionaries, which is the least that a program could do."""
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return _time(lambda: [json.loads(row[0]) for row in connection.execute("SELECT body FROM entry ORDER BY seq")])
    finally:
        connection.close()


def _raw_bulk(ledger: Ledger, home: Path) -> float:
    """The same rows into a table with the same indexes, without chain, guards or a look whether they are new."""
    rows = [msgspec.structs.astuple(entry) for entry in ledger.log()]
    names = ", ".join(Entry.__struct_fields__)
    path = home / "raw-bulk.sqlite"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"CREATE TABLE entry ({names.replace('seq', 'seq INTEGER PRIMARY KEY')}) ")
    for index in (
        "UNIQUE INDEX a ON entry (kind, key)",
        "INDEX b ON entry (kind, treaty, state)",
        "INDEX c ON entry (kind, state)",
    ):
        connection.execute(f"CREATE {index}")

    def write() -> None:
        connection.execute("BEGIN")
        connection.executemany(f"INSERT INTO entry ({names}) VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608 - names of ours
        connection.execute("COMMIT")

    took = _time(write)
    connection.close()
    return took


def _measure_writes(ledger: Ledger, home: Path) -> None:
    chance = random.Random(3)
    acts = [_act(chance, "ZZZ", f"untc:Y-{n}", Action.RATIFICATION) for n in range(WRITES * 2)]
    bodies = [msgspec.json.encode(act).decode() for act in acts]
    connection = sqlite3.connect(home / "raw.sqlite", isolation_level=None)
    connection.execute("CREATE TABLE IF NOT EXISTS entry (seq INTEGER PRIMARY KEY, body TEXT) STRICT")
    raws, ours = [], []
    for act, body in zip(acts, bodies, strict=True):  # in turn, so that a busy disk troubles both
        raws.append(_time(lambda b=body: connection.execute("INSERT INTO entry (body) VALUES (?)", (b,))))  # type: ignore[misc]
        ours.append(_time(lambda a=act: ledger.append([a], at=AT)))  # type: ignore[misc]
    connection.close()
    raw, our = median(raws), median(ours)
    print(f"durable write of one act: p50 {our * 1e3:.2f} ms{_beside(our, raw)}")


def _beside(ours: float, raw: float | None) -> str:
    if not raw:
        return ""
    return (
        f", {ours / raw:.2f} x raw sqlite3 ({raw:.2f} s)"
        if raw > 0.1
        else f", {ours / raw:.2f} x raw sqlite3 ({raw * 1e6:.1f} µs)"
    )


def _time(what: Callable[[], object]) -> float:
    start = time.perf_counter()
    what()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
