"""What recorded reports tell of a state and a treaty, as reviewers left it: command, pages and Python ask here."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

import msgspec

from servanda.brief.material import Told
from servanda.ledger import EntryKind, Ledger
from servanda.model import Claim, Event, InputError, Report
from servanda.review.rows import Kept, Reviewed, Row, rows_in

T = TypeVar("T")


class Shelf:
    """The reports, claims and events that a record keeps, for who writes a brief on some of them.

    Args:
        kept: what was recorded of a kind.
        reviewed: its events as reviewers left them; None works them out.
    """

    def __init__(self, kept: Kept, reviewed: Reviewed | None = None) -> None:
        self._kept, self._reviewed = kept, reviewed or Reviewed(kept)

    @classmethod
    def of(cls, ledger: Ledger) -> "Shelf":
        """What a ledger holds, read when it is first asked for and once."""
        return cls(rows_in(ledger))

    def told(self, state: str, treaty: str, *, known: date | None = None) -> Told | None:
        """What recorded reports tell of a state and a treaty; None where they tell nothing.

        Args:
            state, treaty: code and key.
            known: what had been recorded by the end of that day; None is everything.
        """
        about = (state, treaty)
        rows = [row for row in self._reviewed.upto(day=known).rows if _about(row) == about]
        if not rows:
            return None
        wanted = {report for row in rows for origin in row["origins"] for report in origin}
        reports = {row["id"]: row for row in self._by(EntryKind.REPORT, known) if row["id"] in wanted}
        claims = [row for row in self._by(EntryKind.CLAIM, known) if row["report"] in reports and _about(row) == about]
        return Told(_nouns(reports.values(), Report), _nouns(claims, Claim), _nouns(rows, Event))

    def subject(self, event: str, *, known: date | None = None) -> tuple[str, str]:
        """State and treaty of a recorded event.

        Raises:
            InputError: for an event that the record does not keep, or had not kept by that day, and for one on a
                treaty that the catalog does not know.
        """
        row = self._reviewed.upto(day=known).by_id.get(event)
        if row is None:
            by = f" by {known}" if known else ""
            hint = "read its reports with --record first; events are listed by: servanda read --json"
            raise InputError(f"no event {event} was recorded{by}", value=event, hint=hint)
        if row["treaty"] is None:
            raise InputError("the event is on a treaty that the catalog does not know", value=event)
        return row["state"], row["treaty"]

    def _by(self, kind: EntryKind, known: date | None) -> Iterator[Row]:
        last = known.isoformat() if known else "9999"
        return (row for row in self._kept(kind) if row["recorded_at"][:10] <= last)


def _about(row: Row) -> tuple[str, str | None]:
    return row["state"], row["treaty"]


def _nouns(rows: Iterable[Row], noun: type[T]) -> list[T]:
    return [msgspec.convert(row, noun) for row in rows]
