"""An event with its findings, its law and its implications: the public functions of the room."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import msgspec

from servanda.catalog import Catalog
from servanda.insight.case import Case
from servanda.insight.checks import run_checks
from servanda.insight.implications import draw_implications
from servanda.insight.law_view import law_view
from servanda.insight.owed import owed_after
from servanda.model import Act, Event, Finding, Implication
from servanda.model.obligation import Duties


class Extent(Protocol):
    """How much of a treaty's record is there; as text, for people."""

    def whole_on(self, on: date, /) -> bool:
        """Whether the record claims to hold every act up to a day."""


class View(Protocol):
    """What insight reads of the ledger: acts and how complete they are, as known on one day."""

    def acts(self, *, treaty: str | None = None) -> Sequence[Act]:
        """Acts of one treaty."""

    def coverage(self, treaty: str, /) -> Extent:
        """How complete the record of a treaty is."""


def check_event(
    event: Event,
    *,
    catalog: Catalog,
    acts: Sequence[Act],
    on: date,
    covered: bool = False,
    silence: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """What record, law and chamber have to say against an event.

    Args:
        event: corroborated.
        catalog: the world.
        acts: every act of the event's treaty, as known.
        on: the day asked about.
        covered: whether those acts are the whole record of the treaty; otherwise what is missing is not known.
        silence: codes of findings that are not wanted.
    """
    return run_checks(Case(event, catalog=catalog, acts=acts, on=on, covered=covered), silence)


def law_of_event(
    event: Event, *, catalog: Catalog, acts: Sequence[Act], on: date, covered: bool = False
) -> dict[str, Any]:
    """What the law makes of an event; see `insight.law_view`."""
    return law_view(Case(event, catalog=catalog, acts=acts, on=on, covered=covered))


def implications(
    event: Event,
    *,
    catalog: Catalog,
    acts: Sequence[Act],
    on: date,
    covered: bool = False,
    elsewhere: Sequence[Act] = (),
) -> tuple[Implication, ...]:
    """What an event means for allies, neighbours and the treaty; see `insight.implications`."""
    return draw_implications(Case(event, catalog=catalog, acts=acts, on=on, covered=covered), elsewhere)


def enrich(
    event: Event,
    *,
    catalog: Catalog,
    view: View,
    on: date,
    known: date | None = None,
    silence: frozenset[str] = frozenset(),
    reported: date | None = None,
    duties: Mapping[str, Duties] | None = None,
) -> Event:
    """The event with findings added to its own, its law and its implications.

    Args:
        event: corroborated.
        catalog: the world.
        view: the record as known on the day asked.
        on: the day the law is asked about.
        known: what was public by that day; None is everything known now.
        silence: codes of findings that are not wanted.
        reported: the day the event was first reported, where it tells no day of its own.
        duties: obligations by treaty; None where they are not asked about.
    """
    acts = view.acts(treaty=event.treaty) if event.treaty else ()
    coverage = view.coverage(event.treaty) if event.treaty else None
    case = Case(
        event,
        catalog=catalog,
        acts=acts,
        on=on,
        known=known,
        covered=bool(coverage and coverage.whole_on(on)),
        coverage=str(coverage) if coverage else "",
        reported=reported,
    )
    kept = tuple(f for f in event.checks if f.code not in silence)
    return msgspec.structs.replace(
        event,
        checks=(*kept, *run_checks(case, silence)),
        law=law_view(case),
        implications=draw_implications(case, _family_acts(case, view), owed_after(case, duties or {}, view)),
    )


def _family_acts(case: Case, view: View) -> list[Act]:
    """Acts on the other treaties of the family, where the event is an exit."""
    treaty = case.treaty
    if treaty is None or not case.leaving or not treaty.family:
        return []
    kin = [t.key for t in case.catalog.treaties.values() if t.family == treaty.family and t.key != treaty.key]
    return [act for key in sorted(kin) for act in view.acts(treaty=key)]
