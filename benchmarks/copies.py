"""Near-duplicates: recall, precision and documents a second on edited copies made here.

    python benchmarks/copies.py [--documents 3000] [--seed 1]

A document is invented from a small vocabulary with the sentences of one trade in common, so that unrelated documents
share phrases as reports on one treaty do. Copies are made by changed words, cuts, moved sentences and new openings.
datasketch runs beside it where it is installed. Standard library and the package only.
"""

import argparse
import random
import time
from collections.abc import Iterator
from itertools import combinations

from servanda.catalog.evidence import load_evidence
from servanda.corroboration.copies import Copies, find_copies

STOCK = [
    "the government of the country said on Tuesday that it would leave the convention",
    "the parliament voted to approve the withdrawal from the treaty",
    "the notice was received by the Secretary-General of the United Nations as depositary",
    "the withdrawal takes effect six months after the notice was received",
]


def main() -> None:
    """Make documents and copies, find them, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    texts, truth = make(asked.documents, random.Random(asked.seed))
    start = time.perf_counter()
    copies = find_copies(texts, load_evidence().copies)
    found = set(pairs(copies))
    spent = time.perf_counter() - start
    right = len(found & truth)
    print(f"{len(texts)} documents, {len(truth)} true pairs, {len(copies.candidates or ())} candidates")
    print(
        f"recall {right / len(truth):.4f}  precision {right / max(1, len(found)):.4f}  {len(texts) / spent:,.0f} docs/s"
    )
    beside(texts, truth)


def make(count: int, rng: random.Random) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """`count` documents, one in three an edited copy; and the pairs that are copies of one another."""
    lexicon = [
        f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("a", "en", "or", "is", "u") for c in ("ta", "ling", "mo", "k")
    ]
    families: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    while len(texts) < count:
        name = f"d{len(texts):05}"
        if families and rng.random() < 1 / 3:
            source = rng.choice(list(families))
            texts[name] = edit(texts[source], rng, lexicon)
            families[source].append(name)
        else:
            texts[name] = document(rng, lexicon)
            families[name] = [name]
    return texts, {pair for members in families.values() for pair in combinations(sorted(members), 2)}


def document(rng: random.Random, lexicon: list[str]) -> str:
    """Eight to fourteen sentences, one or two of them stock phrases of the trade."""
    own = [" ".join(rng.choices(lexicon, k=rng.randint(9, 18))) for _ in range(rng.randint(7, 12))]
    for phrase in rng.sample(STOCK, k=rng.randint(1, 2)):
        own.insert(rng.randrange(len(own)), phrase)
    return ". ".join(own)


def edit(text: str, rng: random.Random, lexicon: list[str]) -> str:
    """A copy as a newsroom makes it: a few words changed, then cut, reordered or given another opening."""
    sentences = text.split(". ")
    tokens = [[rng.choice(lexicon) if rng.random() < 0.03 else w for w in s.split()] for s in sentences]
    sentences = [" ".join(t) for t in tokens]
    kind = rng.randrange(4)
    if kind == 0:
        sentences = sentences[: max(3, len(sentences) * 2 // 3)]
    elif kind == 1:
        at = rng.randrange(1, len(sentences))
        sentences = sentences[at:] + sentences[:at]
    elif kind == 2:
        sentences = [" ".join(rng.choices(lexicon, k=12)), *sentences]
    return ". ".join(sentences)


def pairs(copies: Copies) -> Iterator[tuple[str, str]]:
    """Every pair that is judged a copy."""
    for a, b in copies.candidates if copies.candidates is not None else combinations(sorted(copies.prints), 2):
        if copies.share(a, b):
            yield a, b


def beside(texts: dict[str, str], truth: set[tuple[str, str]]) -> None:
    """The same with datasketch, where it is installed."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        print("datasketch is not installed: no comparison")
        return
    start = time.perf_counter()
    index, prints = MinHashLSH(threshold=0.4, num_perm=128), {}
    for name, text in texts.items():
        words = text.split()
        prints[name] = MinHash(num_perm=128)
        prints[name].update_batch([" ".join(words[i : i + 2]).encode() for i in range(len(words) - 1)])
        index.insert(name, prints[name])
    found = {tuple(sorted((n, o))) for n, p in prints.items() for o in index.query(p) if o != n}
    spent = time.perf_counter() - start
    right = len(found & truth)
    print(f"datasketch: recall {right / len(truth):.4f}  precision {right / max(1, len(found)):.4f}  ", end="")
    print(f"{len(texts) / spent:,.0f} docs/s")


if __name__ == "__main__":
    main()
