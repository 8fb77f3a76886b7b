"""Briefs: what a change of status means, as data, as text, as a page and on paper."""

from typing import TYPE_CHECKING, Any, Literal

import msgspec

from servanda.web.api.kept import Name
from servanda.web.api.names import state_at, treaty_at
from servanda.web.asking import Clocks, StateText, TreatyText
from servanda.web.briefing import brief_of
from servanda.web.endpoint import Answer, Call

if TYPE_CHECKING:
    from servanda.brief.paper import Brief

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; sandbox"
"""A brief's page is one file: it loads nothing, runs nothing and sends nothing."""


class BriefWanted(Clocks, frozen=True, kw_only=True):
    """A brief, on the record or on an event that recorded reports tell of."""

    state: StateText
    treaty: TreatyText
    event: Name | None = None


class BriefAsked(BriefWanted, frozen=True, kw_only=True):
    """The same in one of several forms."""

    format: Literal["json", "md", "html", "pdf"] = "json"


def written(asked: BriefWanted, call: Call) -> "Brief":
    """The brief itself."""
    record, known = call.record, asked.by
    who = state_at(asked.state, record.catalog)
    what = treaty_at(asked.treaty, record.catalog, record.view(known))
    day, head = asked.day(record.today()), record.head_hash()
    return brief_of(record, who.code, what.key, on=day, known=known, event=asked.event, head=head)


def data(asked: BriefWanted, call: Call) -> dict[str, Any]:
    """As `servanda brief --json`, on what the record holds."""
    told: dict[str, Any] = msgspec.to_builtins(written(asked, call))
    return told


def brief(asked: BriefAsked, call: Call) -> Answer:
    """As `servanda brief`, on what the record holds."""
    made, catalog = written(asked, call), call.record.catalog
    match asked.format:
        case "md":
            from servanda.presentation.brief.markdown import render_markdown

            return Answer(content=render_markdown(made).encode(), media="text/markdown")
        case "html":
            from servanda.presentation.brief import render_html

            page = render_html(made, catalog).encode()
            return Answer(content=page, media="text/html", headers={"Content-Security-Policy": POLICY})
        case "pdf":
            from servanda.presentation.brief import render_pdf

            name = f'inline; filename="brief-{made.state}-{_plain(made.treaty)}.pdf"'
            paper = render_pdf(made, catalog)
            return Answer(content=paper, media="application/pdf", headers={"Content-Disposition": name})
        case _:
            return Answer(content=made)


def _plain(key: str) -> str:
    """A key as part of a file's name."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in key)
