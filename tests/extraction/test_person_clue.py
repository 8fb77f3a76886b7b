"""Who holds an office stands for the state where nobody names the state."""

import pytest

from servanda.model import Report
from servanda.pipeline import reader

TEXT = "{} signed the law on withdrawal from the Convention on Cluster Munitions on {}."
CASES = [
    ("Gitanas Nausėda", "2024-07-26", ["LTU"]),
    ("Gitanas Nauseda", "2024-07-26", ["LTU"]),
    ("Gitanas Nausėda", "2012-07-26", []),
    ("Jonas Petraitis", "2024-07-26", []),
    ("Gitanas Nausėda of Finland", "2024-07-26", ["FIN"]),
]


@pytest.mark.parametrize(("name", "published", "states"), CASES)
def test_the_holder_of_an_office_names_the_state(name: str, published: str, states: list[str]) -> None:
    """A person in office at the time is a clue for the state; outside those years, or beside a state, none."""
    report = Report(id="r", text=TEXT.format(name, "25 July"), published=published)
    assert [claim.state for claim in reader().read(report)] == states
