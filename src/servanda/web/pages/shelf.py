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
from servanda.web.packing import CODINGS, SMALL, packed
from servanda.web.pages.site import Site

MOST_PAGES = 300
"""Pages that are kept: of 20 to 150 kB each, and as much as a third more where they were also packed."""
_DROPPED = frozenset({"content-length", "content-type"})


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One page as it goes out: its bytes by how they are packed (plain under the empty name), and its headers."""

    forms: dict[str, bytes]
    media: str
    headers: dict[str, str]

    def form(self, packs: str) -> str:
        """The coding in which a visitor gets it, who names those they can unpack; packed when first asked for."""
        plain = self.forms[""]
        coding = next((name for name in CODINGS if accepts(packs, name)), "") if len(plain) >= SMALL else ""
        if coding not in self.forms:
            self.forms[coding] = packed(plain, coding)
        return coding


class Shelf:
    """The pages that were made of one site, those asked for last.

    Args:
        site: it says whether the record has grown since, where it can (`changed`); without that nothing is kept.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._of: Hashable = None
        self._pages: OrderedDict[str, Kept] = OrderedDict()

    async def answer(self, request: Request, make: Callable[[Request], Awaitable[Response]]) -> Response:
        """The page that is asked for, made only where it was not."""
        site = self._site
        if request.method not in ("GET", "HEAD") or site.changed is None or "cookie" in request.headers:
            return await make(request)
        of = self._clear_if_grown(site)
        at = f"{request.url.path}?{request.url.query}"
        if (kept := self._pages.get(at)) is None:
            made = await make(request)
            if made.status_code != 200 or not hasattr(made, "body") or "cache-control" in made.headers:
                return made
            kept = _kept(made)
            if of == self._of:  # else the record grew while the page was made, and nobody else may have it
                kept = self._pages.setdefault(at, kept)
        answer = _sent(kept, request, site)
        if at in self._pages:
            self._pages.move_to_end(at)
            self._drop_oldest()
        return answer

    def _clear_if_grown(self, site: Site) -> Hashable:
        of = (site.view(None), site.today())
        if of != self._of:
            self._of = of
            self._pages.clear()
        return of

    def _drop_oldest(self) -> None:
        """Keep no more pages than there is room for."""
        while len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)


def _kept(made: Response) -> Kept:
    """A page that was made, as it is kept: packed when somebody asks for it so."""
    body = bytes(made.body)
    headers = {name: value for name, value in made.headers.items() if name not in _DROPPED}
    headers["etag"] = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
    return Kept(forms={"": body}, media=made.headers.get("content-type", ""), headers=headers)


def _sent(kept: Kept, request: Request, site: Site) -> Response:
    """A kept page, packed as the visitor can unpack it, or the word that the one they hold is still good."""
    assert site.changed is not None
    changed = site.changed().replace(microsecond=0)
    headers = {**kept.headers, "last-modified": format_datetime(changed, usegmt=True), "cache-control": "no-cache"}
    headers["vary"] = "Accept-Encoding, Cookie"
    if unchanged(request, kept.headers["etag"], changed):
        return Response(status_code=304, headers=headers)
    form = kept.form(request.headers.get("accept-encoding", ""))
    if form:
        headers["content-encoding"] = form
    return Response(kept.forms[form], headers={**headers, "content-type": kept.media})
