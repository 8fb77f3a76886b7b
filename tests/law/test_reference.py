"""The exams against published days, on the reference data where it is at hand."""

import os
import sys
from pathlib import Path

import pytest

from servanda.catalog import load_catalog

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))


@pytest.fixture(name="reference")
def _reference() -> Path:
    folder = os.environ.get("SERVANDA_REFERENCE")
    if not folder:
        pytest.skip("set SERVANDA_REFERENCE to the folder of reference data to run the law exams")
    return Path(folder)


def test_published_entries_are_computed_from_the_consent(reference: Path) -> None:
    """At least 99.5 % of the rows, after at most 4 % are set aside with a reason."""
    import law_exam

    rows = list(law_exam.entries(reference, load_catalog().treaties))
    aside = law_exam.set_aside()
    kept = [r for r in rows if (r.treaty, r.state) not in aside]
    assert len(kept) >= 0.96 * len(rows)
    assert sum(r.right for r in kept) >= 0.995 * len(kept)


def test_exits_are_exact_or_explained(reference: Path) -> None:
    """Each exit on record is given exactly by its notice, or the explanation names the state."""
    import law_exam

    explained = law_exam.SET_ASIDE.read_text(encoding="utf-8").partition("## Exits")[2]
    names = {code: state.name for code, state in load_catalog().states.items()}
    misses = [r for r in law_exam.exits(reference, load_catalog().treaties) if not r.right]
    assert [r for r in misses if names[r.state] not in explained] == []


def test_the_table_of_rows_set_aside_is_read() -> None:
    """Each row of the table has a reason."""
    import law_exam

    rows = law_exam.set_aside()
    assert len(rows) > 40
    assert all(len(reason) > 10 for reason in rows.values())
