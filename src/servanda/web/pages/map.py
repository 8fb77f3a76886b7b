"""The world by status under one treaty, year by year: links, a slider in a form, and a play by refresh; no script."""

from collections import Counter
from datetime import date
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from servanda import enquiry
from servanda.model import InputError
from servanda.presentation.charts.map import look_of, world_svg
from servanda.web.pages.asked import Clocks, clocks, word
from servanda.web.pages.render import page
from servanda.web.pages.site import Site
from servanda.wording import STATUSES, say_date, state_name

SECONDS = 2
"""How long each year of a play stands."""


def show(request: Request, site: Site) -> Response:
    """The map of a treaty on a day; `year` asks for the last day of a year, `play` goes on to the next by itself."""
    asked, catalog = clocks(request, site.today()), site.catalog
    view = site.view(asked.known)
    what = enquiry.find_treaty(request.path_params["treaty"], catalog, view)
    years = [int(act.date[:4]) for act in view.acts(treaty=what.key) if act.date[:4].isdigit()]
    first, last = min(years, default=asked.on.year), max(asked.on.year, site.today().year)
    on = _day(word(request, "year"), asked.on, site.today())
    statuses = dict(site.statuses(what.key, on=on, known=asked.known))
    name = what.short or what.title
    plays = bool(word(request, "play")) and on.year < last
    answer = page(
        "map",
        title=f"{name} on the map",
        treaty=what,
        chart=world_svg(
            statuses, catalog=catalog, title=name, subtitle=f"Status on {say_date(on.isoformat())}",
            foot=f"{len(statuses)} states with acts on record; the others are not covered.",
        ),
        counts=[(STATUSES[value], n, look_of(value)) for value, n in Counter(statuses.values()).most_common()],
        rows=sorted((state_name(code, catalog), code, STATUSES[value]) for code, value in statuses.items()),
        first=min(first, on.year), last=last, on=on, plays=plays,
        asked=Clocks(on=on, known=asked.known),
    )  # fmt: skip
    if plays:
        known = f"&known={asked.known}" if asked.known else ""
        following = f"/map/{quote(what.key)}?year={on.year + 1}&play=1{known}"
        answer.headers["refresh"] = f"{SECONDS}; url={following}"
    return answer


def _day(year: str, on: date, today: date) -> date:
    """The last day of the year that was asked for, today in this one; without a year, the day asked for."""
    if not year:
        return on
    if not (year.isascii() and year.isdigit() and len(year) == 4 and int(year) >= 1):
        raise InputError(f"“{year[:20]}” is no year", hint="as in 2024")
    return today if int(year) == today.year else date(int(year), 12, 31)
