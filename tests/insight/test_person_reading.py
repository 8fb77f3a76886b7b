"""From a report's text to a finding on a name: the whole way through the house."""

from datetime import date

import pytest

from servanda import pipeline
from servanda.ledger import open_ledger
from servanda.model import Report

TEXT = (
    "VILNIUS, July 19 (BNS) - {} signed the law on withdrawal from the Convention on Cluster Munitions on "
    "25 July 2024, after Lithuania's Seimas had approved it."
)
CASES = [
    ("Lithuanian President Gitanas Nausėda", set()),
    ("Lithuanian President Gitanas Nausedas", {"person_name_garbled"}),
    ("Lithuanian President Dalia Grybauskaitė", {"person_former"}),
    ("Lithuanian President Jonas Petraitis", {"person_unknown_in_office"}),
    ("President Gitanas Nausėda", set()),
]


@pytest.mark.parametrize(("who", "codes"), CASES)
def test_a_name_is_checked_from_text_to_finding(who: str, codes: set[str]) -> None:
    """Reading a report tells whether the name of the president is right."""
    report = Report(id="r", text=TEXT.format(who), published="2024-07-25")
    outcome = pipeline.read([report], view=open_ledger(":memory:").view(), on=date(2024, 7, 26))
    found = {f.code for event in outcome.events for f in event.checks if f.code.startswith("person_")}
    assert (bool(outcome.events), found) == (True, codes)
