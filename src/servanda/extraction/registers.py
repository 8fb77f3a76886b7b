"""Registers: depositary notices, tables of participation, status tables and bulletins, line by line.

Such texts have no clauses to parse, and their lines say exactly who did what when. A line is cut into cells; a cell
that names a state, one that names an action or rung, and a date make a frame; a heading above the rows, or the title,
names the treaty. Names are resolved by callables that the caller gives. Ordinary prose gives no frame. Pure, linear.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from servanda.extraction.grammar import compile_patterns, find_matches
from servanda.extraction.numerals import Token, tokenize
from servanda.extraction.registerline import (
    Cell,
    Frame,
    RegisterGrammar,
    Resolve,
    Setting,
    cut_line,
    is_ahead,
    lines_of,
)
from servanda.extraction.registernotice import read_notice
from servanda.extraction.times import Time, TimeGrammar, find_times
from servanda.model import Action, Stage

_STRONG = re.compile(r"[ \t]*\|[ \t]*|\t|[ \t]*(?:\.{3,}|…+)[ \t]*| {2,}")
_WEAK = re.compile(r": +|, +| [–—-] +| \((?=[a-z])|; +")
_FOOTNOTE = re.compile(r"(?:\s*(?:\[[^\]]{1,4}\]|[¹²³⁴-⁹*†‡]+|\d{1,2}))+$")
_LONGEST_LINE = 240


def compile_registers(section: Mapping[str, Any], times: TimeGrammar) -> RegisterGrammar:
    """Compile the data file `registers.yaml`."""
    acts = [{**entry, "seq": words} for entry in (*section["actions"], *section["rungs"]) for words in entry["words"]]
    notice = section["notice"]
    return RegisterGrammar(
        times=times,
        acts=compile_patterns(acts, {}),
        effected=compile_patterns([{"seq": words} for words in notice["effected"]], {}),
        effect=compile_patterns([{"seq": words} for words in notice["effect"]], {}),
        empty=compile_patterns([{"seq": words.replace("/", " / ")} for words in section["empty"]], {}),
        header={word: name for name, words in section["header"].items() for word in words},
        suffixes={letter: Action(name) for letter, name in section["suffixes"].items()},
        heading_marks=frozenset(section["heading_marks"]),
        default=Action(section["default_action"]),
    )


def read_register(
    text: str,
    grammar: RegisterGrammar,
    *,
    resolve_state: Resolve,
    resolve_treaty: Resolve,
    title: str = "",
    anchor: date | None = None,
    tokens: Sequence[Token] | None = None,
) -> list[Frame]:
    """The acts that a register tells; none where the text is no register.

    Args:
        text: the report's text.
        grammar: from `compile_registers`.
        resolve_state: the whole name of a state to its code, None for anything else.
        resolve_treaty: a heading or cell to the key of the treaty it names, None for anything else.
        title: the headline, which may name the treaty.
        anchor: the day of publication.
        tokens: the tokens of the text, where the caller has them already.
    """
    setting = Setting(grammar, anchor, resolve_state, resolve_treaty)
    notice = read_notice(text, title, setting, tokens)
    return notice or _rows(text, title, setting)


def _rows(text: str, title: str, setting: Setting) -> list[Frame]:
    if sum(1 for line in lines_of(text) if _may_be_row(line)) < 2:
        return []
    frames: list[Frame] = []
    columns: list[Any] = []
    treaty, treaty_span = setting.treaty(title) if title else None, None
    rows = 0
    for line in lines_of(text):
        cells, weak = _cells(line, setting)
        made = _row(cells, columns, setting, weak=weak) if len(cells) > 1 else []
        if made:
            rows += 1
            named = next(((key, (c.start, c.end)) for c in cells[1:] if (key := _treaty_cell(c, setting))), None)
            key, span = named or (treaty, treaty_span)
            frames += [msgspec.structs.replace(frame, treaty=key, treaty_span=span) for frame in made]
            continue
        header = _header(cells, setting)
        if header:
            columns = header
            continue
        heading = setting.treaty(line.text.strip()) if line.text.strip() and len(line.text) < _LONGEST_LINE else None
        if heading is not None:
            treaty, treaty_span = heading, (line.start, line.end)
            if frames and frames[-1].treaty is None:
                frames = [_late(frame, heading, (line.start, line.end)) for frame in frames]
    return frames if rows > 1 else []


def _may_be_row(line: Cell) -> bool:
    if not 2 < len(line.text) <= _LONGEST_LINE:
        return False
    return _STRONG.search(line.text.strip()) is not None or _WEAK.search(line.text) is not None


def _late(frame: Frame, treaty: str, span: tuple[int, int]) -> Frame:
    """A caption under the rows names the treaty of rows that have none."""
    return frame if frame.treaty else msgspec.structs.replace(frame, treaty=treaty, treaty_span=span)


def _cells(line: Cell, setting: Setting) -> tuple[list[Cell], bool]:
    """The cells of a line, and whether only commas and colons part them: the first must then be the name of a state."""
    bullet = len(line.text) - len(line.text.lstrip(" \t*•·|-–—"))
    body = Cell(line.text[bullet:].rstrip(), line.start + bullet, line.end)
    if not body.text or len(body.text) > _LONGEST_LINE:
        return [], False
    strong = cut_line(body, _STRONG)
    if len(strong) > 1:
        return strong, False
    weak = cut_line(body, _WEAK)
    return (weak if len(weak) > 1 and _state(weak[0], setting) else []), True


def _header(cells: Sequence[Cell], setting: Setting) -> list[Any]:
    """For each column what it holds: "state", "date", …, or the entry of an action; [] where this is no header."""
    out: list[Any] = []
    for cell in cells:
        tokens = tokenize(cell.text, setting.grammar.times.numerals)
        names = [setting.grammar.header[token.low] for token in tokens if token.low in setting.grammar.header]
        acts = find_matches(tokens, setting.grammar.acts, _none)
        out.append(acts[0].entry if acts else names[0] if names else None)
    known = [column for column in out if column is not None]
    return out if len(known) > 1 and "state" in known[:2] else []


def _row(cells: Sequence[Cell], columns: Sequence[Any], setting: Setting, *, weak: bool) -> list[Frame]:
    at = next((i for i, cell in enumerate(cells) if cell.text and _state(cell, setting)), None)
    if at is None:
        return []
    code = _state(cells[at], setting) or ""
    acts = [column for column in columns if isinstance(column, Mapping)]
    if acts and len(cells) <= len(columns) + 1:
        return _columns(code, cells, at, columns, setting)
    rest = [cell for i, cell in enumerate(cells) if i != at]
    frame = _act_of(code, cells[at], rest, setting, strict=weak)
    return [frame] if frame is not None else []


def _act_of(code: str, state: Cell, rest: Sequence[Cell], setting: Setting, *, strict: bool) -> Frame | None:
    """Join the action or rung and the date that the other cells give; `strict`: a cell must begin with the action."""
    grammar = setting.grammar
    found: tuple[Any, tuple[int, int]] | None = None
    when: tuple[Time, int] | None = None
    stage: Stage | None = None
    for cell in rest:
        tokens = tokenize(cell.text, grammar.times.numerals)
        if find_matches(tokens, grammar.empty, _none):
            return None
        for match in find_matches(tokens, grammar.acts, _none):
            if strict and match.first and found is None:
                return None
            span = (cell.start + tokens[match.first].start, cell.start + tokens[match.last - 1].end)
            if found is None or ("action" not in found[0] and "action" in match.entry):
                found = (match.entry, span)
            if "action" not in match.entry:
                stage = Stage(match.entry["stage"])
        times = find_times(cell.text, setting.anchor, grammar.times, tokens)
        if when is None and times:
            when = times[0], cell.start
    if found is None:
        return None
    action = Action(found[0].get("action", grammar.default))
    return Frame(
        state=code,
        state_span=(state.start, state.end),
        action=action,
        action_span=found[1],
        stage=stage or Stage(found[0]["stage"]),
        date=when[0].value if when else None,
        date_span=(when[1] + when[0].start, when[1] + when[0].end) if when else None,
        future=is_ahead(when[0].value if when else None, setting.anchor),
        rule="row",
    )


def _columns(code: str, cells: Sequence[Cell], at: int, columns: Sequence[Any], setting: Setting) -> list[Frame]:
    """Read a row of a table whose columns are actions: a date in a column is that act, its letter may change it."""
    out = []
    for cell, column in zip(cells, columns, strict=False):
        if not isinstance(column, Mapping) or not cell.text.strip():
            continue
        times = find_times(cell.text, setting.anchor, setting.grammar.times)
        if not times or times[0].value is None:
            continue
        letter = cell.text[times[0].end :].strip().split(" ")[0].strip("().")
        action = setting.grammar.suffixes.get(letter) or Action(column.get("action", setting.grammar.default))
        span = (cell.start + times[0].start, cell.start + times[0].end)
        out.append(
            Frame(
                state=code,
                state_span=(cells[at].start, cells[at].end),
                action=action,
                action_span=span,
                stage=Stage(column["stage"]),
                date=times[0].value,
                date_span=span,
                future=is_ahead(times[0].value, setting.anchor),
                rule="column",
            )
        )
    return out


def _state(cell: Cell, setting: Setting) -> str | None:
    name = _FOOTNOTE.sub("", cell.text.strip())
    return setting.state(name) if 1 < len(name) <= 80 and name[:1].isupper() else None


def _treaty_cell(cell: Cell, setting: Setting) -> str | None:
    return setting.treaty(cell.text.strip()) if len(cell.text.strip()) > 2 else None


def _none(token: Token) -> Iterable[str]:
    del token
    return ()
