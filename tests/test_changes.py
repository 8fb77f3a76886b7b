"""What changed in the world: nothing is left out for speed, and nothing is told twice or outside the time asked."""

from collections.abc import Sequence
from datetime import date

import pytest

from servanda import changes as module
from servanda.catalog import load_catalog
from servanda.changes import Change, changes
from servanda.ledger import LedgerView, open_ledger
from servanda.model import parse_edtf

TIMES = [
    (date(1968, 1, 1), date(1972, 1, 1)),
    (date(1996, 6, 1), date(1999, 6, 1)),
    (date(2019, 1, 1), date(2027, 1, 1)),
]


@pytest.fixture(scope="module")
def view() -> LedgerView:
    """The register alone."""
    return open_ledger(":memory:").view().loaded()


@pytest.mark.parametrize(("start", "end"), TIMES)
def test_courses_left_aside_had_come_to_rest(
    view: LedgerView, start: date, end: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking law for every course finds nothing more than asking it for those that can still change."""
    found = changes(view, load_catalog(), start=start, end=end)
    monkeypatch.setattr(module, "_may_change", lambda *_: True)
    assert changes(view, load_catalog(), start=start, end=end) == found
    assert {"act", "status"} <= {one.what for one in found}


@pytest.mark.parametrize(("start", "end"), TIMES)
def test_times_that_join_tell_everything_once(view: LedgerView, start: date, end: date) -> None:
    """Two times that meet tell together what the time over both tells, each thing once and within its time."""
    catalog, middle = load_catalog(), date((start.year + end.year) // 2, 3, 15)
    first, second = changes(view, catalog, start=start, end=middle), changes(view, catalog, start=middle, end=end)
    assert all(start < parse_edtf(one.date).last <= middle for one in first)
    whole = changes(view, catalog, start=start, end=end)
    assert _acts([*first, *second]) == _acts(whole)


def _acts(found: Sequence[Change]) -> set[Change]:
    """Acts and effects; what a status rests on may be known better from a later day."""
    told = [one for one in found if one.what != "status"]
    assert len(told) == len(set(told))
    return set(told)
