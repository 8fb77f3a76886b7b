"""What all charts share: the templates, the width of text, and the look of each status."""

from functools import cache

import msgspec
from jinja2 import Environment

from servanda.model import StatusValue
from servanda.templating import templates

WIDTH = 960
"""Units of a chart across; it scales to any page."""

NARROW, WIDE = frozenset("iljtfr.,:;'’|!()[]- "), frozenset("mwMWOQGDHNU@%")


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a legend: a class of the style sheet, its words, where it stands."""

    look: str
    words: str
    x: float
    row: int = 0


LOOKS: dict[StatusValue, str] = {
    StatusValue.SIGNATORY: "signatory",
    StatusValue.CONSENTED: "consented",
    StatusValue.PROVISIONAL: "provisional",
    StatusValue.PARTY: "party",
    StatusValue.PARTY_LEAVING: "leaving",
    StatusValue.SUSPENDED: "suspended",
    StatusValue.CONTESTED: "contested",
    StatusValue.FORMER_PARTY: "former",
}
"""Status to class; a status without one leaves its days empty."""


@cache
def paper() -> Environment:
    """The templates of charts; what goes in is escaped."""
    return templates("servanda.presentation", "templates/charts")


def text_width(text: str, *, size: float) -> float:
    """About how wide a text stands in the charts' font, in units.

    A guess by three classes of letters; good enough to keep labels apart without opening a font.
    """
    ems = sum(0.29 if c in NARROW else 0.8 if c in WIDE else 0.55 for c in text)
    return ems * size


def shortened(text: str, *, size: float, room: float) -> str:
    """The text, cut at a word with an ellipsis where it does not fit."""
    if text_width(text, size=size) <= room:
        return text
    words = text.split()
    while len(words) > 1 and text_width(" ".join(words) + " …", size=size) > room:
        words.pop()
    return " ".join(words) + " …"


def legend(entries: list[tuple[str, str]], *, left: float, right: float) -> tuple[tuple[Key, ...], int]:
    """Lay out a legend in rows from `left`, none past `right`; returns the entries and the number of rows."""
    x, row, laid = left, 0, []
    for look, words in entries:
        wide = 30 + text_width(words, size=13) + 18
        if x + wide > right and x > left:
            x, row = left, row + 1
        laid.append(Key(look=look, words=words, x=round(x, 1), row=row))
        x += wide
    return tuple(laid), row + 1
