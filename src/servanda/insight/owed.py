"""What becomes of the obligations under an event's treaty, as implications: a line for each fate.

Before a notice the day is that of a notice given now, and the line says so; a day that no rule gives is not made up.
Whoever leaves a treaty may leave others by that alone (Paris Agreement 28(3)); their obligations are told as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

import msgspec

from servanda.insight.case import BOUND, Case
from servanda.insight.law_view import supposed_notice
from servanda.insight.obligations import Fate, Standing, obligations_at
from servanda.insight.turns import StatusOf, Turn, by_membership
from servanda.model import Act, Implication, Status, StatusValue, Treaty
from servanda.model.obligation import Duties

LINES: dict[Fate, tuple[str, str]] = {
    "lapses": ("obligations_lapse", "lapse"),
    "stays_in_part": ("obligations_stay_in_part", "lapse, and a part of each stays"),
    "stays": ("obligations_stay", "lapse as duties of this treaty, and are owed all the same"),
    "begins": ("obligations_begin", "begin"),
    "already_owed": ("obligations_owed_before", "begin, and were owed before"),
}
"""Fate -> kind of implication, and its words."""


class Extent(Protocol):
    """How much of a treaty's record is there."""

    def whole_on(self, on: date, /) -> bool:
        """Whether the record claims to hold every act up to a day."""


class View(Protocol):
    """What is read of the record."""

    def acts(self, *, treaty: str | None = None) -> Sequence[Act]:
        """Acts of one treaty."""

    def coverage(self, treaty: str, /) -> Extent:
        """How complete the record of a treaty is."""


def owed_after(case: Case, duties: Mapping[str, Duties], view: View) -> tuple[Implication, ...]:
    """The obligations that lapse, stay and begin with an event, or with the notice it may lead to."""
    found = supposed_notice(case) if case.treaty else None
    if case.treaty is None or found is None:
        return ()
    notified, supposed = found
    day = (supposed.if_party or supposed).effective
    if day is None:
        return ()
    status_of = by_membership(_law(case, view), case.catalog.groups)
    lead = "" if case.notified_on else f", if notice were given on {notified}"
    doubt = ", provided that it is a party, which the record does not say" if supposed.if_party else ""
    told = [*_shift(case, case.treaty, day, f"on {day}{lead}{doubt}", status_of, duties)]
    if case.leaving:
        without = _left(status_of, case.treaty.key, day)
        for child in sorted(case.catalog.treaties.values(), key=lambda one: one.key):
            out = _out_with_parent(child, case.treaty, day)
            if child.key in duties and out and status_of(case.event.state, child.key, day).status in BOUND:
                article = child.clauses.parent_exit if child.clauses else None
                lapse = f"on {out}, with the exit from {case.treaty_name} (art. {article}){lead}{doubt}"
                told += _shift(case, child, out, lapse, without, duties)
    return tuple(told)


def _shift(
    case: Case, treaty: Treaty, day: date, lead: str, status_of: StatusOf, duties: Mapping[str, Duties]
) -> Iterator[Implication]:
    """The lines of one treaty, for the change that a day brings."""
    if treaty.key not in duties:
        return
    turn = Turn(day=day, before="bound" if case.leaving else "free", after="free" if case.leaving else "bound")
    shift = obligations_at(
        case.event.state, treaty.key, turn, day, status_of, duties=duties, treaties=case.catalog.treaties
    )
    yield from _lines(case, treaty, shift.standings, lead)


def _left(status_of: StatusOf, treaty: str, out: date) -> StatusOf:
    """The same law, with one treaty left from a day: a duty does not stay by what is being left."""

    def asked(state: str, key: str, day: date) -> Status:
        found = status_of(state, key, day)
        gone = key == treaty and day >= out
        return msgspec.structs.replace(found, status=StatusValue.FORMER_PARTY) if gone else found

    return asked


def _out_with_parent(child: Treaty, parent: Treaty, day: date) -> date | None:
    """The day a state is out of a treaty since it left the parent on a day; None where the two do not hang together."""
    from servanda.law.delays import count

    clauses = child.clauses
    if child.parent != parent.key or clauses is None or not clauses.parent_exit:
        return None
    counted = count(clauses.parent_delay, day) if clauses.parent_delay else None
    return (counted.day if counted else None) or day


def _law(case: Case, view: View) -> StatusOf:
    """The law over the record, for the other treaties an obligation may stay by."""

    def status_of(state: str, treaty: str, day: date) -> Status:
        what = case.catalog.treaties.get(treaty)
        if what is None:
            return Status(state=state, treaty=treaty, on=day, status=StatusValue.NOT_COVERED)
        above = case.catalog.treaties.get(what.parent or "") if what.clauses and what.clauses.parent_exit else None
        return case.engine.status(
            state,
            what,
            [*view.acts(treaty=treaty), *(view.acts(treaty=above.key) if above else ())],
            on=day,
            known=case.known,
            covered=view.coverage(treaty).whole_on(day),
            parent=above,
        )

    return status_of


def _lines(case: Case, treaty: Treaty, standings: Sequence[Standing], lead: str) -> Iterator[Implication]:
    for fate, (kind, words) in LINES.items():
        some = [one for one in standings if one.fate == fate]
        if some:
            told = "; ".join(_told(one) for one in some)
            count = f"{len(some)} obligation{'s' if len(some) > 1 else ''}"
            yield Implication(
                kind=kind,
                text=f"{count} under {treaty.short or treaty.title} {words} {lead}: {told}",
                states=(case.event.state,),
                basis=_basis(treaty, some),
            )


def _told(one: Standing) -> str:
    by = f" ({'; '.join(held.text for held in one.held)})" if one.held else ""
    return f"art. {one.obligation.article}, {one.obligation.what}{by}"


def _basis(treaty: Treaty, some: Sequence[Standing]) -> str:
    held = dict.fromkeys(ground.basis for one in some for ground in one.held)
    return "; ".join([f"catalog: obligations of {treaty.key}; law engine", *held])
