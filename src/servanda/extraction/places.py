"""Cities after which treaties are called ("Kyoto", "Istanbul"), where the words around say that the city is meant.

Such a name alone is believed near an act (`scan.settle`); before that, those are taken out that stand in a dateline,
behind "in" or "at", before what a city has ("Istanbul officials"), or that something else than a state is taken from.
"""

import re
from collections.abc import Sequence

from servanda.extraction.scan import Mention
from servanda.extraction.surface import Zone

_DATELINE = re.compile(r"\s*(?:\([^()\n]{2,40}\)|,[^.\n]{2,40}?[—–-]|[—–/]|--?\s)")
_INSIDE = re.compile(r"\b(?:in|at|near|outside|around|across|visit(?:ed|ing)?|mayor of|city of|capital|via)\s+\Z")
_TAKEN = re.compile(r"\s+(?:from|to|of|for)\s+\Z")
_OWNED = re.compile(
    r"(?:'s)?[\s-]+(?:based|born|area|airport|officials?|talks|summit|meeting|conference|mayor|city|hotel|court|police|"
    r"residents?|university|stadium|station|museum|suburbs?|street|region|province|correspondent|bureau|office)\b"
)
_BACK = 24
SHORTEST = len("Rome")
"""Letters of a city's name; fewer in capitals are an acronym ("CAT")."""


def without_places(zone: Zone, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a zone without weak names of treaties that are cities there."""
    if not any(m.weak and m.kind == "treaty" for m in mentions):
        return list(mentions)
    ends = {m.end for m in mentions if m.kind in ("act", "rung", "state", "body")}
    return [m for m in mentions if not (m.weak and m.kind == "treaty" and _is_place(zone, m, ends))]


def _is_place(zone: Zone, mention: Mention, ends: set[int]) -> bool:
    name, folded = zone.text[mention.start : mention.end], zone.folded
    if not name.isalpha() or (name.isupper() and len(name) < SHORTEST):
        return False
    opening = any(sentence.start == mention.start for sentence in zone.sentences)
    if opening and not zone.is_title and _DATELINE.match(folded, mention.end):
        return True
    before = folded[max(0, mention.start - _BACK) : mention.start]
    if _INSIDE.search(before) or _OWNED.match(folded, mention.end):
        return True
    taken = _TAKEN.search(before)
    return taken is not None and mention.start - len(taken.group()) not in ends
