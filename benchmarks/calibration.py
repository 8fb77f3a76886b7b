"""Is a claim of confidence 0.8 right eight times in ten? The reliability of `Claim.confidence`, on cases held out.

    SERVANDA_REFERENCE=… python benchmarks/calibration.py            prints the bins and the expected calibration error
    SERVANDA_REFERENCE=… python benchmarks/calibration.py --write    writes the diagram

The seen two thirds are read by judges that did not see them (five folds); our own unseen third is read by the judge
that ships and is only counted in total. A claim is right where its (state, treaty, action) stands in the labels, news
or history. Beside the confidence as voted stands what an isotonic map (pool adjacent violators), learnt on half of what
was held out, would make of the other half: where that is no better, no map is worth its numbers.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from servanda import pipeline
from servanda.evaluation import LabelledReport, is_unseen, load_labelled
from servanda.evaluation.keys import FIRM, UNKNOWN, claim_key, keys_of
from servanda.evaluation.measure import labelled_treaties
from servanda.extraction.judge import Judge
from servanda.model import Claim

ROOT = Path(__file__).resolve().parent.parent
DIAGRAM = ROOT / "docs/explanation/calibration.svg"
BINS = 10
FEWEST = 25
"""Claims that a step of the map stands on at least."""
Point = tuple[float, bool]
"""(confidence, whether the claim is right)."""


def points_of(labelled: Iterable[LabelledReport], claims: Sequence[Claim]) -> list[Point]:
    """The firm claims that can be judged: on treaties labelled throughout, or of reports without any act."""
    known = labelled_treaties()
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    points = []
    for one in labelled:
        right = {key for label in one.labels for key in keys_of(label, known)}
        for claim in by_report.get(one.report.id, ()):
            key = claim_key(claim, known)
            if claim.certainty in FIRM and (key[1] != UNKNOWN or not one.labels):
                points.append((claim.confidence, key in right))
    return points


def bins_of(points: Sequence[Point]) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, how many) of each tenth that holds any."""
    cells: dict[int, list[Point]] = defaultdict(list)
    for confidence, right in points:
        cells[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return [
        (sum(c for c, _ in cell) / len(cell), sum(r for _, r in cell) / len(cell), len(cell))
        for _, cell in sorted(cells.items())
    ]


def calibration_error(points: Sequence[Point]) -> float:
    """The expected calibration error: the gap of each bin, weighted by its claims."""
    return sum(abs(mean - share) * size for mean, share, size in bins_of(points)) / max(1, len(points))


def isotonic(points: Sequence[Point]) -> list[tuple[float, float]]:
    """Steps (mean confidence, share right) that rise: pool adjacent violators, then pools too small."""
    pools: list[list[float]] = []
    for confidence, right in sorted(points):
        pools.append([confidence, float(right), 1.0])
        while len(pools) > 1 and (_share(pools[-2]) >= _share(pools[-1]) or pools[-2][2] < FEWEST):
            last = pools.pop()
            pools[-1] = [one + other for one, other in zip(pools[-1], last, strict=True)]
    if len(pools) > 1 and pools[-1][2] < FEWEST:
        last = pools.pop()
        pools[-1] = [one + other for one, other in zip(pools[-1], last, strict=True)]
    return [(round(pool[0] / pool[2], 3), round(_share(pool), 3)) for pool in pools]


def _share(pool: Sequence[float]) -> float:
    return pool[1] / pool[2]


def mapped(value: float, steps: Sequence[tuple[float, float]]) -> float:
    """The confidence after the map: straight lines between its steps, level outside them."""
    if value <= steps[0][0]:
        return steps[0][1]
    for (x0, y0), (x1, y1) in itertools.pairwise(steps):
        if value <= x1:
            return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
    return steps[-1][1]


def held_out(exam: Path) -> tuple[list[Point], list[Point], list[Point]]:
    """Held-out points of the wider reports and our own seen cases, and those of our unseen third."""
    import train_judge as recipe
    from judge_growing import train

    reader, rows = recipe.blank_reader(), recipe.labelled(exam)
    prepared = {row.report.id: reader.prepare(row.report) for row in rows}

    def grow(some: list[LabelledReport]) -> Judge:
        data = [(r, list(p.drafts)) for r in some if (p := prepared[r.report.id])]
        return train(data, labelled_treaties(), 0.48, 0.68)

    raw = recipe.cross_validate(reader, rows, prepared, grow)
    claims = msgspec.convert(raw, list[Claim])
    gold = sorted((ROOT / "tests/gold").glob("*.jsonl"))
    ours = {file.stem for file in gold}
    unseen = [
        item
        for file in gold
        for item in load_labelled(file)
        if isinstance(item, LabelledReport) and is_unseen(item.report.id)
    ]
    read = [claim for one in unseen for claim in pipeline.reader().read(one.report)]
    return (
        points_of([row for row in rows if row.file not in ours], claims),
        points_of([row for row in rows if row.file in ours], claims),
        points_of(unseen, read),
    )


def show(title: str, points: Sequence[Point]) -> None:
    """Print the bins of some points."""
    right = sum(r for _, r in points)
    print(f"\n{title}: {len(points)} claims, {right} right, expected calibration error {calibration_error(points):.3f}")
    for mean, share, size in bins_of(points):
        print(f"  said {mean:.2f}   right {share:.2f}   {size:>4}  {'#' * round(40 * share)}")


def diagram(series: dict[str, list[tuple[float, float, int]]]) -> str:
    """A reliability diagram as SVG: said against right, the diagonal is perfect."""
    colours = ("#2a6fbb", "#c2571a", "#2c8a4b")
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 420" font-family="sans-serif" font-size="12">',
        "<title>Reliability of the confidence of claims</title>",
        '<rect width="420" height="420" fill="#fff"/>',
        '<path d="M50 370H390M50 370V30" stroke="#555" fill="none"/>',
        '<path d="M50 370L390 30" stroke="#999" stroke-dasharray="4 4"/>',
        '<text x="220" y="405" text-anchor="middle">confidence said</text>',
        '<text x="16" y="200" text-anchor="middle" transform="rotate(-90 16 200)">share right</text>',
    ]
    for tick in (0.0, 0.5, 1.0):
        x, y = _place(tick, tick)
        parts.append(f'<text x="{x:.0f}" y="386" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="44" y="{y + 4:.0f}" text-anchor="end">{tick:g}</text>')
    for n, (name, bins) in enumerate(series.items()):
        dots = [(*_place(mean, share), size) for mean, share, size in bins]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in dots)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colours[n]}"/>')
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + size**0.5 / 4:.1f}" fill="{colours[n]}"/>'
            for x, y, size in dots
        ]
        parts.append(f'<text x="60" y="{44 + 16 * n}" fill="{colours[n]}">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _place(x: float, y: float) -> tuple[float, float]:
    return 50 + 340 * x, 370 - 340 * y


def main() -> int:
    """Print the tables; exit 1 where no reference folder is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the diagram")
    options = parser.parse_args()
    if "SERVANDA_REFERENCE" not in os.environ:
        print("name the reference folder in SERVANDA_REFERENCE", file=sys.stderr)
        return 1
    wider, ours, unseen = held_out(Path(os.environ["SERVANDA_REFERENCE"]) / "exam")
    for title, points in (("reference, held out", wider), ("ours, held out", ours), ("ours, unseen", unseen)):
        show(title, points)
    pooled = wider + ours
    halves = pooled[::2], pooled[1::2]
    crossed = [(mapped(c, isotonic(one)), r) for one, other in (halves, halves[::-1]) for c, r in other]
    show("after a map learnt on the other half", crossed)
    steps = isotonic(pooled)
    print("\nthe map over all: " + "  ".join(f"{x:.2f} -> {y:.2f}" for x, y in steps))
    if options.write:
        DIAGRAM.write_text(diagram({"as voted": bins_of(pooled), "after the map": bins_of(crossed)}), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
