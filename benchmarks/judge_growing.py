"""Grows the judge's forests from drafts and labels; `benchmarks/train_judge.py` says what they are grown from.

Needs scikit-learn, which Servanda itself does not: `pip install scikit-learn`.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

try:
    import numpy as np
    from sklearn.ensemble import ExtraTreesClassifier
except ImportError:  # pragma: no cover
    sys.exit("growing the judge needs scikit-learn: pip install scikit-learn")

from servanda.evaluation.labels import Label, LabelledReport
from servanda.extraction.draft import Draft
from servanda.extraction.forest import Forest, Tree
from servanda.extraction.judge import Judge, Key, all_features, key_of
from servanda.model import CONSENT

TREES, LEAVES, RARE, FAINT = 48, 48, 4, 4
"""Trees a forest, leaves a tree; traits seen less often, and shares in hundredths below, are left out."""
LESSER = 0.3
"""The weight of a draft that is not the likeliest reading of its clause."""
Grown = Any
"""A tree as scikit-learn keeps it, which has no type."""
Row = tuple[LabelledReport, list[Draft]]


def train(data: Sequence[Row], known: frozenset[str], threshold: float, first_threshold: float) -> Judge:
    """The judge grown from these reports.

    Args:
        data: labelled reports with their drafts.
        known: keys of treaties that labels name throughout.
        threshold: see `Judge`.
        first_threshold: see `Judge`.
    """
    told: list[tuple[AbstractSet[str], str, float]] = []
    drafts: list[tuple[Draft, list[Label]]] = []
    for row, made in data:
        keys: dict[Key, list[Draft]] = defaultdict(list)
        for draft in made:
            keys[key_of(draft)].append(draft)
        features = all_features(keys)
        for key, mine in keys.items():
            labels = [g for g in row.labels if fits(g, key, known)]
            if not labels and row.labels and key[1] not in known:
                continue  # such treaties are not labelled throughout
            share = 1 / sum(other[1:] == key[1:] for other in keys)
            told.append((features[key], "yes" if labels else "no", share))
            drafts += [(d, labels) for d in mine] if labels else []
    return Judge(
        told=grow([t for t, _, _ in told], [c for _, c, _ in told], [w for _, _, w in told]),
        **_of_drafts(drafts),
        threshold=threshold,
        first_threshold=first_threshold,
    )


def _of_drafts(drafts: Sequence[tuple[Draft, list[Label]]]) -> dict[str, Forest]:
    """The forests over one draft. Which label a draft tells is not given: it is guessed, learnt, and guessed again."""
    traits = [d.traits for d, _ in drafts]
    weights = [1.0 if d.frame.rank == (0, 0) else LESSER for d, _ in drafts]

    def of(name: Callable[[Label], str], chosen: Sequence[Label]) -> Forest:
        return grow(traits, [name(g) for g in chosen], weights)

    chosen = [_first_guess(d, labels) for d, labels in drafts]
    stage = of(lambda g: str(g.stage), chosen)
    chosen = []
    for (draft, labels), found in zip(drafts, traits, strict=True):
        odds = stage.weigh(found)
        chosen.append(max(labels, key=lambda g: (max(odds.get(s, 0.0) for s in _stages(g)), _same_day(draft, g))))
    return {
        "stage": of(lambda g: str(g.stage), chosen),
        "certainty": of(lambda g: str(g.certainty), chosen),
        "history": of(lambda g: "yes" if g.background and not g.bg_either else "no", chosen),
    }


def fits(label: Label, key: Key, known: frozenset[str]) -> bool:
    """Whether a label is right for a key; treaties outside the labellers' list are null in labels."""
    actions = {"consent" if a in CONSENT else str(a) for a in label.any_action()}
    return label.state == key[0] and (key[1] if key[1] in known else None) in label.any_treaty() and key[2] in actions


def _stages(label: Label) -> set[str]:
    return {str(s) for s in label.any_stage()}


def _same_day(draft: Draft, label: Label) -> bool:
    return bool(draft.time and draft.time.value == label.date)


def _first_guess(draft: Draft, labels: list[Label]) -> Label:
    hint = next(t.split(":")[1] for t in draft.traits if t.startswith("suggested:"))
    return max(labels, key=lambda g: 2 * (hint in _stages(g)) + _same_day(draft, g))


def grow(rows: Sequence[AbstractSet[str]], classes: list[str], weights: list[float]) -> Forest:
    """A forest over sets of traits; only traits that a tree asks for travel with it."""
    seen = Counter(name for row in rows for name in row)
    names = sorted(name for name, n in seen.items() if n >= RARE)
    at = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)), np.float32)
    for i, row in enumerate(rows):
        table[i, [at[name] for name in row if name in at]] = 1
    model = ExtraTreesClassifier(
        TREES, min_samples_leaf=2, max_features=0.15, max_leaf_nodes=LEAVES, random_state=0, n_jobs=2
    ).fit(table, classes, sample_weight=weights)
    grown = [one.tree_ for one in model.estimators_]
    asked = sorted({int(f) for t in grown for f in t.feature if f >= 0})
    new = {old: n for n, old in enumerate(asked)}
    return Forest(
        classes=tuple(map(str, model.classes_)),
        features=tuple(names[old] for old in asked),
        trees=tuple(tuple(_flat(t, 0, new)) for t in grown),
    )


def _flat(tree: Grown, node: int, new: dict[int, int], begun: int = 0) -> Tree:
    """The numbers of a node and all below it, the first of which stands at `begun`."""
    if tree.children_left[node] < 0:
        votes = tree.value[node][0]
        shares = [(n, round(100 * v / votes.sum())) for n, v in enumerate(votes)]
        told = [(n, share) for n, share in shares if share >= FAINT]
        return (-len(told), *(number for pair in told for number in pair))
    without = _flat(tree, tree.children_left[node], new, begun + 2)
    jump = begun + 2 + len(without)
    return (new[int(tree.feature[node])], jump, *without, *_flat(tree, tree.children_right[node], new, jump))
