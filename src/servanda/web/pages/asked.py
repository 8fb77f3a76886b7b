"""What a request asks: its days, names and limits, read from the address or a form."""

from datetime import date
from urllib.parse import parse_qs

import msgspec
from starlette.requests import Request

from servanda.model import InputError, parse_edtf

MOST_BYTES = 400_000
"""A pasted report may have as many bytes as a long web page's text."""

MOST_FIELDS = 500
"""Fields of one form: the desk has a box for each report of an event."""


class Clocks(msgspec.Struct, frozen=True, kw_only=True):
    """The two clocks of a request: the day asked about, and the day by which things were known."""

    on: date
    known: date | None = None


def clocks(request: Request, today: date) -> Clocks:
    """Read `on` and `known`; an empty field asks nothing.

    Raises:
        InputError: for what is no day.
    """
    on, known = (request.query_params.get(name, "").strip() for name in ("on", "known"))
    return Clocks(
        on=parse_edtf(on).last if on else today,
        known=parse_edtf(known).last if known else None,
    )


def word(request: Request, name: str) -> str:
    """One field of the address, without blanks around it."""
    return request.query_params.get(name, "").strip()


async def form(request: Request) -> dict[str, str]:
    """The fields of a posted form, of each the first value; see `form_lists`."""
    return {name: values[0] for name, values in (await form_lists(request)).items()}


async def form_lists(request: Request) -> dict[str, list[str]]:
    """The fields of a posted form with every value of each, as boxes that are ticked have them.

    Raises:
        InputError: for a form larger than the limit, or one that is no form.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise InputError(f"the text is longer than {MOST_BYTES // 1000} kB", hint="paste less of it")
    try:
        return parse_qs(bytes(body).decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise InputError("the form cannot be read", hint="send it again") from error
