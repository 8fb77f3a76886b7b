"""Every pair of the whole imported record: the panel's row is what `status` says. Needs the folder of $SERVANDA_REFERENCE."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from servanda import enquiry
from servanda.catalog import load_catalog
from servanda.cli.app import run
from servanda.law import status
from servanda.law.stretches import reasons_of
from servanda.ledger import LedgerView, open_ledger
from servanda.panels import Panels, one_day
from servanda.panels.columns import line_of_reasons
from servanda.panels.courses import Courses

CATALOG = load_catalog()
REFERENCE = os.environ.get("SERVANDA_REFERENCE")


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerView]:
    """The depositary's tables over the register we ship."""
    if not REFERENCE:
        pytest.skip("set SERVANDA_REFERENCE to the folder that holds data/untc-2015")
    place = str(tmp_path_factory.mktemp("whole") / "ledger.sqlite")
    assert run(["--ledger", place, "ledger", "import", str(Path(REFERENCE) / "data" / "untc-2015")]) == 0
    with open_ledger(place) as ledger:
        yield ledger.view().loaded()


def test_every_course_of_the_whole_record_is_what_status_says(view: LedgerView) -> None:
    """Status, time of being bound and reasons of each state under each treaty, on the day of its last change."""
    courses, wrong, asked = Courses(view, CATALOG), [], 0
    for key in courses.treaties():
        under = courses.under(key)
        coverage = view.coverage(key)
        for state in under.states:
            last = under.of(state)[-1]
            day = max(last.stretch.since, date(1945, 1, 1))
            scope = enquiry.scope_of(CATALOG.states[state], under.treaty, catalog=CATALOG, view=view, on=day)
            acts, covered = enquiry.acts_under(under.treaty, scope, view), coverage.whole_on(day)
            told = status(state, under.treaty, acts, on=day, covered=covered, scope=scope)
            held = (last.stretch.status, last.stretch.first, last.stretch.to, reasons_of(last.stretch, last.ground))
            if held != (told.status, told.in_force_from, told.in_force_to, told.reasons):
                wrong.append((key, state, day))
            asked += 1
    assert asked > 20_000
    assert wrong == []


def test_a_sample_of_rows_is_what_the_conductor_says(view: LedgerView) -> None:
    """Every hundredth row of a day after the tables were taken, as `servanda status` answers."""
    day = date(2016, 1, 1)
    rows = Panels(view, CATALOG).panel(one_day(day))
    for row in rows.rows()[::100]:
        told = enquiry.status(row[0], row[1], view=view, on=day, catalog=CATALOG)
        said = (told.status.value, told.in_force_from, told.in_force_to, line_of_reasons(told.reasons))
        assert said == row[2:]
