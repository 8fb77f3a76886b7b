"""Fetching one page, with every redirect checked like the first link and every limit kept while bytes come in."""

import time
from collections.abc import Callable, Collection

import httpx
import msgspec

from servanda.fetch.address import Resolve, checked_address, resolve
from servanda.model import InputError, SourceError

KINDS = (
    "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml",
    "application/atom+xml", "application/xml", "text/xml", "application/json", "text/markdown",
)  # fmt: skip
"""Kinds of content that may hold a report."""
MOVED = frozenset({301, 302, 303, 307, 308})


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How far a link is followed.

    Args:
        size: bytes of a page; compressed ones are not taken, so that none can swell.
        seconds: for the whole, redirects included.
        redirects: how many are followed.
        allowed: hosts that may lie in a private network.
    """

    size: int = 10_000_000
    seconds: float = 20.0
    redirects: int = 5
    allowed: tuple[str, ...] = ()


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """A page: where it came from in the end, its bytes and their kind, and what a repeated question may name."""

    url: str
    data: bytes
    kind: str
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


class Fetcher:
    """Fetches pages within limits; keeps no cookies and sends no credentials."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        resolver: Resolve = resolve,
        clock: Callable[[], float] = time.monotonic,
        agent: str = "servanda",
    ) -> None:
        self._limits, self._resolver, self._clock = limits or Limits(), resolver, clock
        self._headers = {"user-agent": agent, "accept": ", ".join(KINDS), "accept-encoding": "identity"}

    def fetch(self, url: str, *, etag: str = "", modified: str = "") -> Fetched:
        """Fetch a page; with what an earlier answer named, an unchanged page comes back without bytes.

        Raises:
            InputError: for a link that may not be followed.
            SourceError: for a page that does not come, is too large, too slow, or of another kind.
        """
        until = self._clock() + self._limits.seconds
        asked = {"if-none-match": etag, "if-modified-since": modified}
        for _ in range(self._limits.redirects + 1):
            found = self._ask(httpx.URL(_link(url)), {k: v for k, v in asked.items() if v}, until)
            if isinstance(found, Fetched):
                return found
            url = str(found)
        raise SourceError(f"the link leads on more than {self._limits.redirects} times", value=url, where="link")

    def _ask(self, url: httpx.URL, asked: dict[str, str], until: float) -> Fetched | httpx.URL:
        """One request to the checked address; a redirect gives the next link."""
        port = url.port or (443 if url.scheme == "https" else 80)
        address = checked_address(url.host, port, allowed=self._limits.allowed, resolver=self._resolver)
        left = until - self._clock()
        if left <= 0:
            raise SourceError(f"the page took longer than {self._limits.seconds:g} seconds", where=str(url))
        request_headers = {**self._headers, **asked, "host": url.netloc.decode()}
        try:
            with (
                httpx.Client(follow_redirects=False, timeout=left, trust_env=False) as client,
                client.stream(
                    "GET", url.copy_with(host=address), headers=request_headers, extensions={"sni_hostname": url.host}
                ) as answer,
            ):
                if answer.status_code in MOVED:
                    return url.join(answer.headers.get("location", ""))
                return self._take(url, answer, until)
        except httpx.TimeoutException as error:
            raise SourceError(f"the page took longer than {self._limits.seconds:g} seconds", where=str(url)) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SourceError(f"the page cannot be fetched: {error}", where=str(url)) from error

    def _take(self, url: httpx.URL, answer: httpx.Response, until: float) -> Fetched:
        told = {"etag": answer.headers.get("etag", ""), "modified": answer.headers.get("last-modified", "")}
        kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
        if answer.status_code == httpx.codes.NOT_MODIFIED:
            return Fetched(url=str(url), data=b"", kind=kind, unchanged=True, **told)
        if answer.status_code != httpx.codes.OK:
            raise SourceError(f"the page answered with status {answer.status_code}", where=str(url))
        if kind not in KINDS:
            raise SourceError(f"the link leads to {kind or 'something unnamed'}, not to a report", where=str(url))
        if answer.headers.get("content-encoding", "identity").lower() != "identity":
            raise SourceError("the page came compressed, though it was asked for plain", where=str(url))
        data = bytearray()
        for piece in answer.iter_raw():
            data += piece
            if len(data) > self._limits.size:
                raise SourceError(f"the page is larger than {self._limits.size} bytes", where=str(url))
            if self._clock() > until:
                raise SourceError(f"the page took longer than {self._limits.seconds:g} seconds", where=str(url))
        return Fetched(url=str(url), data=bytes(data), kind=kind, **told)


def _link(text: str, schemes: Collection[str] = ("http", "https")) -> str:
    """The link, where it is one that may be followed.

    Raises:
        InputError: for another scheme, no host, a password in it, or letters that no link holds.
    """
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, UnicodeError) as error:
        raise InputError(f"“{text[:80]}” is no link", value=text, where="link") from error
    if url.scheme not in schemes or not url.host:
        raise InputError(f"“{text[:80]}” is no http link", value=text, where="link", hint="give http:// or https://")
    if url.userinfo:
        raise InputError("the link holds a password and is not followed", where="link")
    return str(url.copy_with(fragment=None))
