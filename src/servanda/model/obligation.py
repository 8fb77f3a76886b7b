"""An Obligation: what one party owes under one article of one treaty, to whom, for how long, and what outlives an exit.

A treaty that ends for a state frees it from performing that treaty (VCLT 70(1)(a)); it never frees it from what
it owes under another treaty or under custom (VCLT 43). Each `Ground` is such another reason to owe the same.
"""

from typing import Literal

import msgspec

from servanda.model.dates import Edtf
from servanda.model.delay import check_period
from servanda.model.errors import InputError

Kind = Literal[
    "prohibition",
    "limitation",
    "destruction",
    "clearance",
    "assistance",
    "protection",
    "prosecution",
    "implementation",
    "control",
    "reporting",
    "cooperation",
    "inspection",
    "consultation",
    "defence",
    "compensation",
]
Extent = Literal["whole", "part"]


def concerned(state: str, only: tuple[str, ...], but: tuple[str, ...]) -> bool:
    """Whether a state is among `only`, where that is given, and not among `but`."""
    return (not only or state in only) and state not in but


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """A reason for which an obligation, or a part of it, stays with a state that has left the treaty.

    Args:
        by: the `treaty` itself says so; an `other_treaty` holds whoever is bound by it on the day; `custom` holds
            all, as the ICRC study on customary humanitarian law numbers it.
        article: of the treaty or of the other treaty.
        treaty: key of the other treaty.
        rules: numbers of the ICRC study's rules; only for custom.
        what: what stays, in words.
        extent: whether the whole obligation stays or a part.
        period: how long, ISO 8601, where the treaty says it.
        only: the states it can hold, where not all; `but` those it cannot.
        source: where it was read.
    """

    by: Literal["treaty", "other_treaty", "custom"]
    what: str
    article: str | None = None
    treaty: str | None = None
    rules: tuple[int, ...] = ()
    extent: Extent = "part"
    period: str | None = None
    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse a ground that does not say what it stands on."""
        stands = {"treaty": self.article, "other_treaty": self.treaty and self.article, "custom": self.rules}
        if not stands[self.by]:
            need = {"treaty": "an article", "other_treaty": "a treaty and an article", "custom": "rules"}[self.by]
            raise InputError(f"a ground by {self.by} needs {need}", value=self.by, where=self.what)
        if self.period is not None:
            check_period(self.period)

    def concerns(self, state: str) -> bool:
        """Whether it can hold a state."""
        return concerned(state, self.only, self.but)


class Obligation(msgspec.Struct, frozen=True, kw_only=True):
    """One obligation of the parties of a treaty.

    Args:
        id: `treaty/n`, stable once published.
        treaty: catalog key.
        article: where it is said.
        kind: what sort of duty.
        what: the duty, in one clause without a subject ("never to use cluster munitions").
        owed_by: which parties owe it; `each party` where all do.
        only: codes of the states that owe it, where the treaty names them or they are a closed class; `but` those that
            do not.
        owed_to: to whom.
        duration: how long it runs, or by when it is to be done, in words.
        beneficiaries: whom it protects (`civilians`, `victims`, `women`, …); empty where it serves states only.
        joint: whether it governs acting together with states that are not bound.
        stays: why it, or a part of it, may stay after an exit.
        sources: where it was read.
    """

    id: str
    treaty: str
    article: str
    kind: Kind
    what: str
    owed_by: str = "each party"
    owed_to: str = "all other parties"
    duration: str = "while bound"
    beneficiaries: tuple[str, ...] = ()
    joint: bool = False
    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    stays: tuple[Ground, ...] = ()
    sources: tuple[str, ...] = ()

    def concerns(self, state: str) -> bool:
        """Whether a state owes it when it is a party."""
        return concerned(state, self.only, self.but)


class Organ(msgspec.Struct, frozen=True, kw_only=True):
    """A body that watches over a treaty, and that a party belongs to or is under by being one.

    Args:
        name: as the treaty has it.
        article: where it is set up.
        role: what it does.
        member: whether a party sits in it (`party`), or is only under its eye (`subject`).
        stays: whether leaving the treaty leaves the state in it all the same, and why; empty where it does not.
    """

    name: str
    article: str
    role: str
    member: Literal["party", "subject"] = "party"
    stays: str = ""


class Duties(msgspec.Struct, frozen=True, kw_only=True):
    """What a treaty lays upon its parties, as a whole.

    Args:
        treaty: catalog key.
        obligations: in the order of the articles.
        organs: bodies that watch over it.
        stays: what the treaty says of every exit, whatever the obligation (accrued debts, other rules untouched).
        checked: the day somebody last held them against the text, EDTF.
        sources: texts they were read in.
    """

    treaty: str
    obligations: tuple[Obligation, ...] = ()
    organs: tuple[Organ, ...] = ()
    stays: tuple[Ground, ...] = ()
    checked: Edtf | None = None
    sources: tuple[str, ...] = ()
