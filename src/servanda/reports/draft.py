"""What a reader of one kind of file found, before it becomes a Report.

Each reader (plain text, page, PDF, feed, JSON Lines) fills a Draft with what the source itself says, unjudged.
`finish` is the one place that settles the id, the day, the language and the agency, so that all kinds follow the same
rules.
"""

import hashlib
import re

import msgspec

from servanda.model import Reject, Report
from servanda.reports.agency import find_agency, find_dateline_day
from servanda.reports.days import parse_published
from servanda.reports.language import detect_language, primary_subtag
from servanda.reports.limits import Limits

_SPACE = re.compile(r"\s+")
_SHORT = 200


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One text and what its source says about it, all of it as printed."""

    text: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    byline: str | None = None
    agency: str | None = None

    def over(self, other: "Draft") -> "Draft":
        """Fill what is missing here from another draft; the text of `other` is used only where there is none here."""
        merged = {name: getattr(self, name) or getattr(other, name) for name in self.__struct_fields__}
        return Draft(**merged)


def finish(draft: Draft, *, where: str, fallback_id: str | None, limits: Limits, path: str | None) -> Report | Reject:
    """Make the Report: id, day, language and agency settled.

    Args:
        where: file, or file:line, for messages.
        fallback_id: the id where the source gives none; None means a hash of title and text.
        path: the file it came from.
    """
    title, text = line_of(draft.title), draft.text
    if not text.strip() and not title:
        return Reject(where=where, reason="holds no text", hint="leave it out, or check how it was fetched")
    if len(text) > limits.text_chars:
        reason = f"text of {len(text):,} characters, more than the {limits.text_chars:,} of one report"
        return Reject(where=where, reason=reason, hint="split it into its reports")
    published = parse_published(draft.published, language=draft.language) or find_dateline_day(text)
    return Report(
        id=draft.id or fallback_id or content_hash(title, text),
        text=text,
        title=title,
        url=line_of(draft.url),
        publisher=line_of(draft.publisher),
        published=published,
        language=primary_subtag(draft.language)
        or detect_language(text if len(text) > _SHORT else f"{title or ''}. {text}"),
        byline=line_of(draft.byline),
        agency=draft.agency or find_agency(text, byline=draft.byline),
        path=path,
    )


def content_hash(title: str | None, text: str) -> str:
    """The id of a report that has neither id nor path: the first 16 hexadecimal digits of a SHA-256."""
    return hashlib.sha256(f"{title or ''}\0{text}".encode("utf-8", "replace")).hexdigest()[:16]


def line_of(text: str | None) -> str | None:
    """The text on one line without outer blanks, or None where nothing is left."""
    return (_SPACE.sub(" ", text).strip() or None) if text else None
