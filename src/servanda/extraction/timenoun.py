"""What a time in a text is, the words of times as values, and what a rule of times may lean on."""

from collections.abc import Sequence
from datetime import date

import msgspec

from servanda.extraction.numerals import Token
from servanda.model import Edtf

_NEAR_TOKENS, _NEXT_TOKENS, _CLOSE_TOKENS = 24, 6, 6


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """One time in a text.

    Args:
        start: first character of the words.
        end: one past the last character.
        kind: `day`, `month`, `year`, `range`, `duration` (six months) or `offset` (six months after something).
        value: what it means, EDTF; None where the text does not say enough.
        rule: the rule of the lexicon that made it.
        relative: whether the value leans on the day of publication or on another time.
        relative_to_text: whether it leans on another time of the text ("the same day").
        yearless: a day or month whose year is understood.
        tense: `past` or `future`, as the words around it hint, else None.
        tense_close: whether the word that hints stands close by.
        past: the reading not after the day of publication, where two are possible.
        future: the reading not before it.
        weekday: 0 Monday to 6 Sunday, where one is named.
        mismatch: a weekday stands beside the day and is not that day's.
        repaired: letters were read as figures.
        attributive: a year that names something ("the 1997 convention").
        count: of a duration or offset.
        exact: the very day, where a count of months or years starts from a day ("a year later"); `value` keeps the
            precision of the words.
        coarse: for a week, the month (or year) that holds all of it: a date where a range is too much.
        unit: `day`, `week`, `fortnight`, `month`, `year`, `decade` or `hour`.
        direction: 1 after, -1 before, 0 none.
    """

    start: int
    end: int
    kind: str
    value: Edtf | None = None
    rule: str = ""
    relative: bool = False
    relative_to_text: bool = False
    yearless: bool = False
    tense: str | None = None
    tense_close: bool = False
    past: Edtf | None = None
    future: Edtf | None = None
    weekday: int | None = None
    mismatch: bool = False
    repaired: bool = False
    attributive: bool = False
    count: int | None = None
    unit: str | None = None
    direction: int = 0
    exact: Edtf | None = None
    coarse: Edtf | None = None


class TimeWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words of times in one language, as values."""

    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    deictic: dict[str, int]
    near: dict[str, int]
    that_year: dict[str, int]
    past: frozenset[str]
    future: frozenset[str]
    ordinal_go: frozenset[str]
    ordinal_behind: frozenset[str]
    month_behind: frozenset[str]
    not_year: frozenset[str]
    determiners: frozenset[str]
    breaks: frozenset[str]
    heads: frozenset[str]


class Context:
    """What a rule may lean on: publication, the times before, the words around. Lives for one text."""

    def __init__(self, anchor: date | None, text: str, tokens: Sequence[Token], words: TimeWords) -> None:
        self.anchor, self.text, self.tokens, self.words = anchor, text, tokens, words
        self.focus: Time | None = None
        self.year: Time | None = None
        self.next_year: int | None = None
        self.latest_year: int | None = None

    def remember(self, time: Time) -> None:
        """Let later times lean on this one."""
        if time.value is None or time.kind == "range":
            return
        if not time.attributive:
            self.focus = time
        if not time.relative and not time.yearless and not time.attributive:
            self.year = time
            self.latest_year = max(int(time.value[:4]), self.latest_year or 0)

    def tense(self, first: int, last: int) -> tuple[str | None, bool]:
        """The tense of the nearest cue before in the sentence, else of the nearest after; whether it stands close."""
        for at in range(first - 1, max(-1, first - _NEAR_TOKENS), -1):
            low = self.tokens[at].low
            if low in self.words.breaks:
                break
            if low in self.words.future or low in self.words.past:
                return "future" if low in self.words.future else "past", first - at <= _CLOSE_TOKENS
        for token in self.tokens[last : last + _NEXT_TOKENS]:
            if token.low in self.words.breaks:
                break
            if token.low in self.words.future or token.low in self.words.past:
                return "future" if token.low in self.words.future else "past", True
        return None, False

    def same_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence ends between two offsets."""
        between = self.text[start:end]
        return not any(mark in between for mark in (". ", "? ", "! ", "\n"))
