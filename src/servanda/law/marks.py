"""Marks: the days on which a state's status changes, kept while the acts are gone through, and turned into spells.

Invariant: the status of a day is the status of the last mark on or before it; of several on one day the last set.
"""

from datetime import date

import msgspec

from servanda.model import Reason, Spell, StatusReading, StatusValue

BOUND = frozenset({StatusValue.PARTY, StatusValue.PARTY_LEAVING, StatusValue.SUSPENDED, StatusValue.CONTESTED})
"""Statuses under which the treaty binds the state, at least on the preferred reading."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """From `day` on the state has `status`.

    Args:
        day: None is the beginning of time (a party whose entry is not on record).
        status: the new status.
        reasons: why.
        act: id of the act it comes from; taking the act back takes its marks back.
        entry: whether a new time of being bound begins.
        readings: of a contested status.
        also: other days that the words support for this change (month ends).
    """

    day: date | None
    status: StatusValue
    reasons: tuple[Reason, ...] = ()
    act: str = ""
    entry: bool = False
    readings: tuple[StatusReading, ...] = ()
    also: tuple[date, ...] = ()


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """A time of being bound.

    Args:
        first: first day; None where the entry is not on record.
        to: first day no longer bound; None while open.
        seen: the first day on which the record shows the state bound.
    """

    first: date | None
    to: date | None
    seen: date | None


class Course:
    """The marks of one state under one treaty, while its acts are gone through in order."""

    def __init__(self, unknown: StatusValue) -> None:
        self.unknown = unknown
        self.marks: list[Mark] = []
        self.findings: list[str] = []
        self.signed: date | None = None

    def put(self, mark: Mark) -> None:
        """Set a mark."""
        self.marks.append(mark)

    def find(self, code: str, act: str) -> None:
        """Tell a doubt about an act."""
        self.findings.append(f"{code}:{act}" if act else code)

    def drop(self, act: str) -> None:
        """Take back the marks of an act and the doubts about it."""
        self.marks = [m for m in self.marks if m.act != act]
        self.findings = [f for f in self.findings if not f.endswith(f":{act}")]

    def drop_from(self, day: date) -> None:
        """Take back the marks from a day on, which an act that reaches back replaces."""
        self.marks = [m for m in self.marks if m.day is None or m.day < day]

    def ordered(self) -> list[Mark]:
        """The marks by day; those of one day in the order they were set."""
        return sorted(self.marks, key=lambda m: m.day or date.min)

    def mark_at(self, day: date) -> Mark | None:
        """The mark that holds on a day."""
        held = [m for m in self.ordered() if m.day is None or m.day <= day]
        return held[-1] if held else None

    def at(self, day: date) -> StatusValue:
        """The status on a day."""
        mark = self.mark_at(day)
        return mark.status if mark else self.unknown

    def bounds(self) -> list[Bound]:
        """The times of being bound, in order."""
        found: list[Bound] = []
        open_: bool = False
        for mark in self.changes():
            bound = mark.status in BOUND
            if open_ and (not bound or mark.entry):
                found[-1] = Bound(first=found[-1].first, to=mark.day, seen=found[-1].seen)
                open_ = False
            if bound and not open_:
                found.append(Bound(first=None if _presumed(mark) else mark.day, to=None, seen=mark.day))
                open_ = True
        return found

    def bound_on(self, day: date) -> Bound | None:
        """The time of being bound that holds on a day, else the last before it."""
        begun = [b for b in self.bounds() if b.seen is None or b.seen <= day]
        return begun[-1] if begun else None

    def spells(self) -> tuple[Spell, ...]:
        """Spells of days, from the first act on; what came before is told by the coverage."""
        marks = self.changes()
        spells = []
        for index, mark in enumerate(marks):
            to = marks[index + 1].day if index + 1 < len(marks) else None
            spells.append(Spell(status=mark.status, from_=mark.day, to=to, reasons=mark.reasons))
        return tuple(spells)

    def changes(self) -> list[Mark]:
        """Marks that change something: one a day, none that only repeats the one before."""
        kept: list[Mark] = []
        for mark in self.ordered():
            if kept and kept[-1].day == mark.day:
                kept.pop()
            if kept and kept[-1].status is mark.status and not mark.entry:
                continue
            kept.append(mark)
        return kept


def _presumed(mark: Mark) -> bool:
    """Whether a time of being bound that begins with this mark began earlier, on a day not on record."""
    if mark.status is StatusValue.CONTESTED:
        return any(r.preferred and r.status is StatusValue.PARTY for r in mark.readings)
    return mark.status in {StatusValue.PARTY_LEAVING, StatusValue.SUSPENDED}
