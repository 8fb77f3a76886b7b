"""Protocols and amendments that go with their parent: each treaty of the catalog whose clauses say so."""

from datetime import date, timedelta

import pytest

from servanda.catalog import load_catalog
from servanda.law import status
from servanda.model import Act, Action, StatusValue, Treaty

TREATIES = load_catalog().treaties
CHILDREN = [
    pytest.param(child, TREATIES[child.parent], id=child.key)
    for child in TREATIES.values()
    if child.parent
    and child.clauses
    and child.clauses.parent_exit
    and child.clauses.in_force
    and (parent := TREATIES[child.parent].clauses)
    and parent.in_force
    and parent.withdrawal.delay
    and not (parent.ended or child.clauses.ended)
]


@pytest.mark.parametrize(("child", "parent"), CHILDREN)
def test_leaving_the_parent_leaves_the_child(child: Treaty, parent: Treaty) -> None:
    """A party to both that leaves the parent is out of the child as well, and was in it until then."""
    acts = [
        Act(id=treaty.key, state="AUT", treaty=treaty.key, kind=Action.RATIFICATION, date=since, effective=since)
        for treaty in (child, parent)
        if (since := treaty.clauses and treaty.clauses.in_force)
    ]
    acts.append(Act(id="n", state="AUT", treaty=parent.key, kind=Action.WITHDRAWAL, date="2030-03-04"))
    left = status("AUT", parent, acts, on=date(2040, 1, 1)).in_force_to or _out(parent, acts)
    found = status("AUT", child, acts, on=date(2040, 1, 1), parent=parent)
    assert found.status is StatusValue.FORMER_PARTY
    before = status("AUT", child, acts, on=left - timedelta(days=1), parent=parent)
    assert before.in_force_from is not None


def _out(parent: Treaty, acts: list[Act]) -> date:
    """The day the state was out of the parent."""
    spells = status("AUT", parent, acts, on=date(2040, 1, 1)).spells
    return next(spell.from_ for spell in spells if spell.status is StatusValue.FORMER_PARTY)
