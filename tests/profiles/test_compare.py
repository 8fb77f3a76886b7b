"""Agreement as counted by hand, what separates two states, and what silence never is."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from servanda.catalog import load_catalog
from servanda.ledger import Coverage, open_ledger
from servanda.model import Act, Action, InputError
from servanda.panels import one_day, row_of_days
from servanda.profiles import Profiles, compare

ON = date(2020, 12, 31)
FOUR = ["NPL", "BTN", "LKA", "MDV"]


def test_pairs_are_as_counted_by_hand(record: Profiles, small: dict[str, Any]) -> None:
    """Every pair of the small record has the agreement and the separating treaties of its table."""
    found = compare(record, FOUR, one_day(ON), treaties=small["complete"])
    assert [
        {
            "first": pair.first,
            "second": pair.second,
            "treaties": pair.agreement.treaties,
            "both": pair.agreement.both,
            "neither": pair.agreement.neither,
            "share": pair.agreement.share,
            "apart": [one.treaty for one in pair.separated_by],
        }
        for pair in found.pairs
    ] == small["pairs"]


def test_silence_is_never_a_no(record: Profiles) -> None:
    """A treaty known of one state alone is told in its profile, and compared with nobody."""
    found = compare(record, ["NPL", "MDV"], one_day(ON))
    unclos = next(row for row in found.profiles if row.treaty == "unclos")
    assert unclos.statuses == ("party", "not_covered")
    (pair,) = found.pairs
    assert pair.not_compared == ("unclos",)
    assert pair.agreement.treaties == 4


def test_a_treaty_of_which_nothing_is_known_is_named(record: Profiles) -> None:
    """Asked about by name, it is listed as silent and stands in no profile."""
    found = compare(record, ["BTN", "MDV"], one_day(ON), treaties=["unclos", "ccm"])
    assert found.silent == ("unclos",)
    assert [row.treaty for row in found.profiles] == ["ccm"]


def test_what_separates_has_its_day(record: Profiles) -> None:
    """Two states come apart on the later of the day one came in and the day the other went out."""
    found = compare(record, ["LKA", "NPL"], one_day(ON), treaties=["ccm", "apmbc"])
    ccm, apmbc = found.pairs[0].separated_by
    assert (ccm.bound, ccm.not_bound, ccm.status, ccm.since) == ("NPL", "LKA", "former_party", date(2018, 7, 1))
    assert (apmbc.bound, apmbc.not_bound, apmbc.status, apmbc.since) == ("NPL", "LKA", "none", date(2010, 7, 1))


def test_agreement_over_time_is_as_counted(record: Profiles, small: dict[str, Any]) -> None:
    """Each day of a row has the agreement of that day; profiles are those of the last."""
    days = row_of_days(date(2010, 1, 1), date(2020, 1, 1), "year")
    found = compare(record, ["NPL", "LKA"], days, treaties=small["complete"])
    told = {then.on.isoformat(): then.agreement for then in found.over_time}
    assert len(told) == 11
    counted = {day: [told[day].both + told[day].neither, told[day].treaties] for day in small["over_time"]}
    assert counted == small["over_time"]
    assert found.on == date(2020, 1, 1)


def test_a_treaty_that_was_not_there_is_not_compared(record: Profiles) -> None:
    """Before the CCM was adopted nobody agreed on it."""
    found = compare(record, ["NPL", "LKA"], one_day(date(2000, 1, 1)), treaties=["ccm", "npt"])
    assert found.pairs[0].agreement.treaties == 1
    assert found.pairs[0].not_compared == ("ccm",)


def test_a_state_that_was_not_there_is_not_compared(record: Profiles) -> None:
    """South Sudan has no commitments, and no lack of them, before it was a state."""
    days = [compare(record, ["SSD", "LKA"], one_day(date(year, 1, 1)), treaties=["npt"]) for year in (2011, 2012)]
    assert [found.pairs[0].agreement.treaties for found in days] == [0, 1]


def test_beyond_the_extent_of_the_record_nothing_is_a_no(record: Profiles, small: dict[str, Any]) -> None:
    """A day after the record was last kept, silence is not known to be a no any more."""
    found = compare(record, ["BTN", "LKA"], one_day(date(2025, 1, 1)), treaties=small["complete"])
    assert found.pairs[0].agreement.treaties == 1  # the ccm, on which both acted
    assert found.pairs[0].not_compared == ("apmbc", "rome", "npt")


def test_families_and_treaties_are_found_by_name(record: Profiles) -> None:
    """A family gives its treaties; one nobody knows is refused with those there are."""
    keys = record.choose(["Rome Statute"], ["Disarmament", "human-rights"])
    assert {"rome", "ccm", "iccpr"} <= set(keys)
    assert len(keys) == len(set(keys))
    with pytest.raises(InputError, match="disarmament"):
        record.choose((), ["disarmamment"])


def test_a_state_named_twice_is_one(record: Profiles) -> None:
    """Nobody is compared with itself."""
    assert compare(record, ["NPL", "NPL"], one_day(ON)).pairs == ()


def test_without_clause_data_nobody_is_bound_for_sure() -> None:
    """A consent whose effect nobody can date is no yes and no no: only consent itself can be compared."""
    key = "untc:XX-99"
    acts = [Act(id="", state=state, treaty=key, kind=Action.ACCESSION, date="2010-01-01") for state in ("NPL", "BTN")]
    with open_ledger(":memory:", register=False) as ledger:
        whole = Coverage(treaty=key, complete=True, as_of="2024-12-31")
        ledger.append(acts, at=datetime(2025, 1, 1, tzinfo=UTC), coverage=[whole])
        profiles = Profiles(ledger.view(), load_catalog())
        bound = compare(profiles, ["NPL", "BTN", "LKA"], one_day(ON))
        consent = compare(profiles, ["NPL", "BTN", "LKA"], one_day(ON), by="consent")
    assert [row.statuses for row in bound.profiles] == [("consented", "consented", "none")]
    assert bound.undated == (key,)
    assert [pair.agreement.treaties for pair in bound.pairs] == [0, 0, 0]
    assert consent.undated == ()
    assert [pair.agreement.share for pair in consent.pairs] == [1.0, 0.0, 0.0]


def test_nothing_separates_from_one_that_was_not_there(record: Profiles) -> None:
    """Nepal and South Sudan are apart since South Sudan is a state, not since Nepal is bound."""
    (pair,) = compare(record, ["NPL", "SSD"], one_day(ON), treaties=["ccm"]).pairs
    assert [one.since for one in pair.separated_by] == [date(2011, 7, 9)]
