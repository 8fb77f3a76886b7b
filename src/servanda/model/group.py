"""A Group: an alliance, union or forum with dated membership."""

from datetime import date
from functools import lru_cache

import msgspec

from servanda.model.dates import Edtf, earliest
from servanda.model.errors import InputError

_day = lru_cache(maxsize=4096)(earliest)
"""Days of joining are shared by many members and asked for again and again."""


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """One spell of membership: `joined` inclusive, `left` exclusive (first day no longer a member), None while open."""

    state: str
    joined: Edtf
    left: Edtf | None = None

    def __post_init__(self) -> None:
        """Refuse dates that are none, and leaving before joining."""
        _day(self.joined)
        if self.left is not None and _day(self.left) < _day(self.joined):
            raise InputError(f"{self.state} leaves before it joins", value=self.left, where=self.state)

    def holds_on(self, day: date) -> bool:
        """Whether the spell covers the day; partial dates count from their first day."""
        return _day(self.joined) <= day and (self.left is None or day < _day(self.left))


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
