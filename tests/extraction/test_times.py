"""Times are found and resolved as the sentence means them, with spans; what is unsaid has no value."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog.lexicon import load_lexicon
from servanda.extraction.times import Time, compile_times, find_times
from servanda.model import is_edtf

SECTIONS = load_lexicon().sections
GRAMMAR = compile_times(SECTIONS["times"], SECTIONS["numerals"])
CASES = yaml.safe_load((Path(__file__).parent / "times.yaml").read_text(encoding="utf-8"))
WORDS = st.sampled_from(
    [
        "on",
        "in",
        "the",
        "3",
        "4th",
        "18",
        "July",
        "may",
        "2024",
        "last",
        "next",
        "Tuesday",
        ",",
        ".",
        "-",
        "/",
        "week",
        "day",
        "ago",
        "later",
        "same",
        "and",
        "from",
        "to",
        "yesterday",
        "of",
    ]
)


def times_of(text: str, anchor: str | None = None) -> list[Time]:
    """The times of a text read on a day."""
    return find_times(text, date.fromisoformat(anchor) if anchor else None, GRAMMAR)


@pytest.mark.parametrize("case", [*CASES, *SECTIONS["times"]["examples"]], ids=lambda case: case["text"][:60])
def test_times_are_resolved(case: dict[str, Any]) -> None:
    """Each sentence gives exactly the values written beside it, in reading order."""
    found = [time.value for time in times_of(case["text"], case.get("anchor")) if time.value]

    assert found == case["values"]


def test_a_weekday_that_disagrees_with_its_date_is_flagged() -> None:
    """A wrong weekday beside a date is kept as one time and marked; a right one is not."""
    wrong, right = times_of("On Tuesday, 18 July 2024, it voted. On Thursday, 18 July 2024, it voted.")

    assert (wrong.value, wrong.mismatch, right.mismatch) == ("2024-07-18", True, False)


def test_both_readings_of_a_yearless_day_are_kept() -> None:
    """The other year stays at hand for a caller who knows the tense better."""
    (time,) = times_of("3 February", "2025-03-10")

    assert (time.past, time.future, time.yearless) == ("2025-02-03", "2026-02-03", True)


def test_durations_and_offsets_keep_count_unit_and_direction() -> None:
    """Six months after something unsaid is an offset without a value; six months alone is a duration."""
    offset, duration = times_of("It takes effect six months after the notice is received; the six-month term is short.")

    assert (offset.kind, offset.count, offset.unit, offset.direction, offset.value) == ("offset", 6, "month", 1, None)
    assert (duration.kind, duration.count, duration.unit) == ("duration", 6, "month")


def test_a_count_from_a_day_keeps_the_exact_day() -> None:
    """“A year later” is a year by its words, and the very day by the calendar."""
    _, later = times_of("Received on 4 November 2016, it takes effect a year later.")

    assert (later.value, later.exact) == ("2017", "2017-11-04")


def test_letters_read_as_figures_are_flagged() -> None:
    """A year that needed repair says so."""
    assert [time.repaired for time in times_of("28 July 195l and 28 July 1951")] == [True, False]


@given(st.lists(WORDS, max_size=30).map(" ".join), st.dates())
def test_any_text_is_read_without_an_error(text: str, anchor: date) -> None:
    """Any words give times in order, inside the text, whose values are dates of the calendar."""
    times = find_times(text, anchor, GRAMMAR)

    assert all(0 <= t.start < t.end <= len(text) for t in times)
    assert all(a.end <= b.start for a, b in pairwise(times))
    assert all(t.value is None or is_edtf(t.value) for t in times)


@given(st.text(max_size=80))
def test_any_string_is_read_without_an_error(text: str) -> None:
    """Any string at all is read."""
    assert isinstance(find_times(text, None, GRAMMAR), list)


def test_a_week_keeps_the_month_that_holds_it() -> None:
    """A week inside one month offers the month; one across two offers the year."""
    inside, across = times_of("It left last week.", "2024-07-18")[0], times_of("It left last week.", "2024-08-06")[0]

    assert [inside.coarse, across.coarse] == ["2024-07", "2024"]
