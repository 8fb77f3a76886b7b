"""The stage table: which rung words, actor and tense suggest. Rows are data; the first that fits wins."""

from collections.abc import Mapping, Sequence
from typing import Any

from servanda.extraction.frames import Frame


def suggest(frame: Frame, *, tally: bool, rows: Sequence[Mapping[str, Any]]) -> str:
    """The stage of the first row that fits a frame; the last row of the table fits everything.

    Args:
        frame: kinds and relations of one act in one clause.
        tally: whether a count of votes stands near.
        rows: of `catalog/data/judge/stages.yaml`.
    """
    rung = frame.rung.value if frame.rung else ""
    body = frame.body.value if frame.body else ""
    form = frame.act.form if frame.act else ""
    near = {m.value for m in frame.ops} | ({"tally"} if tally else set())
    for row in rows:
        fits = (
            row.get("rung") in (None, rung)
            and ("body" not in row or body in row["body"])
            and ("act" not in row or str(frame.action) in row["act"])
            and ("form" not in row or any(f in form for f in row["form"]))
            and ("has" not in row or near.issuperset(row["has"]))
            and ("strong" not in row or bool(frame.act and not frame.act.weak) is row["strong"])
        )
        if fits:
            return str(row["stage"])
    return "considered"
