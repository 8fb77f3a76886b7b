"""Grows the judge from labelled reports: the recipe of `catalog/data/judge/en.json`.

    SERVANDA_REFERENCE=… python benchmarks/train_judge.py            cross-validated figures on the seen two thirds
    SERVANDA_REFERENCE=… python benchmarks/train_judge.py --write    writes the weights

Reads `$SERVANDA_REFERENCE/exam` and our own `tests/gold`; reports whose id hashes into the unseen third are never
opened for growing. Features are kinds and relations (see `extraction/draft.py`), so no word of a report travels in the
weights. The figures are those of the scorer of the reference.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from exam import scorer
from judge_growing import Row, train
from servanda.catalog import load_catalog
from servanda.catalog.evidence import load_evidence
from servanda.catalog.judge import load_ladder
from servanda.catalog.lexicon import load_lexicon
from servanda.evaluation import LabelledReport, is_unseen, load_labelled
from servanda.evaluation.measure import labelled_treaties
from servanda.extraction.forest import Forest
from servanda.extraction.judge import Judge
from servanda.extraction.reader import Prepared, Reader

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src/servanda/catalog/data/judge/en.json"
FOLDS = 5
Grow = Callable[[list[LabelledReport]], Judge]
KINDS = {"open": ("open",), "wider": ("t1", "t2", "t3", "t4", "t7"), "ours": ()}


def blank_reader() -> Reader:
    """A reader that prepares reports and judges nothing."""
    none = Forest(classes=("no", "yes"), features=(), trees=())
    judge = Judge(told=none, stage=none, certainty=none, history=none)
    agencies = [name for names in load_evidence().agencies for name in names]
    return Reader(
        load_catalog(),
        load_lexicon().sections,
        judge=msgspec.json.encode(judge),
        ladder=load_ladder(),
        agencies=agencies,
    )


def labelled(exam: Path) -> list[LabelledReport]:
    """The seen labelled reports in English, of the reference and our own."""
    files = [exam / "open.jsonl", *sorted(exam.glob("train/t[0-9].jsonl"))]
    files += sorted((ROOT / "tests/gold").glob("*.jsonl"))
    rows = [row for file in files for row in load_labelled(file) if isinstance(row, LabelledReport)]
    return [r for r in rows if not is_unseen(r.report.id) and r.report.language in (None, "en") and r.report.text]


def fold(name: str) -> int:
    """Which fifth a report falls into."""
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def cross_validate(
    reader: Reader, rows: list[LabelledReport], prepared: dict[str, Prepared | None], grow: Grow
) -> list[dict[str, Any]]:
    """The claims on each fifth by a judge grown from the other four."""
    claims = []
    for k in range(FOLDS):
        judge = grow([row for row in rows if fold(row.report.id) != k])
        for row in rows:
            ready = prepared[row.report.id]
            if ready and fold(row.report.id) == k:
                claims += reader.claims_of(ready, judge)
    decoded: list[dict[str, Any]] = json.loads(msgspec.json.encode(claims))
    return decoded


def raw(exam: Path) -> dict[str, dict[str, Any]]:
    """Labelled reports as they stand in their files, for the scorer."""
    files = [*exam.glob("*.jsonl"), *exam.glob("train/t[0-9].jsonl"), *(ROOT / "tests/gold").glob("*.jsonl")]
    lines = (json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row for row in lines if not is_unseen(row.get("id", ""))}


def main() -> int:
    """Print the figures or write the weights; exit 1 where no reference folder is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--threshold", type=float, default=0.48)
    parser.add_argument("--first-threshold", type=float, default=0.68)
    options = parser.parse_args()
    if "SERVANDA_REFERENCE" not in os.environ:
        print("name the reference folder in SERVANDA_REFERENCE", file=sys.stderr)
        return 1
    exam = Path(os.environ["SERVANDA_REFERENCE"]) / "exam"
    reader, rows = blank_reader(), labelled(exam)
    prepared = {row.report.id: reader.prepare(row.report) for row in rows}

    def grow(some: list[LabelledReport]) -> Judge:
        data: list[Row] = [(r, list(p.drafts)) for r in some if (p := prepared[r.report.id])]
        return train(data, labelled_treaties(), options.threshold, options.first_threshold)

    if options.write:
        OUT.write_bytes(msgspec.json.encode(grow(rows)))
        print(f"wrote {OUT.relative_to(ROOT)} ({OUT.stat().st_size // 1000} kB)")
        return 0
    ours = {file.stem for file in (ROOT / "tests/gold").glob("*.jsonl")}
    claims, marked = cross_validate(reader, rows, prepared, grow), raw(exam)
    for kind, files in KINDS.items():
        mine = [r for r in rows if r.file in files or (not files and r.file in ours)]
        print(f"== {kind}\n{scorer(exam / 'score.py').score([marked[r.report.id] for r in mine], claims)[2]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
