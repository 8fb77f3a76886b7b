"""Marks the reader on the labelled reports of the reference folder, seen and unseen ones apart, and prints the gap.

    SERVANDA_REFERENCE=… python benchmarks/exam.py [--misses N] [--language en] [--seen-only]

Uses the scorer of the reference. Reports are unseen where `is_unseen(id)` (a third by hash): those are marked in total
only, their texts and misses are never printed. The weights of the judge are grown from the seen reports, so the seen
figures here are not fair; `benchmarks/train_judge.py` prints cross-validated ones.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from servanda import pipeline
from servanda.evaluation import is_unseen
from servanda.model import Report
from servanda.reports import read_bytes


def main() -> int:
    """Print the tables; exit 1 where no reference folder is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", type=int, default=0, help="list the worst N seen reports of each kind")
    parser.add_argument("--language", default="en")
    parser.add_argument("--seen-only", action="store_true", help="leave the unseen third alone")
    options = parser.parse_args()
    folder = os.environ.get("SERVANDA_REFERENCE")
    if not folder:
        print("name the reference folder in SERVANDA_REFERENCE", file=sys.stderr)
        return 1
    exam = Path(folder) / "exam"
    marker = scorer(exam / "score.py")
    kinds = {"open": [exam / "open.jsonl"], "train": sorted((exam / "train").glob("t[0-9].jsonl"))}
    for kind, files in kinds.items():
        rows = [row for file in files for row in _rows(file) if row.get("language", "en") == options.language]
        figures = {}
        for name, wanted in (("seen", False), ("unseen", True)):
            if wanted and options.seen_only:
                continue
            mine = [row for row in rows if is_unseen(row["id"]) is wanted]
            begun = time.perf_counter()
            claims = _claims(mine)
            took = time.perf_counter() - begun
            figures[name], _, table = marker.score(mine, claims, show=0 if wanted else options.misses)
            print(f"== {kind}, {name}: {len(mine) / took:.0f} reports/s\n{table}\n")
        if len(figures) == 2:
            print(f"== {kind}: gap of F1 {figures['seen'] - figures['unseen']:+.3f}\n")
    return 0


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _claims(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The claims as `read --claims` prints them; labels never reach the reader."""
    bare = ({k: v for k, v in row.items() if k not in ("claims", "tags", "notes")} for row in rows)
    lines = "\n".join(json.dumps(row) for row in bare).encode()
    reader = pipeline.reader()
    reports = [item for item in read_bytes(lines, name="exam.jsonl") if isinstance(item, Report)]
    claims = [claim for report in reports for claim in reader.read(report)]
    decoded: list[dict[str, Any]] = json.loads(msgspec.json.encode(claims))
    return decoded


def scorer(path: Path) -> ModuleType:
    """The scorer of the reference, a file that is no package."""
    spec = importlib.util.spec_from_file_location("reference_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
