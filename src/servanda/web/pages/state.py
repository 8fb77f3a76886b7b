"""Pages of states: the list, and one state's commitments."""

from starlette.requests import Request
from starlette.responses import Response

from servanda import enquiry
from servanda.presentation.charts import timeline_svg
from servanda.web.pages.asked import clocks, word
from servanda.web.pages.render import page
from servanda.web.pages.site import Site


async def index(request: Request, site: Site) -> Response:
    """Every state and organisation of the catalog."""
    wanted = word(request, "q").lower()
    held = {act.state for act in site.view(None).acts()}
    rows = [
        (s.code, s.name, s.kind.replace("_", " "), s.code in held)
        for s in site.catalog.states.values()
        if wanted in f"{s.code} {s.name}".lower()
    ]
    return page("states", title="States and organisations", rows=sorted(rows, key=lambda r: r[1]), q=word(request, "q"))


def show(request: Request, site: Site) -> Response:
    """One state: what it is bound by, its timeline, its groups and neighbours."""
    asked, catalog = clocks(request, site.today()), site.catalog
    view = site.view(asked.known)
    who = catalog.state(request.path_params["state"])
    _, courses = enquiry.timeline(who.code, None, view=view, on=asked.on, known=asked.known, catalog=catalog)
    statuses = [
        (c.treaty, enquiry.status(who.code, c.treaty.key, view=view, on=asked.on, known=asked.known, catalog=catalog))
        for c in courses
    ]
    return page(
        "state",
        title=who.name,
        state=who,
        statuses_of=statuses,
        chart=timeline_svg(who, courses, on=asked.on) if courses else "",
        groups=list(catalog.groups_of(who.code, asked.on)),
        neighbours=[catalog.states[code] for code in catalog.neighbours(who.code) if code in catalog.states],
        chambers=catalog.chambers_of(who.code),
        asked=asked,
    )
