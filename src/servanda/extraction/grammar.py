"""Small token patterns, written as data and matched without regular expressions.

A pattern is a sequence of slots: `<name>` is a class of tokens and keeps the token, a bare word or mark stands for
itself, `?` makes a slot optional, `a|b` is a choice. Patterns become a trie; the longest match from a position wins,
and an earlier pattern wins over a later one of the same length. Work per position is bounded by the longest pattern.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

import msgspec

from servanda.extraction.numerals import Token
from servanda.model import DataError


class Match(NamedTuple):
    """A pattern found: tokens first..last (last exclusive), the tokens of its slots, the pattern's own entry."""

    first: int
    last: int
    slots: dict[str, Token]
    entry: Mapping[str, Any]


class Node:
    """One state of the trie (mutable while building, read only afterwards)."""

    __slots__ = ("entry", "names", "order", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node] = {}
        self.names: dict[str, Node] = {}
        self.entry: Mapping[str, Any] | None = None
        self.order = 0


class Grammar(msgspec.Struct, frozen=True, kw_only=True):
    """Compiled patterns: `classes` maps a word to its classes, `starts` are the words that may begin a match."""

    root: Node
    classes: dict[str, frozenset[str]]
    starts: frozenset[str]


_NO_CLASSES: frozenset[str] = frozenset()
Extra = Callable[[Token], Iterable[str]]
"""Gives the classes of a token that no word list gives (numbers, mostly)."""


def compile_patterns(
    patterns: Iterable[Mapping[str, Any]], classes: Mapping[str, Iterable[str]], known: Iterable[str] = ()
) -> Grammar:
    """Build the trie.

    Args:
        patterns: entries with `seq`; everything else in an entry is for the caller.
        classes: class name to its words (single tokens, lower case).
        known: names of further classes, which the caller's `Extra` gives.

    Raises:
        DataError: for a slot whose class nobody defines.
    """
    by_word: dict[str, set[str]] = {}
    for name, words in classes.items():
        for word in words:
            by_word.setdefault(word, set()).add(name)
    names = {*classes, *known}
    root = Node()
    for order, entry in enumerate(patterns, start=1):
        for variant in variants(str(entry["seq"]).split(), names, str(entry["seq"])):
            _insert(root, variant, entry, order)
    starts = {*root.words, *(word for word, kinds in by_word.items() if not kinds.isdisjoint(root.names))}
    return Grammar(root=root, classes={w: frozenset(c) for w, c in by_word.items()}, starts=frozenset(starts))


def find_matches(tokens: Sequence[Token], grammar: Grammar, extra: Extra) -> list[Match]:
    """Every longest match, left to right, without overlap."""
    starts, root = grammar.starts, grammar.root
    candidates = [at for at, token in enumerate(tokens) if token[2] in starts or (token[4] and root.names)]
    found: list[Match] = []
    kinds = _Kinds(tokens, grammar, extra)
    free = 0
    for at in candidates:
        if at >= free:
            match = _best_near(tokens, kinds, at, root)
            if match is not None:
                found.append(match)
                free = match.last
    return found


class _Kinds:
    """The classes of each token, looked up when first asked for."""

    __slots__ = ("_extra", "_grammar", "_known", "_tokens")

    def __init__(self, tokens: Sequence[Token], grammar: Grammar, extra: Extra) -> None:
        self._tokens, self._grammar, self._extra = tokens, grammar, extra
        self._known: dict[int, frozenset[str]] = {}

    def __getitem__(self, at: int) -> frozenset[str]:
        token = self._tokens[at]
        words = self._grammar.classes.get(token.low, _NO_CLASSES)
        if not token.form:
            return words
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = words | frozenset(self._extra(token))
        return known


def _best_near(tokens: Sequence[Token], kinds: _Kinds, at: int, root: Node) -> Match | None:
    """The longest match at `at`, unless a longer one begins inside it ("the 3d" and "3d day of August")."""
    match = _longest(tokens, kinds, at, root)
    if match is None:
        return None
    for inside in range(at + 1, match.last):
        other = _longest(tokens, kinds, inside, root)
        if other is not None and other.last - inside > match.last - match.first:
            match = other
    return match


def _longest(tokens: Sequence[Token], kinds: _Kinds, at: int, root: Node) -> Match | None:
    best: tuple[int, int, Node, tuple[tuple[str, int], ...]] | None = None
    stack: list[tuple[Node, int, tuple[tuple[str, int], ...]]] = [(root, at, ())]
    while stack:
        node, pos, slots = stack.pop()
        if node.entry is not None and (best is None or (pos, -node.order) > (best[0], best[1])):
            best = (pos, -node.order, node, slots)
        if pos == len(tokens):
            continue
        after = node.words.get(tokens[pos].low)
        if after is not None:
            stack.append((after, pos + 1, slots))
        for name in kinds[pos]:
            after = node.names.get(name)
            if after is not None:
                stack.append((after, pos + 1, (*slots, (name, pos))))
    if best is None or best[2].entry is None:
        return None
    named: dict[str, Token] = {}
    for name, pos in best[3]:
        key = name if name not in named else f"{name}2"
        named[key] = tokens[pos]
    return Match(at, best[0], named, best[2].entry)


def variants(slots: Sequence[str], names: AbstractSet[str] = frozenset(), whole: str = "") -> list[tuple[str, ...]]:
    """Spell out the choices and options of a pattern.

    Example:
        >>> variants("a|the ban ?".split())
        [('a', 'ban', '?'), ('the', 'ban', '?')]

    Raises:
        DataError: for a class outside `names`.
    """
    out: list[tuple[str, ...]] = [()]
    for slot in slots:
        optional = slot.endswith("?") and len(slot) > 1
        choices = (slot[:-1] if optional else slot).split("|") if len(slot) > 1 else [slot]
        for choice in choices:
            if choice.startswith("<") and choice.endswith(">") and choice[1:-1] not in names:
                raise DataError(f"pattern “{whole}” names the unknown class {choice}", value=choice, where="lexicon")
        grown = [(*head, choice) for head in out for choice in choices]
        out = [*grown, *out] if optional else grown
    return out


def _insert(root: Node, variant: Sequence[str], entry: Mapping[str, Any], order: int) -> None:
    node = root
    for slot in variant:
        if slot.startswith("<") and slot.endswith(">") and len(slot) > 2:
            node = node.names.setdefault(slot[1:-1], Node())
        else:
            node = node.words.setdefault(slot, Node())
    if node.entry is None and variant:
        node.entry, node.order = entry, order
