"""Turns: the days on which a state begins, ceases or pauses to be bound, read off the spells that the law gives.

Whatever means something about an exit, a join or a suspension hangs on such a day, and not on the vote before it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

import msgspec

from servanda.model import Group, Reason, Spell, Status, StatusValue, earliest

StatusOf = Callable[[str, str, date], Status]
"""State code, treaty key and day -> the status on that day; whoever asks gives it, from a record or a supposition."""

Hold = Literal["bound", "suspended", "contested", "free", "unknown"]

HOLDS: dict[StatusValue, Hold] = {
    StatusValue.PARTY: "bound",
    StatusValue.PARTY_LEAVING: "bound",
    StatusValue.SUSPENDED: "suspended",
    StatusValue.CONTESTED: "contested",
    StatusValue.NOT_COVERED: "unknown",
}
"""Status -> whether the treaty's obligations run; every other status leaves the state free of them."""


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which the hold of a treaty on a state changes.

    Args:
        day: the first day of the new hold; None where no day can be said.
        before: the hold until then.
        after: the hold from then on.
        reasons: why, as the law gives it.
    """

    day: date | None
    before: Hold
    after: Hold
    reasons: tuple[Reason, ...] = ()

    @property
    def kind(self) -> Literal["leaves", "joins", "suspends", "resumes", "stays", "unclear"]:
        """What the change is called."""
        if "unknown" in (self.before, self.after) or "contested" in (self.before, self.after):
            return "unclear"
        if self.before == self.after:
            return "stays"
        if self.after == "bound":
            return "resumes" if self.before == "suspended" else "joins"
        return "suspends" if self.after == "suspended" else "leaves"


def hold_of(value: StatusValue) -> Hold:
    """The hold that a status means."""
    return HOLDS.get(value, "free")


def turns(spells: tuple[Spell, ...]) -> tuple[Turn, ...]:
    """Every change of hold in the spells, in time."""
    found: list[Turn] = []
    hold: Hold = "free"
    end: date | None = None
    for spell in spells:
        if end is not None and spell.from_ is not None and end < spell.from_ and hold != "free":
            found.append(Turn(day=end, before=hold, after="free"))
            hold = "free"
        now = hold_of(spell.status)
        if now != hold:
            found.append(Turn(day=spell.from_, before=hold, after=now, reasons=spell.reasons))
        hold, end = now, spell.to
    if end is not None and hold not in ("free", "unknown"):
        found.append(Turn(day=end, before=hold, after="free"))
    return tuple(found)


def turn_near(status: Status, day: date) -> Turn:
    """The change that a happening on a day is about: the next from that day on, else the last before it.

    A state without any has the hold of its status before and after.
    """
    every = turns(status.spells)
    ahead = [turn for turn in every if turn.day is not None and turn.day >= day]
    if ahead:
        return ahead[0]
    if every and every[-1].day is not None:
        return every[-1]
    hold = hold_of(status.status)
    return Turn(day=None, before=hold, after=hold, reasons=status.reasons)


def by_membership(status_of: StatusOf, groups: Mapping[str, Group]) -> StatusOf:
    """The same law, with members of a group told as parties of its founding treaty where the record says nothing.

    Membership of the United Nations is being a party to its Charter (arts 3, 4, 110); who is no member stays unknown.
    """
    founded = {group.treaty: group for group in groups.values() if group.treaty}

    def asked(state: str, treaty: str, day: date) -> Status:
        found = status_of(state, treaty, day)
        group = founded.get(treaty)
        if found.status is not StatusValue.NOT_COVERED or group is None:
            return found
        spell = next((m for m in group.memberships if m.state == state and m.holds_on(day)), None)
        if spell is None:
            return found
        why = Reason(article=None, act=None, text=f"catalog: member of {group.key} from {spell.joined}")
        return msgspec.structs.replace(
            found,
            status=StatusValue.PARTY,
            in_force_from=earliest(spell.joined),
            in_force_to=earliest(spell.left) if spell.left else None,
            reasons=(why,),
        )

    return asked
