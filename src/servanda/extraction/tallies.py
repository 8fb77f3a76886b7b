"""Votes: numbers of a text that say how many were for a motion, against it, or abstained.

Three ways of saying so are known: a number beside its role ("56 in favour", "none against"), a role before its number
("Ayes 61, Noes 7", "Against: 1"), and a pair ("103 to 1", "88-54") where a vote is spoken of. The three are read into
items, and neighbouring items that do not repeat a role make one tally. All words are data (`tallies.yaml`).
Seats, quorums, scores, dates and numbers of articles are no items. Pure and linear.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from servanda.extraction.grammar import compile_patterns
from servanda.extraction.numerals import Token, compile_numerals, tokenize
from servanda.extraction.tallyitem import Item, ItemFinder, TallyGrammar
from servanda.extraction.tallynumber import NumberWords
from servanda.model import Votes

__all__ = ["Tally", "TallyGrammar", "compile_tallies", "find_tallies"]

_FAR_ITEMS = 260


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """One count of votes in a text.

    Args:
        start: first character of the first item.
        end: one past the last character of the last item.
        votes: the counts; what is not stated is None.
        how: `roles`, `heads`, `pair` or `single` (only "96 votes" or "78 of 81"), for `--explain`.
        swapped: the larger number came first for a motion that was lost ("rejected by 211 to 44").
        cast_of: the number of those who could vote, where given ("34 of the 71 senators").
    """

    start: int
    end: int
    votes: Votes
    how: str
    swapped: bool = False
    cast_of: int | None = None


def compile_tallies(section: Mapping[str, Any], numerals: Mapping[str, Any]) -> TallyGrammar:
    """Compile the data files `tallies.yaml` and `numerals.yaml`."""
    roles = [
        {"seq": words, "role": role, "verb": kind == "verb"}
        for role, kinds in section["roles"].items()
        for kind, phrases in kinds.items()
        for words in phrases
    ]
    heads = [
        {"seq": words, "role": role, "bare": kind == "bare", "follows": kind == "follows"}
        for role, kinds in section["heads"].items()
        for kind, phrases in sorted(kinds.items())
        for words in phrases
    ]
    outcomes = [{"seq": words, "lost": kind == "lost"} for kind in ("lost", "won") for words in section[kind]]
    return TallyGrammar(
        numerals=compile_numerals(numerals),
        numbers=NumberWords(
            not_after=frozenset(section["not_after"]),
            not_before=frozenset(section["not_before"]),
            abbreviations=frozenset(section["abbreviations"]),
            of=frozenset(section["of"]),
            one_after_zero=frozenset(section["one_after_zero"]),
            also_roles=frozenset(section["also_roles"]),
        ),
        roles=compile_patterns(roles, {}),
        heads=compile_patterns(heads, {}),
        singles=compile_patterns([{"seq": words} for words in section["single"]], {}),
        outcomes=compile_patterns(outcomes, {}),
        special=frozenset(section["special"]),
        lost_after=frozenset(section["lost_after"]),
        joins=dict(section["joins"]),
        who=frozenset(section["who"]),
        vote=frozenset(section["cues"]["vote"]),
        act=frozenset(section["cues"]["act"]),
        links=frozenset(section["links"]),
        only=frozenset(section["only"]),
        no_pair_before=frozenset(section["no_pair_before"]),
        one_person=frozenset(section["one_person"]),
        margin=frozenset(section["margin"]["words"]),
        least=int(section["margin"]["least"]),
        other=frozenset(section["cues"]["other"]),
        sport=frozenset(section["cues"]["sport"]),
        breaks=frozenset(section["breaks"]),
        head_marks=frozenset(section["head_marks"]),
        single_for=frozenset(section["single_for"]),
        votes_words=frozenset(section["votes_words"]),
    )


def find_tallies(text: str, grammar: TallyGrammar, tokens: Sequence[Token] | None = None) -> list[Tally]:
    """Find the counts of votes in a text, in reading order.

    Args:
        text: any string; spans count its characters, end exclusive.
        grammar: from `compile_tallies`.
        tokens: the tokens of the same text, where the caller has them already.
    """
    tokens = tokenize(text, grammar.numerals) if tokens is None else tokens
    return _assemble(ItemFinder(tokens, grammar).items(), text)


def _assemble(items: Sequence[Item], text: str) -> list[Tally]:
    """Join neighbouring items into tallies: a role said twice begins the next tally."""
    groups: list[list[Item]] = []
    for item in items:
        last = groups[-1] if groups else []
        known = {role for other in last for role in other.counts}
        near = last and item.start - last[-1].end <= _FAR_ITEMS and "\n\n" not in text[last[-1].end : item.start]
        if last and item.start < last[-1].end:
            continue
        if near and known.isdisjoint(item.counts):
            last.append(item)
        else:
            groups.append([item])
    return [tally for group in groups if (tally := _as_tally(group)) is not None]


def _as_tally(group: Sequence[Item]) -> Tally | None:
    if group[0].how == "bare" and not any(item.strong for item in group):
        return None
    counts = {role: value for item in group for role, value in item.counts.items()}
    strong = any(item.strong for item in group) or len(counts) > 1
    single = any(item.how == "single" for item in group)
    if not (strong or single) or not ({"for", "against"} & counts.keys()) or not any(counts.values()):
        return None
    return Tally(
        start=group[0].start,
        end=group[-1].end,
        votes=Votes(for_=counts.get("for"), against=counts.get("against"), abstain=counts.get("abstain")),
        how=group[0].how,
        swapped=any(item.swapped for item in group),
        cast_of=next((item.of for item in group if item.of), None),
    )
