"""Statuses asked again and again answer as the single question does."""

from datetime import date

import pytest

from servanda import enquiry
from servanda.catalog import load_catalog
from servanda.ledger import open_ledger
from servanda.model import StatusValue
from servanda.statuses import Statuses, supposed_exit


@pytest.mark.parametrize(
    ("state", "treaty", "day"),
    [
        ("LTU", "ccm", date(2024, 10, 1)),
        ("RUS", "npt", date(1995, 1, 1)),
        ("USA", "paris", date(2020, 12, 1)),
        ("UKR", "apmbc", date(2025, 12, 1)),
        ("CAN", "kyoto", date(2012, 1, 1)),
        ("AND", "gc4", date(2020, 1, 1)),
    ],
)
def test_they_answer_as_the_enquiry_does(state: str, treaty: str, day: date) -> None:
    """Status, spells, reasons and dates ahead are the same."""
    view, catalog = open_ledger(":memory:").view(), load_catalog()
    assert Statuses(view, catalog)(state, treaty, day) == enquiry.status(
        state, treaty, view=view, on=day, catalog=catalog
    )


def test_a_supposition_leaves_the_record_alone() -> None:
    """The act is known to whoever supposes it, to nobody else."""
    plain = Statuses(open_ledger(":memory:").view(), load_catalog())
    more = plain.supposing(supposed_exit("FRA", "ccm", notified=date(2025, 2, 1)))
    day = date(2025, 9, 1)
    assert plain("FRA", "ccm", day).status is StatusValue.PARTY
    assert more("FRA", "ccm", day).status is StatusValue.FORMER_PARTY
    assert len(more.acts("ccm")) == len(plain.acts("ccm")) + 1


def test_what_nobody_knows_is_not_covered() -> None:
    """A treaty or a state outside the catalog is ignorance, not an error."""
    law = Statuses(open_ledger(":memory:").view(), load_catalog())
    day = date(2025, 1, 1)
    assert law("LTU", "untc:I-1", day).status is StatusValue.NOT_COVERED
    assert law("QQQ", "ccm", day).status is StatusValue.NOT_COVERED
