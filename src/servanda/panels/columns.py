"""Courses as columns: one sorted column of (course, day) keys, so that any day is one search for thousands of courses.

Each stretch of each course is a row. Its key is the number of the course and the first day of the stretch in one
64-bit integer; the stretch that holds on a day is the last one whose key is not above that of the course and the day.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import polars as pl

from servanda.law.stretches import reasons_of
from servanda.model import Reason
from servanda.panels.courses import Piece, TreatyCourses

SHIFT = 22
"""Bits of a day in a key: the last day of the calendar, 3652059, needs 22."""
EPOCH = date(1970, 1, 1).toordinal()
"""Day 0 of a polars date."""


class Columns:
    """The courses of chosen states under chosen treaties, ready for any day.

    Args:
        chosen: each treaty's courses and the codes of the states wanted under it, in the order of the rows.
    """

    def __init__(self, chosen: Iterable[tuple[TreatyCourses, Sequence[str]]]) -> None:
        states: list[str] = []
        treaties: list[str] = []
        keys: list[int] = []
        self._pieces: list[Piece] = []
        for courses, wanted in chosen:
            for state in wanted:
                base = len(states) << SHIFT
                pieces = courses.of(state)
                keys += [base + piece.stretch.since.toordinal() for piece in pieces]
                self._pieces += pieces
                states.append(state)
                treaties.append(courses.treaty.key)
        self.pairs = pl.DataFrame(
            {"state": states, "treaty": treaties}, schema={"state": pl.String, "treaty": pl.String}
        )
        self._keys = pl.Series(keys, dtype=pl.Int64)
        self._bases = pl.int_range(len(states), eager=True, dtype=pl.Int64) * (1 << SHIFT)
        held = [piece.stretch for piece in self._pieces]
        self._held = pl.DataFrame(
            {
                "status": pl.Series([s.status.value for s in held], dtype=pl.String),
                "in_force_from": _days([s.first for s in held]),
                "in_force_to": _days([s.to for s in held]),
            }
        )
        self._lines: pl.Series | None = None

    def __len__(self) -> int:
        return self.pairs.height

    def statuses(self, day: date, rows: pl.Series | None = None) -> pl.DataFrame:
        """State, treaty, status and time of being bound on a day; `rows` are numbers of courses, all if None."""
        return pl.concat([self._named(rows), self._held[self._at(day, rows)]], how="horizontal")

    def panel(self, day: date, rows: pl.Series | None = None) -> pl.DataFrame:
        """The statuses and why, one line each."""
        at = self._at(day, rows)
        held = self._held[at].with_columns(self._reasons(at).alias("reason"))
        return pl.concat([self._named(rows), held], how="horizontal")

    def spells(self) -> pl.DataFrame:
        """A row for each stretch: state, treaty, first day, and what holds from it on."""
        since = pl.DataFrame({"since": _days([piece.stretch.since for piece in self._pieces])})
        return pl.concat([self.pairs[self._keys // (1 << SHIFT)], since, self._held], how="horizontal")

    def _named(self, rows: pl.Series | None) -> pl.DataFrame:
        return self.pairs if rows is None else self.pairs[rows]

    def _at(self, day: date, rows: pl.Series | None) -> pl.Series:
        bases = self._bases if rows is None else self._bases[rows]
        return self._keys.search_sorted(bases + day.toordinal(), side="right") - 1

    def _reasons(self, at: pl.Series) -> pl.Series:
        """The lines of some stretches; for most of them at once every line is kept for the next day asked."""
        if self._lines is not None:
            return self._lines[at]
        pieces = self._pieces
        return pl.Series([line_of(pieces[number]) for number in at.to_list()], dtype=pl.String)

    def keep_reasons(self) -> None:
        """Write every line once, for a panel of many days."""
        if self._lines is None:
            self._lines = pl.Series([line_of(piece) for piece in self._pieces], dtype=pl.String)


def _days(days: Sequence[date | None]) -> pl.Series:
    numbers = [None if day is None else day.toordinal() - EPOCH for day in days]
    return pl.Series(numbers, dtype=pl.Int32).cast(pl.Date)


def line_of(piece: Piece) -> str:
    """Why, on one line: article, arithmetic, act."""
    return line_of_reasons(reasons_of(piece.stretch, piece.ground))


def line_of_reasons(reasons: Sequence[Reason]) -> str:
    """Reasons on one line, each with its article first and its act last."""
    return "; ".join(map(_line, reasons))


def _line(reason: Reason) -> str:
    article = f"art. {reason.article}: " if reason.article and reason.article[0].isdigit() else ""
    other = f"{reason.article}: " if reason.article and not article else ""
    return f"{article}{other}{reason.text}" + (f" [{reason.act}]" if reason.act else "")
