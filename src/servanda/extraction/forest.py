"""A forest: many small trees over named features, as data; the mean of their votes is the answer.

Extremely randomised trees (Geurts, Ernst and Wehenkel, "Extremely randomized trees", Machine Learning 63, 2006), grown
by `benchmarks/train_judge.py`. Reading them is a walk over tuples: deterministic, without any library.
"""

from collections.abc import Mapping

import msgspec

Leaf = tuple[float, ...]


class Tree(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One tree: at node n, feature[n] at most cut[n] goes to left[n], else to right[n]; feature -1 is a leaf."""

    feature: tuple[int, ...]
    cut: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    leaf: dict[int, tuple[int, ...]]


class Forest(msgspec.Struct, frozen=True, kw_only=True):
    """Trees, the names of their features, and the classes their leaves vote for (in hundredths)."""

    classes: tuple[str, ...]
    features: tuple[str, ...]
    trees: tuple[Tree, ...]

    def weigh(self, features: Mapping[str, float]) -> dict[str, float]:
        """Probabilities by class; a feature that is not given counts as 0."""
        row = [features.get(name, 0.0) for name in self.features]
        sums = [0.0] * len(self.classes)
        for tree in self.trees:
            at = 0
            feature = tree.feature
            while feature[at] >= 0:
                at = tree.left[at] if row[feature[at]] <= tree.cut[at] else tree.right[at]
            for index, share in enumerate(tree.leaf[at]):
                sums[index] += share
        total = sum(sums) or 1.0
        return {name: value / total for name, value in zip(self.classes, sums, strict=True)}
