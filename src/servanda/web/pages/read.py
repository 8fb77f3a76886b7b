"""A pasted report, read as `servanda read` reads it; nothing is recorded."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from servanda import pipeline
from servanda.model import InputError
from servanda.presentation.reading_html import as_html
from servanda.reports import read_bytes
from servanda.web.pages.asked import clocks, form
from servanda.web.pages.render import HEADERS
from servanda.web.pages.site import Site


async def show(request: Request, site: Site) -> Response:
    """The claims, events, law and implications of one pasted text."""
    asked, fields = clocks(request, site.today()), await form(request)
    text = fields.get("text", "").strip()
    if not text:
        raise InputError("there is no report to read", hint="paste its text into the box")
    outcome = await run_in_threadpool(
        pipeline.read,
        read_bytes(text.encode(), name="pasted.txt"),
        view=site.view(asked.known),
        on=asked.on,
        today=asked.on,
        known=asked.known,
        catalog=site.catalog,
    )
    return HTMLResponse(as_html(outcome, site.catalog, on=asked.on), headers=HEADERS)
