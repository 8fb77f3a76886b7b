"""Clauses: what a treaty itself says on entry into force, later parties, leaving and the rest, as data with articles.

The nouns stand in four modules by subject: `delay` (how a clause counts), `entry_clause` (who must consent, and when
that binds), `exit_clause` (leaving, suspending, ending) and `scope_clause` (reservations, territories, amendments,
successors). Every field but the exit is optional, and its default is what the law says where a treaty is silent.
"""

import msgspec

from servanda.model.dates import Edtf, is_edtf
from servanda.model.delay import Delay, Style
from servanda.model.entry_clause import AtOnce, Consent, Entry, Later, NotCounted, Objection, Part, Share
from servanda.model.errors import InputError
from servanda.model.exit_clause import (
    Anchor,
    Below,
    Conflict,
    Ended,
    NotBefore,
    OtherExit,
    Provisional,
    Special,
    Survival,
    Suspension,
    Term,
    Windows,
    Withdrawal,
)
from servanda.model.scope_clause import Amendment, Reservations, SuccessionRule, Territorial

__all__ = [
    "Amendment",
    "Anchor",
    "AtOnce",
    "Below",
    "Clauses",
    "Conflict",
    "Consent",
    "Delay",
    "Ended",
    "Entry",
    "Later",
    "NotBefore",
    "NotCounted",
    "Objection",
    "OtherExit",
    "Part",
    "Provisional",
    "Reservations",
    "Share",
    "Special",
    "Style",
    "SuccessionRule",
    "Survival",
    "Suspension",
    "Term",
    "Territorial",
    "Windows",
    "Withdrawal",
]


class Clauses(msgspec.Struct, frozen=True, kw_only=True):
    """What one treaty says.

    Args:
        in_force: the day the depositary published for the treaty's own entry; it prevails over any count. None while
            the treaty is not in force.
        entry: the rule of that entry.
        later: the rule for later states; None where the circle of parties is closed.
        withdrawal: how a party leaves.
        special: exit rules of named states.
        consent: how consent is given.
        parent_required: article by which only parties to the parent treaty may be parties to this one.
        parent_exit: article by which leaving the parent treaty leaves this one.
        parent_delay: from the day one is out of the parent; None is on that day.
        reservations: whether they are allowed.
        provisional: application before entry into force.
        suspension: None where the treaty knows none.
        territorial: which territories a consent reaches; None is VCLT 29.
        amendments: how the treaty and its parts are changed.
        succession: from when a successor is bound; None is the practice of depositaries, the day of succession.
        ended: the treaty is no longer in force.
        duration: how long it lasts, in words, where it is not unlimited.
        note: for people.
        sources: where each part was read.
    """

    in_force: Edtf | None = None
    entry: Entry | None = None
    later: Later | None = None
    withdrawal: Withdrawal
    special: tuple[Special, ...] = ()
    consent: Consent | None = None
    parent_required: str | None = None
    parent_exit: str | None = None
    parent_delay: Delay | None = None
    reservations: Reservations = Reservations(mode="silent")
    provisional: Provisional | None = None
    suspension: Suspension | None = None
    territorial: Territorial | None = None
    amendments: tuple[Amendment, ...] = ()
    succession: SuccessionRule | None = None
    ended: Ended | None = None
    duration: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an entry into force that is no date."""
        if self.in_force is not None and not is_edtf(self.in_force):
            raise InputError(f"in_force “{self.in_force}” is not a date", value=self.in_force)

    def withdrawal_of(self, state: str) -> Withdrawal:
        """The exit rule for one state."""
        return next((s.withdrawal for s in self.special if state in s.states), self.withdrawal)
