"""What every step through a state's acts needs: the walk, the day of an act, its reason, a contested position."""

from collections.abc import Sequence
from datetime import date

import msgspec

from servanda.law.entry import TreatyEntry
from servanda.law.marks import Course, Mark
from servanda.law.periods import earliest, latest
from servanda.law.scope import Person
from servanda.model import Act, Action, Reason, StatusReading, StatusValue, Treaty

UNBOUND = frozenset({StatusValue.NONE, StatusValue.NOT_COVERED, StatusValue.SIGNATORY, StatusValue.FORMER_PARTY})
"""Statuses from which a notice of leaving presumes an entry that is not on record."""


class Walk(msgspec.Struct, kw_only=True):
    """What the acts are gone through with: the course so far and the pending notice (its act and day of effect)."""

    state: str
    treaty: Treaty
    entry: TreatyEntry
    course: Course
    covered: bool
    person: Person | None = None
    pending: tuple[str, date | None] | None = None


def day_of(act: Act) -> date:
    """The day of an act; of a month or year the last day, by which it was done, but never after its effect."""
    day = latest(act.date)
    if act.effective and act.kind is not Action.SUCCESSION:
        return min(day, max(earliest(act.date), earliest(act.effective)))
    return day


def said(act: Act) -> str:
    """The kind of an act in words."""
    return act.kind.value.replace("_", " ")


def reason_of(act: Act, text: str, article: str | None = None) -> Reason:
    """A reason that names its act."""
    return Reason(article=article, act=act.id, text=text)


def contest(
    walk: Walk,
    act: Act,
    claims: Sequence[tuple[date, str]],
    claimed: StatusValue,
    otherwise: StatusValue,
    article: str | None = None,
) -> None:
    """Both positions stand as readings from the first day claimed on; the one without the disputed act is preferred.

    Args:
        walk: the course so far.
        act: the disputed act.
        claims: days from which the act is held to work, each with the ground; the first day begins the contest.
        claimed: the status the act would bring.
        otherwise: the status without it.
        article: what the dispute is about; None is the rule of the Vienna Convention.
    """
    article = article or {
        StatusValue.SUSPENDED: "VCLT 57, 58, 65",
        StatusValue.FORMER_PARTY: "VCLT 54, 56, 65",
        StatusValue.PARTY: "VCLT 19-21",
    }.get(claimed)
    why = act.contested or "the treaty has no clause that allows the act"
    since = min(day for day, _ in claims)
    readings = (
        StatusReading(status=otherwise, why=f"the act has no such effect: {why}", article=article, preferred=True),
        *(StatusReading(status=claimed, why=ground, from_=day) for day, ground in claims),
    )
    reason = reason_of(act, f"contested: {said(act)} of {act.date}, but {why}", article)
    walk.course.put(Mark(day=since, status=StatusValue.CONTESTED, act=act.id, reasons=(reason,), readings=readings))


def holds(act: Act) -> str:
    """The ground of a claim that the acting state itself makes."""
    return f"as {act.state} holds: {said(act)} of {act.date}"
