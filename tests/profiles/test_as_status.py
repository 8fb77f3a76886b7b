"""On the register we ship, agreement is what one would count from `status`, treaty by treaty."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda import enquiry
from servanda.catalog import load_catalog
from servanda.ledger import LedgerView, open_ledger
from servanda.model import earliest
from servanda.panels import one_day
from servanda.profiles import Profiles, compare

CATALOG = load_catalog()
KEYS = ["apmbc", "ccm", "npt", "ctbt", "rome", "open-skies", "cfe", "istanbul", "paris", "nato"]
BOUND, FREE = ("party", "party_leaving"), ("none", "signatory", "consented", "former_party", "provisional")
STATES = st.sampled_from(["LTU", "POL", "USA", "RUS", "HUN", "TUR", "BDI", "FIN", "NOR", "SSD", "MNE"])


@pytest.fixture(scope="module")
def view() -> Iterator[LedgerView]:
    """The register alone."""
    with open_ledger(":memory:") as ledger:
        yield ledger.view()


@pytest.fixture(scope="module")
def profiles(view: LedgerView) -> Profiles:
    """The register, ready to be compared."""
    return Profiles(view, CATALOG)


def tie(state: str, treaty: str, on: date, view: LedgerView) -> bool | None:
    """Whether a state is bound, from its status alone."""
    opened = CATALOG.treaties[treaty].adopted or CATALOG.treaties[treaty].opened
    if not CATALOG.states[state].exists_on(on.isoformat()) or (opened and earliest(opened) > on):
        return None
    value = enquiry.status(state, treaty, view=view, on=on, catalog=CATALOG).status.value
    return True if value in BOUND else False if value in FREE else None


@given(states=st.lists(STATES, min_size=2, max_size=2, unique=True), on=st.dates(date(1950, 1, 1), date(2027, 1, 1)))
@settings(max_examples=25)
def test_agreement_is_counted_from_statuses(states: list[str], on: date, view: LedgerView, profiles: Profiles) -> None:
    """Treaties compared, agreement, and what separates the two, whatever the day."""
    (pair,) = compare(profiles, states, one_day(on), treaties=KEYS).pairs
    ties = {key: (tie(states[0], key, on, view), tie(states[1], key, on, view)) for key in KEYS}
    known = {key: both for key, both in ties.items() if None not in both}
    assert pair.agreement.treaties == len(known)
    assert pair.agreement.both == sum(both == (True, True) for both in known.values())
    assert {one.treaty for one in pair.separated_by} == {key for key, (a, b) in known.items() if a != b}
    assert set(pair.not_compared) == set(ties) - set(known)


@given(states=st.lists(STATES, min_size=2, max_size=4, unique=True), on=st.dates(date(1950, 1, 1), date(2027, 1, 1)))
@settings(max_examples=25)
def test_the_order_of_asking_changes_nothing(states: list[str], on: date, profiles: Profiles) -> None:
    """Each pair agrees as much whoever is named first, and whoever else is asked about."""
    told = compare(profiles, states, one_day(on)).pairs
    again = compare(profiles, states[::-1], one_day(on)).pairs
    both = {frozenset((pair.first, pair.second)): pair.agreement for pair in told}
    assert {frozenset((pair.first, pair.second)): pair.agreement for pair in again} == both


@given(states=st.lists(STATES, min_size=2, max_size=2, unique=True), on=st.dates(date(1950, 1, 1), date(2027, 1, 1)))
@settings(max_examples=25)
def test_what_separates_two_states_did_not_the_day_before(
    states: list[str], on: date, view: LedgerView, profiles: Profiles
) -> None:
    """From its first day on a treaty separates the two; on the day before it it did not bind one and free the other."""
    for one in compare(profiles, states, one_day(on), treaties=KEYS).pairs[0].separated_by:
        if one.since is not None:
            before = date.fromordinal(one.since.toordinal() - 1)
            assert one.since <= on
            assert (tie(one.bound, one.treaty, before, view), tie(one.not_bound, one.treaty, before, view)) != (
                True,
                False,
            )
