"""Names of persons and bodies in running text, with the office that stands beside a name.

A name is a run of capitalised words, with the small words that live inside names; a run of titles before it is the
office, and so is what stands after it between commas ("X, the environment minister,"). Who somebody is in the world
is not this module's business. Pure and linear; the words are data (`persons.yaml`).
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from servanda.extraction.numerals import Token

_LONGEST = 9


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A person named with an office; offsets are those of the name, end exclusive."""

    name: str
    office: str
    start: int
    end: int


class NameWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words of names, titles and bodies in one language."""

    titles: frozenset[str]
    offices: frozenset[str]
    particles: frozenset[str]
    generation: frozenset[str]
    bodies: frozenset[str]
    speakers: frozenset[str]
    anonymous: frozenset[str]
    not_names: frozenset[str]


class Name(NamedTuple):
    """A name or a described speaker at tokens first..last (last exclusive); `office` is "" where none stands before."""

    first: int
    last: int
    kind: str
    office: str


def compile_persons(section: Mapping[str, Any]) -> NameWords:
    """Compile the data file `persons.yaml`."""
    return NameWords(**{field: frozenset(section[field]) for field in NameWords.__struct_fields__})


def find_persons(text: str, tokens: Sequence[Token], words: NameWords) -> list[Person]:
    """Every person who is named with an office, in reading order."""
    out: list[Person] = []
    at = 0
    while at < len(tokens):
        name = name_from(text, tokens, at, words)
        if name is None:
            at += 1
            continue
        at = name.last
        office = name.office or _office_after(text, tokens, name.last, words)
        if name.kind == "person" and office:
            first, last = tokens[name.first].start, tokens[name.last - 1].end
            out.append(Person(name=text[first:last], office=office, start=first, end=last))
    return out


def name_from(text: str, tokens: Sequence[Token], at: int, words: NameWords) -> Name | None:
    """The name that begins at token `at`, titles stripped; None where no capitalised name begins."""
    last = _run_end(text, tokens, at, words)
    return None if last == at else _classify(text, tokens, at, last, words)


def name_before(text: str, tokens: Sequence[Token], end: int, words: NameWords) -> Name | None:
    """The name or described speaker ("the foreign ministry") that ends before token `end`."""
    if not end:
        return None
    if is_capital(text, tokens[end - 1]) or tokens[end - 1].low in words.generation:
        first = end - 1
        while first > 0 and end - first < _LONGEST and _inside(text, tokens, first - 1, first, words):
            first -= 1
        while first < end and (tokens[first].low in words.not_names or not is_capital(text, tokens[first])):
            first += 1
        return None if first >= end else _classify(text, tokens, first, end, words)
    if tokens[end - 1].low in words.speakers:
        return _described(text, tokens, end, words)
    return None


def is_capital(text: str, token: Token) -> bool:
    """Whether a token is a word with a capital."""
    return text[token.start].isupper() and token.number is None


def described_from(text: str, tokens: Sequence[Token], at: int, words: NameWords) -> Name | None:
    """The described speaker that begins at token `at` ("the energy ministry"), at most five words long."""
    for end in range(at + 1, min(len(tokens), at + 6) + 1):
        if tokens[end - 1].low in words.speakers and not (end < len(tokens) and tokens[end].low in words.speakers):
            return _described(text, tokens, end, words, floor=at)
        if not tokens[end - 1].low[:1].isalpha():
            return None
    return None


def _run_end(text: str, tokens: Sequence[Token], at: int, words: NameWords) -> int:
    if not is_capital(text, tokens[at]) or tokens[at].low in words.not_names:
        return at
    end = at + 1
    while end < len(tokens) and end - at < _LONGEST and _inside(text, tokens, end, end - 1, words):
        end += 1
    while end > at + 1 and not is_capital(text, tokens[end - 1]) and tokens[end - 1].low not in words.generation:
        end -= 1
    return end


def _inside(text: str, tokens: Sequence[Token], at: int, beside: int, words: NameWords) -> bool:
    """Whether token `at` belongs to the run of capitals that holds its neighbour `beside`."""
    token, other = tokens[at], tokens[beside]
    gap = token.start - other.end if at > beside else other.start - token.end
    if gap > 1:
        return False
    if is_capital(text, token):
        return token.low not in words.not_names
    return _glue(text, tokens, at, beside, words) if not token.low[:1].isalpha() else _little(tokens, at, words)


def _glue(text: str, tokens: Sequence[Token], at: int, beside: int, words: NameWords) -> bool:
    """Whether a mark holds a name together: "You-geun", "Itar/Tass", "Prime Minister’s Office", "G. Simba"."""
    token, other = tokens[at], tokens[beside]
    touching = token.start == other.end or token.end == other.start
    if token.low in ("’s", "'s"):
        return at + 1 < len(tokens) and is_capital(text, tokens[at + 1])
    if token.low == ".":
        initial = tokens[at - 1].low if at else ""
        return touching and (len(initial) == 1 or initial in words.titles)
    return token.low == "&" or (touching and token.low in ("-", "‑", "/", "'", "’"))


def _little(tokens: Sequence[Token], at: int, words: NameWords) -> bool:
    """Whether a word without a capital lives inside a name."""
    if tokens[at].low == "and":
        return any(token.low == "of" for token in tokens[max(0, at - 4) : at])
    return tokens[at].low in words.particles or tokens[at].low in ("of", "the", "for")


def _classify(text: str, tokens: Sequence[Token], first: int, last: int, words: NameWords) -> Name:
    """Tell persons from bodies, and take the titles off a person."""
    lows = [token.low for token in tokens[first:last]]
    start = first
    while start < last - 1 and (tokens[start].low in words.titles or tokens[start].low in ("-", ".")):
        start += 1
    office_words = {token.low for token in tokens[first:start]}
    titled = bool(office_words & words.offices)
    if titled and tokens[start].low not in words.bodies and is_capital(text, tokens[start]):
        end = _person_end(tokens, start, last)
        return Name(start, end, "person", text[tokens[first].start : tokens[start - 1].end])
    if any(low in words.bodies for low in lows):
        return Name(first, last, "body", "")
    capitals = sum(is_capital(text, token) for token in tokens[first:last])
    return Name(first, _person_end(tokens, first, last), "person" if capitals >= 2 else "other", "")


def _person_end(tokens: Sequence[Token], first: int, last: int) -> int:
    """End a person's name before "of" ("Lina Abu Habib of CRTDA")."""
    for at in range(first + 1, last):
        if tokens[at].low in ("of", "for", "the"):
            return at
    return last


def _described(text: str, tokens: Sequence[Token], end: int, words: NameWords, *, floor: int = 0) -> Name:
    first = end - 1
    while first > floor and end - first < 5:
        before = tokens[first - 1]
        word = before.low[:1].isalpha() and before.low not in words.not_names and before.low not in ("of", "to", "s")
        if before.low in ("’s", "'s") and first > 1 and is_capital(text, tokens[first - 2]):
            owner = name_before(text, tokens, first - 1, words)
            first = owner.first if owner else first - 2
            break
        if not word or before.number is not None or tokens[first].start - before.end > 1:
            break
        first -= 1
    kind = "anonymous" if tokens[end - 1].low in words.anonymous else "body"
    return Name(first, end, kind, "")


def _office_after(text: str, tokens: Sequence[Token], at: int, words: NameWords) -> str:
    """The office in ", the environment minister," after a name, "" where there is none."""
    if at >= len(tokens) or tokens[at].low != ",":
        return ""
    first = at + 1
    while first < len(tokens) and tokens[first].low in ("the", "a", "an", "its", "their", "’s"):
        first += 1
    for end in range(first + 1, min(len(tokens), first + 7)):
        if tokens[end].low in (",", ".", ";", ":", "\n"):
            inner = {token.low for token in tokens[first:end]}
            return text[tokens[first].start : tokens[end - 1].end] if inner & words.offices else ""
    return ""
