"""`read` as one self-contained HTML file, with the evidence highlighted in the source text.

Everything from reports passes through Jinja's escaping; the file loads nothing from anywhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

import msgspec
from jinja2 import Template

from servanda.catalog import Catalog
from servanda.model import Claim, Report
from servanda.pipeline import Outcome
from servanda.presentation.story import Story, stories
from servanda.templating import templates
from servanda.wording import RUNGS, count, state_name


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a report's text; `fields` names what it is evidence for, empty for plain text."""

    text: str
    fields: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@cache
def _template() -> Template:
    environment = templates("servanda.presentation")
    environment.globals["count"] = count
    return environment.get_template("reading.html")


def as_html(outcome: Outcome, catalog: Catalog, *, on: date, explain: bool = False) -> str:
    """Arrange an outcome as one HTML page; arguments as in `reading_text.as_text`."""
    sources = [(report, list(pieces(report, outcome.claims, catalog))) for report in outcome.reports]
    told = stories(outcome, catalog)
    return _template().render(
        title=_title(told, outcome), stories=told, sources=sources, outcome=outcome, on=on.isoformat(), explain=explain
    )


def _title(told: Sequence[Story], outcome: Outcome) -> str:
    if not told:
        return f"Servanda: no act found in {count(len(outcome.reports), 'report')}"
    lead = told[0]
    return f"Servanda: {lead.state}, {lead.treaty}: {lead.action}"


def pieces(report: Report, claims: Iterable[Claim], catalog: Catalog) -> Iterator[Piece]:
    """Cut a report's text at the borders of evidence, so that each stretch can be shown with what it supports."""
    marks = [
        (
            int(span[0]),
            int(span[1]),
            name,
            f"{state_name(claim.state, catalog)}: {claim.action} {RUNGS.get(claim.stage, claim.stage)}",
        )
        for claim in claims
        if claim.report == report.id
        for name, span in claim.spans.items()
        if span and span[0] != "title" and int(span[1]) <= len(report.text)
    ]
    borders = sorted({0, len(report.text), *(m[0] for m in marks), *(m[1] for m in marks)})
    for start, end in pairwise(borders):
        over = [m for m in marks if m[0] <= start and end <= m[1]]
        yield Piece(
            text=report.text[start:end],
            fields=tuple(sorted({m[2] for m in over})),
            claims=tuple(sorted({m[3] for m in over})),
        )
