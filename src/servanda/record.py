"""The record at one moment, ready for many questions from Python; `servanda.api` has a function for each."""

import os
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

from servanda import enquiry
from servanda.asking import (
    Compared,
    Day,
    Names,
    Panelled,
    Supposed,
    days_of,
    first_day,
    last_day,
    moment_of,
    names_of,
)
from servanda.catalog import load_catalog
from servanda.clock import today as clock_today
from servanda.enquiry import Course
from servanda.law import WhatIf
from servanda.ledger import open_ledger
from servanda.meaning import Meaning
from servanda.model import Status, Treaty, UsageError
from servanda.model.vocabulary import VERBS

if TYPE_CHECKING:
    from servanda.panels import Panels
    from servanda.panels.frames import Frame
    from servanda.profiles import By, Comparison, Peers, Profiles

FIGURES = {
    "share": float,
    "low": float,
    "high": float,
    "beyond_chance": float,
    "treaties": int,
    "both": int,
    "neither": int,
}
AGREEMENTS = {"on": date, "first": str, "second": str, **FIGURES}
"""Columns of the frame of agreements."""


class Record(Meaning):
    """The record at one moment; use it as a context manager, or close it.

    Args:
        ledger: a path, `sqlite:///path`, `postgresql://…` or `:memory:`; None for what $SERVANDA_LEDGER names, else
            the user's data folder.
        register: whether the register that Servanda ships lies under it.
        known: what was public by that day; None is all that is known now.
        as_recorded: only what the ledger had recorded by that day (UTC), or up to the entry with that hash, to have an
            earlier answer again.
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
        self._ledger = open_ledger(where, register=register, as_recorded=moment_of(as_recorded))
        self.known = last_day(known)
        self._view, self._catalog = self._ledger.view(self.known), load_catalog()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the store go."""
        self._ledger.close()

    @cached_property
    def _panels(self) -> "Panels":
        from servanda.panels import Panels

        return Panels(self._view, self._catalog)

    @cached_property
    def _profiles(self) -> "Profiles":
        from servanda.profiles import Profiles

        return Profiles(self._view, self._catalog, self._panels)

    def status(
        self,
        state: str,
        treaty: str,
        *,
        on: Day | None = None,
        towards: str | None = None,
        territory: str | None = None,
    ) -> Status:
        """The status of a state under a treaty on a day, with spells, readings, reasons and dates ahead.

        Args:
            state: code or name.
            treaty: key, alias or number.
            on: the day asked about; None is today (UTC).
            towards: whether it is in force between the state and this one.
            territory: one territory of the state.

        Raises:
            InputError: for a state or treaty nobody knows, with the nearest names.
        """
        return enquiry.status(
            state,
            treaty,
            view=self._view,
            on=last_day(on) or clock_today(),
            known=self.known,
            catalog=self._catalog,
            towards=towards,
            territory=territory,
        )

    def timeline(self, state: str, treaty: str | None = None, *, on: Day | None = None) -> tuple[Course, ...]:
        """The acts and spells of a state, under one treaty or under each that it acted on."""
        day = last_day(on) or clock_today()
        _, courses = enquiry.timeline(state, treaty, view=self._view, on=day, known=self.known, catalog=self._catalog)
        return tuple(courses)

    def what_if(self, state: str, treaty: str, act: str, **supposed: Unpack[Supposed]) -> WhatIf:
        """What would follow if a state took an act on a treaty.

        Args:
            state: code or name.
            treaty: key, alias or number.
            act: `withdraw`, `ratify`, `accede`, `accept`, `approve`, `sign`, `suspend` or `revoke`.
            supposed: see `Supposed`; without `notified` and `out_by` the act is supposed on `on`.

        Raises:
            UsageError: for an act that is none of these.
        """
        if act not in VERBS:
            raise UsageError(f"no act “{act}”", value=act, hint=f"acts are {', '.join(VERBS)}")
        notified, out_by, conflict = (
            last_day(supposed.get("notified")),
            last_day(supposed.get("out_by")),
            supposed.get("conflict"),
        )
        on = last_day(supposed.get("on")) or notified or clock_today()
        begun = first_day(conflict[0]) if conflict else None
        return enquiry.suppose(
            state,
            treaty,
            VERBS[act],
            notified=notified or (None if out_by else on),
            conflict=(begun, last_day(conflict[1])) if conflict and begun else None,
            out_by=out_by,
            view=self._view,
            on=on,
            known=self.known,
            catalog=self._catalog,
            towards=supposed.get("towards"),
            territory=supposed.get("territory"),
        )

    def treaty(self, key: str) -> Treaty:
        """A treaty with its clauses, by key, alias or number, of the catalog or of the ledger."""
        return enquiry.find_treaty(key, self._catalog, self._view)

    def panel(self, **asked: Unpack[Panelled]) -> "Frame":
        """A row for each state under each treaty on each day; see `Panelled` for what may be asked.

        Returns:
            `on` (only with `first`), `state`, `treaty`, `status`, `in_force_from`, `in_force_to` (the first day no
            longer bound), `reason`; by day, treaty and state.

        Raises:
            InputError: for a name nobody knows.
            UsageError: where `on` and `first` are both given, or the panel is too large to hold.
        """
        from servanda.panels import find_who

        who = find_who(names_of(asked.get("state")), names_of(asked.get("group")), self._catalog)
        reasons = asked.get("reasons", True)
        return self._panels.panel(
            days_of(asked, "month"), treaties=names_of(asked.get("treaty")), who=who, reasons=reasons
        )

    def compare(self, states: str | Iterable[str], **asked: Unpack[Compared]) -> "Comparison":
        """The commitment profiles of some states, how far each two agree, and what separates them.

        Args:
            states: codes or names.
            asked: see `Compared`; with `first` the agreement of each pair on every day of the row too, yearly unless
                `every` says otherwise, and profiles of the last day.
        """
        from servanda.profiles import compare as compared

        codes = [self._catalog.state(text).code for text in names_of(states)]
        if not codes:
            raise UsageError("nobody to compare", hint="name at least one state")
        chosen = self._profiles.choose(names_of(asked.get("treaty")), names_of(asked.get("family")))
        return compared(self._profiles, codes, days_of(asked, "year"), treaties=chosen, by=asked.get("by", "bound"))

    def agreements(self, states: str | Iterable[str], **asked: Unpack[Compared]) -> "Frame":
        """How far each two states agree on each day, as a frame.

        Returns:
            `on`, `first`, `second`, `share`, `low`, `high`, `beyond_chance`, `treaties`, `both`, `neither`.
        """
        from servanda.panels.frames import frame_of

        found = self.compare(states, **asked)
        pairs = [(then.on, then.first, then.second, then.agreement) for then in found.over_time]
        pairs = pairs or [(found.on, pair.first, pair.second, pair.agreement) for pair in found.pairs]
        return frame_of(AGREEMENTS, [(*who, *(getattr(told, name) for name in FIGURES)) for *who, told in pairs])

    def peers(
        self,
        state: str,
        *,
        on: Day | None = None,
        treaty: Names = None,
        family: Names = None,
        by: "By" = "bound",
        most: int = 10,
    ) -> "Peers":
        """The states with the nearest commitment profiles, how sure their order is, and where all of them stand."""
        from servanda.profiles import find_peers

        chosen = self._profiles.choose(names_of(treaty), names_of(family))
        code = self._catalog.state(state).code
        return find_peers(self._profiles, code, last_day(on) or clock_today(), treaties=chosen, by=by, most=most)
