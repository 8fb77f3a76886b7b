"""Score corroboration on labelled clusters, in one process.

    SERVANDA_REFERENCE=… python benchmarks/clusters.py [--gold] [-v] [CLUSTERS REPORTS]…

`--gold` takes the labels of the reports for claims, so that corroboration is measured alone; without it the whole
pipeline reads. The judge is the reference's own `score_clusters.py`. Reports of the unseen third take part, their text
is never printed.
"""

import argparse
import json
import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import msgspec

from servanda.catalog.evidence import load_evidence
from servanda.corroboration import corroborate
from servanda.model import Claim, Report

PAIRS = [("open-clusters.jsonl", "open.jsonl"), ("train/t4-clusters.jsonl", "train/t4.jsonl")]
CLAIM = set(Claim.__struct_fields__) - {"report"}
REPORT = set(Report.__struct_fields__)


def main() -> int:
    """Score every pair of files and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("files", nargs="*")
    asked = parser.parse_args()
    root = os.environ.get("SERVANDA_REFERENCE")
    if not root:
        sys.exit("set SERVANDA_REFERENCE to the folder that holds exam/score_clusters.py")
    exam = Path(root) / "exam"
    judge = _judge(exam / "score_clusters.py")
    pairs = list(zip(asked.files[::2], asked.files[1::2], strict=True)) or [(exam / c, exam / r) for c, r in PAIRS]
    for clusters, reports in pairs:
        print(_score(judge, Path(clusters), Path(reports), gold=asked.gold, verbose=asked.verbose))
    return 0


def _judge(path: Path) -> Any:  # noqa: ANN401 - a module loaded from its file
    spec = spec_from_file_location("score_clusters", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _score(judge: Any, clusters: Path, reports: Path, *, gold: bool, verbose: bool) -> str:  # noqa: ANN401
    rows = {row["id"]: row for row in _lines(reports)}
    exact = shown = asked = false = 0
    todo = _lines(clusters)
    for cluster in todo:
        found = _events([rows[name] for name in cluster["reports"]], gold=gold)
        ok, got, s, n, extra = judge.judge(cluster, found)
        exact, shown, asked, false = exact + ok, shown + s, asked + n, false + len(extra)
        if verbose and (not ok or s < n or extra):
            print(f"{cluster['id']}: origins {sorted(map(sorted, got))} for {cluster['origins']}", end="; ")
            print(f"contradictions {s}/{n}; not labelled: {extra}")
    return f"{clusters.name}: origins exact {exact}/{len(todo)}, contradictions {shown}/{asked}, not labelled {false}"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _events(rows: list[dict[str, Any]], *, gold: bool) -> list[dict[str, Any]]:
    if not gold:
        return _read(rows)
    reports = [msgspec.convert({k: v for k, v in row.items() if k in REPORT}, Report) for row in rows]
    claims = [_claim(row["id"], label) for row in rows for label in row["claims"]]
    return [
        msgspec.to_builtins(e) for e in corroborate(claims, reports, chambers=_chambers(), evidence=load_evidence())
    ]


def _claim(report: str, label: dict[str, Any]) -> Claim:
    plain = {k: v for k, v in label.items() if k in CLAIM and v is not None}
    plain["treaty"] = plain["treaty"].lower() if plain.get("treaty") else None
    if votes := plain.get("votes"):
        plain["votes"] = {k: v for k, v in votes.items() if v is not None} or None
    return msgspec.convert({**plain, "report": report}, Claim)


def _chambers() -> tuple[Any, ...]:
    try:
        from servanda.catalog import load_catalog
    except ImportError:
        return ()
    return load_catalog().chambers


def _read(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events of the whole pipeline, checks and law left out."""
    from servanda.beside import read_beside
    from servanda.catalog import load_catalog
    from servanda.pipeline import hear, reader
    from servanda.reports import read_bytes

    lines = "\n".join(json.dumps({k: v for k, v in row.items() if k != "claims"}, ensure_ascii=False) for row in rows)
    heard = list(hear(read_bytes(lines.encode(), name="cluster.jsonl"), today=None))
    reports = [h.report for h in heard if hasattr(h, "report")]
    claims = [c for h in heard if hasattr(h, "claims") for c in h.claims]
    claims += read_beside(reader(), reports, claims, load_catalog(), today=None)
    return [
        msgspec.to_builtins(e) for e in corroborate(claims, reports, chambers=_chambers(), evidence=load_evidence())
    ]


if __name__ == "__main__":
    sys.exit(main())
