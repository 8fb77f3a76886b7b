"""Sentences cut into clauses: stretches with a step or act of their own, where a state, a day or a "not" stays."""

import itertools
import re
from collections.abc import Sequence

import msgspec

from servanda.extraction.scan import Mention
from servanda.extraction.surface import Sentence, Zone

_HARD = re.compile(
    r";|:(?=\s)|\s[–—-]{1,2}\s|,?\s(?:but|while|whereas|although|though|because|unless|until|before|after|since|which|who|whose|when|if)\s"
    r"|\)|\("
)
_SOFT = re.compile(r",\s(?:and\s)?|\s(?:and|as|with|following|to|by)\s")
FINITE = ("past", "fin")


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a sentence and the mentions in it; `opener` is the word or mark that opened it."""

    start: int
    end: int
    sentence: int
    opener: str
    mentions: tuple[Mention, ...]

    def of(self, *kinds: str) -> list[Mention]:
        """Its mentions of these kinds, in order."""
        return [m for m in self.mentions if m.kind in kinds]


def clauses(zone: Zone, mentions: Sequence[Mention]) -> list[Clause]:
    """Cut every sentence of a zone that holds a mention of an act or a rung; the others stay whole."""
    found: list[Clause] = []
    at = 0
    for number, sentence in enumerate(zone.sentences):
        inside = []
        while at < len(mentions) and mentions[at].start < sentence.end:
            if mentions[at].start >= sentence.start:
                inside.append(mentions[at])
            at += 1
        found += _cut(zone, number, sentence, inside)
    return found


def _cut(zone: Zone, number: int, sentence: Sentence, mentions: list[Mention]) -> list[Clause]:
    borders = _borders(zone.folded, mentions)
    edges = [(sentence.start, ""), *borders, (sentence.end, "")]
    cut = []
    for (start, opener), (end, _) in itertools.pairwise(edges):
        inside = tuple(m for m in mentions if start <= m.start < end)
        cut.append(Clause(start=start, end=end, sentence=number, opener=opener, mentions=inside))
    return cut


def _borders(folded: str, mentions: list[Mention]) -> list[tuple[int, str]]:
    """Places between two verbal mentions where a new clause begins."""
    verbal = [m for m in mentions if m.kind in ("act", "rung")]
    borders: list[tuple[int, str]] = []
    for left, right in itertools.pairwise(verbal):
        hard = [m for m in _HARD.finditer(folded, left.end, right.start) if not _inside(m, mentions)]
        if hard:
            mark = hard[-1] if hard[-1].group().strip() in (")", "(") else hard[0]
            borders.append(
                (mark.end() if not mark.group().strip(" ,").isalpha() else mark.start() + 1, mark.group().strip(" ,"))
            )
        elif _has_finite(right):
            soft = [m for m in _SOFT.finditer(folded, left.end, right.start) if m.group().strip(" ,") in ("", "and")]
            if soft and _finished(left, right, mentions):
                borders.append((soft[-1].start() + 1, soft[-1].group().strip(" ,")))
    return borders


def _inside(match: re.Match[str], mentions: list[Mention]) -> bool:
    return any(m.start < match.start() < m.end for m in mentions)


def _has_finite(mention: Mention) -> bool:
    return any(form in mention.form for form in FINITE)


def _finished(left: Mention, right: Mention, mentions: list[Mention]) -> bool:
    """Whether what stands left can be a clause of its own: a finite verb or an act with its object."""
    return _has_finite(left) or any(left.start <= m.start < right.start for m in mentions if m.kind == "treaty")
