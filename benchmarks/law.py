"""The speed of law over a depositary's whole record: all intervals, panels of a day and of many, and every reason.

    SERVANDA_REFERENCE=FOLDER python benchmarks/law.py [--repeat N]

The folder holds the tables `data/untc-2015`, which are other people's and are only read; without it the register that
Servanda ships is measured alone. The same statuses are asked of a pandas groupby-apply and of a Polars expression over
days of effect that are already worked out, so that what is compared is looking up a day, not counting one. pandas is no
dependency: `uv pip install pandas` adds the comparison.

Seconds of the processor, the best of N, so that a busy machine changes little; `first use` is the sum of what the
first panel of a process needs.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

DAY = date(2010, 1, 1)
YEARS = (date(1950, 1, 1), date(2025, 1, 1))


class Clock:
    """Lines of figures, each with what it is held against."""

    def __init__(self) -> None:
        self.first = 0.0

    @contextmanager
    def part_of_first_use(self, what: str) -> Iterator[None]:
        """Measure what happens once a process."""
        begun = time.process_time()
        yield
        spent = time.process_time() - begun
        self.first += spent
        self.line(f"  {what}", spent)

    def line(self, what: str, seconds: float, aim: float | None = None, note: str = "") -> None:
        """Print one figure."""
        told = f"aim {aim * 1000:,.0f} ms" if aim else ""
        sys.stdout.write(f"{what:<58} {seconds * 1000:>10,.1f} ms   {told:<14} {note}\n")


def best(repeat: int, work: Callable[[], Any]) -> float:
    """The least processor time of several runs, in seconds."""
    spent = []
    for _ in range(repeat):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


def imported(folder: Path) -> str:
    """A ledger with the reference's tables in it."""
    from servanda.cli.app import run

    place = str(folder / "ledger.sqlite")
    if run(["--ledger", place, "ledger", "import", str(Path(os.environ["SERVANDA_REFERENCE"]) / "data/untc-2015")]):
        sys.exit("the tables could not be imported")
    return place


def measure(place: str, repeat: int) -> None:
    """Every figure, from a process that has not read anything yet."""
    clock = Clock()
    with clock.part_of_first_use("load libraries (Polars above all)"):
        from servanda.catalog import load_catalog
        from servanda.ledger import open_ledger
        from servanda.panels import Panels, one_day, row_of_days
    libraries = clock.first
    with clock.part_of_first_use("load the catalog"):
        catalog = load_catalog()
    with clock.part_of_first_use("load every act"):
        view = open_ledger(place).view().loaded()
    panels = Panels(view, catalog)
    with clock.part_of_first_use("all intervals from scratch, and the panel of one day"):
        rows = panels.panel(one_day(DAY), reasons=False)
    clock.line("first use, libraries loaded", clock.first - libraries, 1.0)
    clock.line("first use, a new process", clock.first)
    pairs = rows.height
    sys.stdout.write(f"{len(view.acts()):,} acts, {pairs:,} pairs of state and treaty\n\n")
    scratch = best(repeat, lambda: Panels(view, catalog).panel(one_day(DAY), reasons=False))
    clock.line("all intervals from scratch", scratch, None, f"{scratch / pairs * 1e6:,.1f} µs a pair")
    day = best(repeat, lambda: panels.panel(one_day(DAY), reasons=False))
    clock.line("one day, statuses", day, 0.010)
    clock.line("one day, every reason", best(repeat, lambda: panels.panel(one_day(DAY))), 0.250)
    years = row_of_days(*YEARS, "year")
    clock.line(f"{len(years.days)} yearly panels", best(repeat, lambda: panels.panel(years, reasons=False)), 0.300)
    begun = time.process_time()
    panels.panel(years)
    clock.line(f"{len(years.days)} yearly panels, every reason", time.process_time() - begun)
    beside(panels, day, repeat, clock)


def beside(panels: Any, ours: float, repeat: int, clock: Clock) -> None:  # noqa: ANN401 - imported late
    """The same statuses by the usual ways, over days of effect that are already worked out."""
    import polars as pl

    spells: pl.DataFrame = panels.spells()
    sys.stdout.write(f"\nthe same statuses over {spells.height:,} spells already worked out\n")

    def by_polars() -> pl.DataFrame:
        held = spells.filter(pl.col("since") <= DAY)
        return held.group_by("state", "treaty", maintain_order=True).last()

    theirs = best(repeat, by_polars)
    clock.line("a Polars expression (filter, group_by, last)", theirs, None, f"{theirs / ours:,.1f} × ours")
    if find_spec("pandas") is None:
        sys.stdout.write("pandas is not installed: uv pip install pandas adds groupby-apply\n")
        return
    pandas = import_module("pandas")
    frame = pandas.DataFrame(spells.to_dict(as_series=False))
    held = frame[frame["since"] <= DAY]
    theirs = best(1, lambda: held.groupby(["state", "treaty"]).apply(lambda group: group.iloc[-1]))
    clock.line("pandas groupby-apply", theirs, None, f"{theirs / ours:,.0f} × ours")


def main() -> None:
    """Measure, in a new ledger where the reference is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=5, help="runs of each, the best counts")
    parser.add_argument("--ledger", help="a ledger that is imported already; it is only read")
    asked = parser.parse_args()
    if asked.ledger or not os.environ.get("SERVANDA_REFERENCE"):
        measure(asked.ledger or ":memory:", asked.repeat)
        return
    with tempfile.TemporaryDirectory() as folder:
        place = imported(Path(folder))
        sys.stdout.flush()
        again = [sys.executable, __file__, "--ledger", place, f"--repeat={asked.repeat}"]
        subprocess.run(again, check=True)  # a process that has read nothing yet, for the first use


if __name__ == "__main__":
    main()
