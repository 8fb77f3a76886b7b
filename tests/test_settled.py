"""Courses settled once say of every day what the law says when it is asked for that day alone."""

from datetime import date

import pytest

from servanda.agenda import Due, dates_due
from servanda.catalog import load_catalog
from servanda.enquiry import find_treaty, status
from servanda.ledger import LedgerView, open_ledger
from servanda.participation import entries, participation
from servanda.settled import Settled

DAYS = tuple(date(year, month, 15) for year in (1985, 1999, 2012, 2024, 2026, 2031) for month in (1, 7))
TREATIES = ("ccm", "apmbc", "npt", "rome", "istanbul")


@pytest.fixture(scope="module")
def view() -> LedgerView:
    """The register we ship."""
    return open_ledger(":memory:").view()


@pytest.mark.parametrize("key", TREATIES)
def test_what_is_ahead_is_what_the_law_says_on_that_day(view: LedgerView, key: str) -> None:
    """Each date ahead of each state, on days before and after the record ends, one course for all of them."""
    catalog = load_catalog()
    settled, treaty = Settled(view, catalog), find_treaty(key, catalog, view)
    told = 0
    for state in sorted({act.state for act in view.acts(treaty=key)})[:40]:
        for on in DAYS:
            asked = status(state, key, view=view, on=on, catalog=catalog)
            assert settled.ahead(state, treaty, on) == asked.next
            assert settled.spells(state, treaty, on) == asked.spells
            told += len(asked.next)
    assert told


@pytest.mark.parametrize("key", TREATIES)
def test_entries_kept_between_days_are_those_of_each_day(view: LedgerView, key: str) -> None:
    """Who waits is counted for the day asked about, though who entered is worked out once."""
    catalog = load_catalog()
    settled, treaty = Settled(view, catalog), find_treaty(key, catalog, view)
    kept = {settled.ground(treaty, on): entries(treaty, settled=settled, on=on) for on in DAYS}
    for on in DAYS:
        alone = participation(key, view=view, catalog=catalog, on=on)
        assert kept[settled.ground(treaty, on)].on(on) == alone


def test_dates_due_are_the_same_with_courses_that_were_kept(view: LedgerView) -> None:
    """A calendar made of kept courses is the calendar."""
    catalog = load_catalog()
    settled = Settled(view, catalog)
    for on in (date(2024, 7, 1), date(2026, 1, 1)):

        def due(*treaties: str, kept: Settled | None = None, on: date = on) -> tuple[Due, ...]:
            until = date(on.year + 2, 1, 1)
            return dates_due(view=view, catalog=catalog, on=on, until=until, treaties=treaties, settled=kept)

        whole = due("apmbc", "ccm", kept=settled)
        assert whole == due("ccm", "apmbc")
        assert whole == tuple(one for one in due() if one.treaty in {"apmbc", "ccm"})
