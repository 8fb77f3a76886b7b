"""The page of a supposition: an act that nobody has taken, and the day, the articles and the readings it would have."""

from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from servanda import enquiry
from servanda.law import WhatIf
from servanda.model import InputError, parse_edtf
from servanda.model.vocabulary import VERBS
from servanda.presentation.findings import say_finding
from servanda.web.pages.asked import Clocks, clocks, word
from servanda.web.pages.render import page
from servanda.web.pages.site import Site
from servanda.wording import state_name

FIELDS = ("state", "treaty", "act", "notified", "conflict", "conflict_end", "out_by", "towards", "territory")


async def show(request: Request, site: Site) -> Response:
    """The form, and below it the answer where it was filled in."""
    asked, catalog = clocks(request, site.today()), site.catalog
    fields = {name: word(request, name) for name in FIELDS}
    supposed = None
    if fields["state"] and fields["treaty"]:
        supposed = await run_in_threadpool(_supposed, fields, asked, site)
    treaty = enquiry.find_treaty(fields["treaty"], catalog, site.view(asked.known)) if supposed else None
    return page(
        "what_if",
        title=_title(supposed, treaty.short or treaty.title if treaty else "", site),
        fields=fields,
        supposed=supposed,
        answer=(supposed.if_party or supposed) if supposed else None,
        state=catalog.states[supposed.state] if supposed else None,
        treaty=treaty,
        verbs=VERBS,
        say_finding=say_finding,
        say=lambda code: state_name(code, catalog),
        short=lambda key: _short(key, site),
        asked=asked,
    )


def _supposed(fields: dict[str, str], asked: Clocks, site: Site) -> WhatIf:
    verb = fields["act"] or "withdraw"
    if verb not in VERBS:
        raise InputError(f"no act “{verb}”", value=verb, hint=f"acts are {', '.join(VERBS)}")
    notified, out_by = _day(fields["notified"]), _day(fields["out_by"])
    return enquiry.suppose(
        fields["state"],
        fields["treaty"],
        VERBS[verb],
        notified=notified or (None if out_by else asked.on),
        conflict=_conflict(fields["conflict"], fields["conflict_end"]),
        out_by=out_by,
        view=site.view(asked.known),
        on=asked.on,
        known=asked.known,
        catalog=site.catalog,
        towards=fields["towards"] or None,
        territory=fields["territory"] or None,
    )


def _day(text: str) -> date | None:
    return parse_edtf(text).last if text else None


def _conflict(start: str, end: str) -> tuple[date, date | None] | None:
    """An armed conflict by its first and last day; one that lasts has no last.

    Raises:
        InputError: for an end without a start, or before it.
    """
    if end and not start:
        raise InputError("a conflict that ended has begun", hint="say since when")
    if not start:
        return None
    first, last = parse_edtf(start).first, _day(end)
    if last is not None and last < first:
        raise InputError("the conflict ends before it starts", value=end)
    return first, last


def _title(supposed: WhatIf | None, treaty: str, site: Site) -> str:
    if supposed is None:
        return "What would follow"
    act = str(supposed.action).replace("_", " ")
    return f"{state_name(supposed.state, site.catalog)} and the {treaty}: what would follow from {act}"


def _short(key: str, site: Site) -> str:
    treaty = site.catalog.treaties.get(key)
    return (treaty.short or treaty.title) if treaty else key
