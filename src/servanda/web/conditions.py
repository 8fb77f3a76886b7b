"""What a caller holds and can unpack: conditional requests and content codings (RFC 9110, 12.5.3 and 13)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from starlette.requests import Request


def unchanged(request: Request, etag: str, changed: datetime) -> bool:
    """Whether the caller holds this answer; the ETag overrules the moment (RFC 9110, 13.2.2)."""
    held = request.headers.get("if-none-match")
    if held is not None:
        return held.strip() == "*" or etag.removeprefix("W/") in {
            one.strip().removeprefix("W/") for one in held.split(",")
        }
    since = request.headers.get("if-modified-since")
    if not since:
        return False
    try:
        moment = parsedate_to_datetime(since)
    except ValueError:
        return False
    return moment.replace(tzinfo=moment.tzinfo or UTC) >= changed


def accepts(given: str, coding: str) -> bool:
    """Whether an Accept-Encoding names a coding, and not with the weight nought; `*` is not taken for a name.

    >>> accepts("gzip, br;q=0.8", "br"), accepts("br;q=0", "br"), accepts("*", "br")
    (True, False, False)
    """
    for one in given.lower().split(","):
        name, _, weight = one.partition(";")
        if name.strip() == coding:
            return weight.replace(" ", "").removeprefix("q=").strip("0.") != "" or not weight.strip()
    return False
