"""A forest: many small trees over named traits, as data; the mean of their votes is the answer.

Extremely randomised trees (Geurts, Ernst and Wehenkel, "Extremely randomized trees", Machine Learning 63, 2006), grown
by `benchmarks/train_judge.py`. Every trait is there or not, so a tree needs no cuts and is one run of whole numbers,
which is a third of the size of the usual tables and is read with a walk: deterministic, without any library.

A tree in its numbers, root first: an inner node is `trait, jump`, followed by the branch without the trait, while the
branch with it begins at `jump`; a leaf is `-n`, followed by n pairs of class and share in hundredths.
"""

from collections.abc import Set as AbstractSet

import msgspec

Tree = tuple[int, ...]


class Forest(msgspec.Struct, frozen=True, kw_only=True):
    """Trees, the traits they ask for, and the classes their leaves vote for."""

    classes: tuple[str, ...]
    features: tuple[str, ...]
    trees: tuple[Tree, ...]

    def weigh(self, traits: AbstractSet[str]) -> dict[str, float]:
        """Probabilities by class, given the traits that are there."""
        row = [name in traits for name in self.features]
        sums = [0] * len(self.classes)
        for tree in self.trees:
            at = 0
            while (trait := tree[at]) >= 0:
                at = tree[at + 1] if row[trait] else at + 2
            for n in range(at + 1, at + 1 - 2 * trait, 2):
                sums[tree[n]] += tree[n + 1]
        total = sum(sums) or 1
        return {name: value / total for name, value in zip(self.classes, sums, strict=True)}
