"""The page of search: names that may be misspelt first, then recorded reports that hold every word."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from servanda.ledger import EntryKind
from servanda.lookup import Hit, look_up
from servanda.web.excerpts import find_reports
from servanda.web.pages.asked import word
from servanda.web.pages.render import page
from servanda.web.pages.site import Site

LONGEST, MOST, MOST_REPORTS = 200, 15, 10
"""Characters looked for; names shown; reports shown."""


async def show(request: Request, site: Site) -> Response:
    """States, treaties, groups and chambers by name, and reports by their words."""
    wanted = word(request, "q")[:LONGEST]
    hits = await run_in_threadpool(_hits, wanted, site) if wanted else []
    reports = await run_in_threadpool(_reports, wanted, site) if wanted else []
    return page("search", title=f"“{wanted}”: search" if wanted else "Search", q=wanted, found=hits, reports=reports)


def _hits(wanted: str, site: Site) -> list[tuple[Hit, str]]:
    """What is called so, with the address of its page; a group has none of its own."""
    found = look_up(wanted, site.catalog, treaties=site.view(None).treaties(), most=MOST)
    return [(hit, {"state": "state", "chamber": "state", "treaty": "treaty"}.get(hit.kind, "")) for hit in found]


def _reports(wanted: str, site: Site) -> list[dict[str, Any]]:
    """Reports with an excerpt, and the events they tell of."""
    reports = {row["id"]: row for row in site.kept(EntryKind.REPORT)}
    found = find_reports(wanted, reports.values(), most=MOST_REPORTS)
    told: dict[str, list[str]] = {}
    for row in site.reviewed.now().rows:
        for origin in row["origins"]:
            for report in origin:
                told.setdefault(report, []).append(row["id"])
    return [{**row, "events": told.get(row["id"], [])[:3]} for row in found]
