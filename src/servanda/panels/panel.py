"""The panel: a row for each state under each treaty on each day, with status, time of being bound and why.

A Panels is a view of the record made ready once and asked many times; it reads no clock and never changes.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import polars as pl

from servanda.catalog import Catalog
from servanda.ledger import LedgerView
from servanda.model import StatusValue, UsageError
from servanda.panels.columns import Columns
from servanda.panels.courses import Courses
from servanda.panels.question import Days, Who

COLUMNS = ("state", "treaty", "status", "in_force_from", "in_force_to", "reason")
"""The columns of the contract; a panel of several days has `on` before them."""
MOST_ROWS = 20_000_000
"""Rows that one panel may have; they stand in memory together."""


class Panels:
    """A view of the record, ready for panels.

    Args:
        view: what is known by its own `known`.
        catalog: states, treaties and groups.
    """

    def __init__(self, view: LedgerView, catalog: Catalog) -> None:
        self._courses = Courses(view, catalog)
        self._columns = lru_cache(maxsize=8)(self._make_columns)
        self._lists = lru_cache(maxsize=None)(self._make_lists)

    def resolve(self, treaty: str) -> str:
        """The key of a treaty named by key, alias or number.

        Raises:
            InputError: with the nearest names.
        """
        return self._courses.resolve(treaty)

    def panel(
        self,
        days: Days,
        *,
        treaties: Sequence[str] = (),
        who: Who | None = None,
        reasons: bool = True,
        most: int = MOST_ROWS,
    ) -> pl.DataFrame:
        """A row for each state under each treaty on each day, by day, treaty and state.

        Args:
            days: see `one_day` and `row_of_days`.
            treaties: keys, aliases or numbers; none means every treaty with an act on record.
            who: whose rows; None means every state with an act, whenever that was.
            reasons: whether the column `reason` is wanted; without it a panel takes a tenth of the time.
            most: rows beyond which it is refused.

        Raises:
            InputError: for a treaty nobody knows.
            UsageError: for a panel too large to hold.
        """
        asked = who or Who()
        keys = tuple(dict.fromkeys(map(self.resolve, treaties))) or self._courses.treaties()
        columns = self._columns(keys, asked.ever() if not asked.everyone else None)
        _refuse_too_large(len(columns) * len(days.days), most)
        if reasons and len(days.days) > 1:
            columns.keep_reasons()
        found = []
        for day in days.days:
            rows = _members(columns, asked, day)
            part = columns.panel(day, rows) if reasons else columns.statuses(day, rows)
            found.append(part.insert_column(0, pl.lit(day).alias("on")) if days.many else part)
        return pl.concat(found)

    def statuses(self, treaty: str, day: date) -> list[tuple[str, StatusValue]]:
        """State and status on a day of every state with an act under one treaty (key), by state.

        For the few hundred courses of one treaty; a frame costs more than it saves there.
        """
        after = day.toordinal()
        return [(state, values[bisect_right(days, after) - 1]) for state, days, values in self._lists(treaty)]

    def spells(self) -> pl.DataFrame:
        """Every course of the record as rows of `state`, `treaty`, `since` and what holds from then on, in order."""
        return self._columns(self._courses.treaties(), None).spells()

    def _make_lists(self, treaty: str) -> list[tuple[str, list[int], list[StatusValue]]]:
        courses, found = self._courses.under(treaty), []
        for state in courses.states:
            held = [piece.stretch for piece in courses.of(state)]
            found.append((state, [s.since.toordinal() for s in held], [s.status for s in held]))
        return found

    def _make_columns(self, keys: tuple[str, ...], states: tuple[str, ...] | None) -> Columns:
        courses = [self._courses.under(key) for key in keys]
        return Columns([(one, one.states if states is None else states) for one in courses])


def _members(columns: Columns, asked: Who, day: date) -> pl.Series | None:
    if not asked.groups:
        return None
    wanted = asked.on(day)
    return columns.pairs["state"].is_in(sorted(wanted)).arg_true()


def _refuse_too_large(rows: int, most: int) -> None:
    if rows > most:
        raise UsageError(
            f"a panel of {rows:,} rows does not fit in memory (at most {most:,})",
            hint="name treaties, states or a group, or take a longer step with --every",
        )
