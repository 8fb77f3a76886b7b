"""A Report: one text that somebody published, as it was read. Who says something is kept apart from what is said."""

import msgspec

from servanda.model.dates import Edtf, is_edtf
from servanda.model.errors import InputError


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One report.

    Args:
        id: the id given, else the path, else a hash of the content.
        text: the main text; every span of a claim counts characters of this text.
        title: headline, if any; evidence found only there has spans `("title", start, end)`.
        published: day (or month, year) of publication, EDTF.
        language: BCP 47 primary subtag, lower case, or None where nobody knows.
        retrieved: day it was fetched, EDTF.
        byline: the author line as printed.
        agency: the news agency the report credits for itself ("(TASS)", "Reuters -"), as printed.
        path: the file it came from, for messages.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: Edtf | None = None
    language: str | None = None
    retrieved: Edtf | None = None
    byline: str | None = None
    agency: str | None = None
    path: str | None = None

    def __post_init__(self) -> None:
        """Refuse a report without id, or with an impossible day."""
        if not self.id:
            raise InputError("a report needs an id")
        for name in ("published", "retrieved"):
            value = getattr(self, name)
            if value is not None and not is_edtf(value):
                raise InputError(f"{name} “{value}” is not a date", value=value, where=self.id)


class Reject(msgspec.Struct, frozen=True, kw_only=True):
    """A member of the input that could not be read: where, why, and what to do."""

    where: str
    reason: str
    hint: str = ""
