"""Which texts are copies of one another: whole, edited, cut or with another opening.

Few texts are compared pair by pair. Many first pass a MinHash index (gaoya) whose candidates are then compared the
same way, so that a verdict never rests on the index: it only saves comparisons.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import add

import msgspec

from servanda.corroboration.words import containment, shingles, unquoted, words

SMALL = 120
"""Up to so many texts every pair is compared: 7,140 set intersections, some tens of milliseconds."""

PAIR = 2

SURE = 0.7
"""Share of word pairs from which triples are not counted: independent reports stay below 0.23."""

_BANDS, _BAND_SIZE = 24, 2
"""Word pairs of Jaccard J make a candidate with probability 1 - (1 - J**2) ** 24: 0.79 for 0.25, 0.985 for 0.4."""


class Copies(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on every two of a set of reports.

    Args:
        prints: report id -> its folded words, quotations left out where there is more.
        candidates: the pairs (smaller id first) worth comparing; None means all.
        limits: `pairs` and `triples`, from the evidence file.
    """

    prints: Mapping[str, str]
    candidates: frozenset[tuple[str, str]] | None
    limits: Mapping[str, float]

    def share(self, a: str, b: str) -> float:
        """Share of the shorter text's word pairs that stands in the other; 0 where they are no copies."""
        if self.candidates is not None and (min(a, b), max(a, b)) not in self.candidates:
            return 0.0
        one, two = self.prints[a], self.prints[b]
        pairs = containment(_runs(one, PAIR), _runs(two, PAIR))
        if pairs < self.limits.get("pairs", 0.38):
            return 0.0
        if pairs >= SURE:
            return pairs
        return pairs if containment(_runs(one, 3), _runs(two, 3)) >= self.limits.get("triples", 0.26) else 0.0


def find_copies(texts: Mapping[str, str], limits: Mapping[str, float]) -> Copies:
    """Prepare the verdicts on a set of texts, report id -> text."""
    prints = {name: " ".join(words(unquoted(text))) for name, text in texts.items()}
    return Copies(prints=prints, candidates=_candidates(prints) if len(prints) > SMALL else None, limits=limits)


@lru_cache(maxsize=4096)
def _runs(plain: str, size: int) -> frozenset[object]:
    """The runs of words. Pairs are written in one, a third faster; that two others read the same costs nothing."""
    tokens = plain.split()
    return frozenset(map(add, tokens, tokens[1:])) if size == PAIR < len(tokens) else shingles(tokens, size)


def _candidates(prints: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Pairs that share a band of their MinHash signatures, smaller id first."""
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32, jaccard_threshold=0.2, num_bands=_BANDS, band_size=_BAND_SIZE, analyzer="word", ngram_range=(2, 2)
    )
    names = sorted(prints)
    texts = [prints[name] for name in names]
    index.par_bulk_insert_docs(range(len(texts)), texts)
    return frozenset(_pairs(names, map(index.query, texts)))


def _pairs(names: list[str], answers: Iterable[Iterable[int]]) -> Iterable[tuple[str, str]]:
    for number, near in enumerate(answers):
        for other in near:
            if other > number:
                yield names[number], names[other]
