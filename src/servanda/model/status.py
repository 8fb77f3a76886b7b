"""A Status: what the law engine derives from acts and clauses. It is never stored by hand."""

from datetime import date

import msgspec

from servanda.model.vocabulary import StatusValue


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why: the article, the act (id) it was applied to, and the arithmetic in words."""

    article: str | None
    act: str | None
    text: str


class Spell(msgspec.Struct, frozen=True, kw_only=True):
    """Days of one status: `from_` inclusive, `to` exclusive (the first day it no longer holds); None is open."""

    status: StatusValue
    from_: date | None = msgspec.field(default=None, name="from")
    to: date | None = None
    reasons: tuple[Reason, ...] = ()


class StatusReading(msgspec.Struct, frozen=True, kw_only=True):
    """One of several lawful readings of a status, with the article that supports it."""

    status: StatusValue
    why: str
    article: str | None = None
    preferred: bool = False
    from_: date | None = msgspec.field(default=None, name="from")
    to: date | None = None


class NextDate(msgspec.Struct, frozen=True, kw_only=True):
    """A legal date ahead."""

    date: date
    what: str
    article: str | None = None


class EffectiveReading(msgspec.Struct, frozen=True, kw_only=True):
    """A date of effect that the words or the practice support."""

    date: date
    why: str
    preferred: bool = False


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """The status of one state under one treaty on one day, as known on another.

    `in_force_from` and `in_force_to` belong to the spell of being bound that holds on the day, else to the last
    before it; `in_force_to` is the first day no longer bound, None while open. `towards` and `territory` are told where
    the question was about a counterparty or a territory.
    """

    state: str
    treaty: str
    on: date
    known: date | None = None
    status: StatusValue
    in_force_from: date | None = None
    in_force_to: date | None = None
    spells: tuple[Spell, ...] = ()
    readings: tuple[StatusReading, ...] = ()
    reasons: tuple[Reason, ...] = ()
    next: tuple[NextDate, ...] = ()
    coverage: str = ""
    findings: tuple[str, ...] = ()
    towards: str | None = None
    territory: str | None = None
