"""Who and what an act is about: the state that acts, the treaty it acts on, each with how it was found.

The answer names its way (`subject`, `of`, `body`, `clause`, `sentence`, `focus`, `title`), so that the judge can weigh
a state named as subject above one remembered from two sentences before.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from servanda.extraction.scan import Mention
from servanda.extraction.segments import Clause

_PLACE = re.compile(
    r"\b(?:in|at|from|near|outside|to|through|via|into|with|against|toward|towards|unlike|like|than|under|over|between)\s+(?:the\s+)?$"
)
_UNLIKE = re.compile(
    r"(?:\b(?:unlike|rather than|instead of|all but|all except|except|except for)|, (?:but )?not)"
    r"\s+(?:the\s+)?$"
)
_BY = re.compile(r"\bby\s+(?:the\s+)?$")
_OF = re.compile(r"\bof\s+(?:the\s+)?$")
_LISTED = re.compile(r":\s")
_DAY = (
    r"(?:(?:\s+(?:on|in)\s+|\s*\()(?:\d{1,2}\s[a-z]{3,9}|[a-z]{3,9}(?:\s\d{1,2})?|\d{4}|[\d./-]{6,10})"
    r"(?:,?\s\d{4})?\)?)?"
)
_AND = re.compile(rf"^{_DAY}\s*(?:,|,?\s*and|&|/|,\s*as well as|as well as|or|nor)\s*(?:the\s+)?$")

ADMITTING = "nato"
"""The organisation whose members each ratify a protocol on the accession of another."""
_OWNED = 8


class Found(NamedTuple):
    """A state or treaty, the mention that names it, and the way it was found."""

    value: str
    mention: Mention | None
    way: str


def groups_of(clause: Clause, anchor: Mention | None, folded: str) -> list[list[Found]]:
    """The states of a clause that may act, likeliest first; states that a list joins form one group.

    Args:
        clause: where the act or rung stands.
        anchor: the act or rung; None puts the anchor at the end of the clause.
        folded: the zone's folded text.
    """
    at = anchor or Mention(clause.end, clause.end, "end", "")
    admitted = candidates(clause, folded)
    apart = contrasted(clause, folded)
    states = [m for m in clause.of("state") if m.start not in admitted and m not in apart]
    groups: list[list[Found]] = []
    done: set[int] = set()
    for way, _, mention in sorted(
        ((*_way(m, at, folded, clause), m) for m in states), key=lambda w: (w[1], w[2].start)
    ):
        if mention.start in done:
            continue
        members = _items(mention, states, clause) if way == "listed" else coordinated(mention, states, folded)
        done.update(m.start for m in members)
        groups.append([Found(m.value, m, way) for m in members])
    return groups


def contrasted(clause: Clause, folded: str) -> list[Mention]:
    """States of a clause that are named to say that they did otherwise: "unlike Hungary", "all but Peru and Chile"."""
    states = clause.of("state")
    found: list[Mention] = []
    for mention in states:
        follows = bool(found) and folded[found[-1].end : mention.start].strip() in ("and", "or")
        if follows or _is_contrast(mention, folded):
            found.append(mention)
    return found


def _is_contrast(mention: Mention, folded: str) -> bool:
    """Whether a state is named only to say that it did otherwise: "unlike Hungary, Slovakia ratified"."""
    return bool(_UNLIKE.search(folded[max(0, mention.start - 18) : mention.start]))


def _way(mention: Mention, anchor: Mention, folded: str, clause: Clause) -> tuple[str, int]:
    """How a state stands to an act, and what it costs to take it for the one that acts."""
    before = folded[max(clause.start, mention.start - 14) : mention.start]
    gap = abs(anchor.start - mention.start) // 40
    if mention.start > anchor.end:
        return _way_behind(mention, anchor, folded, before)
    if _PLACE.search(before):
        return "place", 8 + gap
    if mention.form in ("capital", "seat", "metonym"):
        return "metonym", 3 + gap
    owner = folded[mention.end : mention.end + 2] == "'s"
    return ("owner" if owner else "subject"), gap


def _way_behind(mention: Mention, anchor: Mention, folded: str, before: str) -> tuple[str, int]:
    """The same for a state that stands behind the act."""
    gap = (mention.start - anchor.start) // 40
    if _LISTED.search(folded, anchor.end, mention.start):
        return "listed", 2
    if _BY.search(before):
        return "by", 1
    if _OF.search(before) and mention.start - anchor.end < 25:
        return "of", 2
    return ("place", 9 + gap) if _PLACE.search(before) else ("after", 5 + gap)


def coordinated(mention: Mention, states: Sequence[Mention], folded: str) -> list[Mention]:
    """The run of states that a list joins to this one, each perhaps with its day: "Nauru on 4 May, Chad and Fiji"."""
    at = states.index(mention)
    first = last = at
    while first > 0 and _AND.match(folded[states[first - 1].end : states[first].start]):
        first -= 1
    while last + 1 < len(states) and _AND.match(folded[states[last].end : states[last + 1].start]):
        last += 1
    return list(states[first : last + 1])


def _items(mention: Mention, states: Sequence[Mention], clause: Clause) -> list[Mention]:
    """The states that follow the first of a list, whatever stands between them, up to the next act or step."""
    end = min((m.start for m in clause.of("act", "rung") if m.start > mention.start), default=clause.end)
    return [m for m in states if mention.start <= m.start < end]


def candidates(clause: Clause, folded: str) -> frozenset[int]:
    """Where states are named whose own admission others decide on: "Turkey ratified Sweden's accession to NATO".

    They are candidates only where another state or its chamber stands before them and a step is taken between.
    """
    organs = [m for m in clause.of("treaty") if m.form == "organ" or m.value == ADMITTING]
    states = clause.of("state")
    if not organs or not states:
        return frozenset()
    steps = [m.start for m in clause.of("rung", "act")]
    actors = [m.start for m in states] + [m.start for m in clause.of("body") if m.form == "chamber" and m.name]
    found: set[int] = set()
    for state in states:
        admitted = _is_admitted(state, clause, folded)
        if admitted and any(actor < step < state.start for actor in actors for step in steps):
            found.update(m.start for m in coordinated(state, states, folded))
    return frozenset(found)


def _is_admitted(state: Mention, clause: Clause, folded: str) -> bool:
    """Whether a state owns an accession: "Sweden's accession", "Sweden's NATO accession", "accession of Sweden"."""
    for m in clause.mentions:
        if (m.kind == "act" and m.value != "accession") or m.kind not in ("act", "treaty"):
            continue
        owned = folded[state.end : state.end + 2] == "'s" and 0 <= m.start - state.end <= _OWNED
        joined = 0 <= state.start - m.end <= _OWNED and _OF.search(folded[m.end : state.start])
        if owned or (joined and m.kind == "act"):
            return True
    return False


def treaties_of(clause: Clause, anchor: Mention, folded: str) -> list[Found]:
    """The treaties an act may be on, best first: after the act before before it, coordinated ones together."""
    mentions = clause.of("treaty")
    if not mentions:
        return []
    after = [m for m in mentions if m.start >= anchor.end]
    best = after[0] if after else mentions[-1]
    group = coordinated(best, mentions, folded)
    way = "object" if best.start >= anchor.end else "before"
    return [Found(key, m, way) for m in group for key in m.value.split("+")]
