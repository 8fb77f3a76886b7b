"""The test vectors that are shipped: up to date, and passed by our own engine from what stands in each alone."""

import importlib.util
from datetime import date
from pathlib import Path

import msgspec
import pytest

from servanda.catalog.vectors import FILE, Vector, VectorInput, load_vectors
from servanda.law import WhatIf, status, what_if
from servanda.law.delays import count
from servanda.model import CONSENT, Act, Action, Treaty, is_edtf
from servanda.model.clause import Clauses, Delay

SCRIPT = Path(__file__).parents[2] / "script" / "vectors.py"
VECTORS = load_vectors()
UNTOLD = {"allowed": "silent"}
"""The exit rule of a vector that has none, which a consent does not ask for."""


def key_of(vector: Vector) -> str:
    """The treaty's key, which a vector that needs a treaty has."""
    assert vector.treaty
    return vector.treaty


def state_of(vector: Vector) -> str:
    """The state's code, which a vector that needs a treaty has."""
    assert vector.input.state
    return vector.input.state


def kind_of(vector: Vector) -> Action:
    """The act, which a vector that needs a treaty has."""
    assert vector.input.act
    return Action(vector.input.act)


def treaty_of(vector: Vector) -> Treaty:
    """A treaty made of the vector's rule and of nothing else."""
    clauses = msgspec.convert({"withdrawal": UNTOLD, **vector.rule.clause}, Clauses)
    return Treaty(key=key_of(vector), title=key_of(vector), clauses=clauses)


def act_of(vector: Vector, kind: Action, day: str, *, effective: str | None = None) -> Act:
    """An act of the vector's state."""
    given = vector.input
    stated = given.stated if kind is kind_of(vector) else None
    return Act(
        id=kind.value,
        state=state_of(vector),
        treaty=key_of(vector),
        kind=kind,
        date=day,
        effective=effective,
        stated=stated,
    )


def supposed(vector: Vector) -> WhatIf:
    """What the notice brings for a party."""
    given, treaty = vector.input, treaty_of(vector)
    since = given.party_since
    party = [act_of(vector, Action.RATIFICATION, since, effective=since)] if since else []
    conflict = None
    if given.conflict:
        first, last = given.conflict
        conflict = (date.fromisoformat(first), date.fromisoformat(last) if last else None)
    day = date.fromisoformat(given.date)
    found = what_if(state_of(vector), treaty, party, kind_of(vector), notified=day, conflict=conflict)
    return found.if_party or found


def outcome(vector: Vector) -> tuple[str | None, tuple[str, ...] | None]:
    """The day of effect and the other days, as our engine counts them."""
    given = vector.input
    if "delay" in vector.rule.clause:
        counted = count(msgspec.convert(vector.rule.clause["delay"], Delay), date.fromisoformat(given.date))
        return _text(counted.day), tuple(r.date.isoformat() for r in counted.readings if not r.preferred)
    kind, day = kind_of(vector), given.date
    if kind in CONSENT:
        found = status(state_of(vector), treaty_of(vector), [act_of(vector, kind, day)], on=date.max)
        return _text(found.in_force_from), None
    if given.stated:
        party = act_of(vector, Action.RATIFICATION, "1900-01-01", effective=given.party_since or "1900-01-01")
        left = status(state_of(vector), treaty_of(vector), [party, act_of(vector, kind, day)], on=date.max)
        return _text(left.in_force_to), None
    told = supposed(vector)
    others = tuple(r.date.isoformat() for r in told.effective_readings if not r.preferred)
    return _text(told.effective), None if vector.expected.also is None else others


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.id)
def test_our_engine_passes_each_vector(vector: Vector) -> None:
    """The rule in the vector, and nothing else of ours, gives the day that was published."""
    assert outcome(vector) == (vector.expected.effective, vector.expected.also)


def test_vectors_are_up_to_date() -> None:
    """The file is what `script/vectors` makes of the worked dates and the clauses as they stand."""
    spec = importlib.util.spec_from_file_location("vectors", SCRIPT)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert FILE.read_text(encoding="utf-8") == script.text(), "run script/vectors"


def test_every_vector_stands_on_its_own() -> None:
    """Each has words, a clause, a source, and days that are days; no id stands twice."""
    assert len({vector.id for vector in VECTORS}) == len(VECTORS) > 100
    assert [v.id for v in VECTORS if not (v.rule.words and v.rule.clause and v.source)] == []
    assert all(is_edtf(day) for v in VECTORS for day in _days(v.input, v.expected.effective))


def _days(given: VectorInput, effective: str | None) -> list[str]:
    return [day for day in (given.date, given.party_since, given.stated, effective) if day]
