"""Where the time of reading goes, by room, and whether it grows in a straight line with what is read."""

import cProfile
import pstats
import time
from collections import Counter
from collections.abc import Callable, Sequence
from math import log
from pathlib import Path

PARTS = (1, 2, 3, 4, 6, 8)
"""Eighths of the corpus that are timed for the line."""


def print_line(hear: Callable[[Sequence[str]], int], texts: Sequence[str], rounds: int) -> None:
    """Print the straight line fitted to time against size in MB, and the exponent of the power law fitted to it."""
    sizes, times = [], []
    for part in PARTS:
        some = texts[: max(1, len(texts) * part // PARTS[-1])]
        sizes.append(sum(len(text.encode()) for text in some) / 1e6)
        times.append(min(_timed(hear, some) for _ in range(rounds)))
    slope, start, fit = _fitted(sizes, times)
    exponent, _, _ = _fitted([log(size) for size in sizes], [log(spent) for spent in times])
    print("\ntime against size (text, 1 in 10 relevant)")
    for size, spent in zip(sizes, times, strict=True):
        print(f"  {size:8.2f} MB  {spent:8.3f} s  line {start + slope * size:8.3f} s")
    print(f"  seconds = {start:.3f} + {slope:.3f} x MB, R2 {fit:.4f}; time grows with size to the power {exponent:.2f}")


def _timed(hear: Callable[[Sequence[str]], int], texts: Sequence[str]) -> float:
    start = time.process_time()
    hear(texts)
    return time.process_time() - start


def _fitted(xs: Sequence[float], ys: Sequence[float]) -> tuple[float, float, float]:
    """Slope, start and R2 of the line of least squares."""
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((a - x) ** 2 for a in xs)
    slope = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / spread
    start = y - slope * x
    left = sum((b - start - slope * a) ** 2 for a, b in zip(xs, ys, strict=True))
    return slope, start, 1 - left / (sum((b - y) ** 2 for b in ys) or 1)


def print_profile(work: Callable[[], int], title: str, most: int = 12) -> None:
    """Print the share of each of our modules; what libraries take counts for the module that called them."""
    profile = cProfile.Profile()
    profile.runcall(work)
    own: Counter[str] = Counter()
    for (file, _, _), (_, _, spent, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if _module(file) or not callers:
            own[_module(file) or "libraries, called by themselves"] += spent
        else:
            for (caller, _, _), (_, _, share, _) in callers.items():
                own[_module(caller) or "libraries, called by themselves"] += share
    total = sum(own.values()) or 1
    print(f"\nwhere the time goes ({title}; under the profiler, which makes small functions look dear)")
    for name, spent in own.most_common(most):
        print(f"  {name:<44}{spent / total:6.1%}")


def _module(file: str) -> str | None:
    parts = Path(file).with_suffix("").parts
    return ".".join(parts[parts.index("servanda") :]) if "servanda" in parts else None
