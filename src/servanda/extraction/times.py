"""The times a text speaks of: days, months, years, spans, and times told by the day of publication or by each other.

Finding is a token grammar kept as data (`times.yaml`); resolving is calendar arithmetic in reading order, where "the
same day" or "the 27th of that month" lean on the time before. What cannot be resolved has no value: nothing is
guessed and nothing rounded. Pure and linear; the day of publication is an argument.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from servanda.extraction.grammar import Grammar, Match, compile_patterns, find_matches
from servanda.extraction.numerals import NumeralLexicon, Token, compile_numerals, tokenize
from servanda.extraction.timecalc import resolve
from servanda.extraction.timenoun import Context, Time, TimeWords

__all__ = ["Time", "TimeGrammar", "compile_times", "find_times"]

_FIRST_YEAR, _LAST_YEAR = 1815, 2149
_GAP = 3
_HEAD = 200
_NUMBER_CLASSES = ("d", "D", "mm", "y", "n")


class TimeGrammar(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about times that is language, compiled once and reused."""

    numerals: NumeralLexicon
    grammar: Grammar
    words: TimeWords
    names: frozenset[str]


def compile_times(section: Mapping[str, Any], numerals: Mapping[str, Any]) -> TimeGrammar:
    """Compile the data files `times.yaml` and `numerals.yaml`.

    Raises:
        DataError: when a pattern names an unknown class.
    """
    months = {**section["months"], **section["months_short"]}
    weekdays = {**section["weekdays"], **section["weekdays_short"]}
    classes: dict[str, Iterable[str]] = {
        **section["classes"],
        "month": section["months"],
        "short": section["months_short"],
        "weekday": weekdays,
        "unit": section["units"],
        "deictic": section["deictic"],
        "part": section["parts"],
        "near": section["near"],
        "thatyear": section["thatyear"],
    }
    return TimeGrammar(
        numerals=compile_numerals(numerals),
        grammar=compile_patterns(section["patterns"], classes, _NUMBER_CLASSES),
        words=TimeWords(
            months=months,
            weekdays=weekdays,
            units=dict(section["units"]),
            deictic=dict(section["deictic"]),
            near=dict(section["near"]),
            that_year=dict(section["thatyear"]),
            past=frozenset(section["past"]),
            future=frozenset(section["future"]),
            ordinal_go=frozenset(section["ordinal_go"]),
            ordinal_behind=frozenset(section["ordinal_behind"]),
            month_behind=frozenset(section["month_behind"]),
            not_year=frozenset(section["not_year"]),
            determiners=frozenset(section["determiners"]),
            breaks=frozenset(section["breaks"]),
            heads=frozenset(section["heads"]),
        ),
        names=frozenset([*months, *weekdays]),
    )


def find_times(
    text: str, anchor: date | None, grammar: TimeGrammar, tokens: Sequence[Token] | None = None
) -> list[Time]:
    """Find the times of a text in reading order, without overlap.

    Args:
        text: any string; spans count its characters, end exclusive.
        anchor: the day of publication, or None where nobody knows: relative times then have no value.
        grammar: from `compile_times`.
        tokens: the tokens of the same text, where the caller has them already.
    """
    tokens = tokenize(text, grammar.numerals) if tokens is None else tokens
    matches = [m for m in find_matches(tokens, grammar.grammar, _number_classes) if not _is_a_word(m, text, grammar)]
    context = Context(anchor, text, tokens, grammar.words)
    if anchor is None:
        context.anchor = _printed_day(matches, context)
    times: list[Time] = []
    for at, match in enumerate(matches):
        context.next_year = _year_right_after(match, matches[at + 1] if at + 1 < len(matches) else None)
        for time in resolve(match, context):
            times.append(time)
            context.remember(time)
    return _join_weekdays(times, text)


def _printed_day(matches: Sequence[Match], context: Context) -> date | None:
    """The full date at the head of an undated document ("Strasbourg, 1 May 1998"), which its weekdays lean on."""
    for match in matches:
        if context.tokens[match.first].start > _HEAD:
            return None
        if match.entry["rule"] == "date" and {"y", "d"} <= match.slots.keys():
            made = resolve(match, context)
            return date.fromisoformat(made[0].value) if made and made[0].value else None
    return None


def _year_right_after(match: Match, following: Match | None) -> int | None:
    """The year of "3 March and 5 June 2019" for its first day."""
    if (
        following is None
        or following.first - match.last > _GAP
        or "y" not in following.slots
        or "d" not in following.slots
    ):
        return None
    return following.slots["y"].number


def _is_a_word(match: Match, text: str, grammar: TimeGrammar) -> bool:
    """Whether a month or weekday stands in lower case, and so is a verb ("may"), or a word ("sun", "march")."""
    return any(token.low in grammar.names and text[token.start].islower() for token in match.slots.values())


def _number_classes(token: Token) -> Iterable[str]:
    value = token.number
    if value is None:
        return ()
    found = []
    plain = token.form in ("figure", "word", "ordinal")
    if 1 <= value <= 31 and plain:
        found.append("d")
        if token.form == "ordinal":
            found.append("D")
    if token.form == "figure" and 1 <= value <= 12 and len(token.low) <= 2:
        found.append("mm")
    if token.form == "figure" and _FIRST_YEAR <= value <= _LAST_YEAR and token.end - token.start == 4:
        found.append("y")
    if token.form in ("figure", "word"):
        found.append("n")
    return found


def _join_weekdays(times: Sequence[Time], text: str) -> list[Time]:
    """Join "Tuesday, 30 June" into one time, and say where the two disagree."""
    out: list[Time] = []
    for time in times:
        before = out[-1] if out else None
        if before is not None and before.weekday is not None and time.kind == "day" and time.weekday is None:
            between = text[before.end : time.start].strip(" \t\n,.(–-").lower()
            if between in ("", "the") and time.value is not None and not time.relative_to_text:
                wrong = date.fromisoformat(time.value).weekday() != before.weekday
                out[-1] = msgspec.structs.replace(time, start=before.start, mismatch=wrong, weekday=before.weekday)
                continue
        out.append(time)
    return out
