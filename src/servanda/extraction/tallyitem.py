"""The items of a count of votes: one number with its role, or a pair of numbers, each read where it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from servanda.extraction.grammar import Grammar, find_matches
from servanda.extraction.numerals import NumeralLexicon, Token
from servanda.extraction.tallynumber import Count, NumberWords, find_counts

_CUE_TOKENS = 36
_CLOSE_TOKENS = 14
_VERB_TOKENS, _MARK_TOKENS, _ZERO_TOKENS = 14, 7, 4


class Item(NamedTuple):
    """One number with its role, or a pair of numbers. `strong`: a role that only a vote gives."""

    start: int
    end: int
    counts: dict[str, int]
    how: str
    strong: bool
    swapped: bool = False
    of: int | None = None


class Role(NamedTuple):
    """Words that say a role, at tokens first..last (last exclusive)."""

    first: int
    last: int
    name: str
    verb: bool


class TallyGrammar(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about votes that is language, compiled once and reused."""

    numerals: NumeralLexicon
    numbers: NumberWords
    roles: Grammar
    heads: Grammar
    singles: Grammar
    outcomes: Grammar
    special: frozenset[str]
    lost_after: frozenset[str]
    joins: dict[str, str]
    who: frozenset[str]
    vote: frozenset[str]
    act: frozenset[str]
    other: frozenset[str]
    sport: frozenset[str]
    links: frozenset[str]
    only: frozenset[str]
    no_pair_before: frozenset[str]
    one_person: frozenset[str]
    margin: frozenset[str]
    least: int
    breaks: frozenset[str]
    head_marks: frozenset[str]
    single_for: frozenset[str]
    votes_words: frozenset[str]


class ItemFinder:
    """Reads the items of one text; holds what several steps look up. Lives for one text."""

    def __init__(self, tokens: Sequence[Token], grammar: TallyGrammar) -> None:
        self.tokens, self.grammar = tokens, grammar
        cues = grammar.vote | grammar.other
        self.cues = [at for at, token in enumerate(tokens) if token.low in cues]
        self.counts = find_counts(tokens, grammar.numbers) if self.cues else []

    def items(self) -> list[Item]:
        """Every item, in reading order; each number is used once."""
        if not self.counts:
            return []
        tokens, grammar = self.tokens, self.grammar
        self.roles = [
            _as_role(match.first, match.last, match.entry) for match in find_matches(tokens, grammar.roles, _none)
        ]
        self.heads = {match.last: match for match in find_matches(tokens, grammar.heads, _none)}
        items: list[Item] = []
        at = 0
        while at < len(self.counts):
            pair = self._pair(at)
            if pair is not None:
                items.append(pair[0])
                at = pair[1]
                continue
            item = self._head(at) or self._role(at) or self._single(at)
            if item is not None:
                items.append(item)
            at += 1
        return sorted([*items, *self._only_one(), *self._one_abstains()], key=lambda item: item.start)

    def _pair(self, at: int) -> tuple[Item, int] | None:
        """Read “61 votes to 38”, “103-1”, “103-1-3” near words of voting: the item, and the next count to read."""
        one = self.counts[at]
        two = self.counts[at + 1] if at + 1 < len(self.counts) else None
        if two is None or one.zero or one.of or two.of:
            return None
        join = self._join_between(one, two)
        if join is None or not self._spoken_of(one.first, two.last, dash=join != "word"):
            return None
        counts = {"for": one.value, "against": two.value}
        end, following = two, at + 2
        third = self.counts[at + 2] if at + 2 < len(self.counts) else None
        if third is not None and join != "word" and self._join_between(two, third) == join:
            counts["abstain"] = third.value
            end, following = third, at + 3
        swapped = counts["for"] > counts["against"] and self._lost(one.first, two.last)
        if swapped:
            counts["for"], counts["against"] = counts["against"], counts["for"]
        return self._item((one.first, end.last), counts, "pair")._replace(swapped=swapped), following

    def _join_between(self, one: Count, two: Count) -> str | None:
        tokens, grammar = self.tokens, self.grammar
        between = [token.low for token in tokens[one.last : two.first]]
        if between and between[0] in grammar.who:
            between = between[1:]
            if between[:1] != [] and grammar.joins.get(between[0]) != "word":
                return None
        if between and between[-1] in grammar.who:
            between = between[:-1]
        if len(between) != 1:
            return None
        join = grammar.joins.get(between[0])
        if join == "colon" and tokens[one.last].start == tokens[one.last - 1].end and _may_be_an_hour(one, two):
            return None
        figures = tokens[one.first].form == tokens[two.first].form == "figure"
        before = tokens[one.first - 1].low if one.first else ""
        return None if (join != "word" and not figures) or before in grammar.no_pair_before else join

    def _spoken_of(self, first: int, last: int, *, dash: bool) -> bool:
        """Whether a vote is spoken of near tokens first..last, and no match is."""
        near = self.tokens[max(0, first - _CUE_TOKENS) : last + _CUE_TOKENS // 2]
        close = {token.low for token in self.tokens[max(0, first - _CLOSE_TOKENS) : last + _CLOSE_TOKENS]}
        grammar = self.grammar
        if not close.isdisjoint(grammar.sport):
            return not close.isdisjoint(grammar.vote)
        if dash:
            return not (close.isdisjoint(grammar.vote) and close.isdisjoint(grammar.act))
        return any(token.low in grammar.vote or token.low in grammar.other for token in near)

    def _lost(self, first: int, last: int) -> bool:
        """Whether the sentence says, nearest to its pair of numbers, that the motion was lost by a simple majority."""
        start, end = first, last
        while start > max(0, first - _CUE_TOKENS) and self.tokens[start - 1].low not in self.grammar.breaks:
            start -= 1
        while end < min(len(self.tokens), last + _CUE_TOKENS) and self.tokens[end].low not in self.grammar.breaks:
            end += 1
        wide = self.tokens[max(0, start - _CLOSE_TOKENS) : end + _CLOSE_TOKENS]
        if any(token.low in self.grammar.special for token in wide):
            return False
        if last < len(self.tokens) and self.tokens[last].low in self.grammar.lost_after:
            return True
        nearest, lost = len(self.tokens), False
        for match in find_matches(self.tokens[start:end], self.grammar.outcomes, _none):
            gap = first - (start + match.last) if start + match.last <= first else start + match.first - last
            if 0 <= gap < nearest:
                nearest, lost = gap, bool(match.entry["lost"])
        return lost

    def _head(self, at: int) -> Item | None:
        """Read “Ayes 61” and “Against: 1”: the role stands right before its number."""
        count = self.counts[at]
        back = count.first
        marked = back > 0 and self.tokens[back - 1].low in self.grammar.head_marks
        match = self.heads.get(back - 1 if marked else back)
        if match is None:
            return None
        capital = self._starts_a_cell(match.first)
        if match.entry["follows"] and not marked:
            return self._following(at, match.first)
        if not (marked or match.entry["bare"] or capital):
            return None
        if not marked and match.entry["role"] in ("for", "against") and self._belongs_to_a_number(match.first):
            return None
        counts = {str(match.entry["role"]): count.value}
        return self._item((match.first, count.last), counts, "heads")._replace(of=count.of)

    def _following(self, at: int, head: int) -> Item | None:
        """Read “No 38” right behind “Yes 62”."""
        count = self.counts[at]
        if not at or head - self.counts[at - 1].last > 2 or not self._headed(self.counts[at - 1]):
            return None
        return self._item((head, count.last), {"against": count.value}, "heads")

    def _starts_a_cell(self, at: int) -> bool:
        """Whether a role word stands where a label stands: at the start, or behind a bar, a line or a number."""
        if at == 0:
            return True
        before = self.tokens[at - 1]
        return before.low in ("|", "\n", ";", "(", "[") or before.form == "figure"

    def _belongs_to_a_number(self, at: int) -> bool:
        """Whether the role word at `at` is told by the number before it ("61 for, 38 against")."""
        index = bisect_right(self.counts, at, key=lambda count: count.last) - 1
        return index >= 0 and at - self.counts[index].last <= 2 and not self._headed(self.counts[index])

    def _headed(self, count: Count) -> bool:
        marked = count.first > 0 and self.tokens[count.first - 1].low in self.grammar.head_marks
        return (count.first - 1 if marked else count.first) in self.heads

    def _role(self, at: int) -> Item | None:
        """Read “56 in favour” and “none against”: the role stands after its number, before the next one."""
        count = self.counts[at]
        limit = self._reach(at)
        for index in range(self._first_role(count.last), len(self.roles)):
            role = self.roles[index]
            gap = role.first - count.last
            if role.first >= limit or gap > _most_tokens(count, role):
                return None
            if not self._fits(count, role):
                continue
            strong = role.verb or gap > 0 or role.name == "abstain" or role.last - role.first > 1
            item = self._item((count.first, role.last), {role.name: count.value}, "roles")
            return item._replace(strong=strong, of=count.of)
        return None

    def _first_role(self, token: int) -> int:
        """Index of the first role at or behind a token."""
        return bisect_left(self.roles, token, key=lambda role: role.first)

    def _fits(self, count: Count, role: Role) -> bool:
        """Whether the words between a number and a role let the role speak of the number."""
        grammar, tokens = self.grammar, self.tokens
        between = [token.low for token in tokens[count.last : role.first]]
        if tokens[role.first].form == "zero" and role.last - role.first == 1:
            return not between and (role.last == len(tokens) or not tokens[role.last].low[:1].isalpha())
        if not between:
            return True
        if not role.verb:
            return all(low in grammar.who or low in grammar.links for low in between)
        people = any(low in grammar.who for low in between[:4]) or count.of is not None
        if "," in between and between[0] != "," and not people:
            return False
        return len(between) <= 3 or people or between[0] == ","

    def _reach(self, at: int) -> int:
        """The first token that a number cannot look beyond: the next number, or the end of the sentence."""
        count = self.counts[at]
        limit = self.counts[at + 1].first if at + 1 < len(self.counts) else len(self.tokens)
        for pos in range(count.last, min(limit, count.last + _VERB_TOKENS + 2)):
            if self.tokens[pos].low in self.grammar.breaks:
                return pos
        return limit

    def _single(self, at: int) -> Item | None:
        """Read “got 96 votes”, “78 of the 81 lawmakers”, and, beside others, “found only 26”: the yes votes alone."""
        count, grammar, tokens = self.counts[at], self.grammar, self.tokens
        if count.zero:
            return None
        before = [token.low for token in tokens[max(0, count.first - 2) : count.first]]
        if before and (before[-1] in grammar.only or before[-1] == "("):
            before.pop()
        got = bool(before) and before[-1] in grammar.single_for
        after = [token.low for token in tokens[count.last : count.last + 3]]
        margin = got and before[-1] in grammar.margin and count.value < grammar.least
        item = self._item((count.first, count.last), {"for": count.value}, "single")._replace(strong=False, of=count.of)
        if got and not margin and after[:1] and after[0] in grammar.votes_words:
            return None if len(after) > 1 and after[1] in grammar.numbers.not_after else item
        if count.of is not None and any(low in grammar.who for low in after):
            return item if self._spoken_of(count.first, count.last, dash=False) else None
        bare = got and before[-1] not in grammar.margin and not (after and after[0][:1].isalpha())
        return item._replace(how="bare") if bare else None

    def _one_abstains(self) -> list[Item]:
        """Read “Senator Marcos abstained” and “the Chair abstaining”: one person, without a number."""
        out = []
        for role in self.roles:
            if role.name != "abstain":
                continue
            start = role.first
            while (
                start and role.first - start < _CLOSE_TOKENS and self.tokens[start - 1].low not in self.grammar.breaks
            ):
                start -= 1
                if self.tokens[start].number is not None or self.tokens[start].low in self.grammar.who:
                    break
                if self.tokens[start].low in self.grammar.one_person:
                    out.append(self._item((start, role.last), {"abstain": 1}, "roles"))
                    break
        return out

    def _only_one(self) -> list[Item]:
        """Read “was the only no”: one vote against, without a number."""
        return [
            self._item((match.first, match.last), {"against": 1}, "roles")
            for match in find_matches(self.tokens, self.grammar.singles, _none)
        ]

    def _item(self, tokens: tuple[int, int], counts: dict[str, int], how: str) -> Item:
        first, last = tokens
        return Item(self.tokens[first].start, self.tokens[last - 1].end, counts, how, strong=True)


def _may_be_an_hour(one: Count, two: Count) -> bool:
    return one.value < 25 and two.value < 60


def _most_tokens(count: Count, role: Role) -> int:
    if count.zero:
        return _ZERO_TOKENS
    return _VERB_TOKENS if role.verb else _MARK_TOKENS


def _as_role(first: int, last: int, entry: Mapping[str, Any]) -> Role:
    return Role(first, last, str(entry["role"]), bool(entry["verb"]))


def _none(token: Token) -> Iterable[str]:
    del token
    return ()
