"""The regime: what an event does to the treaty as a whole, and whom its obligations protect.

Numbers of parties come from whoever counted them (`Counted`, as `servanda.participation` does), so that chart and
brief agree. The share is of the members of the United Nations on the day, the only universe the catalog dates.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol

import msgspec

from servanda.catalog import Catalog
from servanda.insight.region import years_before
from servanda.insight.turns import Turn
from servanda.model import Treaty
from servanda.model.obligation import Duties, Organ

NEAR = 5
"""Parties above or below a threshold that count as near to it."""

TREND = (1, 5, 10)
"""Years back over which the number of parties is compared."""

UNIVERSE = "un"


class Step(Protocol):
    """A day on which the number of parties changes."""

    @property
    def day(self) -> date:
        """The day."""

    @property
    def left(self) -> tuple[str, ...]:
        """Who is out from that day."""


class Counted(Protocol):
    """The parties of a treaty over time."""

    @property
    def steps(self) -> Sequence[Step]:
        """By day."""

    def parties_on(self, day: date, /) -> int:
        """How many states are bound on a day."""


class Threshold(msgspec.Struct, frozen=True, kw_only=True):
    """A number of parties on which something hangs.

    Args:
        parties: the number.
        what: what happens at it.
        article: where it is said.
        distance: parties that are more (positive) or fewer than it.
        near: whether the distance is small.
    """

    parties: int
    what: str
    article: str | None
    distance: int
    near: bool


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a state's place in a body that watches over the treaty."""

    organ: Organ
    becomes: str
    text: str
    basis: str


class Protected(msgspec.Struct, frozen=True, kw_only=True):
    """Whom obligations protect, and the articles that do."""

    who: str
    articles: tuple[str, ...]
    kinds: tuple[str, ...]


class Regime(msgspec.Struct, frozen=True, kw_only=True):
    """What a change means for the treaty.

    Args:
        before, after: parties the day before the change and on it.
        universe: members of the United Nations on that day.
        nth_exit: whether it is the first exit, second, …; None where the change is no exit.
        earlier: codes of the states that left before, in time.
        trend: years back -> change in the number of parties.
        complete: whether the record claims to be whole; numbers are a lower bound where it does not.
        basis: what was counted.
    """

    treaty: str
    day: date
    before: int
    after: int
    universe: int
    nth_exit: int | None = None
    earlier: tuple[str, ...] = ()
    trend: dict[int, int] = {}
    thresholds: tuple[Threshold, ...] = ()
    seats: tuple[Seat, ...] = ()
    complete: bool = False
    basis: str = ""

    @property
    def share(self) -> float | None:
        """Parties on the day as a part of the United Nations' members; None where there were none."""
        return self.after / self.universe if self.universe else None


def regime_after(
    state: str,
    treaty: Treaty,
    turn: Turn,
    counted: Counted,
    *,
    on: date,
    duties: Duties | None,
    catalog: Catalog,
    complete: bool,
) -> Regime:
    """What a change of one state's status means for the treaty as a whole.

    Args:
        state: catalog code.
        treaty: the treaty.
        turn: the change; without a day, the day asked about stands for it.
        counted: the parties over time, those after a supposed act where one is supposed.
        on: the day asked about.
        duties: for the bodies that watch over it.
        catalog: for the universe of states.
        complete: whether the record of the treaty claims to be whole.
    """
    day = turn.day or on
    after = counted.parties_on(day)
    universe = len(catalog.groups[UNIVERSE].members_on(day)) if UNIVERSE in catalog.groups else 0
    exits = _exits_before(counted.steps, state, day)
    return Regime(
        treaty=treaty.key,
        day=day,
        before=counted.parties_on(day - timedelta(days=1)),
        after=after,
        universe=universe,
        nth_exit=len(exits) + 1 if turn.kind == "leaves" else None,
        earlier=exits,
        trend={years: after - counted.parties_on(years_before(day, years)) for years in TREND},
        thresholds=thresholds(treaty, after),
        seats=tuple(_seat(one, turn) for one in duties.organs) if duties else (),
        complete=complete,
        basis=f"record of {treaty.key}{'' if complete else ', which is not complete'}; law engine on {day}",
    )


def _exits_before(steps: Iterable[Step], state: str, day: date) -> tuple[str, ...]:
    """Who had left by a day, in time; states that leave on the same day count as together, none before the other."""
    return tuple(code for step in steps if step.day < day for code in step.left if code != state)


def thresholds(treaty: Treaty, parties: int) -> tuple[Threshold, ...]:
    """The numbers of parties on which something hangs in the treaty's own clauses, for a number of parties."""
    clauses = treaty.clauses
    below = clauses.withdrawal.below if clauses and clauses.withdrawal else None
    if below is None:
        return ()
    distance = parties - below.parties
    what = below.effect or "the treaty ends with fewer parties"
    near = 0 <= distance <= NEAR
    return (Threshold(parties=below.parties, what=what, article=below.article, distance=distance, near=near),)


def _seat(organ: Organ, turn: Turn) -> Seat:
    basis = f"catalog: bodies of the treaty, art. {organ.article}"
    verbs = {
        "leaves": "loses a member" if organ.member == "party" else "watches over the state no more",
        "joins": "gains a member" if organ.member == "party" else "watches over the state from then on",
    }
    becomes = verbs.get(turn.kind, "is as before")
    if turn.kind == "leaves" and organ.stays:
        becomes = "keeps the state"
    day = f" on {turn.day}" if turn.day and becomes != "is as before" else ""
    why = f": {organ.stays}" if organ.stays and turn.kind == "leaves" else ""
    return Seat(
        organ=organ, becomes=becomes, text=f"{organ.name}, which {organ.role}: {becomes}{day}{why}", basis=basis
    )


def protected_by(obligations: Iterable[tuple[str, str, tuple[str, ...]]]) -> tuple[Protected, ...]:
    """Whom obligations protect: from (article, kind, beneficiaries), one row for each kind of beneficiary."""
    found: dict[str, list[tuple[str, str]]] = {}
    for article, kind, whom in obligations:
        for who in whom:
            found.setdefault(who, []).append((article, kind))
    return tuple(
        Protected(
            who=who,
            articles=tuple(dict.fromkeys(article for article, _ in rows)),
            kinds=tuple(sorted({kind for _, kind in rows})),
        )
        for who, rows in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )
