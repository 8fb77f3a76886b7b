"""Is an event of confidence 0.8 so eight times in ten? The reliability of `Event.confidence` on our gold clusters.

    python benchmarks/event_calibration.py            prints bins, and means by origins, source and contradiction
    python benchmarks/event_calibration.py --write    writes docs/explanation/event-calibration.svg

An event is right where the happening took place and every value that the cluster's truth names stands at its top. The
clusters are invented, with as many errors as their writers thought likely: the figures hold the formula to itself and
show where it leans; they are no measurement of the press.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from servanda.catalog.evidence import load_evidence
from servanda.corroboration import corroborate
from servanda.corroboration.sources import read_sources
from servanda.model import Claim, Event, Report

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests/corroboration/gold"
FIGURE = ROOT / "docs/explanation/event-calibration.svg"
EDGES = (0.0, 0.2, 0.5, 0.65, 0.75, 0.85, 0.95, 1.0)


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """One gold cluster as believed: how sure, whether rightly, and what it rests on."""

    name: str
    sure: float
    right: bool
    origins: int
    kind: str
    contradicted: bool


def main() -> int:
    """Print the figures, and write the diagram where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    weighed = [weigh(row) for row in rows()]
    print(f"{len(weighed)} clusters, {sum(w.right for w in weighed)} as believed; ", end="")
    print(f"Brier {brier(weighed):.3f}, expected calibration error {error(weighed):.3f}")
    for low, high, members in bins(weighed):
        print(f"  {low:.2f}-{high:.2f}  n {len(members):>2}  {_line(members)}")
    for title, key in (
        ("origins", lambda w: str(min(w.origins, 3)) + ("+" if w.origins > 2 else "")),
        ("best source", lambda w: w.kind),
        ("contradicted", lambda w: "yes" if w.contradicted else "no"),
    ):
        print(title)
        for name, members in sorted(grouped(weighed, key).items()):
            print(f"  {name:<10} n {len(members):>2}  {_line(members)}")
    if asked.write:
        FIGURE.write_text(diagram(weighed), encoding="utf-8")
    return 0


def rows() -> list[dict[str, Any]]:
    """The gold clusters, file by file."""
    return [json.loads(line) for file in sorted(GOLD.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]


def weigh(row: dict[str, Any]) -> Weighed:
    """Corroborate one cluster, and hold its event to the truth."""
    evidence = load_evidence()
    reports = [msgspec.convert({k: v for k, v in r.items() if k != "claims"}, Report) for r in row["reports"]]
    claims = [
        msgspec.convert({k: v for k, v in {**row["claim"], **c, "report": r["id"]}.items() if v is not None}, Claim)
        for r in row["reports"]
        for c in r["claims"]
    ]
    event = max(corroborate(claims, reports, evidence=evidence), key=lambda e: (sum(map(len, e.origins)), e.id))
    kinds = {s.kind for s in read_sources(reports, claims, evidence).values()}
    return Weighed(
        name=row["id"],
        sure=event.confidence,
        right=row["truth"]["happened"] and not wrong(event, row["truth"]),
        origins=len(event.origins),
        kind=max(kinds, key=lambda k: evidence.weights[k]),
        contradicted=any(f.contradicts for f in event.fields.values()),
    )


def wrong(event: Event, truth: dict[str, Any]) -> list[str]:
    """The fields at the top of an event that the truth gives otherwise."""
    plain = msgspec.to_builtins(event)
    found = []
    for name, value in truth.items():
        if name in plain:
            told = {k: v for k, v in plain[name].items() if v is not None} if name == "votes" else plain[name]
            found += [name] if told != value else []
    return found


def bins(weighed: Iterable[Weighed]) -> list[tuple[float, float, list[Weighed]]]:
    """The clusters by confidence; empty bins are left out."""
    kept = list(weighed)
    pairs = [(a, b, [w for w in kept if a <= w.sure < b]) for a, b in pairwise(EDGES)]
    return [(a, b, members) for a, b, members in pairs if members]


def grouped(weighed: Iterable[Weighed], key: Callable[[Weighed], str]) -> dict[str, list[Weighed]]:
    """The clusters by a property."""
    found: dict[str, list[Weighed]] = defaultdict(list)
    for one in weighed:
        found[key(one)].append(one)
    return found


def brier(weighed: list[Weighed]) -> float:
    """Mean squared distance of confidence and outcome; 0.25 for one who always says a half."""
    return sum((w.sure - w.right) ** 2 for w in weighed) / len(weighed)


def error(weighed: list[Weighed]) -> float:
    """Expected calibration error: mean distance of confidence and share right over the bins, by their size."""
    apart = (len(m) * abs(_mean(w.sure for w in m) - _mean(w.right for w in m)) for _, _, m in bins(weighed))
    return sum(apart) / len(weighed)


def _mean(values: Iterable[float]) -> float:
    kept = list(values)
    return sum(kept) / len(kept)


def _line(members: list[Weighed]) -> str:
    return f"sure {_mean(w.sure for w in members):.2f}  right {_mean(w.right for w in members):.2f}"


def diagram(weighed: list[Weighed]) -> str:
    """Confidence across, share right upwards; a circle a bin, its area the number of clusters."""
    size, edge = 300, 36

    def place(x: float, y: float) -> tuple[float, float]:
        return edge + x * size, edge + (1 - y) * size

    marks = []
    for _, _, members in bins(weighed):
        x, y = place(_mean(w.sure for w in members), _mean(w.right for w in members))
        marks.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2.4 * len(members) ** 0.5:.1f}" fill="#2a6f97" fill-opacity=".7">'
            f"<title>{len(members)} clusters</title></circle>"
        )
    ticks = [
        f'<text x="{place(v, 0)[0]:.0f}" y="{edge + size + 16}" text-anchor="middle">{v:g}</text>'
        f'<text x="{edge - 8}" y="{place(0, v)[1] + 4:.0f}" text-anchor="end">{v:g}</text>'
        for v in (0, 0.25, 0.5, 0.75, 1)
    ]
    whole, middle = size + 2 * edge, edge + size / 2
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole + 8}" font-family="sans-serif" '
        'font-size="11" role="img" aria-label="Reliability of the confidence of events">'
    )
    frame = f'<rect x="{edge}" y="{edge}" width="{size}" height="{size}" fill="none" stroke="#888"/>'
    even = f'<path d="M{edge} {edge + size} L{edge + size} {edge}" stroke="#bbb" stroke-dasharray="4 3"/>'
    across = f'<text x="{middle}" y="{whole + 2}" text-anchor="middle">confidence of the event</text>'
    turn = f'text-anchor="middle" transform="rotate(-90 12 {middle})"'
    up = f'<text x="12" y="{middle}" {turn}>share that was so</text>'
    return "\n".join([head, frame, even, *ticks, *marks, across, up, "</svg>\n"])


if __name__ == "__main__":
    sys.exit(main())
