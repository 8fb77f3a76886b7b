"""Partial dates: read, bounded, refused, never rounded."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.model import InputError, earliest, is_edtf, latest, parse_edtf

CASES = {
    "2024": (date(2024, 1, 1), date(2024, 12, 31)),
    "2024-02": (date(2024, 2, 1), date(2024, 2, 29)),
    "2023-02": (date(2023, 2, 1), date(2023, 2, 28)),
    "2024-07-18": (date(2024, 7, 18), date(2024, 7, 18)),
    "2024-07/2024-09": (date(2024, 7, 1), date(2024, 9, 30)),
}


@pytest.mark.parametrize("text", CASES)
def test_bounds(text):
    """A partial date spans its first to its last day."""
    assert (earliest(text), latest(text)) == CASES[text]


@pytest.mark.parametrize("text", ["", "2024-13", "2024-00", "2023-02-29", "24-07", "2024-09/2024-07", "2024/2025/2026"])
def test_no_date(text):
    """What is no date is refused, and `is_edtf` agrees."""
    assert not is_edtf(text)
    with pytest.raises(InputError, match="not a date"):
        parse_edtf(text)


@given(st.dates())
def test_every_day_is_read(day):
    """Each day of the calendar reads as itself."""
    assert parse_edtf(day.isoformat()).first == day


@given(st.text(max_size=25))
def test_total(text):
    """Any text is a date or an InputError, never another failure."""
    is_edtf(text)
