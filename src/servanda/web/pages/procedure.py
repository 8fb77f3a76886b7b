"""The page of a procedure: the rungs of one course of one state, with their days and what usually comes next."""

from starlette.requests import Request
from starlette.responses import Response

from servanda.agenda import dates_due
from servanda.model import Event, InputError, Stage
from servanda.web.pages.asked import clocks
from servanda.web.pages.event import events_kept, told
from servanda.web.pages.home import SOON
from servanda.web.pages.render import page
from servanda.web.pages.site import Site
from servanda.wording import CERTAINTIES, RUNGS

LADDER = (
    Stage.ANNOUNCED,
    Stage.PROPOSED,
    Stage.GOVERNMENT_APPROVED,
    Stage.SUBMITTED,
    Stage.PARLIAMENT_VOTE,
    Stage.PROMULGATED,
    Stage.NOTIFIED,
    Stage.EFFECTIVE,
)
"""The rungs that a course usually goes by, in the order of the model's vocabulary; no state need go by each."""

ENDS = frozenset({Stage.EFFECTIVE, Stage.REJECTED, Stage.REVOKED, Stage.EXPIRED})


async def show(request: Request, site: Site) -> Response:
    """One procedure."""
    name, asked = request.path_params["procedure"], clocks(request, site.today())
    found = [event for event in events_kept(site) if event.procedure == name]
    if not found:
        raise InputError(f"no procedure “{name[:60]}” on record", hint="see /events")
    found.sort(key=lambda event: (event.date or "9999", list(Stage).index(event.stage)))
    first, until = found[0], asked.on + 2 * SOON
    due = (
        dates_due(view=site.view(asked.known), catalog=site.catalog, on=asked.on, until=until, treaties={first.treaty})
        if first.treaty
        else ()
    )
    rows = [told(event, site) for event in found]
    return page(
        "procedure",
        title=f"{rows[0]['state']}: the course of this {rows[0]['action']}",
        procedure=name,
        rows=rows,
        following=_following(found),
        rungs=RUNGS,
        certainties=CERTAINTIES,
        due=[d for d in due if d.state == first.state],
    )


def _following(events: list[Event]) -> list[Stage]:
    """The usual rungs above the highest that stands as done; none once the course ended."""
    reached = [event.stage for event in events if event.stands and event.certainty == "asserted"]
    if any(stage in ENDS for stage in reached):
        return []
    order = list(Stage)
    highest = max((order.index(stage) for stage in reached), default=-1)
    return [stage for stage in LADDER if order.index(stage) > highest]
