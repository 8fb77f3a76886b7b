"""Pages of the law: status with its reasons, and what would follow from an act."""

from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from servanda import enquiry
from servanda.model import InputError, StatusValue
from servanda.model.vocabulary import VERBS
from servanda.presentation.charts import timeline_svg
from servanda.web.pages.asked import clocks, word
from servanda.web.pages.render import page
from servanda.web.pages.site import Site

VERDICTS = {
    StatusValue.NONE: "Not bound",
    StatusValue.SIGNATORY: "Not bound: signed only",
    StatusValue.CONSENTED: "Not bound yet",
    StatusValue.PROVISIONAL: "Applies it provisionally",
    StatusValue.PARTY: "Bound",
    StatusValue.PARTY_LEAVING: "Bound, and leaving",
    StatusValue.SUSPENDED: "Suspended",
    StatusValue.FORMER_PARTY: "No longer bound",
    StatusValue.CONTESTED: "Contested",
    StatusValue.NOT_COVERED: "Not known: the record does not say",
}
"""The answer to “Is it bound?” for whoever knows no word of treaty law; the status itself follows it."""


async def ask_status(request: Request, site: Site) -> Response:
    """From the form of two fields to the page of the pair, whose address can be kept."""
    who, what = word(request, "state"), word(request, "treaty")
    if not who or not what:
        raise InputError("name a state and a treaty", hint="as in: Finland, mine ban treaty")
    catalog = site.catalog
    code = catalog.state(who).code
    key = enquiry.find_treaty(what, catalog, site.view(None)).key
    asked = {name: value for name in ("on", "known") if (value := word(request, name))}
    return RedirectResponse(f"/status/{code}/{quote(key)}" + (f"?{urlencode(asked)}" if asked else ""), 303)


def status(request: Request, site: Site) -> Response:
    """Is this state bound, on that day, and why."""
    asked, catalog = clocks(request, site.today()), site.catalog
    view = site.view(asked.known)
    who, what = request.path_params["state"], request.path_params["treaty"]
    found = enquiry.status(who, what, view=view, on=asked.on, known=asked.known, catalog=catalog)
    state, courses = enquiry.timeline(who, what, view=view, on=asked.on, known=asked.known, catalog=catalog)
    return page(
        "status",
        title=f"{state.name} and the {courses[0].treaty.short or courses[0].treaty.title}",
        found=found,
        verdict=VERDICTS[found.status],
        state=state,
        treaty=courses[0].treaty,
        acts=courses[0].acts,
        chart=timeline_svg(state, courses, on=asked.on),
        asked=asked,
        verbs=VERBS,
    )
