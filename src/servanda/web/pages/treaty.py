"""Pages of treaties: the list, and for each its clauses, its parties over time, who left, what is ahead."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from servanda import enquiry
from servanda.model import Action
from servanda.presentation.charts import participation_svg
from servanda.presentation.clause_text import clause_lines
from servanda.web.pages.asked import clocks, word
from servanda.web.pages.render import page
from servanda.web.pages.site import Site
from servanda.wording import state_name

AHEAD = timedelta(days=731)
ORDER = (
    "party_leaving",
    "contested",
    "suspended",
    "party",
    "provisional",
    "consented",
    "signatory",
    "former_party",
    "none",
    "not_covered",
)
"""Statuses as a page lists them: what moves or is in dispute before the long list of parties."""

FAMILIES = {
    "council_of_europe": "Council of Europe",
    "organisations": "International organisations",
    "sea": "Law of the sea",
    "trade_investment": "Trade and investment",
}
"""Headings of families whose key does not say it as one would."""


async def index(request: Request, site: Site) -> Response:
    """Every treaty of the catalog and of the record, by family."""
    view, wanted = site.view(None), word(request, "q").lower()
    held = {act.treaty for act in view.acts()}
    families: dict[str, list[tuple[str, str, str, bool]]] = {}
    for one in (*site.catalog.treaties.values(), *view.treaties()):
        text = f"{one.key} {one.title} {one.short or ''}".lower()
        if wanted in text:
            row = (one.key, one.short or one.title, one.title, one.key in held)
            families.setdefault(_family(one.family or "other"), []).append(row)
    return page(
        "treaties",
        title="Treaties",
        families={family: sorted(rows, key=_held_first) for family, rows in sorted(families.items())},
        q=word(request, "q"),
    )


def show(request: Request, site: Site) -> Response:
    """One treaty."""
    asked, catalog = clocks(request, site.today()), site.catalog
    view = site.view(asked.known)
    what = enquiry.find_treaty(request.path_params["treaty"], catalog, view)
    groups: dict[str, list[tuple[str, str]]] = {}
    for state, status in site.statuses(what.key, on=asked.on, known=asked.known):
        groups.setdefault(status.value, []).append((state, state_name(state, catalog)))
    found = site.participation(what.key, on=asked.on, known=asked.known)
    return page(
        "treaty",
        title=what.short or what.title,
        treaty=what,
        clauses=clause_lines(what),
        chart=participation_svg(found),
        parties=found.parties_on(asked.on),
        groups={name: sorted(groups[name], key=lambda s: s[1]) for name in ORDER if name in groups},
        exits=[(a, state_name(a.state, catalog)) for a in view.acts(treaty=what.key) if a.kind is Action.WITHDRAWAL],
        due=site.due(on=asked.on, until=asked.on + AHEAD, known=asked.known, treaties=frozenset({what.key})),
        names={code: state.name for code, state in catalog.states.items()},
        coverage=found.coverage,
        asked=asked,
    )


def _family(key: str) -> str:
    return FAMILIES.get(key) or key.replace("_", " ").capitalize()


def _held_first(row: tuple[str, str, str, bool]) -> tuple[bool, str]:
    """Treaties with acts on record before the others, each by name."""
    return not row[3], row[1].lower()
