"""Tokens, with the numbers among them read: figures, words, ordinals, thousands, figures an OCR engine misread.

One flat list of tokens serves the grammars of times and tallies, so that a text is cut once. A run of number words
("a hundred and three") is one token with one value. Total and linear in the length of the text; no I/O.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

_CUT = re.compile(r"\n[^\S\n]*\n\s*|\d+[^\W_]*|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?|['’]s\b|[^\w\s]|_")
_OCR = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})


class Token(NamedTuple):
    """One word, number or mark.

    Args:
        start: first character.
        end: one past the last character.
        low: the text in lower case; a line feed for a blank line.
        number: the value where the token is a number, else None.
        form: `figure`, `word`, `ordinal`, `decimal`, `zero` (a word that counts nobody) or "" for no number.
        repaired: whether letters were read as figures (195l).
    """

    start: int
    end: int
    low: str
    number: int | None = None
    form: str = ""
    repaired: bool = False


class NumeralLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """The words of numbers in one language; `starts` may begin a number of several words."""

    small: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    ordinals: dict[str, int]
    zeros: dict[str, int]
    articles: frozenset[str]
    joiners: frozenset[str]
    hyphens: frozenset[str]
    suffixes: tuple[str, ...]
    known: dict[str, tuple[int, str]]
    starts: frozenset[str]


def compile_numerals(section: Mapping[str, Any]) -> NumeralLexicon:
    """Build the lexicon once from the data file `numerals.yaml`."""
    return NumeralLexicon(
        small=dict(section["units"]),
        tens=dict(section["tens"]),
        scales=dict(section["scales"]),
        ordinals=dict(section["ordinals"]),
        zeros=dict(section["zeros"]),
        articles=frozenset(section["articles"]),
        joiners=frozenset(section["joiners"]),
        hyphens=frozenset(section["hyphens"]),
        suffixes=tuple(section["suffixes"]),
        known={
            **{word: (value, "ordinal") for word, value in section["ordinals"].items()},
            **{word: (value, "zero") for word, value in section["zeros"].items()},
        },
        starts=frozenset([*section["units"], *section["tens"], *section["articles"]]),
    )


def tokenize(text: str, lexicon: NumeralLexicon) -> list[Token]:
    """Cut a text into tokens, reading its numbers.

    Args:
        text: any string.
        lexicon: from `compile_numerals`.
    """
    raw: list[Token] = []
    known, starts, numbers = lexicon.known, lexicon.starts, False
    for match in _CUT.finditer(text):
        word = match.group()
        low = word.lower()
        if low in known:
            raw.append(Token(match.start(), match.end(), low, *known[low]))
        elif low[0].isdecimal():
            raw.append(_read_figure(match.start(), match.end(), word, lexicon))
            numbers = True
        else:
            raw.append(Token(match.start(), match.end(), low if low[0] != "\n" else "\n"))
            numbers = numbers or low in starts
    return _join(raw, lexicon) if numbers else raw


def _join(raw: list[Token], lexicon: NumeralLexicon) -> list[Token]:
    """Join the tokens of one number, in figures or words, into one token."""
    tokens: list[Token] = []
    at = 0
    while at < len(raw):
        token = raw[at]
        if token.form == "figure":
            token, at = _join_figures(raw, at)
        elif token.low in lexicon.starts:
            token, at = _join_words(raw, at, lexicon)
        else:
            at += 1
        tokens.append(token)
    return tokens


def _read_figure(start: int, end: int, text: str, lexicon: NumeralLexicon) -> Token:
    low = text.lower()
    if text.isdecimal():
        return Token(start, end, low, int(text) if len(text) <= 9 else None, "figure")
    digits = low.rstrip("abcdefghijklmnopqrstuvwxyz")
    if digits.isdecimal() and len(digits) <= 4 and low[len(digits) :] in lexicon.suffixes:
        return Token(start, end, low, int(digits), "ordinal")
    fixed = text.translate(_OCR)
    if len(fixed) == 4 and fixed.isdecimal():
        return Token(start, end, low, int(fixed), "figure", repaired=True)
    return Token(start, end, low)


def _join_figures(raw: Sequence[Token], at: int) -> tuple[Token, int]:
    """Join "7,912" into one number and "50.4" into a decimal; leave "18.07.2024" and lists alone."""
    first = raw[at]
    end, value, form, size = first.end, first.number, "figure", len(first.low)
    nxt = at + 1
    while (
        size <= 3
        and value is not None
        and _touching(raw, nxt, ",")
        and len(raw[nxt + 1].low) == 3
        and value < 1_000_000
    ):
        value = value * 1000 + (raw[nxt + 1].number or 0)
        end, nxt = raw[nxt + 1].end, nxt + 2
    if _touching(raw, nxt, ".") and not _touching(raw, nxt + 2, ".") and not (at and _glued(raw[at - 1], first)):
        return Token(first.start, raw[nxt + 1].end, first.low, None, "decimal"), nxt + 2
    return Token(first.start, end, first.low, value, form, first.repaired), nxt


def _glued(before: Token, token: Token) -> bool:
    return before.low == "." and before.end == token.start


def _touching(raw: Sequence[Token], at: int, mark: str) -> bool:
    """Whether raw[at] is `mark`, between figures without a space."""
    return (
        0 < at < len(raw) - 1
        and raw[at].low == mark
        and raw[at + 1].form == "figure"
        and raw[at - 1].end == raw[at].start
        and raw[at].end == raw[at + 1].start
    )


def _join_words(raw: Sequence[Token], at: int, lexicon: NumeralLexicon) -> tuple[Token, int]:
    """Join the longest run of number words that starts here; the plain token when there is none."""
    start = at
    total, part, last = 0, None, at
    if raw[at].low in lexicon.articles:
        if at + 1 >= len(raw) or raw[at + 1].low not in lexicon.scales:
            return raw[at], at + 1
        part, at = 1, at + 1
    ordinal = False
    while at < len(raw):
        low = raw[at].low
        if low in lexicon.scales and part is not None:
            scale = lexicon.scales[low]
            part = part * scale
            if scale >= 1000:
                total, part = total + part, 0
        elif low in lexicon.small and (part is None or part % 100 == 0 or (part % 10 == 0 and lexicon.small[low] < 10)):
            part = (part or 0) + lexicon.small[low]
        elif low in lexicon.tens and (part is None or part % 100 == 0):
            part = (part or 0) + lexicon.tens[low]
        elif low in lexicon.ordinals and part and part % 10 == 0 and lexicon.ordinals[low] < 10:
            part, ordinal, last = part + lexicon.ordinals[low], True, at
            break
        else:
            break
        last = at
        at = _over_joint(raw, at, part or total, lexicon)
    if part is None:
        return raw[start], start + 1
    value = total + part
    form = "ordinal" if ordinal else "word"
    return Token(raw[start].start, raw[last].end, raw[start].low, value, form), last + 1


def _over_joint(raw: Sequence[Token], at: int, part: int, lexicon: NumeralLexicon) -> int:
    """Step over the hyphen of "forty-one" and the "and" of "hundred and three", where a number word follows."""
    nxt = at + 1
    if nxt + 1 >= len(raw):
        return nxt
    mark, after = raw[nxt], raw[nxt + 1].low
    if (
        mark.low in lexicon.hyphens
        and raw[at].low in lexicon.tens
        and (after in lexicon.small or after in lexicon.ordinals)
    ):
        return nxt + 1
    if mark.low in lexicon.joiners and part and part % 100 == 0 and (after in lexicon.small or after in lexicon.tens):
        return nxt + 1
    return nxt
