"""Depositary notices: who did what when, as the heading and the formula "The above action was effected on" say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from servanda.extraction.grammar import find_matches
from servanda.extraction.numerals import Token, tokenize
from servanda.extraction.registerline import Cell, Frame, Setting, cut_line, is_ahead, lines_of
from servanda.extraction.times import Time, find_times
from servanda.model import Action, Edtf, Stage

_NAME_TOKENS = 6


def read_notice(text: str, title: str, setting: Setting, tokens: Sequence[Token] | None = None) -> list[Frame]:
    """Read a depositary notice: "LITHUANIA: WITHDRAWAL … The above action was effected on 6 September 2024."."""
    grammar = setting.grammar
    tokens = tokenize(text, grammar.times.numerals) if tokens is None else tokens
    effected = find_matches(tokens, grammar.effected, _none)
    if not effected:
        return []
    times = find_times(text, setting.anchor, grammar.times, tokens)
    when = _time_after(times, tokens[effected[0].last - 1].end, 40)
    heading = _heading(text, tokens, setting)
    in_title = heading is None
    if heading is None:
        heading = _heading(title, tokenize(title, grammar.times.numerals), setting)
    if heading is None:
        return []
    code, state_span, entry, action_span = heading
    treaty, treaty_span = _treaty_of_notice(text, title, setting)
    first = Frame(
        state=code,
        state_span=state_span,
        treaty=treaty,
        treaty_span=treaty_span,
        action=Action(entry["action"]),
        action_span=action_span,
        stage=Stage(entry["stage"]),
        date=when.value if when else None,
        date_span=(when.start, when.end) if when else None,
        rule="notice",
        in_title=in_title,
    )
    out = [first]
    for match in find_matches(tokens, grammar.effect, _none):
        start, end = tokens[match.first].start, tokens[match.last - 1].end
        effect = _time_after(times, end, 80)
        if effect is not None and effect.value:
            out.append(
                msgspec.structs.replace(
                    first,
                    stage=Stage.EFFECTIVE,
                    action_span=first.action_span,
                    stage_span=(start, end),
                    date=effect.value,
                    date_span=(effect.start, effect.end),
                    future=is_ahead(effect.value, setting.anchor or _day(first.date)),
                    rule="notice_effect",
                )
            )
            break
    return out


def _heading(
    text: str, tokens: Sequence[Token], setting: Setting
) -> tuple[str, tuple[int, int], Mapping[str, Any], tuple[int, int]] | None:
    """Find "STATE: ACTION": the code, its span, the entry of the action, its span."""
    for match in find_matches(tokens, setting.grammar.acts, _none):
        if (
            not match.first
            or tokens[match.first - 1].low not in setting.grammar.heading_marks
            or "action" not in match.entry
        ):
            continue
        end = match.first - 1
        for first in range(max(0, end - _NAME_TOKENS), end):
            name = text[tokens[first].start : tokens[end - 1].end]
            code = setting.state(name)
            if code is not None and name[:1].isupper():
                state = (tokens[first].start, tokens[end - 1].end)
                action = (tokens[match.first].start, tokens[match.last - 1].end)
                return code, state, match.entry, action
    return None


def _treaty_of_notice(text: str, title: str, setting: Setting) -> tuple[str | None, tuple[int, int] | None]:
    for piece in _pieces(text):
        key = setting.treaty(piece.text.strip())
        if key is not None:
            return key, (piece.start, piece.end)
    return (setting.treaty(title) if title else None), None


def _pieces(text: str) -> Iterable[Cell]:
    """Lines, and within lines sentences."""
    for line in lines_of(text):
        yield from (cell for cell in cut_line(line, re.compile(r"\. +|: +")) if len(cell.text) > 2)


def _time_after(times: Sequence[Time], at: int, reach: int) -> Time | None:
    return next((t for t in times if at <= t.start <= at + reach and t.kind == "day"), None)


def _day(value: Edtf | None) -> date | None:
    return date.fromisoformat(value) if value and len(value) == 10 else None


def _none(token: Token) -> Iterable[str]:
    del token
    return ()
