"""How seen and unseen reports went apart, version by version: keeps the figures, prints the table, draws the curve.

    python benchmarks/reading_curve.py                                  # table and curve from what is kept
    SERVANDA_REFERENCE=… python benchmarks/reading_curve.py --add "…"   # measures this version first

Figures are F1 over state, treaty and action as `benchmarks/exam.py` prints it, of the open English reports of the
reference and of the wider ones. The unseen third is marked in total only. Standard library and the package only.
"""

import argparse
import csv
import os
import sys
from html import escape
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "explanation"
KEPT, DRAWN, PAGE = FOLDER / "reading-curve.csv", FOLDER / "reading-curve.svg", FOLDER / "reading.md"
BEGIN, END = "<!-- curve -->\n", "<!-- end of curve -->\n"
CORPORA = {"open": "open.jsonl", "wider": "train/t[0-9].jsonl"}

Kept = dict[str, dict[str, tuple[float, float]]]
"""version -> corpus -> F1 of the seen and of the unseen."""


def main() -> int:
    """Add a version where asked; write the table into the page, and the curve beside it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--add", metavar="VERSION", help="measure now, and keep it under this name")
    asked = parser.parse_args()
    if asked.add:
        folder = os.environ.get("SERVANDA_REFERENCE")
        if not folder:
            print("name the reference folder in SERVANDA_REFERENCE", file=sys.stderr)
            return 1
        with KEPT.open("a", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            for corpus, pattern in CORPORA.items():
                rows.writerow([asked.add, corpus, *measured(sorted((Path(folder) / "exam").glob(pattern)))])
    kept = load()
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    PAGE.write_text(before + BEGIN + table(kept) + END + rest.split(END)[1], encoding="utf-8")
    DRAWN.write_text(curve(kept), encoding="utf-8")
    print(table(kept), end="")
    return 0


def measured(files: list[Path]) -> list[str]:
    """F1 of the seen and of the unseen English reports of some files, by the scorer of the reference."""
    from exam import _claims, _rows, scorer
    from servanda.evaluation import is_unseen

    exam = Path(os.environ["SERVANDA_REFERENCE"]) / "exam"
    rows = [row for file in files for row in _rows(file) if row.get("language", "en") == "en"]
    thirds = [[row for row in rows if is_unseen(row["id"]) is wanted] for wanted in (False, True)]
    return [f"{scorer(exam / 'score.py').score(mine, _claims(mine), show=0)[0]:.3f}" for mine in thirds]


def load() -> Kept:
    """What is kept, versions in their order."""
    kept: Kept = {}
    with KEPT.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kept.setdefault(row["version"], {})[row["corpus"]] = (float(row["seen"]), float(row["unseen"]))
    return kept


def table(kept: Kept) -> str:
    """The figures as Markdown."""
    lines = [
        "| version | " + " | ".join(f"{corpus} seen | {corpus} unseen | gap" for corpus in CORPORA) + " |",
        "|---|" + "---|---|---|" * len(CORPORA),
    ]
    for version, figures in kept.items():
        cells = [
            f"{seen:.3f} | {unseen:.3f} | {seen - unseen:.3f}" for seen, unseen in map(figures.__getitem__, CORPORA)
        ]
        lines.append(f"| {version} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def curve(kept: Kept) -> str:
    """One line for each corpus and third over the versions; F1 from 0.5 to 1 upwards."""
    width, height, left, right, top = 640, 320, 48, 130, 24
    step = (width - left - right) / max(1, len(kept) - 1)

    def up(share: float) -> float:
        return top + (1 - share) / 0.5 * (height - 2 * top)

    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-family="sans-serif" '
        'font-size="12"><title>F1 of seen and unseen reports by version</title>'
        f"<desc>{escape('; '.join(kept))}</desc>"
    )
    parts = [head]
    for tenths in range(5, 11):
        y = up(tenths / 10)
        parts.append(
            f'<path d="M{left} {y:.1f}H{width - right}" stroke="#ddd"/><text x="16" y="{y + 4:.1f}">0.{tenths}</text>'
        )
    for number, name in enumerate(kept, 1):
        x = left + (number - 1) * step
        parts.append(
            f'<text x="{x:.1f}" y="{height - 4}" text-anchor="middle">{number}<title>{escape(name)}</title></text>'
        )
    for corpus, colour in zip(CORPORA, ("#1b5e9b", "#a4480f"), strict=True):
        for third, dash in enumerate(("", ' stroke-dasharray="5 4"')):
            ys = [up(figures[corpus][third]) for figures in kept.values()]
            points = " ".join(f"{left + n * step:.1f},{y:.1f}" for n, y in enumerate(ys))
            label = f"{corpus}, {('seen', 'unseen')[third]}"
            parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
            parts.append(f'<text x="{width - right + 8}" y="{ys[-1] + 4:.1f}" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>"]).replace("0.10<", "1.0<") + "\n"


if __name__ == "__main__":
    sys.exit(main())
