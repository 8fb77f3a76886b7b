"""Pages of what was read and recorded: the list of events, and each with its evidence, doubts, history and law."""

from typing import Any
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from servanda import enquiry
from servanda.ledger import EntryKind
from servanda.model import Claim, Event, InputError, Report
from servanda.presentation.reading_html import pieces
from servanda.review import Review
from servanda.review.rows import Row
from servanda.web.pages.asked import word
from servanda.web.pages.render import page
from servanda.web.pages.site import Site
from servanda.wording import CERTAINTIES, RUNGS, say_value, state_name, treaty_title

VERDICTS = {
    "accepted": "Accepted",
    "corrected": "Set right",
    "rejected": "Rejected",
    "merged": "Merged",
    "split": "Reports taken out",
    "reopened": "Opened again",
}
"""Decisions of reviewers, in words."""

MOST = 100
"""Events on one page of the list; the API gives the rest."""


class Kept(msgspec.Struct, frozen=True):
    """An event as reviewers left it, and what they made of it."""

    event: Event
    review: Review | None

    @property
    def into(self) -> str | None:
        """The event it is told as part of."""
        return self.review.into if self.review else None


def as_kept(row: Row) -> Kept:
    """An event of the record by its row."""
    return Kept(msgspec.convert(row, Event), msgspec.convert(row["review"], Review | None))


def events_kept(site: Site) -> list[Event]:
    """Every event of the record that is told by itself, the newest reading first."""
    rows = sorted(site.reviewed.now().rows, key=lambda row: -row["entry"])
    return [msgspec.convert(row, Event) for row in rows]


def told(event: Event, site: Site) -> dict[str, Any]:
    """An event in words, for a list."""
    return {
        "event": event,
        "state": state_name(event.state, site.catalog),
        "treaty": treaty_title(event.treaty, event.treaty_name, site.catalog),
        "action": event.action.replace("_", " "),
        "stage": RUNGS.get(event.stage, event.stage),
    }


async def index(request: Request, site: Site) -> Response:
    """Events of the record, the newest first; of one state or treaty where that is asked."""
    who, what = word(request, "state"), word(request, "treaty")
    code = site.catalog.state(who).code if who else None
    key = enquiry.find_treaty(what, site.catalog, site.view(None)).key if what else None
    found = [e for e in events_kept(site) if code in (None, e.state) and key in (None, e.treaty)]
    rows = [told(event, site) for event in found[:MOST]]
    return page("events", title="Events", rows=rows, total=len(found), state=who, treaty=what)


async def show(request: Request, site: Site) -> Response:
    """One event: what is best supported and by whom, in the reports' own text, and what speaks against it."""
    name, known = request.path_params["event"], site.reviewed.now().by_id
    if name not in known:
        raise InputError(f"no event “{name[:60]}” on record", hint="see /events")
    kept = as_kept(known[name])
    if kept.into:
        return RedirectResponse(f"/event/{quote(kept.into)}", 303)
    event = kept.event
    return page(
        "event",
        **told(event, site),
        review=kept.review,
        verdicts=VERDICTS,
        members=[told(as_kept(known[one]).event, site) for one in (kept.review.members if kept.review else ())],
        title=f"{state_name(event.state, site.catalog)}: {event.action.replace('_', ' ')}",
        sources=_sources(event, site),
        say=say_value,
        certainty=CERTAINTIES.get(event.certainty, event.certainty),
        law={key: value for key, value in event.law.items() if isinstance(value, str | int | float) and value != ""},
    )


def _sources(event: Event, site: Site) -> list[dict[str, Any]]:
    """The reports on an event that the record holds, each cut at the borders of its evidence."""
    wanted = {report for origin in event.origins for report in origin}
    reports = {row["id"]: msgspec.convert(row, Report) for row in site.kept(EntryKind.REPORT) if row["id"] in wanted}
    states, treaties = _values(event, "state"), {None, *_values(event, "treaty")}
    claims = [
        msgspec.convert(row, Claim)
        for row in site.kept(EntryKind.CLAIM)
        if row["report"] in wanted and row["state"] in states and row.get("treaty") in treaties
    ]
    return [{"report": report, "pieces": list(pieces(report, claims, site.catalog))} for report in reports.values()]


def _values(event: Event, name: str) -> set[Any]:
    """Every value that is given for a field: the one that stands, and those against it."""
    field = event.fields.get(name)
    return {getattr(event, name), *(side.value for side in (field.contradicts if field else ()))}
