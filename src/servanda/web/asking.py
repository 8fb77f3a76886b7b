"""What a request asks: the words of its address, made into one frozen noun by the noun's own fields.

A word that the noun does not know is refused with the nearest, since a misspelt `knwon=` that is passed over would
answer another question than the one that was asked.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Annotated, Any, TypeVar, get_origin

import msgspec
from starlette.requests import Request

from servanda.model import InputError, parse_edtf
from servanda.web.problems import Refused

LONGEST = 300
"""Characters of one word of an address."""

Q = TypeVar("Q", bound=msgspec.Struct)

DayText = Annotated[
    str, msgspec.Meta(description="A day, ISO 8601 or EDTF; a month or a year means its last day.", max_length=LONGEST)
]
StateText = Annotated[
    str, msgspec.Meta(description="ISO 3166-1 code or a name in any language.", min_length=1, max_length=LONGEST)
]
TreatyText = Annotated[
    str,
    msgspec.Meta(description="Key of the catalog, alias, title or MTDSG number.", min_length=1, max_length=LONGEST),
]
Limit = Annotated[int, msgspec.Meta(description="Most items of one page.", ge=1, le=1000)]
CursorText = Annotated[str, msgspec.Meta(description="`next` of the page before, as given.", max_length=LONGEST)]


class Clocks(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The two clocks.

    Args:
        on: the day asked about; default today.
        known: what was public by that day; default all that is known now.
    """

    on: DayText | None = None
    known: DayText | None = None

    def day(self, today: date) -> date:
        """The day asked about."""
        return last_day(self.on, "on") or today

    @property
    def by(self) -> date | None:
        """The day by which things were known."""
        return last_day(self.known, "known")


class Paged(Clocks, frozen=True, kw_only=True):
    """A list, one page at a time."""

    limit: Limit = 100
    cursor: CursorText | None = None


def last_day(text: str | None, name: str) -> date | None:
    """The last day that a word means; None for an empty one.

    Raises:
        InputError: for what is no day, naming the parameter.
    """
    return parsed(text, name).last if text and text.strip() else None


def first_day(text: str | None, name: str) -> date | None:
    """The first day that a word means; None for an empty one."""
    return parsed(text, name).first if text and text.strip() else None


def parsed(text: str, name: str) -> Any:  # noqa: ANN401 - the date noun of `model`
    """A day, month or year, or an error that names the parameter."""
    try:
        return parse_edtf(text.strip())
    except InputError as error:
        raise InputError(error.message, value=text, where=name, hint=error.hint) from error


FORMATS = {
    "application/json": "json",
    "text/markdown": "md",
    "text/html": "html",
    "application/pdf": "pdf",
    "text/csv": "csv",
    "application/vnd.apache.parquet": "parquet",
    "text/calendar": "ics",
}
"""Media types of answers, and the `format` by which a question names each."""


def preferred(accept: str, offered: Sequence[str]) -> str:
    """Which of the media types offered an Accept header wants most (RFC 9110, 12.5.1); the first where it is open.

    >>> preferred("text/html;q=0.5, text/csv", ("application/json", "text/csv")), preferred("*/*", ("a/b", "c/d"))
    ('text/csv', 'a/b')
    """
    best, weight = offered[0], 0.0
    for one in accept.lower().split(","):
        name, *more = (part.strip() for part in one.split(";"))
        given = next((word[2:] for word in more if word.startswith("q=")), "1")
        try:
            much = min(float(given), 1.0)
        except ValueError:
            continue
        if name in offered and much > weight:
            best, weight = name, much
    return best


def parse_question(request: Request, noun: type[Q], media: Sequence[str] = ()) -> Q:
    """The question that a request asks; its `format` is what Accept wants most where the address names none.

    Args:
        request: the request.
        noun: what it asks.
        media: media types that the answer may have, the usual one first.

    Raises:
        Refused: 422 for a word that is unknown, twice there, overlong, not printable, or of the wrong kind.
    """
    many = _lists_of(noun)
    words: dict[str, Any] = {}
    for name, value in [*request.path_params.items(), *request.query_params.multi_items()]:
        if name not in noun.__struct_encode_fields__:
            raise _unknown(name, noun)
        if len(value) > LONGEST or not value.isprintable():
            raise Refused(422, f"{name}: at most {LONGEST} printable characters", value=value[:40])
        if name in many:
            words.setdefault(name, []).append(value)
        elif name in words:
            raise Refused(422, f"{name} is there twice", value=value[:40], hint="say it once")
        elif value != "" or name in request.path_params:
            words[name] = value
    if len(media) > 1 and "format" in noun.__struct_encode_fields__ and "format" not in words:
        words["format"] = FORMATS[preferred(request.headers.get("accept", ""), media)]
    try:
        return msgspec.convert(words, noun, strict=False)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$.")
        place = where.rstrip("`") or "question"
        raise Refused(422, f"{place}: {what[:1].lower()}{what[1:]}", hint="see: /api/openapi.json") from error


@cache
def _lists_of(noun: type[msgspec.Struct]) -> frozenset[str]:
    """The words of a question that may be said more than once."""
    return frozenset(field.encode_name for field in msgspec.structs.fields(noun) if get_origin(field.type) is tuple)


def _unknown(name: str, noun: type[msgspec.Struct]) -> Refused:
    from rapidfuzz import process

    fields = list(noun.__struct_encode_fields__)
    near = process.extractOne(name[:LONGEST], fields, score_cutoff=60)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(fields)}"
    return Refused(422, f"no parameter “{name[:40]}”", value=name[:40], hint=hint)
