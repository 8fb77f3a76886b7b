"""Who a report credits: agencies that sign it, outlets, persons and bodies that say, deny, warn, urge or promise.

Three grammars: marks ("TALLINN (BNS) -", "— Bernama"), say-verbs with a speaker before or behind them, and phrases of
citing ("according to X"). Each result has the words as the text has them and the sentence it speaks for. Pure, linear.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from servanda.extraction.agencymark import Attribution, AttributionGrammar, find_marks
from servanda.extraction.grammar import compile_patterns, find_matches
from servanda.extraction.numerals import Token, compile_numerals, tokenize
from servanda.extraction.persons import (
    Name,
    compile_persons,
    described_from,
    is_capital,
    name_before,
    name_from,
)

__all__ = ["Attribution", "AttributionGrammar", "compile_attribution", "find_attributions"]

_APPOSITION = 16
_FRONT = 6
_SENTENCE = 150
"""Tokens a sentence is looked for on either side of a name."""


def compile_attribution(
    section: Mapping[str, Any],
    persons: Mapping[str, Any],
    numerals: Mapping[str, Any],
    agencies: Iterable[str] = (),
) -> AttributionGrammar:
    """Compile `attribution.yaml`, `persons.yaml` and `numerals.yaml`; `agencies` are further names from the catalog."""
    lexicon = compile_numerals(numerals)
    names = sorted({*section["agencies"], *agencies})
    spelled = [{"seq": " ".join(t.low for t in tokenize(name, lexicon)), "name": name} for name in names]
    return AttributionGrammar(
        numerals=lexicon,
        words=compile_persons(persons),
        verbs={word: kind for kind, words in section["verbs"].items() for word in words},
        tell=frozenset(section["tell"]),
        cites=compile_patterns([{"seq": words} for words in section["cites"]], {}),
        between=frozenset(section["between"]),
        breaks=frozenset(section["breaks"]),
        abbreviations=frozenset(section["abbreviations"]),
        agencies=compile_patterns(spelled, {}),
        agency_names=frozenset(names),
        before_sign=frozenset(section["signs"]["before"]),
        after_sign=frozenset(section["signs"]["after"]),
        pronouns=frozenset(section["pronouns"]),
        before_names=frozenset([*section["outlets"], *persons["titles"]]),
    )


def find_attributions(
    text: str, grammar: AttributionGrammar, *, title: str = "", tokens: Sequence[Token] | None = None
) -> list[Attribution]:
    """Find who is credited, agencies that sign the text first, then in reading order, each name once a sentence.

    Args:
        text: the report's text; offsets count its characters.
        grammar: from `compile_attribution`.
        title: the headline, read for speakers too.
        tokens: the tokens of the text, where the caller has them already.
    """
    tokens = tokenize(text, grammar.numerals) if tokens is None else tokens
    found = [*find_marks(text, tokens, grammar), *_speakers(text, tokens, grammar)]
    found += _subjects(text, tokens, grammar, {item.scope for item in found})
    found = _in_full(text, tokens, found, grammar)
    if title:
        inside = _speakers(title, tokenize(title, grammar.numerals), grammar)
        found += [msgspec.structs.replace(item, in_title=True) for item in inside]
    return _once(found)


def _subjects(
    text: str, tokens: Sequence[Token], grammar: AttributionGrammar, said: set[tuple[int, int]]
) -> list[Attribution]:
    """Persons with an office who open a sentence in which nobody else is credited ("Speaker X will not guess")."""
    out = []
    for at in range(len(tokens)):
        if at and not _ends(tokens, at - 1, grammar):
            continue
        name = _named(text, tokens, at, grammar)
        if name is None or name.kind != "person" or name.first - at > _FRONT:
            continue
        words = text[tokens[name.first].start : tokens[name.last - 1].end]
        if words.isupper() or not (name.office or " " in words):
            continue
        item = _credit(text, tokens, name, "subject", grammar)
        asks = text[: item.scope[1]].endswith("?")  # "Will Japan ratify …?" has no speaker
        if item.scope not in said and not asks:
            out.append(item)
    return out


def _in_full(
    text: str, tokens: Sequence[Token], found: Sequence[Attribution], grammar: AttributionGrammar
) -> list[Attribution]:
    """Give a surname alone the full name that the text has elsewhere ("Marcos" for "Ferdinand Marcos Jr.")."""
    single = {item.name for item in found if item.kind == "person" and " " not in item.name}
    if not single:
        return list(found)
    full: dict[str, str] = {}
    at = 0
    while at < len(tokens):
        name = name_from(text, tokens, at, grammar.words)
        if name is None:
            at += 1
            continue
        at = name.last
        words = text[tokens[name.first].start : tokens[name.last - 1].end]
        if name.kind == "person" and " " in words:
            for part in words.split()[1:]:
                full.setdefault(part, words)
    return [
        msgspec.structs.replace(item, name=full[item.name]) if item.name in single and item.name in full else item
        for item in found
    ]


def _once(found: Sequence[Attribution]) -> list[Attribution]:
    out: dict[tuple[str, tuple[int, int]], Attribution] = {}
    for item in found:
        out.setdefault((item.name, item.scope), item)
    return list(out.values())


def _speakers(text: str, tokens: Sequence[Token], grammar: AttributionGrammar) -> list[Attribution]:
    out: list[Attribution] = []
    for at, token in enumerate(tokens):
        verb = grammar.verbs.get(token.low)
        if verb is None or is_capital(text, token) or (at and tokens[at - 1].low == "to"):
            continue
        speaker = _before(text, tokens, at, grammar)
        if speaker is None and token.low not in grammar.tell and not (at and tokens[at - 1].low in grammar.pronouns):
            speaker = _behind(text, tokens, at + 1, grammar)
        if speaker is not None:
            out.append(_credit(text, tokens, speaker, verb, grammar))
        if token.low in grammar.tell:
            outlet = _named(text, tokens, at + 1, grammar)
            if outlet is not None and outlet.kind != "body" and outlet != speaker:
                out.append(_credit(text, tokens, outlet._replace(kind="outlet"), "cite", grammar))
    for match in find_matches(tokens, grammar.cites, _none):
        source = _behind(text, tokens, match.last, grammar)
        if source is not None:
            out.append(_credit(text, tokens, source, "cite", grammar))
    return sorted(out, key=lambda item: item.start)


def _before(text: str, tokens: Sequence[Token], verb: int, grammar: AttributionGrammar) -> Name | None:
    """The speaker before a verb, over adverbs, days and one apposition."""
    at = verb
    while at and verb - at < 5 and (tokens[at - 1].low in grammar.between or tokens[at - 1].low.endswith("ly")):
        at -= 1
    if at and tokens[at - 1].low == ",":
        for back in range(at - 2, max(0, at - _APPOSITION), -1):
            if tokens[back].low == ",":
                return name_before(text, tokens, back, grammar.words)
            if tokens[back].low in grammar.breaks:
                return None
        return None
    return name_before(text, tokens, at, grammar.words)


def _behind(text: str, tokens: Sequence[Token], at: int, grammar: AttributionGrammar) -> Name | None:
    """The speaker behind a verb ("said X") or a phrase of citing."""
    named = _named(text, tokens, at, grammar)
    if named is not None or at >= len(tokens):
        return named
    skip = at + (tokens[at].low in ("the", "a", "an", "its", "his", "her"))
    return described_from(text, tokens, skip, grammar.words) if skip < len(tokens) else None


def _named(text: str, tokens: Sequence[Token], at: int, grammar: AttributionGrammar) -> Name | None:
    """A name at `at`, over an article and the lower-case titles before it ("press officer Claire Castro")."""
    words = grammar.words
    while at < len(tokens) and (tokens[at].low in ("the", "a", "an") or tokens[at].low in grammar.before_names):
        if is_capital(text, tokens[at]):
            break
        at += 1
    if at >= len(tokens):
        return None
    name = name_from(text, tokens, at, words)
    if name is not None and name.last < len(tokens) and tokens[name.last].low in words.titles:
        further = _named(text, tokens, name.last, grammar)
        if further is not None and further.kind == "person":
            return further
    if (
        name is not None
        and name.kind == "other"
        and name.last < len(tokens)
        and tokens[name.last].low in words.speakers | {"news"}
    ):
        longer = described_from(text, tokens, at, words)
        return longer or name
    return name


def _credit(text: str, tokens: Sequence[Token], name: Name, verb: str, grammar: AttributionGrammar) -> Attribution:
    first, last = tokens[name.first].start, tokens[name.last - 1].end
    paper = name.kind in ("other", "outlet") or (verb == "report" and not name.office and name.kind == "person")
    if paper and name.first and text[tokens[name.first - 1].start : first] == "The ":
        first = tokens[name.first - 1].start
    words = text[first:last]
    kind = "agency" if words in grammar.agency_names else name.kind
    if kind == "other" or (paper and kind == "person"):
        kind = "outlet" if verb == "report" else "person"
    return Attribution(
        name=words,
        start=first,
        end=last,
        kind=kind,
        verb=verb,
        scope=_sentence(text, tokens, name.first, grammar),
        office=name.office,
    )


def _sentence(text: str, tokens: Sequence[Token], at: int, grammar: AttributionGrammar) -> tuple[int, int]:
    """Start and end of the sentence around a token."""
    first = at
    while first > max(0, at - _SENTENCE) and not _ends(tokens, first - 1, grammar):
        first -= 1
    last = at
    while last < min(len(tokens) - 1, at + _SENTENCE) and not _ends(tokens, last, grammar):
        last += 1
    return tokens[first].start, min(tokens[last].end, len(text))


def _ends(tokens: Sequence[Token], at: int, grammar: AttributionGrammar) -> bool:
    low = tokens[at].low
    if low not in grammar.breaks:
        return False
    return low != "." or not at or (tokens[at - 1].low not in grammar.abbreviations and len(tokens[at - 1].low) > 1)


def _none(token: Token) -> Iterable[str]:
    del token
    return ()
