"""How much one caller may ask: allowances by the minute, and the size of a body. No clock of its own: time is given."""

from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from math import ceil

import anyio
from starlette.requests import Request

from servanda.web.problems import Refused

MINUTE = 60.0
PATIENCE = 60.0
"""Seconds that a body may take to come in."""
CALLERS = 20_000
"""Callers that are remembered; the one that was silent longest is forgotten first, with its allowance full again."""

_CLOSE = {"Connection": "close"}


class Allowance:
    """So many a minute for each caller: they may be spent at once, and fill up evenly.

    Args:
        many: requests a minute.
        clock: seconds that only go forward.
        what: what is counted, for the refusal.
    """

    def __init__(self, many: int, clock: Callable[[], float], what: str) -> None:
        self._many, self._clock, self._what = many, clock, what
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, caller: str) -> None:
        """Take one of the caller's.

        Raises:
            Refused: 429, with the seconds until the next, where there is none left.
        """
        left, now = self._now(caller)
        if left < 1:
            raise self._refusal(left)
        self._left[caller] = (left - 1, now)

    def check(self, caller: str) -> None:
        """Refuse a caller who has none left, and take nothing."""
        left, _ = self._now(caller)
        if left < 1:
            raise self._refusal(left)

    def _now(self, caller: str) -> tuple[float, float]:
        now = self._clock()
        left, before = self._left.get(caller, (float(self._many), now))
        left = min(float(self._many), left + (now - before) * self._many / MINUTE)
        self._left[caller] = (left, now)
        self._left.move_to_end(caller)
        if len(self._left) > CALLERS:
            self._left.popitem(last=False)
        return left, now

    def _refusal(self, left: float) -> Refused:
        wait = max(1, ceil((1 - left) * MINUTE / self._many))
        return Refused(
            429,
            f"more than {self._many} {self._what} a minute",
            hint=f"wait {wait} s",
            headers={"Retry-After": str(wait)},
        )


def caller_of(request: Request) -> str:
    """The caller's address; of IPv6 the network of 64 bits, of which one household has all the addresses."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(IPv6Address(int(address) >> 64 << 64)) if isinstance(address, IPv6Address) else host


async def read_body(request: Request, most: int) -> bytes:
    """The body, as long as it is not longer than `most` bytes and not packed.

    Raises:
        Refused: 413 for one that is longer, 415 for one that would have to be unpacked, 408 for one that does not end.
    """
    packed = request.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("", "identity"):
        raise Refused(415, "packed bodies are not taken", hint="send it without Content-Encoding")
    said = request.headers.get("content-length", "")
    if said.isascii() and said.isdigit() and len(said) < 20 and int(said) > most:
        raise _too_large(most)
    body = bytearray()
    try:
        with anyio.fail_after(PATIENCE):
            async for piece in request.stream():
                body += piece
                if len(body) > most:
                    raise _too_large(most)
    except TimeoutError as error:
        raise Refused(408, "the body did not come in", hint="send it again", headers=_CLOSE) from error
    return bytes(body)


def _too_large(most: int) -> Refused:
    return Refused(
        413, f"larger than {most:,} bytes", hint="send fewer reports at once", headers={"Connection": "close"}
    )
