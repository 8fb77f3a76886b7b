"""The depositary's record as others collected it, where a folder with it is given: nearly every dated cell lands."""

import csv
import io
import os
import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from servanda.catalog import load_catalog
from servanda.ledger import open_ledger
from servanda.ledger.tables import Source, Taken, plan_tables, sort_sources, take_tables

TODAY = date(2026, 1, 1)
DATED = re.compile(r"\d{1,2} [A-Z][a-z]{2,8} \d{4}")


def reference(name: str) -> Path:
    """A folder of other people's data; the test is skipped where it is not given."""
    folder = Path(os.environ.get("SERVANDA_REFERENCE", "/nowhere")) / "data" / name
    if not folder.is_dir():
        pytest.skip(f"SERVANDA_REFERENCE names no folder with data/{name}")
    return folder


def take(folder: Path) -> list[Taken]:
    """Every table of a folder, read."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    found = sort_sources(Source(name=str(path), data=path.read_bytes(), named=False) for path in files)
    assert not found.refused
    return take_tables(found, load_catalog(), treaties={}, today=TODAY)


@pytest.mark.slow
def test_the_un_treaty_collection_lands() -> None:
    """All tables are placed, every cell is accounted for, and at least 99.5% of the dated cells become acts."""
    folder = reference("untc-2015")
    taken = take(folder)
    paths = sorted((folder / "treaties").glob("*.csv"))
    rows = [row for path in paths for row in list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))[1:]]
    cells = [cell for row in rows for cell in row if cell.strip()]
    dated = sum(1 for row in rows for cell in row[1:] if DATED.search(cell))
    sums: Counter[str] = Counter()
    for one in taken:
        sums.update(cells=one.tally.cells, acts=one.tally.acts, joined=one.tally.joined, rejected=one.tally.rejected)
    assert len(taken) == len(paths)
    assert all(one.key for one in taken)
    assert sums["cells"] == len(cells)
    assert sums["acts"] + sums["joined"] >= 0.995 * dated
    assert sums["rejected"] == sum(len(one.rejects) for one in taken)


@pytest.mark.slow
def test_importing_the_collection_twice_changes_nothing() -> None:
    """The second import of all tables writes no act, no treaty and no coverage."""
    taken, catalog = take(reference("untc-2015")), load_catalog()
    with open_ledger(":memory:") as ledger:
        plan = plan_tables(taken, ledger.view(), catalog)
        at = datetime(2026, 1, 2, tzinfo=UTC)
        ledger.append(plan.acts, at=at, treaties=plan.treaties, coverage=plan.coverage)
        again = plan_tables(taken, ledger.view(), catalog)
        assert (again.acts, again.treaties, again.coverage) == ([], [], [])
        assert again.made == again.held + len(again.older) == plan.made


@pytest.mark.slow
def test_published_days_of_force_land() -> None:
    """Each row of a data set gives the consent with the day of force that was published for it."""
    taken = take(reference("published-force"))
    acts = [act for one in taken for act in one.acts]
    assert not [reject for one in taken for reject in one.rejects]
    assert sum(1 for act in acts if act.effective) > 2_000
    assert all(one.key in load_catalog().treaties for one in taken)
