"""Arguments: the justifications and objections a report carries, as codes of a codebook, with speaker and words.

The codebook is data (`arguments.yaml`): each code has its definition, what it usually leans to, cues, and sentences
that do and do not carry it. A sentence gives a code at most once. Who speaks comes from the attributions of the same
sentence. A cue says what is talked of, not whether it is true. Pure and linear.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from servanda.extraction.attribution import Attribution
from servanda.extraction.grammar import Grammar, compile_patterns, find_matches, variants
from servanda.extraction.numerals import NumeralLexicon, Token, compile_numerals, tokenize
from servanda.model import Action, Argument

_LEAVING = frozenset({Action.WITHDRAWAL, Action.SUSPENSION, Action.TERMINATION})
_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“", "‘": "’"}
_LONGEST_QUOTE, _LONGEST_SENTENCE = 400, 600


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """One code: its definition, and whether it usually speaks for the `treaty` or for the `exit`."""

    name: str
    definition: str
    leans: str
    note: str = ""


class Codebook(msgspec.Struct, frozen=True, kw_only=True):
    """The compiled codebook of one language."""

    numerals: NumeralLexicon
    cues: Grammar
    codes: dict[str, Code]
    frames: frozenset[str]
    proper: frozenset[str]


def compile_arguments(section: Mapping[str, Any], numerals: Mapping[str, Any]) -> Codebook:
    """Compile the data files `arguments.yaml` and `numerals.yaml`."""
    lexicon = compile_numerals(numerals)
    cues = [
        {"seq": " ".join(token.low for token in tokenize(" ".join(spelled), lexicon)), "code": name}
        for name, entry in section["codes"].items()
        for cue in entry["cues"]
        for spelled in variants(str(cue).split())
    ]
    codes = {
        name: Code(name=name, definition=entry["definition"], leans=entry["leans"], note=entry.get("note", ""))
        for name, entry in section["codes"].items()
    }
    return Codebook(
        numerals=lexicon,
        cues=compile_patterns(cues, {}),
        codes=codes,
        frames=frozenset(section["frames"]),
        proper=frozenset(section["proper"]),
    )


def side_of(code: Code, action: Action | None) -> str | None:
    """Whether a code usually speaks `for` or `against` an action; None where the action is not known.

    Example:
        >>> code = Code(name="cost", definition="", leans="exit")
        >>> side_of(code, Action.WITHDRAWAL), side_of(code, Action.ACCESSION)
        ('for', 'against')
    """
    if action is None:
        return None
    return "for" if (action in _LEAVING) == (code.leans == "exit") else "against"


def find_arguments(
    text: str,
    codebook: Codebook,
    attributions: Sequence[Attribution] = (),
    *,
    action: Action | None = None,
    names: Sequence[tuple[int, int]] = (),
    tokens: Sequence[Token] | None = None,
) -> list[Argument]:
    """Find the arguments of a text, each code once a sentence, in reading order.

    Args:
        text: the report's text; spans count its characters, end exclusive.
        codebook: from `compile_arguments`.
        attributions: of the same text, from `find_attributions`; they give the speaker.
        action: the act the report is about, which gives the side.
        names: spans of names of treaties and states; a cue inside one ("Rights of the Child") is none.
        tokens: the tokens of the text, where the caller has them already.
    """
    tokens = tokenize(text, codebook.numerals) if tokens is None else tokens
    speakers = sorted(
        (item for item in attributions if item.verb != "mark" and not item.in_title), key=lambda item: item.start
    )
    out: list[Argument] = []
    seen: set[tuple[str, int]] = set()
    argued = [token.start for token in tokens if token.low in codebook.frames or token.low in _QUOTES]
    for match in find_matches(tokens, codebook.cues, _none):
        start, end = tokens[match.first].start, tokens[match.last - 1].end
        first, last = sentence_around(text, start, end)
        code = codebook.codes[match.entry["code"]]
        speaker = _speaker(speakers, start, first, last)
        framed = speaker is not None or bisect_left(argued, first) < bisect_left(argued, last)
        if (code.name, first) in seen or not framed or _part_of_a_name(text, tokens[match.first], first, codebook):
            continue
        if any(begin <= start and end <= finish for begin, finish in names):
            continue
        seen.add((code.name, first))
        out.append(
            Argument(
                code=code.name,
                side=side_of(code, action),
                speaker=speaker.name if speaker else None,
                office=(speaker.office or None) if speaker else None,
                quotation=_quoted(text, start, first, last),
                span=(start, end),
            )
        )
    return out


def _part_of_a_name(text: str, token: Token, first: int, codebook: Codebook) -> bool:
    """Whether a cue has a capital though it does not begin its sentence or quotation."""
    if not text[token.start].isupper() or token.low in codebook.proper:
        return False
    return bool(text[first : token.start].strip(" \"“”«»„‘’'–—-\n"))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the sentence around two offsets, by its marks alone."""
    marks = (". ", "? ", "! ", "\n", ".”", '."')
    first = max(
        (at + len(mark) for mark in marks if (at := text.rfind(mark, max(0, start - 600), start)) >= 0), default=0
    )
    ends = [at for mark in marks if (at := text.find(mark, end, end + 600)) >= 0]
    last = min(ends) + 1 if ends else min(len(text), end + 600)
    return first, max(last, end)


def _speaker(speakers: Sequence[Attribution], at: int, first: int, last: int) -> Attribution | None:
    """The speaker nearest to the cue among those of its sentence."""
    begin, end = (bisect_left(speakers, edge, key=lambda item: item.start) for edge in (first, last))
    inside = speakers[begin:end]
    return min(inside, key=lambda item: abs(item.start - at), default=None)


def _quoted(text: str, at: int, first: int, last: int) -> str:
    """The words between quotation marks around the cue, else the sentence."""
    for opening, closing in _QUOTES.items():
        begin = text.rfind(opening, max(0, at - _LONGEST_QUOTE), at)
        finish = text.find(closing, at, at + _LONGEST_QUOTE)
        if begin < 0 or finish < 0 or "\n" in text[begin:finish] or closing in text[begin + 1 : at]:
            continue
        if opening != closing or text.count(opening, text.rfind("\n", 0, begin) + 1, begin) % 2 == 0:
            return text[begin + 1 : finish].strip()
    return text[first:last].strip()


def _none(token: Token) -> Iterable[str]:
    del token
    return ()
