"""The cells of one line of a table -> days with the act each means. Pure.

Nothing is guessed: a cell that does not come out is listed with line, column and reason, and the rest of the line
still counts.
"""

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from servanda.ledger.tables.days import Day, NoDay, find_days
from servanda.ledger.tables.headings import Column, settle, suffix_meaning, words_beside
from servanda.ledger.tables.table import Fate, Line, Table
from servanda.ledger.tables.words import Meaning, load_words
from servanda.model import Action, Reject, earliest

_MARK = re.compile(r"^[\s\])(]*\(?([A-Za-z]{1,5})\)?(?![\w'])\.?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NUMBER = re.compile(r"\d{4}|\d[./-]\d{1,2}[./-]\d")
"""A number that may be a day in a form we do not know: told, not passed over."""
_NOTE = re.compile(r"[\s\[\]()*,;.†‡\d:/-]+")
_WIDE = 2_000
"""Characters of a cell that are read; a longer one is a note."""
_ACTIONS = frozenset(Action)


class Found(msgspec.Struct, kw_only=True):
    """An act of a line before it is known who acted."""

    column: int
    kind: Action
    day: str
    notes: list[str]
    bracketed: bool = False
    effective: str | None = None
    city: str = ""


class LineRead(msgspec.Struct, kw_only=True):
    """What is known of a line while it is read; `fates` holds what became of each cell that is not empty."""

    where: str
    fates: dict[int, Fate] = {}
    found: list[Found] = []
    days: dict[str, list[tuple[int, str]]] = {}
    kind: Action | None = None
    name: str = ""
    territories: str = ""
    rejects: list[Reject] = []

    def reject(self, column: Column, index: int, reason: str) -> None:
        """List a cell that cannot be read."""
        self.fates[index] = Fate.REJECTED
        self.rejects.append(Reject(where=f"{self.where} column {index + 1} “{short(column.heading)}”", reason=reason))


class CellReader:
    """Reads the cells of one table's lines."""

    def __init__(self, table: Table, columns: Sequence[Column], *, month_first: bool, today: date) -> None:
        self._columns, self._month_first, self._today = columns, month_first, today
        told = {mark: meant for mark, text in table.legend.items() if (meant := load_words().meaning(text))}
        self._marks = [Column(heading="legend", role="aside", marked=told), *columns]
        self._concluded = table.head.concluded
        self._words = load_words()

    def read(self, line: Line) -> LineRead:
        """What each cell of a line says."""
        state = LineRead(where=line.where)
        for index, cell in enumerate(line.cells):
            text = cell.strip()
            if not text:
                continue
            if index >= len(self._columns):
                state.reject(Column(heading="none", role="aside"), index, f"“{short(text)}” stands under no heading")
                continue
            self._read_cell(state, index, " ".join(text[:_WIDE].split()))
            if "\n" in text and state.name == " ".join(text.split()):
                state.name = text
        return state

    def _read_cell(self, state: LineRead, index: int, text: str) -> None:
        column = self._columns[index]
        state.fates[index] = Fate.MARK
        if text.casefold() in self._words.blanks:
            return
        if column.role == "participant":
            self._read_name(state, index, text)
            return
        days = find_days(text, month_first=self._month_first)
        if column.role == "consent" and not days:
            meaning = suffix_meaning(text.strip("() *"), column, self._marks) or self._words.meaning(text)
            if meaning and meaning.what in _ACTIONS:
                state.kind, state.fates[index] = Action(meaning.what), Fate.JOINED
            else:
                state.reject(column, index, f"“{short(text)}” names no act that we know")
            return
        if column.role in ("force", "left", "kept", "when"):
            self._read_beside(state, index, text, days)
        elif column.role == "territory":
            state.territories, state.fates[index] = text, Fate.JOINED
        elif column.role in ("act", "consent"):
            self._read_acts(state, index, text, days)
        elif column.role == "aside" and len(days) == 1 and isinstance(days[0], Day):
            self._read_stray(state, index, text, days[0])

    def _read_name(self, state: LineRead, index: int, text: str) -> None:
        """The cell of the participant; a day that slipped into it counts where its mark tells the act."""
        state.name = text
        day = next((one for one in find_days(text) if isinstance(one, Day)), None) if _YEAR.search(text) else None
        if day and len(day.edtf) == len("2000-01-01"):
            state.name = text[: day.start]
            self._read_stray(state, index, text[day.start :], day)
            if state.fates[index] is Fate.ACT:
                state.fates[index] = Fate.MARK

    def _read_beside(self, state: LineRead, index: int, text: str, days: Sequence[Day | NoDay]) -> None:
        """A column whose day belongs to an act of another column."""
        column = self._columns[index]
        wrong = [one.text for one in days if isinstance(one, NoDay)]
        good = [one.edtf for one in days if isinstance(one, Day)]
        if wrong or (not good and column.role != "kept" and any(sign.isdigit() for sign in text)):
            state.reject(column, index, f"“{short(wrong[0] if wrong else text)}” is not a day of the calendar")
        elif good and column.role in ("left", "when") and earliest(good[0]) > self._today:
            state.reject(column, index, f"{good[0]} lies ahead, and the day of the act is not told")
        elif good:
            state.days.setdefault(column.role, []).append((index, good[0]))

    def _read_acts(self, state: LineRead, index: int, text: str, days: Sequence[Day | NoDay]) -> None:
        column = self._columns[index]
        if not days:
            words = _NOTE.sub("", text) and self._words.meaning(text) is None and len(text) < 40
            if words or _NUMBER.search(text):
                state.reject(column, index, f"“{short(text)}” holds no day")
            return
        wrong = next((one for one in days if isinstance(one, NoDay)), None)
        if wrong:
            state.reject(column, index, f"“{short(wrong.text)}” is not a day of the calendar")
            return
        state.fates[index] = Fate.ACT
        before = text[: days[0].start]
        for place, day in enumerate(days):
            between = text[day.end : days[place + 1].start if place + 1 < len(days) else len(text)]
            after, ahead = _parted(between) if place + 1 < len(days) else (between, "")
            if not self._one_act(state, index, day, before, after):
                return
            before = ahead

    def _one_act(self, state: LineRead, index: int, day: Day | NoDay, before: str, after: str) -> bool:
        column = self._columns[index]
        if not isinstance(day, Day):
            return False
        if earliest(day.edtf) > self._today:
            state.reject(column, index, f"{day.edtf} lies ahead, and an act cannot")
            return False
        meaning, notes = self._meaning(column, day, before, after)
        if meaning is None or meaning.what not in _ACTIONS:
            state.reject(column, index, f"neither heading nor mark tells which act “{day.edtf}{short(after)}” is")
            return False
        bracketed = before.count("[") > before.count("]") and "]" in after
        city = self._words.cities.search(f"{before} {after}") or self._words.cities.search(column.heading)
        state.found.append(
            Found(
                column=index,
                kind=Action(meaning.what),
                day=day.edtf,
                notes=notes,
                bracketed=bracketed,
                city=city[0] if city else "",
            )
        )
        return True

    def _meaning(self, column: Column, day: Day, before: str, after: str) -> tuple[Meaning | None, list[str]]:
        """The act that a day means: its mark says so, else words beside it, else its heading."""
        notes = ["the source gives the day as uncertain"] if day.doubtful else []
        found = _MARK.match(after)
        meaning = suffix_meaning(found[1], column, self._marks) if found else None
        rest = after[found.end() :] if found and meaning else after
        if meaning is None:
            meaning = words_beside(before + " " + after, self._words)
        told = ""
        if meaning is None and column.plain:
            concluded = day.edtf == self._concluded
            meaning, told = settle(column.plain, concluded=concluded)
        if meaning is None and column.marked:
            meaning, told = settle(list(column.marked.values()), concluded=day.edtf == self._concluded)
        spare = short(" ".join(rest.split())) if re.search(r"[^\W\d_]{2}", rest) else ""
        notes += [one for one in (meaning.say if meaning else "", told, spare) if one]
        return meaning, notes

    def _read_stray(self, state: LineRead, index: int, text: str, day: Day) -> None:
        """A lone day in a column that is no act's: with a mark it is an act in the wrong column."""
        column = self._columns[index]
        start = text.find(text.strip("[ ")) if column.role != "participant" else 0
        end = day.end if column.role != "participant" else day.end - day.start
        if (column.role != "participant" and day.start > start) or len(day.edtf) < len("2000-01-01"):
            return
        found = _MARK.fullmatch(text[end:].rstrip("] "))
        meaning = suffix_meaning(found[1], column, self._marks) if found else None
        if meaning and meaning.what in _ACTIONS and earliest(day.edtf) <= self._today:
            state.fates[index] = Fate.ACT
            notes = [f"stands in the column “{short(column.heading)}”", *([meaning.say] if meaning.say else [])]
            state.found.append(Found(column=index, kind=Action(meaning.what), day=day.edtf, notes=notes))
        elif not _NOTE.sub("", text[end:]):
            state.reject(column, index, f"the heading does not tell which act the day {day.edtf} is")


def _parted(text: str) -> tuple[str, str]:
    """What stands between two days: words after the first, and words before the second, "(withdrew" or "; left"."""
    opened = text.rfind("(")
    if opened >= 0 and ")" not in text[opened:]:
        return text[:opened], text[opened:]
    one, sign, other = text.partition(";")
    return (one, other) if sign else (text, "")


def short(text: str, size: int = 60) -> str:
    """A text cut to what a message can hold."""
    return text if len(text) <= size else text[: size - 1] + "…"
