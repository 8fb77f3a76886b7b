"""Servanda for researchers: the record asked from Python, in nouns and Polars frames.

    import servanda

    servanda.panel(treaty=["ccm", "apmbc"], group="nato", on="2025-01-01")
    servanda.status("Lithuania", "ccm", on="2024-10-01").status

A frame goes to pandas, DuckDB, pyarrow and others through the Arrow PyCapsule interface, without a copy. `Record` holds
one moment of the record ready for many questions; the functions open and close one each.
Names are taken as on the command line; days are ISO or EDTF text, or `datetime.date`.
"""

import os
from collections.abc import Iterable
from datetime import date, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from servanda import enquiry
from servanda.catalog import load_catalog
from servanda.clock import today
from servanda.ledger import open_ledger
from servanda.model import Status, UsageError, earliest, latest

if TYPE_CHECKING:
    import polars as pl

    from servanda.panels import Panels

Day = str | date
Names = str | Iterable[str] | None


class Record:
    """The record at one moment; use it as a context manager, or close it.

    Args:
        ledger: a path, `sqlite:///path`, `postgresql://…` or `:memory:`; None for what $SERVANDA_LEDGER names, else
            the user's data folder.
        register: whether the register that Servanda ships lies under it.
        known: what was public by that day; None is all that is known now.
        as_recorded: only what the ledger had recorded by that day (UTC), to have an earlier answer again.
    """

    def __init__(
        self,
        ledger: str | None = None,
        *,
        register: bool = True,
        known: Day | None = None,
        as_recorded: Day | None = None,
    ) -> None:
        where = ledger or os.environ.get("SERVANDA_LEDGER") or None
        self._ledger = open_ledger(where, register=register, as_recorded=_last(as_recorded))
        self.known = _last(known)
        self._view, self._catalog = self._ledger.view(self.known), load_catalog()
        self._panels: Panels | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the store go."""
        self._ledger.close()

    def status(self, state: str, treaty: str, *, on: Day | None = None) -> Status:
        """The status of a state under a treaty on a day, with spells, readings, reasons and dates ahead.

        Args:
            state: code or name.
            treaty: key, alias or number.
            on: the day asked about; None is today (UTC).

        Raises:
            InputError: for a state or treaty nobody knows, with the nearest names.
        """
        day = _last(on) or today()
        return enquiry.status(state, treaty, view=self._view, on=day, known=self.known, catalog=self._catalog)

    def panel(
        self,
        *,
        treaty: Names = None,
        state: Names = None,
        group: Names = None,
        on: Day | None = None,
        first: Day | None = None,
        last: Day | None = None,
        every: str = "month",
        reasons: bool = True,
    ) -> "pl.DataFrame":
        """A row for each state under each treaty on each day.

        Args:
            treaty: keys, aliases or numbers; None for every treaty with an act on record.
            state: codes or names, each with a row whether it acted or not; None for every state with an act.
            group: groups, whose members of the day are asked about.
            on: one day; None is today (UTC) where `first` is None too.
            first: first of several days.
            last: last of them; None is today (UTC).
            every: step between them: `day`, `week`, `month`, `quarter`, `year`.
            reasons: whether the column `reason` is wanted.

        Returns:
            `on` (only with `first`), `state`, `treaty`, `status`, `in_force_from`, `in_force_to` (the first day no
            longer bound), `reason`; by day, treaty and state.

        Raises:
            InputError: for a name nobody knows.
            UsageError: where `on` and `first` are both given, or the panel is too large to hold.
        """
        from servanda.panels import Panels, find_who, one_day, row_of_days

        if on is not None and first is not None:
            raise UsageError("on and first contradict each other", hint="ask about one day or about several")
        begun = _first(first)
        days = row_of_days(begun, _last(last) or today(), every) if begun else one_day(_last(on) or today())
        who = find_who(_names(state), _names(group), self._catalog)
        self._panels = self._panels or Panels(self._view, self._catalog)
        return self._panels.panel(days, treaties=_names(treaty), who=who, reasons=reasons)


def status(
    state: str,
    treaty: str,
    *,
    on: Day | None = None,
    known: Day | None = None,
    ledger: str | None = None,
    register: bool = True,
) -> Status:
    """The status of a state under a treaty; see `Record.status` and `Record` for the arguments."""
    with Record(ledger, register=register, known=known) as record:
        return record.status(state, treaty, on=on)


def panel(  # noqa: PLR0913 - the options of the command
    *,
    treaty: Names = None,
    state: Names = None,
    group: Names = None,
    on: Day | None = None,
    first: Day | None = None,
    last: Day | None = None,
    every: str = "month",
    reasons: bool = True,
    known: Day | None = None,
    ledger: str | None = None,
    register: bool = True,
) -> "pl.DataFrame":
    """A row for each state under each treaty on each day; see `Record.panel` and `Record` for the arguments."""
    with Record(ledger, register=register, known=known) as record:
        return record.panel(
            treaty=treaty, state=state, group=group, on=on, first=first, last=last, every=every, reasons=reasons
        )


def _names(given: Names) -> tuple[str, ...]:
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)


def _first(day: Day | None) -> date | None:
    return earliest(day) if isinstance(day, str) else _plain(day)


def _last(day: Day | None) -> date | None:
    return latest(day) if isinstance(day, str) else _plain(day)


def _plain(day: date | None) -> date | None:
    """A day without a time of day, which could not be compared with days."""
    return day.date() if isinstance(day, datetime) else day
