"""Near-duplicates: recall, precision and documents a second on edited copies made here.

    python benchmarks/copies.py [--documents 3000] [--seed 1]

A document is invented from a small vocabulary with the sentences of one trade in common, so that unrelated documents
share phrases as reports on one treaty do. Copies are made by changed words, cuts, moved sentences, new openings and
headlines in another language. Seconds are of the processor, on one core (RAYON_NUM_THREADS=1). datasketch and rensa run
beside it where they are installed; neither is a dependency. Standard library and the package only.
"""

import argparse
import random
import time
from collections.abc import Iterator
from itertools import combinations, pairwise

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
    find_copies(
        dict(list(texts.items())[:200]), load_evidence().copies
    )  # the libraries are loaded before the clock runs
    start = time.process_time()
    copies = find_copies(texts, load_evidence().copies)
    found = set(pairs(copies))
    spent = time.process_time() - start
    print(f"{len(texts)} documents, {len(truth)} true pairs, {len(copies.candidates or ())} candidates")
    tell("servanda", found, truth, len(texts) / spent)
    for library in (datasketch, rensa):
        try:
            library(texts, truth)
        except ImportError:
            print(f"{library.__name__:<12} is not installed: no comparison")


def tell(name: str, found: set[tuple[str, str]], truth: set[tuple[str, str]], speed: float) -> None:
    """One line of figures."""
    right = len(found & truth)
    shares = f"recall {right / len(truth):.4f}  precision {right / max(1, len(found)):.4f}"
    print(f"{name:<12} {shares}  {speed:,.0f} documents/s of a core")


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
    kind = rng.randrange(5)
    if kind == 0:
        sentences = sentences[: max(3, len(sentences) * 2 // 3)]
    elif kind == 1:
        at = rng.randrange(1, len(sentences))
        sentences = sentences[at:] + sentences[:at]
    elif kind == 2:
        sentences = [" ".join(rng.choices(lexicon, k=12)), *sentences]
    elif kind == 3:
        sentences = [" ".join(w[::-1] for w in sentences[0].split()), *sentences[1:]]  # no word of the headline is kept
    return ". ".join(sentences)


def pairs(copies: Copies) -> Iterator[tuple[str, str]]:
    """Every pair that is judged a copy."""
    for a, b in copies.candidates if copies.candidates is not None else combinations(sorted(copies.prints), 2):
        if copies.share(a, b):
            yield a, b


def datasketch(texts: dict[str, str], truth: set[tuple[str, str]]) -> None:
    """The same with datasketch: 128 permutations over word pairs, Jaccard 0.4."""
    from datasketch import MinHash, MinHashLSH

    start = time.process_time()
    index, prints = MinHashLSH(threshold=0.4, num_perm=128), {}
    for name, text in texts.items():
        prints[name] = MinHash(num_perm=128)
        prints[name].update_batch([run.encode() for run in runs(text)])
        index.insert(name, prints[name])
    found = {(min(n, o), max(n, o)) for n, p in prints.items() for o in index.query(p) if o != n}
    tell("datasketch", found, truth, len(texts) / (time.process_time() - start))


def rensa(texts: dict[str, str], truth: set[tuple[str, str]]) -> None:
    """The same with rensa: 128 permutations over word pairs, 32 bands, Jaccard 0.4 by the signatures."""
    from rensa import RMinHash, RMinHashLSH

    start = time.process_time()
    index, names = RMinHashLSH(threshold=0.4, num_perm=128, num_bands=32), list(texts)
    prints = [RMinHash(num_perm=128, seed=1) for _ in names]
    for number, name in enumerate(names):
        prints[number].update(runs(texts[name]))
        index.insert(number, prints[number])
    near = {(min(n, o), max(n, o)) for n, p in enumerate(prints) for o in index.query(p) if o != n}
    found = {(names[a], names[b]) for a, b in near if prints[a].jaccard(prints[b]) >= 0.4}
    tell("rensa", {(min(p), max(p)) for p in found}, truth, len(texts) / (time.process_time() - start))


def runs(text: str) -> list[str]:
    """The word pairs of a text."""
    words = text.split()
    return [f"{a} {b}" for a, b in pairwise(words)]


if __name__ == "__main__":
    main()
