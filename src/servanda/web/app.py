"""The application: API, pages and what operators ask, over one record. It opens nothing by itself."""

import sys
import time
from collections.abc import Callable

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from servanda import __version__
from servanda.fetch import Fetched, Fetcher, Limits
from servanda.model import ServandaError
from servanda.settings import Links, Settings
from servanda.web.answering import Office
from servanda.web.api import ENDPOINTS
from servanda.web.auth import SAFE
from servanda.web.limits import caller_of
from servanda.web.metrics import Meters
from servanda.web.openapi import openapi
from servanda.web.packing import Packing
from servanda.web.pages import Site
from servanda.web.pages import routes as pages
from servanda.web.pages.desk import Desk
from servanda.web.pages.render import nowhere
from servanda.web.pages.sessions import Sessions
from servanda.web.problems import problem, problem_response
from servanda.web.record import Record
from servanda.web.watchman import Watchman

OPEN = ("/healthz", "/readyz", "/static/", "/fonts/")
"""Addresses that need no token even where reading does."""


def make_app(
    record: Record,
    settings: Settings,
    *,
    clock: Callable[[], float] = time.monotonic,
    log: Callable[[str], None] | None = None,
) -> Starlette:
    """The application over a record.

    Args:
        record: the record.
        settings: how to serve it.
        clock: seconds that only go forward.
        log: takes the lines of the log; standard error where it is not given.
    """
    office, meters = Office(record, settings, clock), Meters(record)
    routes: list[BaseRoute] = [Route(one.path, office.answers(one), methods=[one.method]) for one in ENDPOINTS]
    routes += [*_service(record, settings, meters)]
    if settings.serve.pages:
        site = Site(
            catalog=record.catalog,
            view=record.view,
            today=record.today,
            kept=record.kept,
            panels=record.panels,
            changed=record.changed,
            head=record.head_hash,
            fetch=_follower(settings.links),
        )
        routes += pages(site)
        sessions = Sessions(record.tokens, record.now)
        routes += Desk(record.ledger, record.catalog, sessions, record.now).routes()
    return Starlette(
        routes=routes,
        middleware=_layers(record, settings, office, meters, clock, log or _to_stderr),
        exception_handlers={HTTPException: _refused},  # type: ignore[dict-item]  # starlette's own type is wider
    )


def _follower(links: Links) -> Callable[[str], Fetched] | None:
    """What follows the links that visitors give; None where none are followed."""
    if not links.follow:
        return None
    limits = Limits(size=links.bytes, seconds=links.seconds, redirects=links.redirects, allowed=links.private)
    return Fetcher(limits).fetch


def _layers(
    record: Record,
    settings: Settings,
    office: Office,
    meters: Meters,
    clock: Callable[[], float],
    log: Callable[[str], None],
) -> list[Middleware]:
    layers = [
        Middleware(Watchman, meters=meters, log=log, now=record.now, clock=clock),
        Middleware(Packing),
    ]
    if settings.serve.origins:
        layers.append(
            Middleware(
                CORSMiddleware,
                allow_origins=settings.serve.origins,
                allow_methods=("GET", "POST"),
                allow_headers=("Authorization", "Content-Type"),
                expose_headers=("ETag", "Retry-After"),
            )
        )
    return [*layers, Middleware(_Door, office=office)]


class _Door:
    """Before any address: where reading needs a token nothing is shown without one, and pages are counted too."""

    def __init__(self, app: ASGIApp, *, office: Office) -> None:
        self._app, self._office = app, office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through that may read and does not ask too often; the API counts for itself."""
        if scope["type"] == "http" and not scope["path"].startswith((*OPEN, "/api/")):
            try:
                self._check(Request(scope))
            except ServandaError as error:
                await problem(error, at=scope["path"])(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _check(self, request: Request) -> None:
        needed = self._office.scope()
        if needed and not _is_desk(request.url.path):
            self._office.gate.holder(request, needed)
        counted = "questions" if request.method in SAFE else "readings"
        self._office.allowances[counted].take(caller_of(request))


def _is_data(path: str) -> bool:
    """Whether programs ask there, who are told of trouble as data."""
    return path.startswith(("/api/", "/mcp", "/static/", "/fonts/"))


def _is_desk(path: str) -> bool:
    """Whether it is a page of the review desk, which lets nobody see an event who has not signed in there."""
    return path == "/desk" or path.startswith("/desk/")


def _service(record: Record, settings: Settings, meters: Meters) -> list[Route]:
    """What operators and programs ask of the server itself."""
    page = msgspec.json.encode(openapi(ENDPOINTS))

    async def described(request: Request) -> Response:  # noqa: ARG001 - the shape of every route
        return Response(page, media_type="application/json", headers={"Cache-Control": "public, max-age=300"})

    async def root(request: Request) -> Response:  # noqa: ARG001 - the shape of every route
        return RedirectResponse("/api/openapi.json")

    async def healthy(request: Request) -> Response:  # noqa: ARG001 - the shape of every route
        return _told({"status": "ok", "version": __version__})

    async def ready(request: Request) -> Response:
        try:
            head = await run_in_threadpool(record.head)
        except ServandaError as error:
            return problem(error, at=request.url.path)
        return _told({"status": "ready", "entries": head})

    async def measured(request: Request) -> Response:  # noqa: ARG001 - the shape of every route
        return await run_in_threadpool(meters.page)

    made = [("/api/openapi.json", described), ("/api", root), ("/healthz", healthy), ("/readyz", ready)]
    made += [("/metrics", measured)] if settings.serve.metrics else []
    return [Route(path, answer) for path, answer in made]


def _told(content: object) -> Response:
    return Response(msgspec.json.encode(content), media_type="application/json", headers={"Cache-Control": "no-store"})


async def _refused(request: Request, error: HTTPException) -> Response:
    """No such address, or no such method there; told on a page to whoever reads pages."""
    if error.status_code == 404 and "text/html" in request.headers.get("accept", "") and not _is_data(request.url.path):
        return nowhere()
    what = {404: "there is no such address", 405: f"{request.method[:10]} is not done here"}
    detail = what.get(error.status_code, error.detail)
    return problem_response(
        error.status_code,
        detail,
        at=request.url.path,
        hint="see: /api/openapi.json",
        headers=dict(error.headers or {}),
    )


def _to_stderr(line: str) -> None:
    sys.stderr.write(f"{line}\n")
