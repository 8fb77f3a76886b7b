"""What becomes of the obligations under an event's treaty, as implications: a line for each fate.

Before a notice the day is that of a notice given now, and the line says so; a day that no rule gives is not made up.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from servanda.insight.case import Case
from servanda.insight.law_view import supposed_notice
from servanda.insight.obligations import Fate, Standing, obligations_at
from servanda.insight.turns import StatusOf, Turn, by_membership
from servanda.model import Act, Implication, Status, StatusValue
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
    found = supposed_notice(case)
    if case.treaty is None or case.treaty.key not in duties or found is None:
        return ()
    notified, supposed = found
    answer = supposed.if_party or supposed
    if answer.effective is None:
        return ()
    turn = Turn(
        day=answer.effective,
        before="bound" if case.leaving else "free",
        after="free" if case.leaving else "bound",
    )
    shift = obligations_at(
        case.event.state,
        case.treaty.key,
        turn,
        answer.effective,
        by_membership(_law(case, view), case.catalog.groups),
        duties=duties,
        treaties=case.catalog.treaties,
    )
    lead = (
        f"on {answer.effective}" if case.notified_on else f"on {answer.effective}, if notice were given on {notified}"
    )
    doubt = ", provided that it is a party, which the record does not say" if supposed.if_party else ""
    return tuple(_lines(case, shift.standings, lead + doubt))


def _law(case: Case, view: View) -> StatusOf:
    """The law over the record, for the other treaties an obligation may stay by."""

    def status_of(state: str, treaty: str, day: date) -> Status:
        what = case.catalog.treaties.get(treaty)
        if what is None:
            return Status(state=state, treaty=treaty, on=day, status=StatusValue.NOT_COVERED)
        return case.engine.status(
            state,
            what,
            view.acts(treaty=treaty),
            on=day,
            known=case.known,
            covered=view.coverage(treaty).whole_on(day),
        )

    return status_of


def _lines(case: Case, standings: Sequence[Standing], lead: str) -> Iterator[Implication]:
    for fate, (kind, words) in LINES.items():
        some = [one for one in standings if one.fate == fate]
        if some:
            told = "; ".join(_told(one) for one in some)
            count = f"{len(some)} obligation{'s' if len(some) > 1 else ''}"
            yield Implication(
                kind=kind,
                text=f"{count} under {case.treaty_name} {words} {lead}: {told}",
                states=(case.event.state,),
                basis=_basis(case, some),
            )


def _told(one: Standing) -> str:
    by = f" ({'; '.join(held.text for held in one.held)})" if one.held else ""
    return f"art. {one.obligation.article}, {one.obligation.what}{by}"


def _basis(case: Case, some: Sequence[Standing]) -> str:
    held = dict.fromkeys(ground.basis for one in some for ground in one.held)
    return "; ".join([f"catalog: obligations of {case.event.treaty}; law engine", *held])
