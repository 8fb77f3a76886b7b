"""Templates, escaped by default, with the headers that every page carries."""

from functools import cache
from typing import Any

from jinja2 import Environment
from starlette.responses import HTMLResponse

from servanda.templating import templates
from servanda.wording import STATUSES, count, say_date

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}
"""Nothing is loaded from elsewhere and no script runs, whatever a report or a treaty file says."""


@cache
def _environment() -> Environment:
    made = templates("servanda.web.pages")
    made.globals |= {"count": count, "say_date": say_date, "statuses": STATUSES}
    made.filters["day"] = lambda day: say_date(day.isoformat()) if day else "no date on record"
    return made


def page(name: str, *, title: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401 - what a template shows
    """A page by its template."""
    html = _environment().get_template(f"{name}.html").render(title=title, **values)
    return HTMLResponse(html, status_code=status, headers=HEADERS)


def nowhere() -> HTMLResponse:
    """The page for an address that there is not."""
    return page("nowhere", title="There is no such page", status=404)


def piece(name: str, **values: Any) -> str:  # noqa: ANN401 - what a template shows
    """A part of a page by its template, for a page that is made elsewhere."""
    return _environment().get_template(f"{name}.html").render(**values)
