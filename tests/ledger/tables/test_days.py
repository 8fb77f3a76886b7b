"""Days as tables write them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servanda.ledger.tables.days import Day, find_days, puts_month_first
from servanda.model import is_edtf

CASES = yaml.safe_load((Path(__file__).parent / "days.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["cell"])
def test_days_of_a_cell(case: dict[str, Any]) -> None:
    """Each form that depositaries and data sets use gives its day, and what is no day is told."""
    found = find_days(case["cell"])
    assert case["days"] == [one.edtf if isinstance(one, Day) else f"<{one.text}>" for one in found]
    assert any(isinstance(one, Day) and one.doubtful for one in found) == case.get("doubtful", False)


@pytest.mark.parametrize(
    ("cells", "expected"), [(["1/2/2003", "12/31/2003"], True), (["1/2/2003", "31/12/2003"], False)]
)
def test_the_order_of_day_and_month_is_seen_in_the_table(cells: list[str], expected: bool) -> None:
    """A number over twelve tells which comes first, for all cells of the table."""
    assert expected == puts_month_first(iter(cells))


def test_month_first_turns_the_day() -> None:
    """The same cell is another day where the table puts the month first."""
    (day,) = find_days("3/4/2020", month_first=True)
    assert isinstance(day, Day)
    assert day.edtf == "2020-03-04"


@given(
    st.dates(min_value=date(1800, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["", " a", " A", " AA", " d", " s", " P"]),
)
def test_every_day_of_the_calendar_is_read_back(day: date, mark: str) -> None:
    """What the UN depositary prints for a day is read as that day, whatever its mark."""
    (found,) = find_days(f"{day.day} {day:%b} {day.year}{mark}")
    assert isinstance(found, Day)
    assert found.edtf == day.isoformat()


@given(st.text(max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    """Whatever stands in a cell, a day found in it is a day of the calendar."""
    assert all(is_edtf(one.edtf) for one in find_days(text) if isinstance(one, Day))
