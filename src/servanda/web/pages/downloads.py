"""What a page shows as a table to take away: a treaty's states, and a state's commitments, as CSV."""

from starlette.requests import Request
from starlette.responses import Response

from servanda import enquiry
from servanda.panels import find_who, one_day
from servanda.web.pages.asked import clocks
from servanda.web.pages.render import HEADERS
from servanda.web.pages.site import Site


async def treaty(request: Request, site: Site) -> Response:
    """Every state with an act under a treaty, its status on the day and the reasons."""
    asked = clocks(request, site.today())
    view = site.view(asked.known)
    key = enquiry.find_treaty(request.path_params["treaty"], site.catalog, view).key
    return _csv(site.panels(asked.known).panel(one_day(asked.on), treaties=[key]).write_csv(), f"{key}-{asked.on}")


async def state(request: Request, site: Site) -> Response:
    """Every treaty that a state acted under, its status on the day and the reasons."""
    asked = clocks(request, site.today())
    code = site.catalog.state(request.path_params["state"]).code
    who = find_who([code], [], site.catalog)
    table = site.panels(asked.known).panel(one_day(asked.on), who=who).write_csv()
    return _csv(table, f"{code}-{asked.on}")


def _csv(table: str, name: str) -> Response:
    """A table as a file; its name holds only what a file name may."""
    safe = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_") else "-" for letter in name)
    told = HEADERS | {"content-disposition": f'attachment; filename="{safe}.csv"'}
    return Response(table, media_type="text/csv; charset=utf-8", headers=told)
