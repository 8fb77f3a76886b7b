"""Bodies a state leaves or joins, by everyday names: "left the EU", "withdrew from the Criminal Court".

Such a body is a treaty only as what is left or joined; elsewhere it is an actor, and nothing is said of its treaty.
Which words name which treaty's body is data (`treaty_members.yaml`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from servanda.extraction.scan import Mention, word_entries
from servanda.extraction.surface import Zone, fold
from servanda.model import Action

FORM = "organ"
_MOVES = (str(Action.WITHDRAWAL), str(Action.ACCESSION))


class Members(msgspec.Struct, frozen=True, kw_only=True):
    """Compiled names of bodies: what may stand behind an act, and the treaty of each name."""

    behind: re.Pattern[str]
    treaties: dict[str, str]


def compile_members(section: Mapping[str, Any]) -> Members:
    """Build the pattern once from the data file `treaty_members.yaml`."""
    treaties = {fold(name): row["treaty"] for row in section["bodies"] for name in row["names"]}
    names = "|".join(sorted(map(re.escape, treaties), key=len, reverse=True))
    joins = "|".join(map(re.escape, section["prepositions"]))
    follow = rf"(?=\s*(?:[^\w\s'-]|\Z)|\s+(?:{'|'.join(section['followers'])}|\d+)\b)"
    return Members(behind=re.compile(rf"\s+(?:(?:{joins})\s+)?the\s+(?P<name>{names}){follow}"), treaties=treaties)


def member_cues(sections: Mapping[str, Any]) -> Iterator[str]:
    """The phrases that let a text past the gate: each word of leaving or joining with each body."""
    section = sections["treaty_members"]
    joins = ("", *(f"{word} " for word in section["prepositions"]))
    names = [name for row in section["bodies"] for name in row["names"]]
    moves = {e.text for e in word_entries(sections) if e.kind == "act" and e.value in _MOVES}
    yield from (f"{move} {join}the {name}".lower() for move in sorted(moves) for join in joins for name in names)


def with_members(zone: Zone, mentions: Sequence[Mention], members: Members) -> list[Mention]:
    """The mentions of a zone with the bodies that are left or joined; a state under such a name gives way."""
    found = list(_found(zone, mentions, members))
    if not found:
        return list(mentions)
    kept = [m for m in mentions if not any(m.start < f.end and f.start < m.end for f in found)]
    return sorted([*kept, *found], key=lambda m: m.start)


def _found(zone: Zone, mentions: Iterable[Mention], members: Members) -> Iterator[Mention]:
    named = {(m.start, m.end) for m in mentions if m.kind == "treaty" and not m.weak}
    for act in mentions:
        if act.kind == "act" and act.value in _MOVES:
            match = members.behind.match(zone.folded, act.end)
            if match and not any(start < match.end("name") and match.start("name") < end for start, end in named):
                yield Mention(*match.span("name"), "treaty", members.treaties[match["name"]], FORM)
