"""Intervals of shares and of counts, in closed form so that every machine prints the same figure."""

import math

from servanda.insight.survival import Z


def wilson(share: float, cases: float) -> tuple[float, float]:
    """The interval of a share over some cases.

    Source: E. B. Wilson, "Probable Inference", JASA 22 (1927) 209-212.

    Example:
        >>> [round(end, 3) for end in wilson(0.5, 10)]
        [0.237, 0.763]
    """
    if cases <= 0:
        return 0.0, 1.0
    spread = Z * Z / cases
    middle = share + spread / 2
    half = Z * math.sqrt(share * (1 - share) / cases + spread / (4 * cases))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return max(0.0, min(low, share)), min(1.0, max(high, share))


def poisson(count: int) -> tuple[float, float]:
    """The interval of a number of rare events.

    Source: Byar's approximation; N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research II (1987), p. 69.

    Example:
        >>> [round(end, 1) for end in poisson(10)]
        [4.8, 18.4]
    """
    low = count * (1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    return max(0.0, low), more * (1 - 1 / (9 * more) + Z / (3 * math.sqrt(more))) ** 3
