"""Test vectors of treaty time: rules as data and in words, what goes in, and the day that must come out.

They belong to no engine: whoever counts days of effect can run them, and the rule in each is all that a count needs.
`script/vectors` makes the file from the worked dates of the tests; of our own engine only the article comes.
"""

from pathlib import Path
from typing import Any

import msgspec

FILE = Path(__file__).parent / "data" / "vectors" / "vectors.json"


class VectorRule(msgspec.Struct, frozen=True, kw_only=True):
    """The rule: in words, and as clause data whose fields docs/reference/clauses.md explains; defaults left out."""

    words: tuple[str, ...]
    clause: dict[str, Any]


class VectorInput(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known before the count.

    Args:
        date: day of deposit or receipt, from which the rule counts.
        state: code of the state that acts; None where the rule is asked for any.
        act: the Action.
        party_since: the day the state was bound from, where the rule counts from it.
        stated: the day of effect that the notice itself names.
        conflict: first day of an armed conflict, and the day it ends, None while nobody knows.
    """

    date: str
    state: str | None = None
    act: str | None = None
    party_since: str | None = None
    stated: str | None = None
    conflict: tuple[str, str | None] | None = None


class VectorExpected(msgspec.Struct, frozen=True, kw_only=True):
    """What must come out.

    Args:
        effective: the day of effect in the depositary's practice; None where none follows.
        also: every other day that the words or the practice support; None where nobody said.
    """

    effective: str | None
    also: tuple[str, ...] | None = None


class Vector(msgspec.Struct, frozen=True, kw_only=True):
    """One worked date.

    Args:
        id: treaty, state, act and day.
        treaty: catalog key; None for a way of counting that many treaties share.
        rule: what the treaty says.
        article: where it says so.
        input: what goes in.
        expected: what comes out.
        source: who published the day, or the clause that decides it.
    """

    id: str
    treaty: str | None
    rule: VectorRule
    article: str | None
    input: VectorInput
    expected: VectorExpected
    source: str


def load_vectors(path: Path = FILE) -> tuple[Vector, ...]:
    """The vectors that are shipped, in the order of their ids."""
    return msgspec.json.decode(path.read_bytes(), type=tuple[Vector, ...])
