"""The corpora of `benchmarks/reading.py`: mixed and relevant texts, as JSON Lines and as pages of HTML.

Made on the spot, the same every time, of our gold cases and of the prose that is at hand on any machine.
"""

import ast
import importlib.util
import json
import random
import sysconfig
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"


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
    """The texts as JSON Lines, as a feed of wire copy comes; their language is left to be found out."""
    rows = ({"id": str(n), "text": text, "published": "2025-06-30"} for n, text in enumerate(texts))
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def as_pages(texts: Sequence[str]) -> bytes:
    """The texts as whole pages with menus, scripts, a headline and a day in their head, about 16 kB each."""
    links = "".join(f'<li><a href="/{n}">Section {n} of our paper and what it holds</a></li>' for n in range(120))
    script = f"<script>{'var a = 1;' * 600}</script>"
    rows = []
    for n, text in enumerate(texts):
        body = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
        title = f"Story {n} of the day: {escape(' '.join(text.split()[:8]))}"
        html = (
            f"<!DOCTYPE html><html lang='en'><head><title>{title} - The Paper</title>"
            f'<meta property="article:published_time" content="2025-06-30T08:00:00Z">{script}</head>'
            f"<body><nav><ul>{links}</ul></nav><main><article><h1>{title}</h1>{body}</article></main>"
            "<footer>Imprint</footer></body></html>"
        )
        rows.append({"id": str(n), "html": html})
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
