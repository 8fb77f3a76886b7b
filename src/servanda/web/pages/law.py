"""Pages of the law: status with its reasons, and what would follow from an act."""

from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from servanda import enquiry
from servanda.model import InputError, StatusValue, parse_edtf
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


async def status(request: Request, site: Site) -> Response:
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


async def what_if(request: Request, site: Site) -> Response:
    """The form, and below it the answer where it was filled in."""
    asked, catalog = clocks(request, site.today()), site.catalog
    fields = {name: word(request, name) for name in ("state", "treaty", "act", "notified", "conflict")}
    supposed = None
    if fields["state"] and fields["treaty"]:
        if (fields["act"] or "withdraw") not in VERBS:
            raise InputError(f"no act “{fields['act']}”", hint=f"acts are {', '.join(VERBS)}")
        start = parse_edtf(fields["conflict"]).first if fields["conflict"] else None
        supposed = enquiry.suppose(
            fields["state"],
            fields["treaty"],
            VERBS[fields["act"] or "withdraw"],
            notified=parse_edtf(fields["notified"]).last if fields["notified"] else asked.on,
            conflict=(start, None) if start else None,
            view=site.view(asked.known),
            on=asked.on,
            known=asked.known,
            catalog=catalog,
        )
    return page(
        "what_if",
        title="What would follow",
        fields=fields,
        supposed=supposed,
        answer=(supposed.if_party or supposed) if supposed else None,
        state=catalog.state(fields["state"]) if supposed else None,
        treaty=enquiry.find_treaty(fields["treaty"], catalog, site.view(None)) if supposed else None,
        verbs=VERBS,
        asked=asked,
    )
