"""RSS and Atom files to Drafts, one an entry. The file is read as it lies there; nothing is fetched.

A document type with entities is refused: no feed needs one, and expanding them is how small files become gigabytes.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from servanda.model import Reject
from servanda.reports.draft import Draft
from servanda.reports.encoding import decode
from servanda.reports.limits import Limits
from servanda.reports.page import nested_deeper, read_page

_ENTITY = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST)\b|<!DOCTYPE[^>\[]{0,500}\[", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MARKUP = re.compile(r"<\w|&(?:\w+|#\d+);")


def read_feed(data: bytes, *, name: str, limits: Limits) -> Iterator[tuple[str, Draft | Reject]]:
    """Read a feed; yields (`name:entry n`, what the entry gave)."""
    text = _DECLARATION.sub("", decode(data)).replace("\0", "\ufffd")
    if _ENTITY.search(text):
        yield (
            name,
            Reject(where=name, reason="the feed declares entities, which are not expanded", hint="remove its DOCTYPE"),
        )
        return
    if nested_deeper(text, limits.html_depth):
        yield name, Reject(where=name, reason=f"elements nested deeper than {limits.html_depth:,}", hint="leave it out")
        return
    parsed = _parse(text)
    if not parsed.entries:
        why = f" ({parsed.bozo_exception})" if parsed.get("bozo") else ""
        yield name, Reject(where=name, reason=f"the feed holds no entry{why}", hint="check how it was fetched")
        return
    for number, entry in enumerate(parsed.entries, 1):
        where = f"{name}:entry {number}"
        if number > limits.feed_entries:
            yield (
                where,
                Reject(
                    where=where, reason=f"more than {limits.feed_entries:,} entries in one feed", hint="split the feed"
                ),
            )
            return
        yield where, _entry(entry, parsed.feed, where=where, limits=limits)


def _parse(text: str) -> Any:  # noqa: ANN401 - feedparser ships no types
    import feedparser

    return feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _entry(entry: Any, feed: Any, *, where: str, limits: Limits) -> Draft | Reject:  # noqa: ANN401
    contents = [part.get("value") or "" for part in entry.get("content", ())]
    markup = max([*contents, entry.get("summary") or ""], key=len)
    page = read_page(markup, where=where, limits=limits) if _MARKUP.search(markup) else Draft(text=markup.strip())
    if isinstance(page, Reject):
        page = Draft(text="")
    source = entry.get("source") or {}
    return Draft(
        text=page.text,
        id=entry.get("id") or entry.get("link"),
        title=_plain(entry.get("title")),
        url=entry.get("link"),
        publisher=_plain(source.get("title") or feed.get("title")),
        published=entry.get("published") or entry.get("updated") or entry.get("date"),
        language=entry.get("language") or feed.get("language") or page.language,
        byline=_plain(entry.get("author")),
    )


def _plain(text: str | None) -> str | None:
    """A title of a feed without the tags that some put there."""
    if text and _MARKUP.search(text):
        from selectolax.lexbor import LexborHTMLParser

        body = LexborHTMLParser(text).body
        return body.text() if body else text
    return text
