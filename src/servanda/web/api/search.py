"""Search: names that may be misspelt, and the full text of recorded reports."""

from typing import Annotated, Any, Literal

import msgspec

from servanda.ledger import EntryKind
from servanda.lookup import look_up
from servanda.web.endpoint import Call

AROUND = 80
"""Characters shown on either side of the first word found."""

Kind = Literal["state", "treaty", "group", "chamber", "report"]


class SearchAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A search."""

    q: Annotated[str, msgspec.Meta(description="What to look for.", min_length=1, max_length=200)]
    kind: tuple[Kind, ...] = ()
    limit: Annotated[int, msgspec.Meta(description="Most hits.", ge=1, le=100)] = 20


def search(asked: SearchAsked, call: Call) -> dict[str, Any]:
    """Names first, best first, then reports that hold every word."""
    names = tuple(kind for kind in asked.kind if kind != "report")
    hits: list[Any] = []
    if names or not asked.kind:
        treaties = call.record.view().treaties()
        hits += look_up(asked.q, call.record.catalog, treaties=treaties, kinds=names, most=asked.limit)
    reports = _reports(asked, call) if "report" in asked.kind or not asked.kind else []
    return {"q": asked.q, "items": msgspec.to_builtins(hits), "reports": reports}


def _reports(asked: SearchAsked, call: Call) -> list[dict[str, Any]]:
    words = asked.q.casefold().split()
    found = []
    for row in reversed(call.record.kept_by_id(EntryKind.REPORT).values()):
        text = f"{row.get('title') or ''}\n{row['text']}"
        if words and all(word in text.casefold() for word in words):
            found.append(
                {
                    **{k: row.get(k) for k in ("id", "title", "publisher", "published")},
                    "excerpt": _excerpt(text, words[0]),
                }
            )
            if len(found) == asked.limit:
                break
    return found


def _excerpt(text: str, word: str) -> str:
    at = max(0, text.casefold().find(word))
    start, end = max(0, at - AROUND), at + len(word) + AROUND
    return ("…" if start else "") + " ".join(text[start:end].split()) + ("…" if end < len(text) else "")
