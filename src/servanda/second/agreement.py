"""Two readers held against each other: what both say, what one says alone, and where they differ. Pure."""

from collections.abc import Sequence

import msgspec

from servanda.model import CONSENT, Claim

Key = tuple[str, str, str, str]
FIELDS = ("stage", "certainty", "date", "votes")


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an act on which the two do not agree."""

    report: str
    state: str
    treaty: str | None
    action: str
    field: str
    rules: list[str]
    second: list[str]


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far two readers agree: F1 over (report, state, treaty, action), consent being one action."""

    both: int
    only_rules: tuple[Claim, ...]
    only_second: tuple[Claim, ...]
    differ: tuple[Difference, ...]

    @property
    def f1(self) -> float | None:
        """Twice what both say over all that either says; None where neither says anything."""
        rules, second = self.both + len(self.only_rules), self.both + len(self.only_second)
        return 2 * self.both / (rules + second) if rules + second else None


def compare(rules: Sequence[Claim], second: Sequence[Claim]) -> Agreement:
    """Hold the claims of two readers of the same reports against each other."""
    first, other = _by_key(rules), _by_key(second)
    shared = [key for key in first if key in other]
    return Agreement(
        both=len(shared),
        only_rules=tuple(mine[0] for key, mine in first.items() if key not in other),
        only_second=tuple(mine[0] for key, mine in other.items() if key not in first),
        differ=tuple(d for key in shared for d in _differences(first[key], other[key])),
    )


def _by_key(claims: Sequence[Claim]) -> dict[Key, list[Claim]]:
    found: dict[Key, list[Claim]] = {}
    for claim in claims:
        action = "consent" if claim.action in CONSENT else str(claim.action)
        found.setdefault((claim.report, claim.state, claim.treaty or "?", action), []).append(claim)
    return found


def _differences(rules: Sequence[Claim], second: Sequence[Claim]) -> list[Difference]:
    lead = rules[0]
    found = []
    for field in FIELDS:
        mine, other = _values(rules, field), _values(second, field)
        if mine != other:
            found.append(
                Difference(
                    report=lead.report, state=lead.state, treaty=lead.treaty, action=str(lead.action), field=field,
                    rules=sorted(mine), second=sorted(other),
                )
            )  # fmt: skip
    return found


def _values(claims: Sequence[Claim], field: str) -> set[str]:
    values = (getattr(claim, field) for claim in claims)
    return {msgspec.json.encode(v).decode().strip('"') for v in values if v is not None}
