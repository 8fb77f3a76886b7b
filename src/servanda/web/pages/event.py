"""Pages of what was read and recorded: the list of events, and each with its evidence, doubts, history and law."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from servanda import enquiry
from servanda.ledger import EntryKind
from servanda.model import Claim, Event, InputError, Report
from servanda.presentation.reading_html import pieces
from servanda.web.pages.asked import word
from servanda.web.pages.render import page
from servanda.web.pages.site import Site
from servanda.wording import CERTAINTIES, RUNGS, say_value, state_name, treaty_title

MOST = 100
"""Events on one page of the list; the API gives the rest."""


def events_kept(site: Site) -> list[Event]:
    """Every event of the record as it was read last, the newest reading first."""
    rows = {row["id"]: row for row in site.kept(EntryKind.EVENT)}
    return [msgspec.convert(row, Event) for row in sorted(rows.values(), key=lambda row: -row["entry"])]


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
    name = request.path_params["event"]
    event = next((e for e in events_kept(site) if e.id == name), None)
    if event is None:
        raise InputError(f"no event “{name[:60]}” on record", hint="see /events")
    return page(
        "event",
        **told(event, site),
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
    claims = [
        msgspec.convert(row, Claim)
        for row in site.kept(EntryKind.CLAIM)
        if row["report"] in wanted and row["state"] == event.state and row.get("treaty") in (None, event.treaty)
    ]
    return [{"report": report, "pieces": list(pieces(report, claims, site.catalog))} for report in reports.values()]
