"""How far two states agree: the share of treaties by which both are bound or neither is. Pure.

A treaty counts for a pair only where the record says of both whether they are bound: silence is never a no. A share of
few treaties says little, so each has an interval (Wilson, JASA 22, 1927, for 95 %), and what would agree by chance is
taken out beside it (Scott, Public Opinion Quarterly 19, 1955; Häge, Political Analysis 19, 2011, on foreign policy):
two states that join hardly anything agree on nearly everything without having anything in common.
"""

from collections.abc import Sequence
from math import sqrt

import msgspec

Z = 1.959963984540054
"""Of the normal distribution, for 95 %."""


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far two states agree on the treaties on which both are known.

    Args:
        treaties: number of treaties compared.
        both: by how many of them both are bound; `neither`: by how many none of the two is.
        share: agreeing treaties over those compared, 0 to 1; None where none could be compared.
        low: lower end of its 95 % interval; `high`: the upper.
        beyond_chance: Scott's pi: 1 is the same, 0 what chance would give; None where both are bound by all treaties
            or by none, so that chance explains everything.
    """

    treaties: int
    both: int
    neither: int
    share: float | None
    low: float | None
    high: float | None
    beyond_chance: float | None


def agreement(first: Sequence[bool | None], second: Sequence[bool | None]) -> Agreement:
    """Compare two rows of the same treaties: bound, not bound, or None where that is not known.

    Example:
        >>> found = agreement([True, True, False, None], [True, False, False, True])
        >>> found.treaties, found.both, found.neither, round(found.share, 2)
        (3, 1, 1, 0.67)
    """
    known = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    both, neither = sum(a and b for a, b in known), sum(not a and not b for a, b in known)
    return counted(len(known), both, neither, bound=sum(a + b for a, b in known))


def counted(treaties: int, both: int, neither: int, *, bound: int) -> Agreement:
    """The agreement that counts come to; `bound` are the ties to treaties of both states together."""
    share = (both + neither) / treaties if treaties else None
    low, high = wilson(both + neither, treaties)
    return Agreement(
        treaties=treaties,
        both=both,
        neither=neither,
        share=share,
        low=low,
        high=high,
        beyond_chance=None if share is None else _beyond_chance(share, bound / (2 * treaties)),
    )


def _beyond_chance(share: float, bound: float) -> float | None:
    """Scott's pi; `bound` is the share of ties among all that there might be."""
    chance = bound**2 + (1 - bound) ** 2
    return None if chance == 1 else (share - chance) / (1 - chance)


def wilson(hits: int, of: int) -> tuple[float | None, float | None]:
    """The 95 % interval of a share; None where there is nothing to share.

    Example:
        >>> [round(end, 3) for end in wilson(8, 10)]
        [0.49, 0.943]
    """
    if not of:
        return None, None
    share, spread = hits / of, Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * sqrt(share * (1 - share) / of + spread / (4 * of))
    return min(share, max(0.0, middle - half)), max(
        share, min(1.0, middle + half)
    )  # rounding must not cut the share off
