"""A Group: an alliance, union or forum with dated membership."""

from datetime import date

import msgspec

from servanda.model.dates import Edtf, earliest, is_edtf
from servanda.model.errors import InputError


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """One spell of membership: `joined` inclusive, `left` exclusive (first day no longer a member), None while open."""

    state: str
    joined: Edtf
    left: Edtf | None = None

    def __post_init__(self) -> None:
        """Refuse dates that are none, and leaving before joining."""
        for value in (self.joined, self.left):
            if value is not None and not is_edtf(value):
                raise InputError(f"“{value}” is not a date", value=value, where=self.state)
        if self.left is not None and earliest(self.left) < earliest(self.joined):
            raise InputError(f"{self.state} leaves before it joins", value=self.left, where=self.state)

    def holds_on(self, day: date) -> bool:
        """Whether the spell covers the day; partial dates count from their first day."""
        return earliest(self.joined) <= day and (self.left is None or day < earliest(self.left))


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A group of states.

    Args:
        key: lower case.
        kind: `alliance` (mutual defence), `union`, `organisation`, `forum`, `region`.
        treaty: catalog key of its founding treaty, where the catalog holds it.
        memberships: dated spells, by date of joining.
    """

    key: str
    name: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = "organisation"
    treaty: str | None = None
    memberships: tuple[Membership, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()

    def members_on(self, day: date) -> tuple[str, ...]:
        """Codes of the members on a day, sorted."""
        return tuple(sorted({m.state for m in self.memberships if m.holds_on(day)}))
