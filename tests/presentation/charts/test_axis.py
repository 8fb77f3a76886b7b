"""Days to positions, round heights, text kept inside its room."""

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from servanda.presentation.charts.axis import Axis, heights
from servanda.presentation.charts.paper import legend, shortened, text_width

DAYS = st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 1, 1))


@given(DAYS, DAYS, DAYS)
def test_every_day_lies_on_the_axis(one: date, other: date, day: date) -> None:
    """A day outside the axis is kept at its end, and later days never lie further left."""
    axis = Axis(first=min(one, other), last=max(one, other), left=100, right=900)
    assert 100 <= axis.x(day, open_end=0) <= 900
    assert axis.x(axis.first, open_end=0) <= axis.x(axis.last, open_end=0)


@given(DAYS, DAYS)
def test_ticks_keep_their_distance(one: date, other: date) -> None:
    """No two years are marked nearer than the room a label needs."""
    axis = Axis(first=min(one, other), last=max(one, other), left=0, right=800)
    places = [tick.x for tick in axis.ticks()]
    assert all(b - a >= 50 for a, b in itertools.pairwise(places))


@given(st.integers(0, 10_000))
def test_lines_reach_the_highest_value(most: int) -> None:
    """The grid holds the highest value and has few lines."""
    lines = heights(most)
    assert lines[0] == 0
    assert lines[-1] >= most
    assert len(lines) <= 7


@given(st.text(alphabet="abcdefgh WM", max_size=200), st.integers(60, 400))
def test_text_is_cut_to_its_room(text: str, room: int) -> None:
    """What is cut fits, but for a single word that has no place to be cut."""
    cut = shortened(text, size=13, room=room)
    assert text_width(cut, size=13) <= room or len(cut.split()) <= 2


def test_a_legend_breaks_into_rows() -> None:
    """Entries that find no room go to the next row, none past the right edge."""
    keys, rows = legend([("party", "some words of a status")] * 8, left=24, right=500)
    assert rows > 1
    assert max(key.x for key in keys) < 500
