"""A second choice that is nearly as strong is told as a reading."""

import pytest

from servanda.extraction.doubt import NEAR, doubt_of


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ({"notified": 0.5, "effective": 0.4}, ["effective"]),
        ({"notified": 0.9, "effective": 0.1}, []),
        ({"notified": 1.0}, []),
        ({"effective": 0.4, "notified": 0.45, "announced": 0.15}, ["effective"]),
    ],
)
def test_only_a_near_second_is_told(votes, expected):
    """The runner-up is a reading from a share of the first choice's votes on; a third never is."""
    assert [doubt.value for doubt in doubt_of("stage", votes, "notified")] == expected


def test_a_rule_ends_the_doubt():
    """Where a rule has chosen against the vote, the vote gives no reading."""
    assert doubt_of("stage", {"parliament_vote": 0.5, "first_reading": 0.45}, "rejected") == ()


def test_the_doubt_is_said_in_votes():
    """Why a reading stands there can be read."""
    (doubt,) = doubt_of("certainty", {"asserted": 0.55, "planned": 0.45}, "asserted")
    assert doubt.why == "planned has 0.45 of the votes, asserted 0.55"


def test_each_field_has_its_own_limit():
    """Stage, certainty and state differ in how often a second choice is right."""
    assert set(NEAR) == {"stage", "certainty", "state"}
