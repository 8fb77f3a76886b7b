"""The door: a state and a treaty, or the reports on them, to a Brief."""

from collections.abc import Mapping
from datetime import date

from servanda.brief.ahead import outlook
from servanda.brief.around import allies, neighbours
from servanda.brief.bound import law
from servanda.brief.debate import arguments, history
from servanda.brief.gaps import unknown
from servanda.brief.happened import happened, sure
from servanda.brief.headline import summary, title
from servanda.brief.material import Material, Told
from servanda.brief.meaning import civilians, regime
from servanda.brief.paper import HEADINGS, Brief, Points, Section, Sentence, Source, Table
from servanda.brief.pen import on_day
from servanda.catalog import Catalog
from servanda.enquiry import find_treaty
from servanda.ledger import LedgerView
from servanda.model import Event, InputError, earliest
from servanda.model.obligation import Duties

PARTS = (happened, sure, law, allies, neighbours, civilians, regime, arguments, history, outlook, unknown)
"""The sections in the order of the page, but for the sources, which are known when the others are written."""


def compose(  # noqa: PLR0913 - the questions of the contract, each by its keyword
    state: str,
    treaty: str,
    *,
    view: LedgerView,
    catalog: Catalog,
    duties: Mapping[str, Duties],
    on: date,
    known: date | None = None,
    told: Told | None = None,
    event: str | None = None,
    head: str | None = None,
    version: str = "",
) -> Brief:
    """Write a brief; the same arguments give the same brief.

    Args:
        state, treaty: as people write them.
        view: the record, as known on the day `known`.
        catalog: the world.
        duties: obligations by treaty.
        on: the day asked about.
        known: what was public by that day; None is everything known now.
        told: reports with their claims and events; None where the record alone is asked.
        event: id of the event it is about; None lets the surest news on this state and treaty lead.
        head: hash of the ledger's newest entry, to have the brief again.
        version: of Servanda.

    Raises:
        InputError: for a state, treaty or event nobody knows.
    """
    who, what = catalog.state(state), find_treaty(treaty, catalog, view)
    lead = lead_of(told, who.code, what.key, event, on=on) if told else None
    m = Material(who, what, view=view, catalog=catalog, duties=dict(duties), on=on, known=known, told=told, lead=lead)
    sections = tuple(part(m) for part in PARTS)
    told_in_short = summary(m)
    sources = m.sources.listed(_keys(told_in_short, sections))
    return Brief(
        title=title(m),
        summary=told_in_short,
        state=who.code,
        treaty=what.key,
        state_name=who.name,
        treaty_name=what.title,
        on=on,
        known=known,
        event=lead.id if lead else None,
        sections=(*sections, _sources(sources)),
        sources=sources,
        head=head,
        version=version,
    )


def lead_of(told: Told, state: str, treaty: str, event: str | None, *, on: date = date.max) -> Event | None:
    """The event a brief is about: the one named, else the latest news by the day that stands, the surest of its day.

    Raises:
        InputError: for an event that no report tells, with those there are.
    """
    mine = [one for one in told.events if one.state == state and one.treaty == treaty]
    if event is not None:
        for one in mine:
            if one.id == event:
                return one
        there = ", ".join(one.id for one in mine) or "none"
        raise InputError(
            f"no event {event} on {state} and {treaty}", value=event, hint=f"events of these reports: {there}"
        )
    news = [one for one in mine if not one.background] or mine
    return max(
        news, key=lambda one: (one.stands, reached(one, on), one.date or "", one.confidence, one.id), default=None
    )


def reached(event: Event, on: date) -> int:
    """2 for what is dated by a day, 1 for what has no date, 0 for what lies ahead: a plan, or a day read wrongly."""
    if event.date is None:
        return 1
    return 2 if earliest(event.date) <= on else 0


def _keys(short: tuple[Sentence, ...], sections: tuple[Section, ...]) -> list[str]:
    """The sources as the page leans on them, in order."""
    keys = [key for sentence in short for key in sentence.on]
    for part in sections:
        for block in part.blocks:
            if isinstance(block, Table):
                keys += [key for row in block.rows for key in row.on]
            elif sentences := getattr(block, "sentences", None):
                keys += [key for sentence in sentences for key in sentence.on]
            else:
                keys += list(getattr(block, "on", ()))
    return keys


def _sources(sources: tuple[Source, ...]) -> Section:
    told = tuple(Sentence(text=_told(one), on=(one.key,)) for one in sources)
    return Section(key="sources", heading=HEADINGS["sources"], blocks=(Points(sentences=told),), empty=not told)


def _told(one: Source) -> str:
    retrieved = f" (public or retrieved {on_day(one.retrieved)})" if one.retrieved else ""
    url = f" {one.url}" if one.url and one.url not in one.text else ""
    return f"{one.text}{url}{retrieved}"
