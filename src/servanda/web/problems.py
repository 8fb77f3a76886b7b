"""Errors as the API tells them: `application/problem+json` (RFC 9457), from the same objects the terminal prints."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from starlette.responses import Response

from servanda.model import DataError, InputError, LawGap, ServandaError, SourceError, StoreError, UsageError

MEDIA_TYPE = "application/problem+json"

STATUSES: dict[type[ServandaError], int] = {
    InputError: 422,
    UsageError: 422,
    LawGap: 422,
    DataError: 500,
    SourceError: 502,
    StoreError: 503,
}
"""Which status each branch of the tree of errors has; a test holds that none is missing."""


class Refused(ServandaError):  # noqa: N818 - a refusal is named as what it is
    """A request that is refused as a request: too large, too often, not allowed, nothing there.

    Args:
        status: the HTTP status.
        headers: headers that belong to it, as `Retry-After`.
        more: further members of the problem.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        value: object = None,
        hint: str = "",
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message, value=value, hint=hint)
        self.status, self.headers, self.more = status, dict(headers or {}), dict(more or {})


class Missing(Refused):
    """There is nothing of the name that the address gives."""

    def __init__(self, error: ServandaError) -> None:
        super().__init__(404, error.message, value=error.value, hint=error.hint)


def problem(error: ServandaError, *, at: str = "") -> Response:
    """An error as an answer; `at` is the path that was asked."""
    if isinstance(error, Refused):
        return problem_response(
            error.status, error.message, at=at, hint=error.hint, headers=error.headers, more=error.more
        )
    status = next((STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES), 500)
    detail = f"{error.where}: {error.message}" if error.where and status < 500 else error.message
    if status >= 500:  # where the record is kept is nobody's business outside
        detail = "the record cannot be used just now" if status == 503 else "a fault of the server's own data"
    return problem_response(status, detail, at=at, hint=error.hint if status < 500 else "try again later")


def problem_response(
    status: int,
    detail: str,
    *,
    at: str = "",
    hint: str = "",
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> Response:
    """A problem with its members in the order of the RFC."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **({"instance": at} if at else {}),
        **({"hint": hint} if hint else {}),
        **(more or {}),
    }
    return Response(
        msgspec.json.encode(body),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )
