"""How often parties leave treaties: counts the record, fits a model beside the base rate, and lets both forecast.

    SERVANDA_REFERENCE=FOLDER python benchmarks/outlook.py [--write]

The folder holds the tables `data/untc-2015`, which are other people's and are only read. What `--write` renews in
`catalog/data/outlook/hazard.json` are counts by year and family, coefficients, the evaluation, and the hash of the
table they were counted from.

The table has one row for each party and year. Rolling origin: each year from SINCE on is forecast from the years
before it, by the base rate, by the rate of the treaty's family, and by a logistic model with a ridge.
"""

import argparse
import hashlib
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from servanda.catalog import Catalog, load_catalog
from servanda.catalog.outlook import FOLDER, Hazard, Score
from servanda.insight.precedents import exits_on_record
from servanda.ledger import open_ledger
from servanda.ledger.tables import Source, plan_tables, sort_sources, take_tables
from servanda.model import CONSENT, Act, parse_edtf

SINCE, UNTIL = 1990, 2025
RECENT = 5
RIDGE = 1.0
BINS = (0.0, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 1.01)
NAMES = ("intercept", "neighbour_left", "ally_left", "others_left", "state_left_elsewhere", "decades_a_party")

Key = tuple[int, str, int, int, int, int, int]
"""Year, family, neighbour left, ally left, others who left (3 at most), left elsewhere, decades a party (5 at most)."""

Cells = dict[Key, list[int]]
"""Key -> notices and years of parties."""


def read_acts(catalog: Catalog, folder: Path) -> list[Act]:
    """The acts of the shipped register and of the tables."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    found = sort_sources(Source(name=str(path), data=path.read_bytes(), named=False) for path in files)
    taken = take_tables(found, catalog, treaties={}, today=date(UNTIL, 12, 31))
    with open_ledger(":memory:") as ledger:
        plan = plan_tables(taken, ledger.view(), catalog)
        at = datetime(UNTIL + 1, 1, 1, tzinfo=UTC)
        ledger.append(plan.acts, at=at, treaties=plan.treaties, coverage=plan.coverage)
        return [act for act in ledger.view().acts() if act.territory is None and act.towards is None]


def count_cells(acts: Iterable[Act], catalog: Catalog) -> Cells:
    """The table: party-years of catalog treaties by what was known as the year began."""
    mine = [act for act in acts if act.treaty in catalog.treaties]
    left: dict[str, dict[str, list[int]]] = defaultdict(dict)
    elsewhere: dict[str, set[tuple[int, str]]] = defaultdict(set)
    begins: dict[tuple[str, str], set[int]] = defaultdict(set)
    for one in exits_on_record(mine):
        year = parse_edtf(one.notified).first.year
        left[one.treaty].setdefault(one.state, []).append(year)
        elsewhere[one.state].add((year, one.treaty))
    for act in mine:
        if act.kind in CONSENT:
            begins[act.state, act.treaty].add(parse_edtf(act.date).first.year)
    allies = {year: _allies(catalog, year) for year in range(1946, UNTIL + 1)}
    cells: Cells = defaultdict(lambda: [0, 0])
    for (state, treaty), years in sorted(begins.items()):
        near, gone = set(catalog.neighbours(state)), left[treaty]
        family = catalog.treaties[treaty].family
        for year, joined in _years(sorted(years), gone.get(state, [])):
            recent = {who for who, days in gone.items() if who != state and _recent(days, year)}
            away = any(year - RECENT <= when < year and what != treaty for when, what in elsewhere[state])
            key = (
                year,
                family,
                int(bool(recent & near)),
                int(bool(recent & allies[year].get(state, set()))),
                min(len(recent), 3),
                int(away),
                min((year - joined) // 10, 5),
            )
            cells[key][0] += year in gone.get(state, [])
            cells[key][1] += 1
    return dict(sorted(cells.items()))


def _recent(years: list[int], year: int) -> bool:
    return any(year - RECENT <= when < year for when in years)


def _allies(catalog: Catalog, year: int) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for group in catalog.groups.values():
        if group.kind == "alliance":
            members = group.members_on(date(year, 1, 1))
            for member in members:
                found[member] |= set(members) - {member}
    return found


def _years(joined: list[int], gone: list[int]) -> Iterable[tuple[int, int]]:
    """Each year begun as a party, with the year of the consent it rests on; a notice ends the row of years."""
    for n, begun in enumerate(joined):
        if n and not any(joined[n - 1] <= when <= begun for when in gone):
            continue
        last = min([when for when in gone if when >= begun], default=UNTIL)
        for year in range(max(begun + 1, 1946), min(last, UNTIL) + 1):
            yield year, begun


def table_hash(cells: Cells) -> str:
    """SHA-256 of the training table in one canonical form."""
    return hashlib.sha256(msgspec.json.encode([[*key, *row] for key, row in sorted(cells.items())])).hexdigest()


def design(cells: Cells, families: list[str]) -> Any:  # noqa: ANN401 - an array
    """One row a cell: the covariates of NAMES, then one column a family."""
    rows = [
        [1, near, ally, others, away, decades, *(name == family for name in families)]
        for _, family, near, ally, others, away, decades in cells
    ]
    return np.array(rows, dtype=float)


def fit(x: Any, events: Any, total: Any) -> Any:  # noqa: ANN401 - arrays
    """Logistic weights by Newton's method, each step halved until it helps.

    A ridge lies on every weight but the intercept's.
    """
    ridge = np.diag([1e-6, *[RIDGE] * (x.shape[1] - 1)])

    def loss(weights: Any) -> float:  # noqa: ANN401 - an array
        line = x @ weights
        return float((total * np.logaddexp(0, line) - events * line).sum() + weights @ ridge @ weights / 2)

    weights = np.zeros(x.shape[1])
    weights[0] = np.log((events.sum() + 0.5) / total.sum())
    held = loss(weights)
    for _ in range(100):
        chance = _chance(x @ weights)
        curve = x.T @ (x * (total * chance * (1 - chance))[:, None]) + ridge
        step = np.linalg.solve(curve, x.T @ (events - total * chance) - ridge @ weights)
        while np.abs(step).max() > 1e-9 and loss(weights + step) > held:
            step = step / 2
        if np.abs(step).max() <= 1e-9:
            break
        weights = weights + step
        held = loss(weights)
    return weights


def _chance(line: Any) -> Any:  # noqa: ANN401 - an array
    return 1 / (1 + np.exp(-np.clip(line, -30, 30)))


def forecasts(cells: Cells, families: list[str]) -> list[tuple[int, int, dict[str, float]]]:
    """For each cell of each year from SINCE on: notices, party-years, and what each method said beforehand."""
    keys, x = list(cells), design(cells, families)
    years = np.array([key[0] for key in keys])
    events, total = np.array(list(cells.values()), dtype=float).T
    found = []
    for year in range(SINCE, UNTIL + 1):
        past = years < year
        base = (events[past].sum() + 0.5) / total[past].sum()
        weights = fit(x[past], events[past], total[past])
        by_family: Counter[str] = Counter()
        exposed: Counter[str] = Counter()
        for n in np.flatnonzero(past):
            by_family[keys[n][1]] += int(events[n])
            exposed[keys[n][1]] += int(total[n])
        for n in np.flatnonzero(years == year):
            name = keys[n][1]
            # The family's rate, drawn to the overall one as if a thousand years of parties more had been seen.
            family = (by_family[name] + 1000 * base) / (exposed[name] + 1000)
            model = float(_chance(x[n] @ weights))
            said = {"base_rate": float(base), "family_rate": float(family), "model": model}
            found.append((int(events[n]), int(total[n]), said))
    return found


def score(rows: list[tuple[int, int, dict[str, float]]], method: str) -> Score:
    """Brier score, log loss and Murphy's reliability of one method."""
    everyone = sum(total for _, total, _ in rows)
    brier = log_loss = 0.0
    bins: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for events, total, said in rows:
        p = said[method]
        brier += events * (1 - p) ** 2 + (total - events) * p**2
        log_loss -= events * np.log(p) + (total - events) * np.log1p(-p)
        place = bins[next(n for n in range(len(BINS)) if p < BINS[n + 1])]
        for n, more in enumerate((p * total, events, total)):
            place[n] += more
    reliability = sum((said - seen) ** 2 / total for said, seen, total in bins.values())
    found = (brier / everyone, float(log_loss) / everyone, reliability / everyone)
    rounded = [float(f"{value:.5g}") for value in found]
    return Score(brier=rounded[0], log_loss=rounded[1], reliability=rounded[2])


def main() -> int:
    """Count, fit, forecast, print; write where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="renew hazard.json")
    asked = parser.parse_args()
    if "SERVANDA_REFERENCE" not in os.environ:
        sys.stderr.write("set SERVANDA_REFERENCE to the folder that holds data/untc-2015\n")
        return 2
    hazard = measure(Path(os.environ["SERVANDA_REFERENCE"]) / "data" / "untc-2015")
    sys.stdout.write(f"table {hazard.table[:16]}, up to {hazard.until}: {hazard.rate(UNTIL + 1)}\n")
    for name, one in hazard.evaluation.items():
        sys.stdout.write(
            f"{name:<12} Brier {one.brier:.8f}  log loss {one.log_loss:.6f}  reliability {one.reliability:.3e}\n"
        )
    sys.stdout.write(f"over {hazard.forecasts:,} party-years since {hazard.since}; shown: {hazard.shown}\n")
    for name, weight in hazard.coefficients.items():
        sys.stdout.write(f"  {name:<28}{weight:+.3f}\n")
    if asked.write:
        text = msgspec.json.format(msgspec.json.encode(hazard), indent=1)
        (FOLDER / "hazard.json").write_bytes(text + b"\n")
    return 0


def measure(folder: Path) -> Hazard:
    """Everything that ships, worked out from the tables of a folder and the register."""
    catalog = load_catalog()
    cells = count_cells(read_acts(catalog, folder), catalog)
    families = sorted({key[1] for key in cells})
    rows = forecasts(cells, families)
    evaluation = {name: score(rows, name) for name in ("base_rate", "family_rate", "model")}
    events, total = np.array(list(cells.values()), dtype=float).T
    weights = fit(design(cells, families), events, total)
    names = [*NAMES, *(f"family:{family}" for family in families)]
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for key, row in cells.items():
        for n in (0, 1):
            counts[key[1]][str(key[0])][n] += row[n]
    return Hazard(
        table=table_hash(cells),
        until=UNTIL,
        counts={f: {y: (n[0], n[1]) for y, n in years.items()} for f, years in counts.items()},
        coefficients=dict(zip(names, np.round(weights, 4).tolist(), strict=True)),
        evaluation=evaluation,
        forecasts=sum(total for _, total, _ in rows),
        since=SINCE,
        shown=_best(evaluation),
    )


def _best(evaluation: dict[str, Score]) -> Any:  # noqa: ANN401 - one of two names
    """The base rate, unless the family's did better by Brier score and by log loss both.

    Raises:
        RuntimeError: when the model did, which `insight.outlook.parties` must then learn to show.
    """
    base = evaluation["base_rate"]
    if _beats(evaluation["model"], base):
        raise RuntimeError("the model beats the base rate: teach servanda.insight.outlook.parties to show it")
    return "family_rate" if _beats(evaluation["family_rate"], base) else "base_rate"


def _beats(one: Score, other: Score) -> bool:
    return one.brier < other.brier and one.log_loss < other.log_loss


if __name__ == "__main__":
    sys.exit(main())
