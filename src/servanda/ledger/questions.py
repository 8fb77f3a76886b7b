"""The questions that a file and a server answer with the same SQL but for the name of a table and the mark of a value.

A store that inherits them says how to ask; what its SQL alone can do stands in its own module.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from servanda.ledger.entry import Entry, EntryKind
from servanda.ledger.store import COLUMNS, entry_of, where

NAMES = ", ".join(COLUMNS)
"""The columns of a row, as SQL lists them."""


class Questions(ABC):
    """Answers over the table of entries.

    Args:
        TABLE: of the entries.
        MARK: what stands for a value.
        HIGHEST: the question for the highest number ever given.
    """

    TABLE: ClassVar[str]
    MARK: ClassVar[str]
    HIGHEST: ClassVar[str]

    @abstractmethod
    def _ask(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of an answer; none where there is no record yet."""

    def head(self) -> int:
        """The number of the last entry, 0 for an empty record."""
        return self._number(f"SELECT MAX(seq) FROM {self.TABLE}") or 0  # noqa: S608 - names of ours only

    def recorded_by(self, day: date) -> int:
        """The number of the last entry recorded by the end of a day (UTC), 0 where there is none."""
        asked = f"SELECT MAX(seq) FROM {self.TABLE} WHERE substr(recorded_at, 1, 10) <= {self.MARK}"  # noqa: S608 - names of ours only
        return self._number(asked, day.isoformat()) or 0

    def hash_at(self, seq: int) -> str | None:
        """The hash of the entry of that number, None where there is none."""
        rows = self._ask(f"SELECT hash FROM {self.TABLE} WHERE seq = {self.MARK}", (seq,))  # noqa: S608 - names of ours only
        return str(rows[0][0]) if rows else None

    def numbered(self, beginning: str) -> int | None:
        """The number of the first entry whose hash begins with these hex digits, None where there is none."""
        asked = f"SELECT MIN(seq) FROM {self.TABLE} WHERE substr(hash, 1, {self.MARK}) = {self.MARK}"  # noqa: S608 - names of ours only
        return self._number(asked, len(beginning), beginning)

    def highest_ever(self) -> int:
        """The highest number ever given, which a cut-off tail leaves behind."""
        return self._number(self.HIGHEST) or 0

    def entries(
        self, kind: EntryKind | None = None, *, state: str = "", treaty: str = "", upto: int | None = None
    ) -> list[Entry]:
        """Entries in their order, of one kind, state or treaty where asked."""
        wanted = kind.value if kind is not None else None
        condition, values = where(self.MARK, kind=wanted, state=state, treaty=treaty, upto=upto)
        rows = self._ask(f"SELECT {NAMES} FROM {self.TABLE}{condition} ORDER BY seq", values)  # noqa: S608 - names of ours only
        return [entry_of(row) for row in rows]

    def _number(self, question: str, *values: object) -> int | None:
        rows = self._ask(question, values)
        return int(rows[0][0]) if rows and rows[0][0] is not None else None
