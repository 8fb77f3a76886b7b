"""Obligations among the implications of an event: those of the treaty left, and of the treaties left with it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import msgspec

from servanda.insight.case import Case
from servanda.insight.owed import owed_after
from servanda.model import Act, Status, StatusValue
from servanda.model.obligation import Duties
from servanda.model.treaty import Treaty

from .conftest import ON, a_catalog, an_engine, an_event

DUTY = {"treaty": "v", "article": "1", "kind": "reporting", "what": "to report"}
STAYS_BY_T = {"by": "other_treaty", "treaty": "t", "article": "2", "what": "to tell"}
STAYS_BY_U = {"by": "other_treaty", "treaty": "u", "article": "7", "what": "to publish"}


class View:
    """A record that is whole and tells which treaties were asked of it."""

    def __init__(self) -> None:
        self.asked: list[str | None] = []

    def acts(self, *, treaty: str | None = None) -> tuple[Act, ...]:
        """No acts, whatever is asked."""
        self.asked.append(treaty)
        return ()

    def coverage(self, treaty: str) -> SimpleNamespace:
        """All of it."""
        return SimpleNamespace(whole_on=lambda _: bool(treaty))


def leaving(bound: set[str]) -> Case:
    """AAA gives notice to t, the parent of v, while it is bound by some treaties."""

    def status(state: str, treaty: Treaty, acts: Any, *, on: date, **_: Any) -> Status:
        value = StatusValue.PARTY if treaty.key in bound else StatusValue.NONE
        return Status(state=state, treaty=treaty.key, on=on, status=value)

    engine = msgspec.structs.replace(an_engine({}), status=status)
    event = an_event(stage="notified", date="2024-01-10")
    return Case(event, catalog=a_catalog(), acts=[], on=ON, engine=engine)


def told(bound: set[str], *stays: dict[str, str]) -> dict[str, str]:
    """The lines on v's one obligation, by kind."""
    one = {**DUTY, "id": "v/1", "stays": list(stays)}
    duties = {"v": msgspec.convert({"treaty": "v", "obligations": [one]}, Duties)}
    return {line.kind: line.text for line in owed_after(leaving(bound), duties, View())}


def test_obligations_of_a_treaty_left_with_its_parent_lapse() -> None:
    """Leaving t leaves v on the same day, and v's duties lapse with it, by the article that says so."""
    found = told({"t", "v"})
    assert list(found) == ["obligations_lapse"]
    assert "under Treaty V lapse on 2024-07-10, with the exit from Treaty T" in found["obligations_lapse"]


def test_no_duty_stays_by_the_treaty_that_is_left() -> None:
    """What t asks for is no ground to stay bound once t is left; what u asks for is."""
    assert list(told({"t", "v"}, STAYS_BY_T)) == ["obligations_lapse"]
    assert list(told({"t", "u", "v"}, STAYS_BY_U)) == ["obligations_stay_in_part"]


def test_whoever_was_no_party_to_the_child_loses_nothing_of_it() -> None:
    """A state that is not bound by v is told nothing of v."""
    assert told({"t"}) == {}


def test_a_ground_is_asked_with_its_own_parent() -> None:
    """Whether a duty stays by v depends on t as well, whose exit ends v."""
    one = {**DUTY, "id": "t/1", "treaty": "t", "stays": [{**STAYS_BY_T, "treaty": "v"}]}
    view = View()
    owed_after(leaving({"t"}), {"t": msgspec.convert({"treaty": "t", "obligations": [one]}, Duties)}, view)
    assert {"v", "t"} <= set(view.asked)
