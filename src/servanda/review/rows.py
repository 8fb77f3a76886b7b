"""Recorded events as they are shown: each as it was read last, with what reviewers made of it.

Worked out once for a record as it is; events that nobody decided on are handed on as they were recorded.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

import msgspec

from servanda.ledger import EntryKind, Ledger
from servanda.ledger.entry import Entry
from servanda.model import Event
from servanda.model.decision import Decision
from servanda.review.standing import Decided, Standing, stand

Row = dict[str, Any]
Kept = Callable[[EntryKind], Sequence[Row]]
"""What was recorded of a kind, in order."""


def row_of(entry: Entry) -> Row:
    """What an entry holds, with its number, moment and author."""
    about = {"entry": entry.seq, "recorded_at": entry.recorded_at, "recorded_by": entry.author}
    return {**msgspec.json.decode(entry.body), **about}


def rows_in(ledger: Ledger) -> Kept:
    """What a ledger holds of each kind, read once: for one question, not for a record that grows meanwhile."""
    return cache(lambda kind: [row_of(entry) for entry in ledger.entries(kind)])


class Shown(msgspec.Struct, frozen=True):
    """Events as rows.

    Args:
        rows: those told by themselves, in the order in which they were first recorded, parts behind their whole.
        by_id: the same and those told as part of others, by id.
    """

    rows: list[Row]
    by_id: dict[str, Row]


class Reviewed:
    """The events that a record keeps, as they are shown.

    Args:
        kept: what was recorded of a kind, in order; the same list until the record has grown.
    """

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._held: tuple[Sequence[Row], Sequence[Row], Shown] | None = None

    def now(self) -> Shown:
        """By all decisions on record."""
        events, decisions = self._kept(EntryKind.EVENT), self._kept(EntryKind.DECISION)
        held = self._held
        if held is None or held[0] is not events or held[1] is not decisions:
            self._held = held = (events, decisions, shown(events, decisions))
        return held[2]

    def upto(self, entry: int | None = None, day: date | None = None) -> Shown:
        """By what was recorded up to an entry, and up to the end of a day, where one is given."""
        kinds = (self._kept(EntryKind.EVENT), self._kept(EntryKind.DECISION))
        entry = max((rows[-1]["entry"] for rows in kinds if rows), default=0) if entry is None else entry
        if day is None and all(not rows or rows[-1]["entry"] <= entry for rows in kinds):
            return self.now()
        last = (day or date.max).isoformat()
        return shown(
            *([row for row in rows if row["entry"] <= entry and row["recorded_at"][:10] <= last] for rows in kinds)
        )


def shown(events: Iterable[Row], decisions: Iterable[Row]) -> Shown:
    """Rows of recorded events and decisions as the events they come to, each with its `review`, null where none is."""
    latest: dict[str, Row] = {}
    for row in events:
        latest[row["id"]] = row
    decided = [
        Decided(entry=row["entry"], at=row["recorded_at"], decision=msgspec.convert(row, Decision)) for row in decisions
    ]
    touched = {name for one in decided for name in (one.decision.event, one.decision.into) if name in latest}
    found = stand({name: msgspec.convert(latest[name], Event) for name in latest if name in touched}, decided)
    parts: dict[str, list[str]] = {}
    for name, one in found.items():
        if one.review and one.review.part_of:
            parts.setdefault(one.review.part_of, []).append(name)
    by_id: dict[str, Row] = {}
    for name, row in latest.items():
        _add(name, row, found, parts, by_id)
    return Shown([row for name, row in by_id.items() if name not in found or found[name].alone], by_id)


def _add(name: str, row: Row, found: dict[str, Standing], parts: dict[str, list[str]], by_id: dict[str, Row]) -> None:
    one = found.get(name)
    by_id[name] = {**row, "review": None}
    if one is not None:
        by_id[name] = {**row, **msgspec.to_builtins(one.event), "review": msgspec.to_builtins(one.review)}
    for part in parts.get(name, ()):
        _add(part, row, found, parts, by_id)
