"""Rows of a file of acts, CSV or JSON Lines, each with the line it stands on. What they mean is `imports`' business."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import msgspec

from servanda.model import InputError

NEEDED = ("state", "treaty", "act", "date")
OPTIONAL = ("effective", "territory", "source", "known_from", "corrects")
OURS = ("towards", "of", "stated", "contested", "note", "id", "recorded_at")
COLUMNS = (*NEEDED, *OPTIONAL, *OURS)
"""What a file may say of an act; `id` and `recorded_at` are printed by an export and given anew by an import."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row: `where` is file:line; `problem` says why its cells could not be read."""

    where: str
    cells: dict[str, str] = {}
    problem: str = ""


def read_rows(data: bytes, *, name: str) -> list[Row]:
    """Read a file of acts; JSON Lines where its first sign is a brace, else CSV with a header.

    Raises:
        InputError: for a file that is neither, or lacks a column.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError("is not UTF-8 text", where=f"{name}:{line}", hint="save it as UTF-8") from error
    if not text.strip():
        raise InputError("is empty", where=name, hint=f"its first line names the columns: {','.join(NEEDED)}")
    return list(_json_rows(text, name) if text.lstrip().startswith("{") else _csv_rows(text, name))


def _json_rows(text: str, name: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _json_row(line, f"{name}:{number}")


def _json_row(line: str, where: str) -> Row:
    try:
        value: Any = msgspec.json.decode(line)
    except msgspec.DecodeError as error:
        return Row(where=where, problem=f"not JSON: {error}")
    if not isinstance(value, dict):
        return Row(where=where, problem="not a JSON object")
    unknown = sorted(value.keys() - set(COLUMNS))
    if unknown:
        return Row(where=where, problem=f"unknown key “{unknown[0]}”; keys are {', '.join(COLUMNS)}")
    wrong = [key for key, cell in value.items() if not (cell is None or isinstance(cell, str))]
    if wrong:
        return Row(where=where, problem=f"“{wrong[0]}” must be text, not {value[wrong[0]]!r}")
    return Row(where=where, cells={key: cell.strip() for key, cell in value.items() if cell and cell.strip()})


def _csv_rows(text: str, name: str) -> Iterator[Row]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [cell.strip().lower() for cell in next(reader)]
        _check_header(header, f"{name}:1")
        start = reader.line_num + 1
        for cells in reader:
            where, start = f"{name}:{start}", reader.line_num + 1
            if any(cell.strip() for cell in cells):
                yield _csv_row(header, cells, where)
    except csv.Error as error:
        raise InputError(
            f"not CSV: {error}", where=f"{name}:{reader.line_num}", hint="mend the quotes there"
        ) from error


def _csv_row(header: list[str], cells: list[str], where: str) -> Row:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        return Row(where=where, problem=f"has {len(cells)} cells where the header names {len(header)} columns")
    found = zip(header, (cell.strip() for cell in cells), strict=False)
    return Row(where=where, cells={key: cell for key, cell in found if cell})


def _check_header(header: list[str], where: str) -> None:
    missing = [column for column in NEEDED if column not in header]
    if missing:
        hint = f"the first line names the columns: {','.join(NEEDED)}[,{','.join(OPTIONAL)}]"
        raise InputError(f"no column “{missing[0]}”", value=missing, where=where, hint=hint)
    unknown = [column for column in header if column and column not in COLUMNS]
    if unknown:
        raise InputError(f"unknown column “{unknown[0]}”", where=where, hint=f"columns are {', '.join(COLUMNS)}")
    if len(set(header)) < len(header):
        raise InputError("names a column twice", where=where)
