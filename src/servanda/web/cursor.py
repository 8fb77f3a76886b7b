"""Pages of a list: a cursor holds the last entry that counts and how far the reader has come.

The pages of one list are of one moment: whatever is recorded while somebody turns pages, no item is missed or told
twice. A cursor is no secret and no promise; one that was changed is refused or gives another page of the same list.
"""

import binascii
import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Any

import msgspec

from servanda.web.asking import Paged
from servanda.web.problems import Refused


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a reader is.

    Args:
        upto: the last entry that counts.
        start: how many items were given.
        about: what was asked, in short, so that a cursor is not taken to another list.
    """

    upto: int
    start: int
    about: str


def cursor_of(asked: Paged, *, path: str, head: int) -> Cursor:
    """The cursor given, or one at the beginning of the list as it is now.

    Raises:
        Refused: 422 for a cursor that is none, or one of another list.
    """
    about = _about(asked, path)
    if not asked.cursor:
        return Cursor(head, 0, about)
    try:
        found = msgspec.json.decode(urlsafe_b64decode(asked.cursor.encode()), type=Cursor)
    except (binascii.Error, msgspec.MsgspecError, ValueError) as error:
        raise Refused(422, "cursor: is none of ours", hint="take `next` of the page before as it is") from error
    if found.about != about or not 0 <= found.upto <= head or not 0 <= found.start < 2**40:
        raise Refused(422, "cursor: belongs to another list", hint="ask for the list again, without a cursor")
    return found


def page_of(items: Sequence[Any], cursor: Cursor, limit: int) -> dict[str, Any]:
    """One page: the items, how many there are in all, and the cursor of the next page."""
    end = cursor.start + limit
    more = end < len(items)
    after = (
        urlsafe_b64encode(msgspec.json.encode(msgspec.structs.replace(cursor, start=end))).decode() if more else None
    )
    return {"items": list(items[cursor.start : end]), "total": len(items), "next": after}


def _about(asked: Paged, path: str) -> str:
    bare = msgspec.structs.replace(asked, cursor=None, limit=1)
    return hashlib.sha256(msgspec.json.encode([path, msgspec.to_builtins(bare)])).hexdigest()[:12]
