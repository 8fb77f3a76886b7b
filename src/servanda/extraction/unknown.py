"""Treaties that the catalog does not know: a proper name headed by "Convention", "Agreement" and the like.

Such a name is a treaty of its own: it is given as the text has it, and keeps the reader from taking the act for one on
the treaty last spoken of.
"""

import re
from collections.abc import Iterable, Sequence

from servanda.extraction.scan import Mention
from servanda.extraction.surface import Zone

UNKNOWN = "?"
"""Begins the value of such a treaty; its name follows."""
LONGEST = 160
_OPENED = re.compile(
    r"(?:The|This|That|These|Its|Their|His|Her|Our|Your|Both|Two|Another|Any|No|Some|Such|Each|Every) "
)
"""Words that open a sentence, not a name."""


def compile_unknown(heads: Iterable[str], links: Iterable[str], days: Iterable[str] = ()) -> re.Pattern[str]:
    """The shape of a treaty's name: capitalised words around a head, with small linking words between them.

    Args:
        heads: nouns that head treaty names, lower case.
        links: words that may stand uncapitalised inside a name ("of", "on", "and").
        days: names of weekdays and months, which end a name ("the Pact on Monday").
    """
    head = "|".join(sorted({h.strip(" .,-").capitalize() for h in heads if h.strip(" .,-").isalpha()}))
    day = "|".join(sorted({day.capitalize() for day in days})) or "(?!)"
    word = rf"(?!(?:{day})\b)[A-Z][\w’'-]*"
    link = "|".join(sorted(links))
    before = rf"(?:{word} (?:(?:{link}) )?){{0,4}}"
    behind = rf"(?: (?:{link}){{1}}(?: (?:{link}))?(?: {word}){{1,6}}){{0,5}}"
    return re.compile(rf"\b{before}(?:{head})s?\b{behind}")


def with_unknown(zone: Zone, mentions: Sequence[Mention], shape: re.Pattern[str]) -> list[Mention]:
    """The mentions of a zone with its unknown treaties; states inside such a name are part of it.

    A bare head ("Convention"), and a name that overlaps one the catalog knows, are not taken. A reference ("the Pact")
    is a name where it goes on as one ("the Pact for Future Cities").
    """
    if zone.text.isupper():
        return list(mentions)
    known = _marked(len(zone.text), (m for m in mentions if m.kind in ("treaty", "body")))
    referring = {m.end for m in mentions if m.kind == "generic"}
    found = []
    for match in shape.finditer(zone.text):
        start, end = match.span()
        whole = end not in referring and _OPENED.sub("", match.group())
        if end - start <= LONGEST and whole and " " in whole and known.find(1, start, end) < 0:
            start = end - len(whole)
            found.append(Mention(start, end, "treaty", UNKNOWN + whole, "unknown"))
    if not found:
        return list(mentions)
    named = _marked(len(zone.text), found)
    kept = [m for m in mentions if not named[m.start]]
    return sorted([*kept, *found], key=lambda m: m.start)


def _marked(length: int, mentions: Iterable[Mention]) -> bytearray:
    """One byte a character, 1 where a mention stands."""
    marks = bytearray(length)
    for mention in mentions:
        marks[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    return marks
