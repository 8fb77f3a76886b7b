"""Who is bound by what on a day: panels as tables of states and treaties, ready to be compared.

A cell tells the status as the law engine derives it. For comparing it is a yes, a no, or not known: not known where
the record does not say, where the status is disputed or suspended, where the treaty was not there yet, or the state
was not. Nor is it known who is bound by a treaty without clause data under which a consent stands whose effect nobody
published: such a treaty is not compared at all, or its members would drop out and all others agree. By consent given,
instead of by being bound, it can be.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Literal

import msgspec

from servanda.catalog import Catalog
from servanda.insight.case import BOUND, NOT_BOUND
from servanda.ledger import LedgerView
from servanda.model import CONSENT, InputError, StatusValue, Treaty, earliest
from servanda.panels import Days, Panels, Who

OUTSIDE = "outside the catalog"
"""The family of a treaty that only the ledger holds."""

By = Literal["bound", "consent"]
"""What is compared: who is bound, or who has consented to be and has not left."""

_ANSWERS: dict[By, dict[str, bool]] = {
    "bound": {one.value: one in BOUND for one in BOUND | NOT_BOUND},
    "consent": {
        one.value: one not in NOT_BOUND or one is StatusValue.CONSENTED
        for one in (BOUND | NOT_BOUND | {StatusValue.SUSPENDED}) - {StatusValue.PROVISIONAL}
    },
}


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One state under one treaty: its status, and the time of being bound as a panel has it."""

    status: str
    first: date | None = None
    to: date | None = None


class Ties(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """States by treaties on one day.

    Args:
        on: the day.
        states: codes, the columns.
        treaties: keys, the rows.
        cells: a row for each treaty with a cell for each state.
        there: which treaties can be compared on the day; `alive`: which states existed.
        begun: the first day of each state, where the catalog dates it.
        by: what is compared.
    """

    on: date
    states: tuple[str, ...]
    treaties: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    there: tuple[bool, ...]
    alive: tuple[bool, ...]
    begun: tuple[date | None, ...]
    by: By = "bound"

    @cached_property
    def columns(self) -> tuple[tuple[bool | None, ...], ...]:
        """For each state, whether it is tied to each treaty; None where that is not known."""
        return tuple(
            tuple(
                tied(row[number].status, self.by) if there and self.alive[number] else None
                for row, there in zip(self.cells, self.there, strict=True)
            )
            for number in range(len(self.states))
        )


def tied(status: str, by: By = "bound") -> bool | None:
    """Whether a status is a yes, a no, or neither.

    Example:
        >>> [tied(status) for status in ("party_leaving", "signatory", "contested", "not_covered")]
        [True, False, None, None]
        >>> [tied("consented", by) for by in ("bound", "consent")]
        [False, True]
    """
    return _ANSWERS[by].get(status)


class Profiles:
    """A view of the record, ready to say who is bound by what.

    Args:
        view: what is known by its own `known`.
        catalog: the world.
        panels: where they are at hand already.
    """

    def __init__(self, view: LedgerView, catalog: Catalog, panels: Panels | None = None) -> None:
        self._view, self.catalog = view, catalog
        self._panels = panels or Panels(view, catalog)
        self._undated: dict[str, bool] = {}

    @property
    def known(self) -> date | None:
        """What was public by that day is known; None is everything known now."""
        return self._view.known

    @cached_property
    def _own(self) -> Mapping[str, Treaty]:
        return {treaty.key: treaty for treaty in self._view.treaties()}

    def treaty(self, key: str) -> Treaty:
        """The treaty of a key, with no more than its key where nobody knows it."""
        return self.catalog.treaties.get(key) or self._own.get(key) or Treaty(key=key, title=key)

    def undated(self, key: str) -> bool:
        """Whether a treaty has no clause data and a consent under it has no published day of effect."""
        if key not in self._undated:
            self._undated[key] = self.treaty(key).clauses is None and any(
                act.kind in CONSENT and not act.effective for act in self._view.acts(treaty=key)
            )
        return self._undated[key]

    def family(self, key: str) -> str:
        """The family of a treaty."""
        return self.treaty(key).family or OUTSIDE

    def choose(self, treaties: Sequence[str] = (), families: Sequence[str] = ()) -> tuple[str, ...]:
        """Keys of the treaties named and of the families named; none where nothing is, which means all on record.

        Raises:
            InputError: for a treaty or a family nobody knows.
        """
        keys = [self._panels.resolve(text) for text in treaties]
        known = sorted({treaty.family for treaty in self.catalog.treaties.values() if treaty.family})
        for text in families:
            family = text.strip().lower().replace(" ", "_").replace("-", "_")
            if family not in known:
                raise InputError(f"no family of treaties “{text}”", value=text, hint=f"families are {', '.join(known)}")
            keys += [key for key, treaty in self.catalog.treaties.items() if treaty.family == family]
        return tuple(dict.fromkeys(keys))

    def ties(
        self, states: Sequence[str], days: Days, treaties: Sequence[str] = (), *, by: By = "bound"
    ) -> tuple[Ties, ...]:
        """The ties of some states (codes) on some days, under treaties (keys) or all with an act on record."""
        codes = tuple(dict.fromkeys(states))
        found = self._panels.panel(days, treaties=treaties, who=Who(states=codes), reasons=False)
        keys = tuple(found["treaty"].unique(maintain_order=True).to_list())
        ordered, size = sorted(codes), len(keys) * len(codes)
        places = [ordered.index(code) for code in codes]
        columns = [found[name].to_list() for name in ("status", "in_force_from", "in_force_to")]
        cells = [Cell(*row) for row in zip(*columns, strict=True)]
        tables = []
        for number, day in enumerate(days.days):
            part = cells[number * size : (number + 1) * size]
            rows = [part[start : start + len(codes)] for start in range(0, size, len(codes))] if codes else []
            tables.append(self._table(day, codes, keys, tuple(tuple(row[at] for at in places) for row in rows), by))
        return tuple(tables)

    def _table(
        self, day: date, states: tuple[str, ...], treaties: tuple[str, ...], cells: tuple[tuple[Cell, ...], ...], by: By
    ) -> Ties:
        text, silent = day.isoformat(), {StatusValue.NONE.value, StatusValue.NOT_COVERED.value}
        return Ties(
            on=day,
            states=states,
            treaties=treaties,
            cells=cells,
            there=tuple(
                (by == "consent" or not self.undated(key))
                and self._opened(key, day, acted=any(cell.status not in silent for cell in row))
                for key, row in zip(treaties, cells, strict=True)
            ),
            alive=tuple(self.catalog.states[code].exists_on(text) for code in states),
            begun=tuple(self._begun(code) for code in states),
            by=by,
        )

    def _begun(self, code: str) -> date | None:
        since = self.catalog.states[code].since
        return earliest(since) if since else None

    def _opened(self, key: str, day: date, *, acted: bool) -> bool:
        """Whether a treaty could be joined by then; one without a day of its own could once somebody acted on it."""
        treaty = self.treaty(key)
        begun = treaty.adopted or treaty.opened
        return acted or (begun is not None and earliest(begun) <= day)
