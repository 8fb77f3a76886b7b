"""What a register's line is cut into, what it tells, and what its reading leans on."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

import msgspec

from servanda.extraction.grammar import Grammar
from servanda.extraction.times import TimeGrammar
from servanda.model import Action, Edtf, Stage

Resolve = Callable[[str], str | None]


class Cell(NamedTuple):
    """A piece of a line and its place in the text; end exclusive."""

    text: str
    start: int
    end: int


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One act or rung that a register tells, with the spans of its parts (characters of the text, end exclusive).

    Args:
        state: code, as the caller's resolver gave it.
        treaty: key; None where neither the row, a heading nor the title names a treaty the resolver knows.
        stage_span: where words of their own give the rung ("will enter into force for").
        treaty_span: None where the title names it.
        in_title: the state and action stand in the title; their spans count its characters.
        future: the date lies after the day of publication.
        rule: `notice`, `notice_effect`, `row`, `column`.
    """

    state: str
    state_span: tuple[int, int]
    treaty: str | None = None
    treaty_span: tuple[int, int] | None = None
    action: Action
    action_span: tuple[int, int]
    stage: Stage
    stage_span: tuple[int, int] | None = None
    date: Edtf | None = None
    date_span: tuple[int, int] | None = None
    in_title: bool = False
    future: bool = False
    rule: str


class RegisterGrammar(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about registers that is language, compiled once and reused."""

    times: TimeGrammar
    acts: Grammar
    effected: Grammar
    effect: Grammar
    empty: Grammar
    header: dict[str, str]
    suffixes: dict[str, Action]
    heading_marks: frozenset[str]
    default: Action


class Setting(NamedTuple):
    """What rows lean on: the resolvers, the day of publication, the treaty named above them."""

    grammar: RegisterGrammar
    anchor: date | None
    state: Resolve
    treaty: Resolve


def lines_of(text: str) -> Iterable[Cell]:
    """The lines of a text with their places."""
    start = 0
    for line in text.split("\n"):
        yield Cell(line, start, start + len(line))
        start += len(line) + 1


def cut_line(line: Cell, marks: re.Pattern[str]) -> list[Cell]:
    """Cut a line at every mark; empty cells stay."""
    out, at = [], 0
    for match in [*marks.finditer(line.text), None]:
        end = match.start() if match else len(line.text)
        out.append(Cell(line.text[at:end], line.start + at, line.start + end))
        at = match.end() if match else end
    return out


def is_ahead(value: Edtf | None, anchor: date | None) -> bool:
    """Whether a date begins after the day of publication."""
    return bool(value and anchor and value > anchor.isoformat())
