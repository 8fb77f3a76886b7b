"""An Endpoint: one address of the API as data, from which the route, the limits and the page of OpenAPI are made.

What it answers is made elsewhere, by the conductors that the commands use too; here is only how it is asked for.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from servanda.settings import Settings
from servanda.web.record import Record

JSON = "application/json"


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer is made from, beside the question.

    Args:
        record: the record as served.
        settings: how the server is set.
        body: what was posted.
        media: the media type of the body, without parameters, lower case.
        author: who posts, as the record names them; empty for a stranger.
    """

    record: Record
    settings: Settings
    body: bytes = b""
    media: str = ""
    author: str = ""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that is more than JSON with status 200.

    Args:
        content: bytes as they go out, or whatever has a JSON form.
        media: its media type.
    """

    content: Any
    media: str = JSON
    status: int = 200
    headers: Mapping[str, str] = {}


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """One address.

    Args:
        path: with its names in braces; `:path` lets a name hold slashes.
        question: the noun of its words; the field of a name in the path stands there, the rest in the query.
        answer: makes the answer.
        summary: one sentence.
        tag: the heading it stands under.
        example: an address that is asked in a test and shown in OpenAPI.
        gives: the noun of the answer, for its schema; None for any JSON.
        many: whether the answer is a page of such nouns.
        method: GET, or POST for what takes a body.
        needs: the scope that a token must have; empty where the setting `reading` decides.
        counted: which allowance it takes from.
        quick: whether it is answered at once, without a thread of its own.
        media: media types of the answer.
        body: an example of a body.
    """

    path: str
    question: type[msgspec.Struct]
    answer: Callable[[Any, Call], Any]
    summary: str
    tag: str
    example: str
    gives: Any = None
    many: bool = False
    method: Literal["GET", "POST"] = "GET"
    needs: str = ""
    counted: Literal["questions", "readings", "writings"] = "questions"
    quick: bool = False
    media: tuple[str, ...] = (JSON,)
    body: Any = None
