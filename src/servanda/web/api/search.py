"""Search: names that may be misspelt, and the full text of recorded reports."""

from typing import Annotated, Any, Literal

import msgspec

from servanda.ledger import EntryKind
from servanda.lookup import look_up
from servanda.web.asking import Clocks
from servanda.web.endpoint import Call
from servanda.web.excerpts import find_reports

Kind = Literal["state", "treaty", "group", "chamber", "report"]


class SearchAsked(Clocks, frozen=True, kw_only=True):
    """A search."""

    q: Annotated[str, msgspec.Meta(description="What to look for.", min_length=1, max_length=200)]
    kind: tuple[Kind, ...] = ()
    limit: Annotated[int, msgspec.Meta(description="Most hits.", ge=1, le=100)] = 20


def search(asked: SearchAsked, call: Call) -> dict[str, Any]:
    """Names first, best first, then reports that hold every word."""
    names = tuple(kind for kind in asked.kind if kind != "report")
    hits: list[Any] = []
    if names or not asked.kind:
        treaties = call.record.view(asked.by).treaties()
        hits += look_up(asked.q, call.record.catalog, treaties=treaties, kinds=names, most=asked.limit)
    kept = call.record.kept_by_id(EntryKind.REPORT).values() if "report" in asked.kind or not asked.kind else ()
    last = asked.by.isoformat() if asked.by else "9999"
    reports = find_reports(asked.q, [row for row in kept if row["recorded_at"][:10] <= last], most=asked.limit)
    return {"q": asked.q, "items": msgspec.to_builtins(hits), "reports": reports}
