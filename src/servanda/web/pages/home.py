"""The front page, the calendar, and how Servanda knows what it says."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from servanda.model import Act
from servanda.presentation.calendar import as_ics
from servanda.web.pages.asked import clocks
from servanda.web.pages.render import page
from servanda.web.pages.site import Site
from servanda.wording import state_name

SOON, LATELY, MOST = timedelta(days=365), timedelta(days=120), 8


def front(request: Request, site: Site) -> Response:
    """What moved of late, what takes effect next, a box for a report, a question of status."""
    asked, catalog = clocks(request, site.today()), site.catalog
    view = site.view(asked.known)
    since, until = asked.on - LATELY, asked.on
    moved = [act for act in view.acts() if since.isoformat() < (act.known_from or act.date) <= until.isoformat()]
    due = site.due(on=asked.on, until=asked.on + SOON, known=asked.known)
    return page(
        "front",
        title="Servanda: who is bound, by what, and why",
        moved=[_told(act, site) for act in reversed(moved)][:MOST],
        due=[(d, state_name(d.state, catalog), _short(d.treaty, site)) for d in due[:MOST]],
        acts=len(view.acts()),
        treaties=len(catalog.treaties),
        asked=asked,
    )


def ahead(request: Request, site: Site) -> Response:
    """Legal dates of the next two years."""
    asked, catalog = clocks(request, site.today()), site.catalog
    due = site.due(on=asked.on, until=asked.on + 2 * SOON, known=asked.known)
    rows = [(d, state_name(d.state, catalog), _short(d.treaty, site)) for d in due]
    return page("calendar", title="Legal dates ahead", rows=rows, asked=asked)


def subscription(request: Request, site: Site) -> Response:
    """The same as a calendar that can be subscribed to."""
    asked = clocks(request, site.today())
    due = site.due(on=asked.on, until=asked.on + 2 * SOON, known=asked.known)
    return Response(as_ics(due, site.catalog, on=asked.on), media_type="text/calendar")


async def method(request: Request, site: Site) -> Response:  # noqa: ARG001 - the shape of every page
    """How Servanda knows what it says, and what it does not."""
    return page("method", title="How we know", treaties=len(site.catalog.treaties), states=len(site.catalog.states))


def _told(act: Act, site: Site) -> tuple[Act, str, str]:
    return act, state_name(act.state, site.catalog), _short(act.treaty, site)


def _short(key: str, site: Site) -> str:
    treaty = site.catalog.treaties.get(key)
    return (treaty.short or treaty.title) if treaty else key
