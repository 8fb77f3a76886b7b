"""What else a passage may say: the second choice of the judge, where it is nearly as strong as the first.

A claim gives one value a field; where the judge was torn, the other value is a reading beside it, with the votes of
both, so that what is ambiguous comes out as ambiguous.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from servanda.extraction.draft import Draft
from servanda.extraction.judge import Key

NEAR = {"stage": 0.4, "certainty": 0.3, "state": 0.8}
"""The share of the first choice's votes that a second choice needs to be told as a reading.

Measured on 990 claims of reports that the judge had not seen: from these shares on, a second stage is right in half of
the cases (the first in 0.52) and a second certainty in 0.5, a second state in 0.2 (the first in 0.3). Below them the
first choice of a stage is right in two of three, of a certainty in 0.86, of a state in three of four, and a second
state is right instead of the first in 3 of 100 only.
"""


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Another value of one field; votes lie between 0 and 1."""

    field: str
    value: str
    votes: float
    first: str
    first_votes: float

    @property
    def why(self) -> str:
        """The doubt in words."""
        return f"{self.value} has {self.votes:.2f} of the votes, {self.first} {self.first_votes:.2f}"


def doubt_of(field: str, votes: Mapping[str, float], chosen: str) -> tuple[Doubt, ...]:
    """The runner-up of a vote where it is near; none where a rule has overruled the vote.

    Args:
        votes: value to share of the votes.
        chosen: the value that the claim gives.
    """
    ranked = sorted(votes, key=lambda name: (-votes[name], name))
    if len(ranked) < 2 or ranked[0] != chosen or votes[ranked[1]] < NEAR[field] * votes[chosen]:
        return ()
    return (Doubt(field=field, value=ranked[1], votes=votes[ranked[1]], first=chosen, first_votes=votes[chosen]),)


def doubts_of_state(
    key: Key, drafts: Sequence[Draft], told: Mapping[Key, float], keys: Mapping[Key, Sequence[Draft]], threshold: float
) -> tuple[Doubt, ...]:
    """Other states that the same words may speak of, nearly as likely and not told themselves.

    Args:
        key: the key that is told, by `drafts`.
        told: the share of votes of every key.
        threshold: from which a key is told; what is told is no reading of another.
    """
    here = set(_anchors(drafts))
    near = [
        other
        for other, mine in keys.items()
        if other[0] != key[0]
        and other[1:] == key[1:]
        and NEAR["state"] * told[key] <= told[other] < threshold
        and here.intersection(_anchors(mine))
    ]
    return tuple(
        Doubt(field="state", value=other[0], votes=told[other], first=key[0], first_votes=told[key])
        for other in sorted(near, key=lambda other: (-told[other], other))
    )


def _anchors(drafts: Iterable[Draft]) -> Iterable[tuple[bool, int]]:
    """Where the words of the act stand: in the title or not, and at which character."""
    return ((draft.frame.zone.is_title, draft.frame.anchor.start) for draft in drafts)
