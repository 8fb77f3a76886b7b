"""Marks by which an agency signs a report: datelines at the head, brackets and dashes at the foot."""

from collections.abc import Iterable, Sequence

import msgspec

from servanda.extraction.grammar import Grammar, find_matches
from servanda.extraction.numerals import NumeralLexicon, Token
from servanda.extraction.persons import NameWords, is_capital

_HEAD, _TAIL = 160, 90


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody credited.

    Args:
        name: as the text has it, titles stripped; a surname alone stands in full where the text has it in full.
        start: first character of the name.
        end: one past its last character.
        kind: `agency`, `outlet`, `person`, `body` or `anonymous`.
        verb: `say`, `report`, `deny`, `warn`, `urge`, `promise`, `cite`, `mark` for the sign of an agency, or
            `subject` for a person with an office who opens a sentence in which nobody says anything (weak).
        scope: start and end of the sentence it speaks for; the whole text for a mark.
        office: the office before a person's name, "" where none stands.
        in_title: whether the offsets are those of the title.
    """

    name: str
    start: int
    end: int
    kind: str
    verb: str
    scope: tuple[int, int]
    office: str = ""
    in_title: bool = False


class AttributionGrammar(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about credits that is language, compiled once and reused."""

    numerals: NumeralLexicon
    words: NameWords
    verbs: dict[str, str]
    tell: frozenset[str]
    cites: Grammar
    between: frozenset[str]
    breaks: frozenset[str]
    abbreviations: frozenset[str]
    agencies: Grammar
    agency_names: frozenset[str]
    before_sign: frozenset[str]
    after_sign: frozenset[str]
    before_names: frozenset[str]
    pronouns: frozenset[str]


def find_marks(text: str, tokens: Sequence[Token], grammar: AttributionGrammar) -> list[Attribution]:
    """Agencies that sign at the head or foot, known by name or by the form of the dateline."""
    out = []
    for match in find_matches(tokens, grammar.agencies, _none):
        first, last = tokens[match.first].start, tokens[match.last - 1].end
        if text[first:last] not in grammar.agency_names and not text[first:last].isupper():
            continue
        if (first < _HEAD or last > len(text) - _TAIL) and _signs(tokens, match.first, match.last, grammar):
            out.append(_mark(text, first, last, "agency"))
    if not out:
        out += _unknown_marks(text, tokens)
    return out


def _signs(tokens: Sequence[Token], first: int, last: int, grammar: AttributionGrammar) -> bool:
    """Whether a name stands as a sign: in brackets, beside a dash, or alone at the end."""
    before = tokens[first - 1].low if first else "\n"
    alone = last == len(tokens) and before in grammar.breaks
    return alone or before in grammar.before_sign or (last < len(tokens) and tokens[last].low in grammar.after_sign)


def _unknown_marks(text: str, tokens: Sequence[Token]) -> list[Attribution]:
    """Read “CITY (Somebody) –” at the head, “(Somebody)”, “[Somebody]” at the foot."""
    out = []
    closing = {"(": ")", "[": "]"}
    for at, token in enumerate(tokens):
        if token.low not in closing or (_HEAD < token.start < len(text) - _TAIL):
            continue
        end = next(
            (pos for pos in range(at + 1, min(at + 6, len(tokens))) if tokens[pos].low == closing[token.low]), None
        )
        if end is None or end == at + 1 or not all(is_capital(text, inner) for inner in tokens[at + 1 : end]):
            continue
        head = token.start < _HEAD // 2 and end + 1 < len(tokens) and tokens[end + 1].low in ("-", "–", "—", ":")
        foot = end >= len(tokens) - 2 and (token.low == "[" or tokens[at - 1].low in (".", "\n", "”", '"'))
        if head or foot:
            out.append(_mark(text, tokens[at + 1].start, tokens[end - 1].end, "agency"))
    return out


def _mark(text: str, first: int, last: int, kind: str) -> Attribution:
    return Attribution(name=text[first:last], start=first, end=last, kind=kind, verb="mark", scope=(0, len(text)))


def _none(token: Token) -> Iterable[str]:
    del token
    return ()
