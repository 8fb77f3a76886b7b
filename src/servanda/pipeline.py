"""The conductor: reports -> claims -> events -> checked, with law and implications.

The only module that joins the rooms. It reads no clock: the day asked about and the day of undated reports are
arguments. It records nothing: from report to record goes through `servanda ledger propose` and a person's yes.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from servanda.beside import read_beside
from servanda.catalog import Catalog, load_catalog
from servanda.catalog.evidence import load_evidence
from servanda.catalog.judge import load_judge, load_ladder
from servanda.catalog.lexicon import load_lexicon
from servanda.catalog.obligations import load_obligations
from servanda.corroboration import corroborate
from servanda.extraction import Reader
from servanda.extraction.officers import OfficeWords, compile_offices, with_officers
from servanda.insight import enrich
from servanda.model import Claim, Event, Reject, Report, parse_edtf

if TYPE_CHECKING:
    from servanda.ledger import LedgerView


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What reading a set of reports gave, in the order the reports came."""

    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    rejects: tuple[Reject, ...] = ()


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """One report and the claims it makes."""

    report: Report
    claims: tuple[Claim, ...]


Listen = Callable[[Report], Iterable[Claim]]
"""Another reader than ours: a report in, its claims out."""


@cache
def reader() -> Reader:
    """The reader over the shipped catalog and lexicon, built once a process."""
    return Reader(
        load_catalog(),
        load_lexicon().sections,
        judge=load_judge(),
        ladder=load_ladder(),
        agencies=[name for names in load_evidence().agencies for name in names],
    )


@cache
def office_words() -> OfficeWords:
    """The words of offices and the names of states beside them, compiled once a process."""
    sections = load_lexicon().sections
    return compile_offices(sections["offices"], sections["persons"], load_catalog())


def hear(
    items: Iterable[Report | Reject], *, today: date | None, listen: Listen | None = None
) -> Iterator[Heard | Reject]:
    """Read reports one by one, as they come; what could not be read passes through.

    Args:
        items: from `servanda.reports.read_paths`.
        today: the day of publication assumed for reports that carry none.
        listen: another reader to hear them with.
    """
    hearing = listen or (lambda report: reader().read(report, today=today))
    for item in items:
        if isinstance(item, Reject):
            yield item
        else:
            yield Heard(report=item, claims=tuple(with_officers(list(hearing(item)), item, office_words())))


def read(
    items: Iterable[Report | Reject],
    *,
    view: "LedgerView",
    on: date,
    today: date | None = None,
    known: date | None = None,
    catalog: Catalog | None = None,
    listen: Listen | None = None,
    silence: frozenset[str] = frozenset(),
) -> Outcome:
    """Read reports into events that are checked against the record, the law and the chamber.

    Args:
        items: from `servanda.reports.read_paths`.
        view: the record to check against.
        on: the day the law is asked about.
        today: the day of publication assumed for reports that carry none.
        known: what was public by that day; None is everything known now.
        catalog: another catalog than the shipped one.
        listen: another reader than ours.
        silence: codes of findings that are not wanted.
    """
    catalog = catalog or load_catalog()
    reports: list[Report] = []
    claims: list[Claim] = []
    rejects: list[Reject] = []
    for item in hear(items, today=today, listen=listen):
        if isinstance(item, Reject):
            rejects.append(item)
        else:
            reports.append(item.report)
            claims += item.claims
    faint = [] if listen else list(read_beside(reader(), reports, claims, catalog, today=today))
    events = corroborate([*claims, *faint], reports, chambers=catalog.chambers, evidence=load_evidence())
    return Outcome(
        reports=tuple(reports),
        claims=tuple(claims),
        events=tuple(
            enrich(
                event,
                catalog=catalog,
                view=view,
                on=on,
                known=known,
                silence=silence,
                reported=_reported(event, reports, today),
                duties=load_obligations(),
            )
            for event in events
        ),
        rejects=tuple(rejects),
    )


def _reported(event: Event, reports: Iterable[Report], today: date | None) -> date | None:
    """The day an event was first reported; the day assumed for undated reports where none of its own is dated."""
    told = {name for origin in event.origins for name in origin}
    days = [parse_edtf(r.published).last for r in reports if r.id in told and r.published]
    return min(days, default=today)
