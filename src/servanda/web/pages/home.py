"""The front page, the calendar, and how Servanda knows what it says."""

from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response

from servanda.law.periods import add
from servanda.model import Act, InputError
from servanda.presentation.calendar import as_ics
from servanda.web.pages.asked import clocks, word
from servanda.web.pages.render import page
from servanda.web.pages.site import Site
from servanda.wording import state_name

SOON, LATELY, MOST = timedelta(days=365), timedelta(days=120), 8
MONTHS = (3, 6, 12, 24)
"""How far the calendar may look."""
KINDS: dict[str, tuple[str, ...]] = {"": (), "leaving": ("withdrawal takes effect",)}
"""What the calendar may be narrowed to: the words of the dates that are kept, all of them where none are named."""


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
    """Legal dates of the next months, all of them or only the days on which a state leaves.

    Raises:
        InputError: for months or a kind that the page does not offer.
    """
    asked, catalog = clocks(request, site.today()), site.catalog
    months, kind = word(request, "months") or str(MONTHS[-1]), word(request, "kind")
    if months not in map(str, MONTHS) or kind not in KINDS:
        offered = ", ".join(map(str, MONTHS))
        raise InputError("the calendar has no such part", hint=f"months={offered}; kind=leaving, or no kind for all")
    counted = add(asked.on, f"P{months}M")
    until = counted.day if counted and counted.day else date.max
    due = [d for d in site.due(on=asked.on, until=until, known=asked.known) if d.what in (KINDS[kind] or (d.what,))]
    rows = [(d, state_name(d.state, catalog), _short(d.treaty, site)) for d in due]
    return page(
        "calendar",
        title="Who leaves what" if kind else "Legal dates ahead",
        rows=rows, asked=asked, months=int(months), kind=kind, offered=MONTHS, until=until,
    )  # fmt: skip


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
