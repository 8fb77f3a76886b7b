"""The addresses of the pages, in one list; what each shows is in its own module."""

from collections.abc import Awaitable, Callable
from functools import wraps
from inspect import iscoroutinefunction
from typing import cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from servanda.model import ServandaError
from servanda.web.pages import (
    brief,
    compare,
    downloads,
    event,
    home,
    law,
    map,  # noqa: A004 - named for what it shows
    procedure,
    read,
    search,
    state,
    treaty,
    what_if,
)
from servanda.web.pages.render import page
from servanda.web.pages.shelf import Shelf
from servanda.web.pages.site import Site

Show = Callable[[Request, Site], Awaitable[Response]] | Callable[[Request, Site], Response]
"""A page; one that takes its time is a plain function and is made beside the loop, so that nobody waits for it."""

PAGES: tuple[tuple[str, Show, tuple[str, ...]], ...] = (
    ("/", home.front, ("GET",)),
    ("/search", search.show, ("GET",)),
    ("/method", home.method, ("GET",)),
    ("/calendar", home.ahead, ("GET",)),
    ("/calendar.ics", home.subscription, ("GET",)),
    ("/read", read.show, ("POST",)),
    ("/status", law.ask_status, ("GET",)),
    ("/status/{state}/{treaty:path}", law.status, ("GET",)),
    ("/what-if", what_if.show, ("GET",)),
    ("/treaties", treaty.index, ("GET",)),
    ("/map/{treaty:path}", map.show, ("GET",)),
    ("/events", event.index, ("GET",)),
    ("/event/{event:path}", event.show, ("GET",)),
    ("/procedure/{procedure:path}", procedure.show, ("GET",)),
    ("/treaty/{treaty:path}.csv", downloads.treaty, ("GET",)),
    ("/state/{state}.csv", downloads.state, ("GET",)),
    ("/treaty/{treaty:path}", treaty.show, ("GET",)),
    ("/states", state.index, ("GET",)),
    ("/state/{state}", state.show, ("GET",)),
    ("/compare", compare.show, ("GET",)),
    ("/brief", brief.ask, ("GET",)),
    ("/brief/{state}/{treaty:path}", brief.show, ("GET",)),
)


def routes(site: Site) -> list[BaseRoute]:
    """The pages over a site, and their style sheet."""
    shelf = Shelf(site)
    made: list[BaseRoute] = [
        Route(path, _shown(show, site, shelf), methods=list(methods)) for path, show, methods in PAGES
    ]
    folders = (("/static", "servanda.web.pages", "static"), ("/fonts", "font_source_sans_pro", "files"))
    return [*made, *(Mount(path, StaticFiles(packages=[(package, folder)])) for path, package, folder in folders)]


def _shown(show: Show, site: Site, shelf: Shelf) -> Callable[[Request], Awaitable[Response]]:
    """A page as the server calls it; what the visitor can mend is told on a page of its own."""

    async def make(request: Request) -> Response:
        if iscoroutinefunction(show):
            return cast("Response", await show(request, site))
        return cast("Response", await run_in_threadpool(show, request, site))

    @wraps(show)
    async def answer(request: Request) -> Response:
        try:
            return await shelf.answer(request, make)
        except ServandaError as error:
            return page(
                "trouble", title="That cannot be answered", status=404 if request.method == "GET" else 422, error=error
            )

    return answer
