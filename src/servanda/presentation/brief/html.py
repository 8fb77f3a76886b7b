"""A brief as one HTML file: no request leaves the page, every text is escaped, and it prints on A4."""

import base64
from functools import cache

from jinja2 import Environment

from servanda.brief.paper import Brief
from servanda.catalog import Catalog
from servanda.presentation.brief.layout import alternative, as_of, figures, link, numbered, printable
from servanda.templating import templates
from servanda.wording import say_date


@cache
def _paper() -> Environment:
    return templates("servanda.presentation", "templates/brief")


def render_html(brief: Brief, catalog: Catalog) -> str:
    """Print a brief as one HTML page; figures are inside as data."""
    brief = printable(brief)
    found = numbered(brief)
    drawn = iter([base64.b64encode(svg.encode()).decode() for svg in figures(brief, catalog)])
    return _paper().get_template("brief.html").render(
        brief=brief, sources=found.sources, runs=found.runs, drawn=drawn, next=next, alternative=alternative, link=link,
        as_of=as_of(brief), day=say_date(brief.on.isoformat()), say_date=say_date,
    )  # fmt: skip
