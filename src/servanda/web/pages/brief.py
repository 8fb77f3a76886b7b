"""The page of a brief: the form that asks for one, and the brief as it is printed, with its other forms beside it."""

from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from servanda.enquiry import find_treaty
from servanda.web.briefing import brief_of
from servanda.web.pages.asked import clocks, word
from servanda.web.pages.render import HEADERS, page, piece
from servanda.web.pages.site import Site

FORMS = {"md": "Markdown", "pdf": "PDF", "json": "JSON"}
ASKED = ("on", "known", "event")


async def ask(request: Request, site: Site) -> Response:
    """The form; filled in, it leads to the brief, whose address can be kept."""
    asked = clocks(request, site.today())
    who, what = word(request, "state"), word(request, "treaty")
    if not who or not what:
        return page("brief", title="Write a brief", asked=asked, state=who, treaty=what)
    code = site.catalog.state(who).code
    key = find_treaty(what, site.catalog, site.view(None)).key
    return RedirectResponse(f"/brief/{code}/{quote(key)}{_words(request)}", 303)


async def show(request: Request, site: Site) -> Response:
    """A brief on what the record holds of a state and a treaty."""
    from servanda.presentation.brief import render_html

    asked = clocks(request, site.today())
    who, what = request.path_params["state"], request.path_params["treaty"]
    made = await run_in_threadpool(
        brief_of,
        site,
        who,
        what,
        on=asked.on,
        known=asked.known,
        event=word(request, "event") or None,
        head=site.head(),
    )
    html = await run_in_threadpool(render_html, made, site.catalog)
    words = _words(request, on=asked.on.isoformat())
    address = f"{made.state}/{quote(made.treaty)}"
    links = [(f"/api/brief/{address}{words}&format={form}", name) for form, name in FORMS.items()]
    bar = piece("brief_bar", made=made, status=f"/status/{address}{words}", links=links)
    return HTMLResponse(html.replace("<main>", f"{bar}<main>", 1), headers=HEADERS)


def _words(request: Request, **usual: str) -> str:
    """The words of the address that the brief hangs on, as a query."""
    given = {**usual, **{name: value for name in ASKED if (value := word(request, name))}}
    return f"?{urlencode(given)}" if given else ""
