"""Grows the judge's forests from labelled reports: the recipe of `catalog/data/judge/en.json`.

    SERVANDA_REFERENCE=… python benchmarks/train_judge.py            cross-validated figures on the seen two thirds
    SERVANDA_REFERENCE=… python benchmarks/train_judge.py --write    … and writes the weights

Needs scikit-learn (`pip install scikit-learn`), which Servanda itself does not. Reads `$SERVANDA_REFERENCE/exam` and our
own `tests/gold`; reports whose id hashes into the unseen third are never opened for growing. Features are kinds and
relations (see `extraction/draft.py`), so no word of a report travels in the weights.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from sklearn.ensemble import ExtraTreesClassifier

from servanda.catalog import load_catalog
from servanda.catalog.judge import load_ladder
from servanda.catalog.lexicon import load_lexicon
from servanda.evaluation import evaluate, is_unseen, load_labelled
from servanda.extraction.draft import Draft
from servanda.extraction.drafts import Grammars, closed_classes, drafts
from servanda.extraction.forest import Forest, Tree
from servanda.extraction.judge import Judge, draft_features, key_features, key_of
from servanda.extraction.names import build_scanner
from servanda.extraction.surface import zones
from servanda.extraction.tallies import compile_tallies
from servanda.extraction.times import compile_times
from servanda.model import CONSENT, Claim, parse_edtf

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src/servanda/catalog/data/judge/en.json"
TREES, LEAVES = 100, 96
KEYS = frozenset(
    line.split(",")[0]
    for line in (Path(os.environ["SERVANDA_REFERENCE"]) / "law/keys.csv").read_text(encoding="utf-8").splitlines()
)
FOLDS = 5


def grammars() -> Grammars:
    sections = load_lexicon().sections
    numerals = sections["numerals"]
    return Grammars(
        scanner=build_scanner(load_catalog(), sections),
        times=compile_times(sections["times"], numerals),
        tallies=compile_tallies(sections["tallies"], numerals),
        ladder=load_ladder(),
        closed=closed_classes(sections["closed"]),
    )


def labelled() -> list[Any]:
    exam = Path(os.environ["SERVANDA_REFERENCE"]) / "exam"
    files = [
        exam / "open.jsonl",
        *sorted(exam.glob("train/t[0-9].jsonl")),
        *sorted((ROOT / "tests/gold").glob("*.jsonl")),
    ]
    rows = [row for file in files for row in load_labelled(file) if hasattr(row, "labels")]
    return [r for r in rows if not is_unseen(r.report.id) and r.report.language in (None, "en") and r.report.text]


def read(row: Any, tools: Grammars) -> list[Draft]:
    report = row.report
    anchor = parse_edtf(report.published).first if report.published and len(report.published) == 10 else None
    return drafts(zones(report), report.published, anchor, tools)


def fits(label: Any, draft: Draft) -> bool:
    state, treaty, action = key_of(draft)
    actions = (
        {"consent" if a in CONSENT else str(a) for a in label.any_action()}
        if callable(label.any_action)
        else {"consent" if a in CONSENT else str(a) for a in label.any_action}
    )
    treaties = label.any_treaty() if callable(label.any_treaty) else label.any_treaty
    return label.state == state and _known(treaty) in treaties and action in actions


def _known(treaty: str) -> str | None:
    """The key as the labels have it: treaties outside the labellers' list of keys are null there."""
    return treaty if treaty in KEYS else None


def stages(label: Any) -> set[str]:
    return {str(s) for s in (label.any_stage() if callable(label.any_stage) else label.any_stage)}


def grow(rows: list[dict[str, float]], classes: list[str], weights: list[float] | None = None, leaf: int = 2) -> Forest:
    seen = Counter(name for row in rows for name in row)
    names = sorted(name for name, n in seen.items() if n >= 3)
    at = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)), np.float32)
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in at:
                table[i, at[name]] = value
    model = ExtraTreesClassifier(
        TREES, min_samples_leaf=leaf, max_features=0.15, max_leaf_nodes=LEAVES, random_state=0, n_jobs=2
    ).fit(table, classes, sample_weight=weights)
    trees = []
    for one in model.estimators_:
        t = one.tree_
        leaves = {
            int(n): tuple(round(100 * v / t.value[n][0].sum()) for v in t.value[n][0])
            for n in range(t.node_count)
            if t.children_left[n] < 0
        }
        trees.append(
            Tree(
                feature=tuple(int(f) if f >= 0 else -1 for f in t.feature),
                cut=tuple(round(float(c), 3) for c in t.threshold),
                left=tuple(map(int, t.children_left)),
                right=tuple(map(int, t.children_right)),
                leaf=leaves,
            )
        )
    return Forest(classes=tuple(map(str, model.classes_)), features=tuple(names), trees=tuple(trees))


def train(data: list[tuple[Any, list[Draft]]], threshold: float) -> Judge:
    told, told_classes, told_weights = [], [], []
    positives: list[tuple[Draft, list[Any]]] = []
    for row, made in data:
        keys: dict[Any, list[Draft]] = {}
        for draft in made:
            keys.setdefault(key_of(draft), []).append(draft)
        for key, mine in keys.items():
            labels = [g for g in row.labels if fits(g, mine[0])]
            if not labels and row.labels and _known(key[1]) is None:
                continue  # such treaties are not labelled throughout
            told_weights.append(1 / sum(other[1:] == key[1:] for other in keys))
            told.append(key_features(key, mine, made))
            told_classes.append("yes" if labels else "no")
            if labels:
                positives += [(d, labels) for d in mine]
    features = [draft_features(d) for d, _ in positives]
    weights = [1.0 if d.frame.rank == (0, 0) else 0.3 for d, _ in positives]
    chosen = [first_guess(d, labels) for d, labels in positives]
    stage = grow(features, [str(g.stage) for g in chosen], weights)
    chosen = [
        max(labels, key=lambda g, w=stage.weigh(f): (max(w.get(s, 0.0) for s in stages(g)), same_day(d, g)))
        for (d, labels), f in zip(positives, features, strict=True)
    ]
    stage = grow(features, [str(g.stage) for g in chosen], weights)
    certainty = grow(features, [str(g.certainty) for g in chosen], weights)
    history = grow(features, ["yes" if g.background and not g.bg_either else "no" for g in chosen], weights)
    return Judge(
        told=grow(told, told_classes, told_weights),
        stage=stage,
        certainty=certainty,
        history=history,
        threshold=threshold,
    )


def same_day(draft: Draft, label: Any) -> bool:
    return bool(draft.time and draft.time.value == label.date)


def first_guess(draft: Draft, labels: list[Any]) -> Any:
    hint = next(t.split(":")[1] for t in draft.traits if t.startswith("suggested:"))
    return max(labels, key=lambda g: 2 * (hint in stages(g)) + same_day(draft, g))


def fold(name: str) -> int:
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def main() -> None:
    from servanda.extraction.reader import Reader

    tools = grammars()
    rows = labelled()
    data = [(row, read(row, tools)) for row in rows]
    threshold = float(os.environ.get("THRESHOLD", "0.65"))
    print(f"{len(rows)} seen reports, {sum(len(d) for _, d in data)} drafts")
    if "--write" not in sys.argv:
        claims: list[Claim] = []
        for k in range(FOLDS):
            judge = train([x for x in data if fold(x[0].report.id) != k], threshold)
            reader = Reader(
                load_catalog(), load_lexicon().sections, judge=msgspec.json.encode(judge), ladder=load_ladder()
            )
            for row in rows:
                if fold(row.report.id) == k:
                    claims += reader.read(row.report)
        for name in sorted({row.file for row in rows}):
            mine = [row for row in rows if row.file == name]
            e = evaluate(mine, claims)
            print(f"{name:<28} F1 {e.keys.f1:.3f} P {e.keys.precision:.3f} R {e.keys.recall:.3f}")
        e = evaluate(rows, claims)
        print(f"cross-validated F1 {e.keys.f1:.3f}; false alarms {e.false_alarms.share}")
        print({name: round(rate.share or 0, 3) for name, rate in e.rates.items()})
        for kind, part in (("open", "open"), ("wider", "t")):
            some = [
                row for row in rows if row.file.startswith(part) and row.file in ("open", "t1", "t2", "t3", "t4", "t7")
            ]
            e = evaluate(some, claims)
            rates = {name: round(rate.share or 0, 3) for name, rate in e.rates.items()}
            print(
                f"{kind}: F1 {e.keys.f1:.3f} P {e.keys.precision:.3f} R {e.keys.recall:.3f} false alarms {e.false_alarms.share:.3f} {rates}"
            )
        return
    judge = train(data, threshold)
    OUT.write_bytes(msgspec.json.encode(judge))
    print(f"wrote {OUT.relative_to(ROOT)} ({OUT.stat().st_size // 1000} kB)")


if __name__ == "__main__":
    main()
