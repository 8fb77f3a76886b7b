"""The page that puts states beside each other: the treaties where they differ first, how far each two agree."""

from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from servanda.model import InputError, State, parse_edtf
from servanda.panels import Days, one_day, row_of_days
from servanda.presentation.profile_text import percent
from servanda.web.pages.asked import Clocks, clocks, word
from servanda.web.pages.render import page
from servanda.web.pages.site import Site
from servanda.wording import state_name

if TYPE_CHECKING:
    from servanda.profiles import Comparison, Peers

MOST, MOST_YEARS, NEAREST = 8, 80, 10
"""States that still stand beside each other on a page; years of agreement drawn; peers of one state shown."""


async def show(request: Request, site: Site) -> Response:
    """Two states and more beside each other; of one, those nearest to it."""
    asked, catalog = clocks(request, site.today()), site.catalog
    names = [name.strip() for name in word(request, "states").replace(";", ",").split(",") if name.strip()]
    if len(names) > MOST:
        raise InputError(f"{len(names)} states are too many for a page", hint=f"name up to {MOST}; the API takes more")
    states = list({code: catalog.states[code] for code in (catalog.state(name).code for name in names)}.values())
    family, since = word(request, "family"), word(request, "from")
    days = _days(since, asked)
    found = await run_in_threadpool(_compared, site, states, family, days, asked) if states else None
    near = await run_in_threadpool(_near, site, states[0], family, asked) if len(states) == 1 else None
    return page(
        "compare",
        title=f"{', '.join(s.name for s in states)}: commitments beside each other" if states else "Compare states",
        states=states,
        rows=_rows(found, site) if found else [],
        pairs=[_pair(pair, site) for pair in found.pairs] if found else [],
        chart=_chart(found) if found and found.over_time and found.pairs else "",
        near=near,
        percent=percent,
        say=lambda code: state_name(code, catalog),
        families=sorted({t.family for t in catalog.treaties.values() if t.family}),
        family=family,
        since=since,
        asked=asked,
        q=word(request, "states"),
    )


def _days(since: str, asked: Clocks) -> Days:
    if not since:
        return one_day(asked.on)
    first = parse_edtf(since).first
    if first > asked.on or asked.on.year - first.year > MOST_YEARS:
        raise InputError(f"agreement is drawn over up to {MOST_YEARS} years before the day", value=since)
    return row_of_days(first, asked.on, "year")


def _compared(site: Site, states: list[State], family: str, days: Days, asked: Clocks) -> "Comparison":
    from servanda.profiles import Profiles, compare

    record = Profiles(site.view(asked.known), site.catalog, site.panels(asked.known))
    return compare(record, [s.code for s in states], days, treaties=record.choose((), [family] if family else ()))


def _near(site: Site, state: State, family: str, asked: Clocks) -> "Peers":
    from servanda.profiles import Profiles, find_peers

    record = Profiles(site.view(asked.known), site.catalog, site.panels(asked.known))
    chosen = record.choose((), [family] if family else ())
    return find_peers(record, state.code, asked.on, treaties=chosen, most=NEAREST)


def _rows(found: "Comparison", site: Site) -> list[dict[str, Any]]:
    """Treaties with the statuses of each state; where these differ first."""
    rows = [
        {"key": one.treaty, "label": _short(one.treaty, one.title, site), "statuses": one.statuses}
        for one in found.profiles
        if any(value not in ("not_covered", "none") for value in one.statuses)
    ]
    return sorted(rows, key=lambda row: (len(set(row["statuses"])) == 1, str(row["label"]).lower()))


def _pair(pair: Any, site: Site) -> dict[str, Any]:  # noqa: ANN401 - a pair of the comparison
    """Two states with what separates them, by the names of treaties."""
    apart = [{"one": one, "label": _short(one.treaty, one.treaty, site)} for one in pair.separated_by]
    return {"pair": pair, "apart": apart}


def _chart(found: "Comparison") -> str:
    from servanda.presentation.charts import agreement_svg

    return agreement_svg(found) if any(then.agreement.treaties for then in found.over_time) else ""


def _short(key: str, title: str, site: Site) -> str:
    treaty = site.catalog.treaties.get(key)
    return (treaty.short or treaty.title) if treaty else title
