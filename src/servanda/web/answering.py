"""How an endpoint is answered: let in, counted, understood, worked out, and sent with what lets it be kept.

The order is the point. The token comes before the body, the allowance before the work, and an answer that nobody
changed is neither worked out nor sent again.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from email.utils import format_datetime
from typing import Any

import anyio
import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from servanda.model import ServandaError
from servanda.settings import Settings
from servanda.web.asking import parse_question
from servanda.web.auth import Gate, author_of
from servanda.web.conditions import unchanged
from servanda.web.endpoint import Answer, Call, Endpoint
from servanda.web.limits import Allowance, caller_of, read_body
from servanda.web.problems import Refused, problem
from servanda.web.record import Record

KEPT, LARGEST = 4096, 65_536
"""Answers that are kept, and bytes of the largest of them."""

_ENCODE = msgspec.json.Encoder().encode


class Office:
    """Answers every endpoint over one record.

    Args:
        record: the record.
        settings: how the server is set.
        clock: seconds that only go forward, for allowances.
    """

    def __init__(self, record: Record, settings: Settings, clock: Callable[[], float]) -> None:
        self.record, self.settings = record, settings
        caps = settings.limits
        self.allowances = {
            name: Allowance(getattr(caps, name), clock, name) for name in ("questions", "readings", "writings")
        }
        self.gate = Gate(record, Allowance(caps.failures, clock, "wrong tokens"))
        self._kept: OrderedDict[tuple[Any, ...], tuple[Answer, str]] = OrderedDict()
        self._readers = anyio.CapacityLimiter(caps.readers)
        self._waiting = 0

    def answers(self, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        """An endpoint as the router calls it."""

        async def answer(request: Request) -> Response:
            try:
                return await self._answer(endpoint, request)
            except ServandaError as error:
                return problem(error, at=request.url.path)

        answer.address = endpoint.path  # type: ignore[attr-defined]  # what it is counted under
        return answer

    async def _answer(self, endpoint: Endpoint, request: Request) -> Response:
        token = self.gate.holder(request, self.scope(endpoint.needs))
        self.allowances[endpoint.counted].take(f"token {token.id}" if token else caller_of(request))
        question = parse_question(request, endpoint.question, endpoint.media)
        if endpoint.method == "POST":
            body = await read_body(request, self.settings.limits.body_bytes)
            media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            call = Call(record=self.record, settings=self.settings, body=body, media=media, author=author_of(token))
            return _sent(_whole(await self._read(endpoint, question, call)), {"Cache-Control": "no-store"})
        return await self._asked(endpoint, question, request)

    def scope(self, needs: str = "") -> str:
        """The scope that a token must have; reading needs one only where the setting says so."""
        return needs or ("read" if self.settings.serve.reading == "token" else "")

    async def _read(self, endpoint: Endpoint, question: Any, call: Call) -> Any:  # noqa: ANN401 - what the endpoint gives
        """Read in a thread, a few at a time: reading takes a processor for as long as it lasts."""
        if self._waiting >= self.settings.limits.waiting:
            raise Refused(503, "too many reports are being read", hint="ask again", headers={"Retry-After": "5"})
        self._waiting += 1
        try:
            return await anyio.to_thread.run_sync(endpoint.answer, question, call, limiter=self._readers)
        finally:
            self._waiting -= 1

    async def _asked(self, endpoint: Endpoint, question: Any, request: Request) -> Response:  # noqa: ANN401 - any question
        key = (self.record.head(), self.record.today(), endpoint.path, question)
        changed = self.record.changed().replace(microsecond=0)
        found = self._kept.get(key)
        if found is None:
            call = Call(record=self.record, settings=self.settings)
            given = (
                endpoint.answer(question, call)
                if endpoint.quick
                else await run_in_threadpool(endpoint.answer, question, call)
            )
            answer = _whole(given)
            found = (answer, _etag(answer))
            self._keep(key, found)
        answer, etag = found
        headers = {
            "ETag": etag,
            "Last-Modified": format_datetime(changed, usegmt=True),
            "Cache-Control": "private, no-cache" if self.scope() else "public, no-cache",
            **({"Vary": "Accept"} if len(endpoint.media) > 1 else {}),
        }
        if answer.status == 200 and unchanged(request, etag, changed):
            return Response(status_code=304, headers=headers)
        return _sent(answer, headers)

    def _keep(self, key: tuple[Any, ...], found: tuple[Answer, str]) -> None:
        if len(found[0].content) <= LARGEST:
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)


def _whole(given: Any) -> Answer:  # noqa: ANN401 - what an endpoint gives
    answer = given if isinstance(given, Answer) else Answer(content=given)
    if isinstance(answer.content, bytes):
        return answer
    return msgspec.structs.replace(answer, content=_ENCODE(answer.content))


def _sent(answer: Answer, headers: dict[str, str]) -> Response:
    media = f"{answer.media}; charset=utf-8" if answer.media.startswith("text/") else answer.media
    return Response(
        answer.content, status_code=answer.status, headers={**headers, **answer.headers, "Content-Type": media}
    )


def _etag(answer: Answer) -> str:
    """Weak, since the packed and the plain form of an answer share it."""
    return f'W/"{hashlib.sha256(answer.content).hexdigest()[:20]}"'
