"""The review desk: sign in with a token, take the weightiest event, accept, correct, merge, split or reject it.

Works without a script; every button has a key of its own (`accesskey`). Each decision is an entry of the record.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from servanda import review
from servanda.catalog import Catalog
from servanda.ledger import Ledger
from servanda.model import Action, Certainty, InputError, ServandaError, Stage
from servanda.model.decision import CORRECTABLE, Decision
from servanda.review import Standing
from servanda.web.pages.asked import form, form_lists
from servanda.web.pages.render import page
from servanda.web.pages.sessions import COOKIE, Session, Sessions, is_own
from servanda.wording import CERTAINTIES, RUNGS, say_date, say_value, state_name, treaty_title

WORDS = {"action": list(Action), "stage": list(Stage), "certainty": list(Certainty)}
KEYS = {"accepted": "a", "corrected": "c", "rejected": "r", "merged": "m", "split": "s", "reopened": "u"}


class Desk:
    """The pages of the desk over one ledger."""

    def __init__(self, ledger: Ledger, catalog: Catalog, sessions: Sessions, now: Callable[[], datetime]) -> None:
        self._ledger, self._catalog, self._sessions, self._now = ledger, catalog, sessions, now

    def routes(self) -> list[BaseRoute]:
        """The addresses of the desk."""
        return [
            Route("/desk", self._told(self.queue), methods=["GET"]),
            Route("/desk/sign-in", self._told(self.sign_in), methods=["POST"]),
            Route("/desk/sign-out", self._told(self.sign_out), methods=["POST"]),
            Route("/desk/event/{event:path}", self._told(self.event), methods=["GET"]),
            Route("/desk/event/{event:path}", self._told(self.decide), methods=["POST"]),
        ]

    def _told(self, show: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                shown = await show(request)
            except ServandaError as error:
                shown = page("trouble", title="That cannot be done", status=422, error=error)
            shown.headers["Cache-Control"] = "no-store"
            return shown

        return answer

    async def queue(self, request: Request) -> Response:
        """The queue, or the form to sign in."""
        session = self._sessions.of(request.cookies.get(COOKIE))
        waiting = await run_in_threadpool(review.queue, self._ledger) if session else []
        rows = [(w, *self._names(w.event)) for w in waiting[:100]]
        return page("desk", title="Review desk", session=session, rows=rows, total=len(waiting))

    async def sign_in(self, request: Request) -> Response:
        """Open a session; its cookie goes to this site only, and never to a script."""
        name = self._sessions.open((await form(request)).get("token", ""))
        answer = RedirectResponse("/desk", 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, name, httponly=True, samesite="strict", secure=secure, path="/desk")
        return answer

    async def sign_out(self, request: Request) -> Response:
        """End the session."""
        self._signed_in(request, await form(request))
        self._sessions.close(request.cookies.get(COOKIE))
        return RedirectResponse("/desk", 303)

    async def event(self, request: Request) -> Response:
        """One event with its support, its doubts, what was decided before, and the buttons."""
        session = self._sessions.of(request.cookies.get(COOKIE))
        if session is None:
            return RedirectResponse("/desk", 303)
        found = await run_in_threadpool(review.shown, self._ledger)
        standing = self._standing(request, found)
        event = standing.event
        alike = [
            one.event for one in found.values()
            if one.alone and one.event.id != event.id and one.event.state == event.state
        ]  # fmt: skip
        told = {
            name: f"{one.event.action} {RUNGS.get(one.event.stage, one.event.stage)}".replace("_", " ")
            + (f", {say_date(one.event.date)}" if one.event.date else "")
            for name, one in found.items()
        }
        alike.sort(key=lambda e: (e.treaty != event.treaty, e.date or "9999", e.id))
        state, treaty = self._names(event)
        return page(
            "desk_event", title=f"{state}, {treaty}", session=session, event=event, state=state, treaty=treaty,
            review=standing.review, say=say_value, told=told,
            certainty=CERTAINTIES.get(event.certainty, event.certainty), stage=RUNGS.get(event.stage, event.stage),
            alike=alike, decisions=[d for _, d in review.decisions_of(self._ledger).get(event.id, [])], keys=KEYS,
            correctable=list(CORRECTABLE), words=WORDS,
            at_depositary=event.stage in review.AT_DEPOSITARY,
        )  # fmt: skip

    async def decide(self, request: Request) -> Response:
        """Keep a decision and go on to the queue."""
        everything = await form_lists(request)
        fields = {name: values[0] for name, values in everything.items()}
        session = self._signed_in(request, fields)
        event = self._standing(request, await run_in_threadpool(review.shown, self._ledger)).event
        changed = {
            name: value for name in CORRECTABLE
            if (value := fields.get(f"to-{name}", "").strip()) and value != str(getattr(event, name) or "")
        }  # fmt: skip
        verdict: Any = fields.get("verdict", "")
        if verdict not in KEYS:
            raise InputError("no decision was chosen", hint=f"choose {', '.join(KEYS)}")
        if "state" in changed:
            changed["state"] = self._catalog.state(changed["state"]).code
        if "treaty" in changed:
            changed["treaty"] = self._catalog.treaty(changed["treaty"]).key
        decision = Decision(
            event=event.id, verdict=verdict, by=session.name, why=fields.get("why", "").strip(),
            fields=changed if verdict == "corrected" else {},
            into=fields.get("into", "").strip() or None if verdict == "merged" else None,
            reports=tuple(dict.fromkeys(everything.get("reports", []))) if verdict == "split" else (),
        )  # fmt: skip
        wanted = fields.get("record_act") == "yes"
        await run_in_threadpool(review.decide, self._ledger, decision, at=self._now(), record_act=wanted)
        return RedirectResponse("/desk", 303)

    def _signed_in(self, request: Request, fields: dict[str, str]) -> Session:
        session = self._sessions.of(request.cookies.get(COOKIE))
        if session is None or not is_own(session, fields.get("form", "")):
            raise InputError("you are not signed in, or the form is not of this session", hint="sign in at /desk")
        return session

    def _standing(self, request: Request, found: Mapping[str, Standing]) -> Standing:
        name = request.path_params["event"]
        if name not in found:
            raise InputError(f"no event “{name[:60]}” on record", hint="it may have been read anew: see the queue")
        return found[name]

    def _names(self, event: Any) -> tuple[str, str]:  # noqa: ANN401 - as above
        return state_name(event.state, self._catalog), treaty_title(event.treaty, event.treaty_name, self._catalog)
