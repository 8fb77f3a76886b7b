"""Misspelt words of the domain ("Covention", "Lituania", "rati-fied"), set right where a text nearly tells of a treaty.

Tried only where reading came to nothing, so that no text that can be read as it stands is read otherwise. A word is
changed where it is none that is known, where exactly one word of the domain is a single edit away (a letter left out,
put in, changed, or two swapped), and where both begin alike. Spans are carried back as in `mending`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

import ahocorasick_rs
import msgspec

from servanda.extraction.mending import Mended
from servanda.extraction.scan import Named, word_entries
from servanda.model import Report

LONGEST = 50_000
"""Characters of a text that is looked at; longer ones are no news story with a slip of the pen."""
REMEMBERED = 1 << 16
"""Words whose nearest word is kept, since texts share most of theirs."""
SHORTEST = 5
"""Letters of a word that may be misspelt."""
SURE = 7
"""Letters from which a state's name may be misspelt in any way; a shorter one only by two letters swapped."""
_TOKEN = re.compile(r"[^\W_]{2,20}-[a-z]{2,20}|[^\W_]{5,30}")
_NAME = re.compile(r"[^\W\d_]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What words may be meant and which are meant as they stand, all lower case.

    Args:
        plain: heads, acts and words of treaties' names, in any case.
        states: words of states' names and demonyms, believed with a capital.
        places: first words of treaties' names ("Ottawa"), believed with a capital and a head behind them.
        heads: nouns that head treaty names.
        known: everything that is a word of the catalog or the lexicon.
        real: other words of the language that are one edit from one of ours ("statue", "chapter").
    """

    plain: frozenset[str]
    states: frozenset[str]
    places: frozenset[str]
    heads: frozenset[str]
    known: frozenset[str]
    real: frozenset[str]


def compile_words(
    sections: Mapping[str, Any], states: Iterable[Named], treaties: Iterable[Named], known: frozenset[str]
) -> Words:
    """The words of a lexicon and of the names of states and treaties, sorted by how they are believed."""
    section, heads = sections["respelling"], frozenset(h for h in sections["generics"]["heads"] if h.isalpha())
    plain, of_states, places = set(heads), set[str](), set[str]()
    for state in states:
        if state.kind in ("name", "official", "demonym", "former_name"):
            of_states.update(w.lower() for w in _NAME.findall(state.text) if len(w) >= SHORTEST and w[0].isupper())
    for treaty in treaties:
        words = _NAME.findall(treaty.text)
        plain.update(w.lower() for w in words if len(w) > SURE)
        if len(words) > 1 and words[0].istitle() and len(words[0]) >= SURE - 1:
            places.add(words[0].lower())
    for entry in word_entries(sections):
        if entry.kind in ("act", "rung", "body") and not entry.weak and entry.text.isalpha():
            plain.update([entry.text.lower()] if len(entry.text) >= SURE else ())
    plain = {word for word in plain if len(word) >= SURE - 1}
    return Words(
        plain=frozenset(plain - of_states),
        states=frozenset(of_states),
        places=frozenset(places - plain - of_states),
        heads=heads,
        known=known,
        real=frozenset(word for row in section["real"] for word in row),
    )


class Speller:
    """Compiled at the first text that needs it; immutable afterwards."""

    def __init__(self, words: Words) -> None:
        """Keep the words; compile nothing yet."""
        self._words = words
        self._near = lru_cache(maxsize=REMEMBERED)(self._near_word)

    def suspects(self, text: str) -> bool:
        """Whether a text holds a misspelt head; one look with an automaton, for texts that the gate stops."""
        folded = text.lower()
        return any(
            not folded[max(0, start - 1) : start].isalnum() and not folded[end : end + 1].isalnum()
            for _, start, end in self._misspelt_heads.find_matches_as_indexes(folded)
        )

    def respell(self, report: Report) -> Mended | None:
        """The report with its misspelt words set right; None where there is none."""
        if len(report.text) > LONGEST:
            return None
        kept, starts, shifts = [], [0], [0]
        done = length = 0
        for start, end, right in self._changes(report.text):
            kept += [report.text[done:start], right]
            length += start - done + len(right)
            starts += [length - len(right) + 1, length]
            shifts += [start + 1 + (end - start) - len(right) - starts[-2], end - length]
            done = end
        if not kept:
            return None
        whole = "".join((*kept, report.text[done:]))
        return Mended(report=msgspec.structs.replace(report, text=whole), starts=tuple(starts), shifts=tuple(shifts))

    def _changes(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and the word meant, for each misspelt word of a text."""
        for found in _TOKEN.finditer(text):
            seen = found[0]
            start, end = found.span()
            meant = self._joined(seen.lower()) if "-" in seen else ""
            if not meant:
                seen = seen.partition("-")[0]
                end = start + len(seen)
                meant = self._meant(seen, text[end : end + 20]) if len(seen) >= SHORTEST else ""
            if meant:
                yield start, end, _cased(meant, seen)

    def _joined(self, seen: str) -> str:
        """The word that a hyphen cuts in two, if it is one of ours."""
        joined = seen.replace("-", "")
        whole = joined in self._words.plain or joined in self._words.states
        return joined if whole and seen not in self._words.known else ""

    def _meant(self, seen: str, behind: str) -> str:
        """The one word of ours that a word may stand for; empty where there is none, or more than one."""
        meant, words = self._near(seen.lower()), self._words
        if not meant:
            return ""
        if meant in words.plain:
            return meant
        if not seen[0].isupper():
            return ""
        swapped = sorted(meant) == sorted(seen.lower())
        if meant in words.states and (swapped or max(len(meant), len(seen)) >= SURE):
            return meant
        following = re.match(r"\W+([^\W_]+)", behind)
        headed = following is not None and (following[1].lower() in words.heads)
        return meant if meant in words.places and headed else ""

    def _near_word(self, word: str) -> str:
        """The one word of ours that is a single edit from a word that is none, lower case; else empty."""
        words = self._words
        if word.isdigit() or any(w in words.known or w in words.real for w in (word, word.removesuffix("s"))):
            return ""
        near = {w for cut in _cuts(word) for w in self._by_cut.get(cut, ()) if w[0] == word[0] and _one_edit(word, w)}
        near = {w for w in near if not _inflected(word, w)}
        return near.pop() if len(near) == 1 else ""

    @cached_property
    def _by_cut(self) -> dict[str, tuple[str, ...]]:
        """Each word of ours, and each that is left of it without one letter, to the words it comes from."""
        found: dict[str, list[str]] = {}
        for word in sorted(self._words.plain | self._words.states | self._words.places):
            for cut in _cuts(word):
                found.setdefault(cut, []).append(word)
        return {cut: tuple(words) for cut, words in found.items()}

    @cached_property
    def _misspelt_heads(self) -> ahocorasick_rs.AhoCorasick:
        heads = [head for head in self._words.heads if len(head) >= SURE - 1]
        spoilt = {edit for head in heads for edit in _edits(head)} - self._words.known - self._words.real
        spoilt |= {f"{head[:at]}-{head[at:]}" for head in heads for at in range(2, len(head) - 1)}
        return ahocorasick_rs.AhoCorasick(
            sorted(spoilt), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.DFA,
        )  # fmt: skip


def _cuts(word: str) -> Iterable[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))}


def _edits(word: str) -> Iterator[str]:
    """What one slip makes of a word; its first letter stays, and it is not merely inflected."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        yield from (word[:at] + letter + word[at + 1 :] for letter in _LETTERS)
        yield from (word[:at] + letter + word[at:] for letter in _LETTERS)


def _one_edit(word: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return bool(OSA.distance(word, other, score_cutoff=1) == 1)


def _inflected(word: str, other: str) -> bool:
    """Whether two words differ by an ending only ("Germanys", "announces")."""
    short, long = sorted((word, other), key=len)
    return long.startswith(short) and long[len(short) :] in ("s", "d", "n", "r")


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word.capitalize() if like[0].isupper() else word
