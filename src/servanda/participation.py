"""Parties of one treaty over time: the conductor for the participation chart. It reads no clock."""

from collections import Counter
from datetime import date

import msgspec

from servanda.catalog import Catalog
from servanda.enquiry import find_treaty
from servanda.ledger import Coverage, LedgerView
from servanda.model import StatusValue, Treaty
from servanda.settled import Settled

BOUND = frozenset({StatusValue.PARTY, StatusValue.PARTY_LEAVING, StatusValue.SUSPENDED, StatusValue.CONTESTED})
"""Statuses counted as being a party: whoever is leaving is bound to the day, and whoever is disputed on the reading
that is preferred."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which the number of parties changes: who enters, who is out, how many are parties from then on."""

    day: date
    joined: tuple[str, ...]
    left: tuple[str, ...]
    parties: int


class Participation(msgspec.Struct, frozen=True, kw_only=True):
    """The parties of a treaty over time, as far as the record goes.

    Args:
        treaty: the treaty.
        steps: by day; changes after `on` that are already fixed are among them.
        undated: parties whose day of entry is not on record, counted from the start.
        waiting: states that consented and are not bound yet on `on`.
        coverage: how far the record goes.
        on: the day it is asked on.
    """

    treaty: Treaty
    steps: tuple[Step, ...]
    undated: tuple[str, ...]
    waiting: tuple[str, ...]
    coverage: Coverage
    on: date

    def parties_on(self, day: date) -> int:
        """How many states are bound on a day."""
        return next((s.parties for s in reversed(self.steps) if s.day <= day), len(self.undated))


class Entries(msgspec.Struct, frozen=True, kw_only=True):
    """Who entered and who left, as it is for every day that stands on the same ground (see `settled`).

    Args:
        treaty, steps, undated, coverage: as of `Participation`.
        consented: spells of having consented without being bound: state, first day, first day after.
    """

    treaty: Treaty
    steps: tuple[Step, ...]
    undated: tuple[str, ...]
    consented: tuple[tuple[str, date | None, date | None], ...]
    coverage: Coverage

    def on(self, day: date) -> Participation:
        """The parties over time, as seen from a day."""
        return Participation(
            treaty=self.treaty,
            steps=self.steps,
            undated=self.undated,
            waiting=tuple(dict.fromkeys(who for who, first, last in self.consented if _holds(first, last, day))),
            coverage=self.coverage,
            on=day,
        )


def participation(
    treaty: str, *, view: LedgerView, catalog: Catalog, on: date, known: date | None = None
) -> Participation:
    """Count the parties of a treaty from its first day on.

    Raises:
        InputError: for a treaty nobody knows.
    """
    what = find_treaty(treaty, catalog, view)
    return entries(what, settled=Settled(view, catalog, known=known), on=on).on(on)


def entries(what: Treaty, *, settled: Settled, on: date) -> Entries:
    """Who entered a treaty and who left, on the ground on which a day stands."""
    joined: dict[date, list[str]] = {}
    left: dict[date, list[str]] = {}
    undated, consented = [], []
    for state in sorted({act.state for act in settled.view.acts(treaty=what.key) if act.territory is None}):
        course = settled.spells(state, what, on)
        for first, last in _stretches([(s.from_, s.to) for s in course if s.status in BOUND]):
            undated += [state] if first is None else []
            if first:
                joined.setdefault(first, []).append(state)
            if last:
                left.setdefault(last, []).append(state)
        consented += [(state, s.from_, s.to) for s in course if s.status is StatusValue.CONSENTED]
    return Entries(
        treaty=what,
        steps=_steps(joined, left, len(undated)),
        undated=tuple(undated),
        consented=tuple(consented),
        coverage=settled.view.coverage(what.key),
    )


def joins_and_exits(found: Participation, *, until: date) -> dict[int, tuple[int, int]]:
    """For each year with a change up to a day: how many states entered, how many left."""
    joins = Counter(dict.fromkeys({s.day.year for s in found.steps if s.day <= until}, 0))
    exits: Counter[int] = Counter()
    for step in found.steps:
        if step.day <= until:
            joins[step.day.year] += len(step.joined)
            exits[step.day.year] += len(step.left)
    return {year: (joins[year], exits[year]) for year in sorted(joins)}


def _stretches(days: list[tuple[date | None, date | None]]) -> list[tuple[date | None, date | None]]:
    """Join spells of being bound that touch: party, then leaving, is one time of being a party."""
    joined: list[tuple[date | None, date | None]] = []
    for first, last in days:
        if joined and joined[-1][1] == first and first is not None:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _holds(first: date | None, last: date | None, on: date) -> bool:
    return (first is None or first <= on) and (last is None or on < last)


def _steps(joined: dict[date, list[str]], left: dict[date, list[str]], start: int) -> tuple[Step, ...]:
    steps, parties = [], start
    for day in sorted(joined.keys() | left.keys()):
        parties += len(joined.get(day, ())) - len(left.get(day, ()))
        steps.append(Step(day=day, joined=tuple(joined.get(day, ())), left=tuple(left.get(day, ())), parties=parties))
    return tuple(steps)
