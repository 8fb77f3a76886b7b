"""The shipped catalog and law behind one event: Lithuania leaves the Convention on Cluster Munitions."""

from datetime import date
from types import SimpleNamespace

import msgspec
import pytest

import servanda.law
from servanda.catalog import load_catalog
from servanda.insight import enrich
from servanda.model import Act, Event

ACTS = [
    {"id": "1", "kind": "signature", "date": "2008-12-03"},
    {"id": "2", "kind": "ratification", "date": "2011-03-24"},
]
EVENT = {
    "id": "e",
    "state": "LTU",
    "treaty": "ccm",
    "action": "withdrawal",
    "stage": "notified",
    "certainty": "asserted",
    "date": "2024-09-06",
    "effective_date": "2024-09-06",
}


class View:
    """A record of Lithuania's acts on one treaty that claims to be whole."""

    def acts(self, *, treaty: str | None = None) -> tuple[Act, ...]:
        """Acts of the treaty asked for."""
        whole = [msgspec.convert({"state": "LTU", "treaty": "ccm", **a}, Act) for a in ACTS]
        return tuple(a for a in whole if a.treaty == treaty)

    def coverage(self, treaty: str) -> SimpleNamespace:
        """All of it."""
        return SimpleNamespace(whole_on=lambda _: bool(treaty))


@pytest.mark.skipif(not hasattr(servanda.law, "what_if"), reason="the law engine is not there yet")
def test_a_notice_with_immediate_effect_is_answered_by_the_article() -> None:
    """Six months from the notice of 6 September 2024 end on 6 March 2025 (CCM art. 20); effect at once cannot be."""
    event = msgspec.convert(EVENT, Event)
    rich = enrich(event, catalog=load_catalog(), view=View(), on=date(2024, 10, 1))
    assert rich.law["effective"] == "2025-03-06"
    assert [f.code for f in rich.checks] == ["effect_earlier_than_article_allows"]
    kinds = {i.kind for i in rich.implications}
    assert {"exit_clause", "conflict", "allies_not_bound", "neighbours_not_bound"} <= kinds
