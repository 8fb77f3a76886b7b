"""Acts to CSV and JSON Lines, in the form that an import reads back to the same acts. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from servanda.ledger.entry import stamp
from servanda.ledger.rows import COLUMNS
from servanda.model import Act


def standing(acts: Sequence[Act]) -> list[Act]:
    """Acts that hold, without the names of those they took the place of: another record never held these."""
    ids = {act.id for act in acts}
    return [act if act.corrects is None or act.corrects in ids else _bare(act) for act in acts]


def _bare(act: Act) -> Act:
    return msgspec.structs.replace(act, corrects=None)


def act_row(act: Act) -> dict[str, str]:
    """An act under the names of the contract's columns; what it does not say is left out."""
    cells = {
        column: getattr(act, "kind" if column == "act" else column) for column in COLUMNS if column != "recorded_at"
    }
    cells["recorded_at"] = stamp(act.recorded_at) if act.recorded_at else None
    return {column: str(value) for column, value in cells.items() if value}


def as_csv(acts: Iterable[Act]) -> str:
    """A header and a line for each act."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(act_row(act) for act in acts)
    return out.getvalue()


def as_jsonl(acts: Iterable[Act]) -> Iterator[str]:
    """A JSON object for each act, without line ends."""
    return (msgspec.json.encode(act_row(act)).decode() for act in acts)
