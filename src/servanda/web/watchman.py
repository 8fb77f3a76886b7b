"""The outermost layer: every request has an id, is counted and told of in one line, and no fault of ours gets out.

A line of the log is one JSON object, so that nothing a caller sends can forge another line. Neither queries nor tokens
are told: they say who asks about what.
"""

import re
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from servanda.web.metrics import Meters
from servanda.web.problems import problem_response

HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)
API_POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")


class Watchman:
    """Around the whole application.

    Args:
        app: the application.
        meters: what is counted.
        log: takes one line.
        now: the moment, for the log.
        clock: seconds that only go forward.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        meters: Meters,
        log: Callable[[str], None],
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        self._app, self._meters, self._log, self._now, self._clock = app, meters, log, now, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, and tell of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, name, told = self._clock(), _id_of(scope), {"status": 0}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                message = {**message, "headers": _with_ours(message["headers"], name, scope["path"])}
            await send(message)

        self._meters.open.inc()
        fault = ""
        try:
            await self._app(scope, receive, sending)
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller gets a problem and the operator a line
            fault = f"{type(error).__name__}: {error}"[:500]
            if not told["status"]:
                answer = problem_response(500, "a fault of Servanda's own", at=scope["path"], more={"request": name})
                await answer(scope, receive, sending)
        finally:
            self._meters.open.dec()
            self._tell(scope, told["status"], self._clock() - begun, name, fault)

    def _tell(self, scope: Scope, status: int, seconds: float, name: str, fault: str) -> None:
        route = route_of(scope)
        self._meters.requests.labels(route, _method(scope), str(status)).inc()
        self._meters.seconds.labels(route).observe(seconds)
        line: dict[str, Any] = {
            "at": self._now().isoformat(timespec="milliseconds"),
            "level": "error" if fault or status >= 500 else "info",
            "method": scope["method"][:10],
            "path": scope["path"][:300],
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "client": scope["client"][0] if scope.get("client") else None,
            "request": name,
            **({"fault": fault} if fault else {}),
        }
        self._log(msgspec.json.encode(line).decode())


def route_of(scope: Scope) -> str:
    """The pattern that an address fell under, never the address, of which there are too many to count by."""
    endpoint = scope.get("endpoint")
    if endpoint is None:
        return "other"
    named = getattr(endpoint, "address", None)
    return str(named or f"{endpoint.__module__}.{getattr(endpoint, '__name__', type(endpoint).__name__)}")


def _method(scope: Scope) -> str:
    return scope["method"] if scope["method"] in ("GET", "HEAD", "POST", "OPTIONS") else "other"


def _id_of(scope: Scope) -> str:
    given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
    return given.decode() if _ID.fullmatch(given) else secrets.token_hex(8)


def _with_ours(headers: Any, name: str, path: str) -> list[tuple[bytes, bytes]]:  # noqa: ANN401 - ASGI's own shape
    held = [(key, value) for key, value in headers if key.lower() != b"server"]
    have = {key.lower() for key, _ in held}
    ours = [*HEADERS, *([API_POLICY] if path.startswith("/api/") else []), (b"x-request-id", name.encode())]
    return [*held, *(one for one in ours if one[0] not in have)]
