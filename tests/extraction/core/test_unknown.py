"""A treaty that the catalog does not know is a value of its own, never forced into a known one."""

import pytest

from servanda.model import Report
from servanda.pipeline import reader

CASES = {
    "Kenya ratified the Mombasa Convention on Mangrove Forests on 3 May 2024, the foreign ministry said.": (
        "Mombasa Convention on Mangrove Forests",
        "2024-05-03",
    ),
    "Kenya is a party to the Rome Statute. On 3 May 2024 it withdrew from the Nairobi Agreement on Lake Fisheries.": (
        "Nairobi Agreement on Lake Fisheries",
        "2024-05-03",
    ),
    "NAIROBI, 4 May 2024 (Reuters) - Kenya ratified the Mombasa Convention on Mangrove Forests on 3 May 2024.": (
        "Mombasa Convention on Mangrove Forests",
        "2024-05-03",
    ),
}


@pytest.mark.parametrize("text", CASES)
def test_unknown_treaty_is_named(text):
    """The claim has no key and the name as the text has it, and the day of the clause, not of the dateline."""
    claims = [c for c in reader().read(Report(id="r", text=text, published="2024-05-04")) if not c.background]
    assert {(c.state, c.treaty, c.treaty_name, c.date) for c in claims} == {("KEN", None, *CASES[text])}


def test_known_treaty_stays_known():
    """A long official title of the catalog is not taken for an unknown one."""
    text = "Norway ratified the Convention on the Rights of Persons with Disabilities on 3 June 2013."
    claims = reader().read(Report(id="r", text=text, published="2013-06-04"))
    assert {c.treaty for c in claims} == {"crpd"}


def test_many_heads_stay_linear():
    """A text of nothing but heads is read without trouble."""
    reader().read(Report(id="r", text="Convention On The " * 3000))
