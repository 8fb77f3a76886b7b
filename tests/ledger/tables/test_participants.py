"""Names of participants as tables print them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.ledger.tables.participants import Participants
from servanda.ledger.tables.words import load_territories

CASES = yaml.safe_load((Path(__file__).parent / "participants.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['cell']} {case.get('day', '')}".strip())
def test_who_acts(case: dict[str, Any]) -> None:
    """Footnotes, brackets and turned names do not hide a participant; a territory is told with who acted for it."""
    found = Participants(load_catalog()).find(case["cell"], case.get("day", "1990-01-01"))
    assert case["who"] == [f"{one.state} for {one.territory}" if one.territory else one.state for one in found]


def test_territories_have_states_of_the_catalog() -> None:
    """Whoever acts for a territory is in the catalog, and no territory is itself a state of it."""
    states = load_catalog().states
    assert all(holding.state in states for one in load_territories() for holding in one.states)
    assert not {one.code for one in load_territories()} & set(states)


def test_territories_of_a_cell() -> None:
    """Several territories in one cell are told apart; one we have no code for keeps its name."""
    assert Participants(load_catalog()).territories("Aruba, Bonaire and Hong Kong") == ("ABW", "Bonaire", "HKG")
