"""Territories: a known one is answered for, one of which an act speaks as well, and any other name is an error."""

from datetime import UTC, date, datetime

import pytest

from servanda import enquiry
from servanda.catalog import load_catalog
from servanda.ledger import open_ledger
from servanda.ledger.identity import identified
from servanda.model import Act, Action, InputError, StatusValue

ON = date(2025, 1, 1)


@pytest.mark.parametrize("name", ["Greenland", "grl", "Svalbard", "Northern Ireland", "Hong Kong"])
def test_known_territory_is_answered_for(name: str) -> None:
    """Codes, English names and parts of states without a code are territories."""
    with open_ledger(":memory:") as ledger:
        found = enquiry.status("DNK", "paris", view=ledger.view(), on=ON, catalog=load_catalog(), territory=name)
    assert found.territory == name


def test_unknown_territory_is_no_part_of_the_whole_territory() -> None:
    """A name that is nobody's territory is not answered for by VCLT 29."""
    with open_ledger(":memory:") as ledger, pytest.raises(InputError, match="Mars"):
        enquiry.status("DNK", "paris", view=ledger.view(), on=ON, catalog=load_catalog(), territory="Mars")


def test_territory_that_an_act_names_is_known() -> None:
    """What a state's own act calls a territory is one."""
    act = Act(
        id="-",
        state="DNK",
        treaty="paris",
        kind=Action.TERRITORIAL_APPLICATION,
        date="2017-01-01",
        territory="Hvide Land",
        source="a test",
    )
    with open_ledger(":memory:") as ledger:
        ledger.append([identified(act)], at=datetime(2025, 1, 1, tzinfo=UTC))
        found = enquiry.status(
            "DNK", "paris", view=ledger.view(), on=ON, catalog=load_catalog(), territory="hvide land"
        )
    assert found.status is StatusValue.PARTY
