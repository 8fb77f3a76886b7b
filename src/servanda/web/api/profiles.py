"""Commitment profiles: states beside each other, and the states nearest to one."""

from typing import Annotated, Any, Literal

import msgspec

from servanda.lookup import each
from servanda.model import UsageError
from servanda.panels import Days, one_day, row_of_days
from servanda.web.api.names import state_at
from servanda.web.asking import Clocks, StateText, TreatyText, first_day, last_day
from servanda.web.endpoint import Answer, Call

MOST_CELLS = 200_000
"""Statuses that one comparison may look at: states by treaties by days."""

Families = tuple[Annotated[str, msgspec.Meta(description="A family of treaties, as `disarmament`.")], ...]
By = Annotated[
    Literal["bound", "consent"],
    msgspec.Meta(description="Compare who is bound, or who has consented to be and has not left."),
]


class CompareAsked(Clocks, frozen=True, kw_only=True, rename={"first": "from", "last": "to", "by_what": "by"}):
    """Profiles of several states, on one day or with their agreement over several."""

    state: tuple[StateText, ...] = ()
    treaty: tuple[TreatyText, ...] = ()
    family: Families = ()
    group: tuple[str, ...] = ()
    first: Annotated[str, msgspec.Meta(description="First of several days.")] | None = None
    last: Annotated[str, msgspec.Meta(description="Last of several days; default today.")] | None = None
    every: Annotated[str, msgspec.Meta(description="Step between them; default year.")] | None = None
    by_what: By = "bound"
    format: Literal["json", "csv", "md"] = "json"


class PeersAsked(Clocks, frozen=True, kw_only=True, rename={"by_what": "by"}):
    """The nearest profiles to that of one state."""

    state: StateText
    treaty: tuple[TreatyText, ...] = ()
    family: Families = ()
    by_what: By = "bound"
    limit: Annotated[int, msgspec.Meta(description="Most peers.", ge=1, le=300)] = 10
    format: Literal["json", "csv", "md"] = "json"


def compare(asked: CompareAsked, call: Call) -> Any:  # noqa: ANN401 - JSON, or text of another kind
    """As `servanda compare`."""
    from servanda import profiles
    from servanda.presentation import profile_text

    record, catalog, days = call.record, call.record.catalog, _days(asked, call)
    codes = [catalog.state(text).code for text in each(asked.state, catalog.state)]
    groups = [catalog.group(text) for text in each(asked.group, catalog.group)]
    codes = list(dict.fromkeys([*codes, *(code for group in groups for code in group.members_on(days.days[-1]))]))
    if not codes:
        raise UsageError("name at least one state, or a group", where="state", hint="?state=LTU&state=LVA")
    table = profiles.Profiles(record.view(asked.by), catalog, record.panels(asked.by))
    chosen = _chosen(table, asked.treaty, asked.family)
    if len(codes) * len(days.days) * len(chosen or catalog.treaties) > MOST_CELLS:
        raise UsageError(f"that is more than {MOST_CELLS} statuses", hint="name fewer states, treaties or days")
    found = profiles.compare(table, codes, days, treaties=chosen, by=asked.by_what)
    match asked.format:
        case "csv":
            part = "over-time" if days.many else "profiles"
            return Answer(content=profile_text.as_csv(found, part).encode(), media="text/csv")
        case "md":
            return Answer(content=profile_text.as_markdown(found, catalog).encode(), media="text/markdown")
        case _:
            return profile_text.as_object(found)


def peers(asked: PeersAsked, call: Call) -> Any:  # noqa: ANN401 - JSON, or text of another kind
    """As `servanda peers`."""
    from servanda import profiles
    from servanda.presentation import peer_text

    record, catalog = call.record, call.record.catalog
    table = profiles.Profiles(record.view(asked.by), catalog, record.panels(asked.by))
    found = profiles.find_peers(
        table,
        state_at(asked.state, catalog).code,
        asked.day(record.today()),
        treaties=_chosen(table, asked.treaty, asked.family),
        by=asked.by_what,
        most=asked.limit,
    )
    match asked.format:
        case "csv":
            return Answer(content=peer_text.as_csv(found).encode(), media="text/csv")
        case "md":
            return Answer(content=peer_text.as_markdown(found, catalog).encode(), media="text/markdown")
        case _:
            return peer_text.as_object(found)


def _chosen(table: Any, treaties: tuple[str, ...], families: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ANN401 - loaded where it is asked
    named = each(treaties, lambda text: table.choose([text]))
    chosen: tuple[str, ...] = table.choose(named, each(families, lambda text: table.choose((), [text])))
    return chosen


def _days(asked: CompareAsked, call: Call) -> Days:
    begun = first_day(asked.first, "from")
    if begun is None:
        if asked.last or asked.every:
            raise UsageError("`to` and `every` need `from`", where="from")
        return one_day(asked.day(call.record.today()))
    if asked.on:
        raise UsageError("`on` and `from` contradict each other", hint="profiles are those of the last day of the row")
    return row_of_days(begun, last_day(asked.last, "to") or call.record.today(), asked.every or "year")
