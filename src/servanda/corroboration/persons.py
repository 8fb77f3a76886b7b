"""Who did it, by name: the person whom a report shows signing, depositing or presenting.

Reports name many people, and two names are no contradiction by themselves. Two are compared: names that are one name
spelt in two ways, and the two persons whom two reports show doing the one deed.
"""

import re
from functools import lru_cache

import msgspec
from rapidfuzz.fuzz import ratio

from servanda.catalog.evidence import Evidence
from servanda.corroboration.words import fold

_PART = r"[^\W\d_a-z][\w’'\-]*"
_NAME = rf"{_PART}(?:\s+(?:(?:de|da|do|van|von|bin|al|el|la|le|dos|di)\s+)*{_PART}){{1,3}}"
ONE_NAME = 78.0
"""rapidfuzz ratio, 0 to 100, from which two differing parts of a name are one part misspelt (Adomako, Adomaku: 86)."""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """The persons a report names: all with an office, and the one it shows doing the deed."""

    people: tuple[str, ...] = ()
    agent: str | None = None


def find_people(text: str, given: tuple[str, ...], evidence: Evidence) -> Named:
    """The persons a text names with their office, and the agent of the deed.

    Args:
        text: the report's text.
        given: names that extraction found for the claim.
        evidence: offices and verbs of the deed.
    """
    if not evidence.offices:
        return Named(people=given)
    names = [_clean(m.group(1)) for m in _office(evidence.offices).finditer(text)]
    people = tuple(dict.fromkeys([*given, *names]))
    return Named(people=people, agent=_agent(text, people, evidence.agent_verbs))


def one_name_two_spellings(a: str, b: str) -> bool:
    """Whether two names are one person's, spelt differently.

    Example:
        >>> one_name_two_spellings("Kwesi Adomako", "Kwesi Adomaku"), one_name_two_spellings("Ana Li", "Ana Li")
        (True, False)
    """
    one, two = fold(a).split(), fold(b).split()
    if one == two or len(one) != len(two) or len(one) < 2:
        return False
    parts = [(x, y) for x, y in zip(one, two, strict=True) if x != y]
    return len(parts) < len(one) and all(min(len(x), len(y)) > 3 and ratio(x, y) >= ONE_NAME for x, y in parts)


def same_person(a: str, b: str) -> bool:
    """Whether two names may be one person's: one's parts all stand in the other's, accents aside."""
    one, two = set(fold(a).split()), set(fold(b).split())
    return one <= two or two <= one


@lru_cache(maxsize=8)
def _office(offices: tuple[str, ...]) -> re.Pattern[str]:
    some = "|".join(re.escape(o) for o in sorted(offices, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?i:{some})(?:,)?\s+({_NAME})")


def _clean(name: str) -> str:
    return re.sub(r"[’']s$", "", " ".join(name.split()))


def _agent(text: str, people: tuple[str, ...], verbs: tuple[str, ...]) -> str | None:
    """The person nearest before a verb of the deed in its sentence, or after "… by"."""
    some = "|".join(re.escape(v) for v in verbs)
    for sentence in re.split(r"(?<=[.!?])\s+(?=[^\Wa-z])", text):
        at = re.search(rf"(?<!\w)(?:{some})(?!\w)(\s+by\b)?", sentence)
        if not at:
            continue
        placed = [(sentence.find(p), p) for p in people if p in sentence]
        after = [(i, p) for i, p in placed if i > at.end()]
        before = [(i, p) for i, p in placed if i < at.start()]
        if at.group(1) and after:
            return min(after)[1]
        if before and not at.group(1):
            return max(before)[1]
    return None
