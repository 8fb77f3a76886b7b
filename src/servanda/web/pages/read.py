"""A pasted report, or the page behind a link, read as `servanda read` reads it; nothing is recorded."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from servanda import pipeline
from servanda.model import InputError, Reject, Report
from servanda.presentation.reading_html import as_html
from servanda.reports import read_bytes
from servanda.web.pages.asked import clocks, form
from servanda.web.pages.render import HEADERS, piece
from servanda.web.pages.site import Site

ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/markdown": ".md"}
"""How a fetched page is named, so that it is read as what it is."""


async def show(request: Request, site: Site) -> Response:
    """The claims, events, law and implications of a pasted text, or of the page behind a link."""
    asked, fields = clocks(request, site.today()), await form(request)
    text, link = fields.get("text", "").strip(), fields.get("link", "").strip()
    if not text and not link:
        raise InputError("there is no report to read", hint="paste its text into the box, or give a link")
    outcome = await run_in_threadpool(
        pipeline.read,
        read_bytes(text.encode(), name="pasted.txt") if text else await run_in_threadpool(_fetched, link, site),
        view=site.view(asked.known),
        on=asked.on,
        today=asked.on,
        known=asked.known,
        catalog=site.catalog,
    )
    html = as_html(outcome, site.catalog, on=asked.on)
    return HTMLResponse(html.replace("<main>", f"{piece('read_bar')}<main>", 1), headers=HEADERS)


def _fetched(link: str, site: Site) -> list[Report | Reject]:
    """The report behind a link."""
    if site.fetch is None:
        raise InputError("links are not followed here", hint="paste the text of the report")
    found = site.fetch(link)
    return read_bytes(found.data, name=f"page{ENDINGS.get(found.kind, '.txt')}")
