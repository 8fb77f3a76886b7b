"""The numbers of a text that may count votes: no years, dates, seats, shares, articles or thresholds."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from servanda.extraction.numerals import Token

_MOST = 2000
"""No chamber is larger; assemblies of thousands vote by show of cards."""
_FIRST_YEAR = 1500


class Count(NamedTuple):
    """A number at tokens first..last (last exclusive). `of` is the whole it is a part of; `zero`: "none", "no"."""

    first: int
    last: int
    value: int
    zero: bool
    of: int | None = None


class NumberWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words that disqualify a number (`abbreviations` before a full stop too), those of "of" and of "no one"."""

    not_after: frozenset[str]
    not_before: frozenset[str]
    abbreviations: frozenset[str]
    of: frozenset[str]
    one_after_zero: frozenset[str]
    also_roles: frozenset[str]


def find_counts(tokens: Sequence[Token], words: NumberWords) -> list[Count]:
    """The numbers that may be votes, in order; "103 of the 141" is one of them."""
    out: list[Count] = []
    at = 0
    while at < len(tokens):
        count = _count_at(tokens, at, words)
        if count is None:
            at += 1
            continue
        out.append(count)
        at = count.last
    return out


def _count_at(tokens: Sequence[Token], at: int, words: NumberWords) -> Count | None:
    token = tokens[at]
    if token.number is None or token.form not in ("figure", "word", "zero") or token.number > _MOST:
        return None
    if token.form == "zero":
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        told = at > 0 and tokens[at - 1].number is not None
        if token.low in words.also_roles and (told or not following[:1].isalpha()):
            return None
        return Count(at, at + 2 if following in words.one_after_zero else at + 1, 0, zero=True)
    if _disqualified(tokens, at, words):
        return None
    whole = _whole_after(tokens, at + 1, words)
    if whole is not None and (tokens[whole].number or 0) >= token.number:
        return Count(at, whole + 1, token.number, zero=False, of=tokens[whole].number)
    return Count(at, at + 1, token.number, zero=False)


def _disqualified(tokens: Sequence[Token], at: int, words: NumberWords) -> bool:
    token = tokens[at]
    year = token.form == "figure" and token.end - token.start == 4 and (token.number or 0) >= _FIRST_YEAR
    return year or _bad_before(tokens, at, words) or _bad_after(tokens, at, words)


def _bad_before(tokens: Sequence[Token], at: int, words: NumberWords) -> bool:
    """Whether what stands before says that the number is no vote: "Article 5", "No. 7", "2024-07", "needs 76"."""
    if not at:
        return False
    before, second = tokens[at - 1], tokens[at - 2] if at > 1 else None
    if before.low in words.not_before:
        listed = (
            before.low in words.also_roles and second is not None and (second.low in ",;" or second.number is not None)
        )
        return not listed
    if second is not None and before.low == "." and second.low in words.abbreviations:
        return True
    glued = before.end == tokens[at].start
    if glued and before.low in (".", "/"):
        return True
    if second is None or not glued or before.low != "-" or second.form != "figure":
        return False
    return (second.number or 0) >= _FIRST_YEAR or _bad_before(tokens, at - 2, words)


def _bad_after(tokens: Sequence[Token], at: int, words: NumberWords) -> bool:
    """Whether what stands after says so: "141 seats", "141-seat", "5 May", "26.02"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None:
        return False
    if after.low in words.not_after or (after.low in (".", "/") and _figure_glued(tokens, at + 1)):
        return True
    hyphen = after.low == "-" and at + 2 < len(tokens) and after.start == tokens[at].end
    return hyphen and tokens[at + 2].low in words.not_after


def _figure_glued(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].form == "figure" and tokens[at + 1].start == tokens[at].end


def _whole_after(tokens: Sequence[Token], at: int, words: NumberWords) -> int | None:
    """Index of 141 in "of the 141" or "out of 141", at most two words away."""
    end = min(len(tokens), at + 4)
    if at >= len(tokens) or not any(tokens[pos].low in words.of for pos in range(at, min(at + 2, end))):
        return None
    for pos in range(at, end):
        if tokens[pos].form in ("figure", "word") and tokens[pos].number is not None:
            return pos
        if not tokens[pos].low[:1].isalpha():
            return None
    return None
