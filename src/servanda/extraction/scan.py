"""One automaton over all names and words: a zone's text in, its mentions out, in order and without overlap.

A longer mention beats a shorter one, and among equal ones treaty beats state beats multiword cue beats word, so that
"Paris Agreement" is never France. Case is checked where it tells: names need a capital, acronyms their own letters.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import ahocorasick_rs
import msgspec

from servanda.extraction.surface import Zone, fold
from servanda.model import Action

RANK = {"treaty": 5, "state": 4, "body": 3, "person": 3, "generic": 2, "act": 2, "rung": 2, "op": 1}
FORMS = ("base", "fin", "past", "pp", "ger")
_WORD = re.compile(r"\w")


class Mention(NamedTuple):
    """A name or word of the domain: `start`, `end` in characters of the zone, end exclusive."""

    start: int
    end: int
    kind: str
    value: str
    form: str = ""
    weak: bool = False
    name: str = ""


class Entry(NamedTuple):
    """What a pattern stands for, and how its case is checked: `any`, `capital` or `exact`."""

    kind: str
    value: str
    form: str
    weak: bool
    case: str
    text: str
    name: str = ""


class Scanner:
    """The automaton and what each of its patterns stands for. Built once, immutable afterwards."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        patterns: dict[str, list[Entry]] = {}
        for entry in entries:
            folded = fold(entry.text)
            if folded and entry not in patterns.setdefault(folded, []):
                patterns[folded].append(entry)
        self._patterns = list(patterns)
        self._entries = list(patterns.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._patterns, implementation=ahocorasick_rs.Implementation.ContiguousNFA
        )

    def scan(self, zone: Zone) -> list[Mention]:
        """All mentions of a zone, longest first where they overlap."""
        found: list[tuple[int, int, Mention]] = []
        folded, text = zone.folded, zone.text
        shouting = text.isupper()
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if not _bounded(folded, start, end):
                continue
            for entry in self._entries[index]:
                if _case_fits(entry, text[start:end], shouting=shouting):
                    mention = Mention(start, end, entry.kind, entry.value, entry.form, entry.weak, entry.name)
                    found.append((-(end - start), -RANK.get(entry.kind, 0), mention))
        return _without_overlap(found)


def _bounded(text: str, start: int, end: int) -> bool:
    before = start == 0 or not (text[start - 1].isalnum() or text[start - 1] == "_") or not text[start].isalnum()
    after = end == len(text) or not (text[end].isalnum() or text[end] == "_") or not text[end - 1].isalnum()
    return before and after


def _case_fits(entry: Entry, seen: str, *, shouting: bool) -> bool:
    if entry.case == "lower":
        return not seen[:1].isupper() or " " in seen or len(seen) > 3
    if entry.case == "any" or (shouting and entry.case != "exact"):
        return True
    if entry.case == "exact":
        return seen == entry.text or (not entry.text.isupper() and seen.isupper())
    return seen[:1].isupper()


def _without_overlap(found: list[tuple[int, int, Mention]]) -> list[Mention]:
    """Keep the longest of overlapping mentions; several readings of the very same words all stay."""
    found.sort(key=lambda f: (f[0], f[1], f[2].start))
    taken: dict[tuple[int, int], list[Mention]] = {}
    busy: set[int] = set()
    for _, _, mention in found:
        place = (mention.start, mention.end)
        if place in taken:
            taken[place].append(mention)
        elif not any(at in busy for at in range(mention.start, mention.end)):
            taken[place] = [mention]
            busy.update(range(mention.start, mention.end))
    kept = [m for place in sorted(taken) for m in _best(taken[place])]
    return sorted(kept, key=lambda m: m.start)


def _best(same: list[Mention]) -> list[Mention]:
    """Of one stretch: the highest kind; beside a weak treaty name the state of that name stays (see `settle`)."""
    top = max(RANK.get(m.kind, 0) for m in same)
    best = _merged([m for m in same if RANK.get(m.kind, 0) == top])
    if best[0].kind == "treaty" and best[0].weak:
        best += [m for m in same if m.kind == "state"][:1]
    return best


def settle(mentions: Sequence[Mention], named: frozenset[str], acting: Callable[[Mention], bool]) -> list[Mention]:
    """Decide each weak treaty name: the treaty, where the report names it in full or an act stands by; else a place.

    Args:
        mentions: of one zone.
        named: treaties that the report names in full.
        acting: whether an act word stands in the mention's sentence.
    """
    kept: list[Mention] = []
    twins = {(m.start, m.end) for m in mentions if m.kind == "state"}
    for mention in mentions:
        place = (mention.start, mention.end)
        if mention.kind == "treaty" and mention.weak:
            if mention.value in named or (place not in twins and acting(mention)):
                kept.append(mention._replace(weak=False))
        elif not (mention.kind == "state" and kept and (kept[-1].start, kept[-1].end) == place):
            kept.append(mention)
    return kept


def _merged(same: list[Mention]) -> list[Mention]:
    """One mention for each (kind, value), its forms joined with `|`."""
    forms: dict[tuple[str, str], list[Mention]] = {}
    for mention in same:
        forms.setdefault((mention.kind, mention.value), []).append(mention)
    return [group[0]._replace(form="|".join(dict.fromkeys(m.form for m in group))) for group in forms.values()][:1]


def word_entries(sections: Mapping[str, Any]) -> Iterable[Entry]:
    """Entries of the lexicon's words: acts, rungs, operators, bodies, and nouns that are no treaty."""
    for row in sections["acts"]["acts"]:
        yield from _verbal(row, "act", str(Action(row["action"])))
    for row in sections["rungs"]["rungs"]:
        yield from _verbal(row, "rung", row["rung"])
    for row in sections["operators"]["operators"]:
        yield from (
            Entry("op", row["kind"], row.get("of", ""), weak=False, case="lower", text=word) for word in row["words"]
        )
    for word in sections["generics"]["things"]:
        yield Entry("thing", "thing", "noun", weak=False, case="any", text=word)
    for row in sections["bodies"]["bodies"]:
        for word in row["words"]:
            case = "exact" if word.isupper() else "any"
            yield Entry("body", row["body"], "", weak=False, case=case, text=word)


def _verbal(row: Mapping[str, Any], kind: str, value: str) -> Iterable[Entry]:
    for weak, key in ((False, "verbs"), (True, "weak")):
        for paradigm in row.get(key, ()):
            for form, word in zip(FORMS, paradigm.split("/"), strict=True):
                yield Entry(kind, value, form, weak, "any", word, row.get("of", ""))
    for weak, key in ((False, "nouns"), (True, "weak_nouns")):
        for word in row.get(key, ()):
            yield Entry(kind, value, "noun", weak, "any", word)


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A name to look for: `weak` names are believed only with support."""

    text: str
    value: str
    kind: str
    weak: bool = False


def name_entries(kind: str, names: Sequence[Named]) -> Iterable[Entry]:
    """Entries for names of states, treaties or bodies, with the case check that fits the name."""
    for name in names:
        letters = [c for c in name.text if c.isalpha()]
        if not letters:
            continue
        acronym = len(letters) <= 8 and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)
        proper = name.text[:1].isupper() and (kind in ("state", "body") or " " not in name.text)
        case = "exact" if acronym else "capital" if proper else "any"
        yield Entry(kind, name.value, name.kind, name.weak, case, name.text)
