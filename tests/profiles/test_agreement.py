"""Laws of agreement, for any two rows of ties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.profiles import agreement
from servanda.profiles.agreement import wilson

TIES = st.lists(st.tuples(st.sampled_from([True, False, None]), st.sampled_from([True, False, None])), max_size=40)


@given(TIES)
def test_agreement_is_symmetric(ties):
    """Neither state comes first."""
    first, second = [a for a, _ in ties], [b for _, b in ties]
    assert agreement(first, second) == agreement(second, first)


@given(TIES)
def test_what_is_not_known_changes_nothing(ties):
    """Treaties on which one of the two is not known might as well not be there."""
    known = [(a, b) for a, b in ties if a is not None and b is not None]
    assert agreement(*_rows(ties)) == agreement(*_rows(known))


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_the_same_profile_agrees_wholly(ties):
    """Identical profiles have a share of 1, beyond chance too where chance leaves anything to explain."""
    found = agreement(ties, ties)
    assert found.share == 1
    assert found.beyond_chance == (1 if len(set(ties)) == 2 else None)


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_the_opposite_profile_agrees_nowhere(ties):
    """A profile and its opposite have a share of 0 and less than chance would give."""
    found = agreement(ties, [not tie for tie in ties])
    assert (found.share, found.both, found.neither) == (0, 0, 0)
    assert found.beyond_chance == -1


@given(TIES)
def test_the_share_lies_in_its_interval(ties):
    """The interval holds the share, within 0 and 1."""
    found = agreement(*_rows(ties))
    if found.treaties:
        assert 0 <= found.low <= found.share <= found.high <= 1
    else:
        assert found.share is found.low is found.high is found.beyond_chance is None


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662)]
)
def test_the_interval_is_wilsons(hits, of, low, high):
    """81 of 263 is the worked example of Newcombe, Statistics in Medicine 17, 1998, table I."""
    assert [round(end, 4) for end in wilson(hits, of)] == [low, high]


def _rows(ties):
    return [a for a, _ in ties], [b for _, b in ties]
