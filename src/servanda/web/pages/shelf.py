"""Pages that were made before: as long as the record and the day are the same, so is a page.

A page is kept as it goes out, plain and packed, with what lets a visitor's own browser keep it too. Nothing is kept
that depends on who asks: a request with a cookie passes by, and so does an answer that says how it may be kept.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from email.utils import format_datetime

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from servanda.web.conditions import accepts, unchanged
from servanda.web.packing import forms_of
from servanda.web.pages.site import Site

MOST_BYTES = 64_000_000
"""Bytes of pages that are kept, plain and packed together."""
_DROPPED = frozenset({"content-length", "content-type"})


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One page as it goes out: its bytes by how they are packed (plain under the empty name), and its headers."""

    forms: dict[str, bytes]
    media: str
    headers: dict[str, str]

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return sum(len(form) for form in self.forms.values())


class Shelf:
    """The pages that were made of one site, those asked for last.

    Args:
        site: it says whether the record has grown since, where it can (`changed`); without that nothing is kept.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._of: Hashable = None
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._size = 0

    async def answer(self, request: Request, make: Callable[[Request], Awaitable[Response]]) -> Response:
        """The page that is asked for, made only where it was not."""
        site = self._site
        if request.method not in ("GET", "HEAD") or site.changed is None or "cookie" in request.headers:
            return await make(request)
        self._clear_if_grown(site)
        at = f"{request.url.path}?{request.url.query}"
        if (kept := self._pages.get(at)) is None:
            made = await make(request)
            if made.status_code != 200 or not hasattr(made, "body") or "cache-control" in made.headers:
                return made
            kept = self._keep(at, made)
        self._pages.move_to_end(at)
        return _sent(kept, request, site)

    def _clear_if_grown(self, site: Site) -> None:
        of = (site.view(None), site.today())
        if of != self._of:
            self._of, self._size = of, 0
            self._pages.clear()

    def _keep(self, at: str, made: Response) -> Kept:
        body = bytes(made.body)
        forms = forms_of(body)
        headers = {name: value for name, value in made.headers.items() if name not in _DROPPED}
        headers["etag"] = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
        kept = Kept(forms=forms, media=made.headers.get("content-type", ""), headers=headers)
        self._pages[at] = kept
        self._size += kept.size
        while self._size > MOST_BYTES and len(self._pages) > 1:
            self._size -= self._pages.popitem(last=False)[1].size
        return kept


def _sent(kept: Kept, request: Request, site: Site) -> Response:
    """A kept page, packed as the visitor can unpack it, or the word that the one they hold is still good."""
    assert site.changed is not None
    changed = site.changed().replace(microsecond=0)
    headers = {**kept.headers, "last-modified": format_datetime(changed, usegmt=True), "cache-control": "no-cache"}
    headers["vary"] = "Accept-Encoding, Cookie"
    if unchanged(request, kept.headers["etag"], changed):
        return Response(status_code=304, headers=headers)
    packs = request.headers.get("accept-encoding", "")
    form = next((name for name in kept.forms if name and accepts(packs, name)), "")
    if form:
        headers["content-encoding"] = form
    return Response(kept.forms[form], headers={**headers, "content-type": kept.media})
