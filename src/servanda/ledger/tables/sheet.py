"""CSV files of tables: one treaty a file (UN Treaty Collection), many treaties a file, or an index of treaties."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import PurePath

import msgspec

from servanda.ledger.tables.days import Day, find_days
from servanda.ledger.tables.headings import is_table, read_heading
from servanda.ledger.tables.numbers import number_of, roman, split_title
from servanda.ledger.tables.table import Head, Line, Table
from servanda.model import InputError

_TREATY_LEVEL = {"signature": "statesignature", "force": "stateforce", "end": "stateend", "rat": "stateratification"}
"""Columns of a data set that speak of the treaty where a column of the state's own stands beside them."""
_ALWAYS_TREATY = frozenset({"begin", "beg", "deposit", "term"})


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """Titles and numbers of treaties, by the name of the file or the key that their tables go by."""

    heads: dict[str, Head] = {}


def decoded(data: bytes) -> str:
    """UTF-8, else the Windows code page that older pages and spreadsheets are saved in."""
    bare = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return bare.decode("utf-8")
    except UnicodeDecodeError:
        return bare.decode("cp1252", errors="replace")


def read_cells(text: str, name: str) -> list[Line]:
    """Every line of a CSV file, the headings first.

    Raises:
        InputError: for quotes that do not close, with the line.
    """
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines, start = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append(Line(where=f"{name}:{start}", cells=tuple(cells)))
            start = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"not CSV: {error}", where=f"{name}:{start}", hint="mend the quotes there") from error
    return lines


def is_participation(headings: Sequence[str]) -> bool:
    """Whether the headings are those of the depositary's table of one treaty; one with names alone counts."""
    alone = len(headings) == 1 and read_heading(headings[0]).role == "participant"
    return alone or (is_table(headings) and not _places(headings, "treaty"))


def is_collection(headings: Sequence[str]) -> bool:
    """Whether the headings are those of one table for many treaties, one line a treaty and state."""
    acts = any(read_heading(heading).role in ("act", "force", "left") for heading in headings)
    return bool(_places(headings, "treaty") and _places(headings, "participant")) and acts


def is_index(headings: Sequence[str]) -> bool:
    """Whether the headings are those of a list of treaties."""
    low = {heading.strip().lower() for heading in headings}
    named = bool(_places(headings, "treaty") or {"treaty_no", "url"} & low)
    return bool(_places(headings, "title")) and named and not _places(headings, "participant")


def read_participation(lines: Sequence[Line], name: str) -> Table:
    """The table of one treaty; which one, its name or an index tells."""
    head = Head(number=number_of(PurePath(name).stem))
    return Table(name=name, form="untc-csv", head=head, headings=lines[0].cells, lines=tuple(lines[1:]))


def read_index(lines: Sequence[Line]) -> Index:
    """Titles by file name (chapter and number), by MTDSG number and by key, all in lower case."""
    headings = [cell.strip().lower() for cell in lines[0].cells]
    heads: dict[str, Head] = {}
    for line in lines[1:]:
        row = dict(zip(headings, (cell.strip() for cell in line.cells), strict=False))
        title = next((row[heading] for heading in headings if read_heading(heading).role == "title"), "")
        names, number = _names(row)
        signed = [one for one in find_days(row.get("signed", "")) if isinstance(one, Day)]
        concluded = split_title(title)[1] or (signed[0].edtf if signed else None)
        subject = row.get("chapter_name", "")
        head = Head(
            number=number,
            title=title,
            concluded=concluded,
            subject=f"MTDSG chapter: {subject}" if subject else "",
        )
        heads |= dict.fromkeys((key.lower() for key in (*names, number) if key), head)
    return Index(heads=heads)


def _names(row: dict[str, str]) -> tuple[list[str], str]:
    """The names a treaty's table may go by, and its MTDSG number."""
    number = ""
    if "mtdsg_no=" in row.get("url", ""):
        number = row["url"].split("mtdsg_no=", 1)[1].split("&", 1)[0].strip()
    chapter, place = row.get("chapter_no", ""), row.get("treaty_no", "").replace(".", "-")
    names = [row.get(name, "") for name in ("treaty", "treatyid", "manyid", "treaty_id", "many_id")]
    if chapter and place:
        names.append(f"{chapter}-{place}")
        number = number or (f"{roman(int(chapter))}-{place}" if chapter.isdigit() and len(chapter) < 3 else "")
    return names, number


def read_collection(lines: Sequence[Line], name: str) -> Iterator[Table]:
    """One table for each treaty of a file that holds many."""
    headings = _state_level(lines[0].cells)
    place, titles = _places(headings, "treaty")[0], _places(headings, "title")
    begins = [index for index, heading in enumerate(headings) if heading.lower() in _BEGUN]
    groups: dict[str, list[Line]] = {}
    for line in lines[1:]:
        key = line.cells[place].strip() if place < len(line.cells) else ""
        groups.setdefault(key, []).append(line)
    for key, members in groups.items():
        first = members[0].cells
        title = first[titles[0]].strip() if titles and titles[0] < len(first) else ""
        begun = next(
            (one for at in begins for one in find_days(first[at] if at < len(first) else "") if isinstance(one, Day)),
            None,
        )
        concluded = begun.edtf if begun else None
        head = Head(own=key, title=title, concluded=concluded, source=f"{PurePath(name).name}: {key}")
        yield Table(name=name, form="collection-csv", head=head, headings=headings, lines=tuple(members), whole=False)


_BEGUN = ("treaty-level begin", "treaty-level beg", "treaty-level signature")
"""Columns of a data set that give the day the treaty was concluded, the first that is there."""


def _state_level(headings: Sequence[str]) -> tuple[str, ...]:
    """Headings with those that speak of the treaty, and second columns of names or keys, put aside."""
    plain = [heading.strip().lower().replace("_", "") for heading in headings]
    aside = {
        index
        for index, heading in enumerate(plain)
        if heading in _ALWAYS_TREATY or _TREATY_LEVEL.get(heading, "-") in plain
    }
    for role in ("participant", "treaty", "title"):
        aside |= set(sorted(_places(headings, role), key=lambda index: _rank(plain[index]))[1:])
    return tuple(f"treaty-level {heading}" if index in aside else heading for index, heading in enumerate(headings))


def _rank(heading: str) -> int:
    """Codes before names, and the treaty's own id before the id of its family."""
    return ("treaty", "treatyid", "stateid", "title").index(heading) if heading in _FIRST else len(_FIRST)


_FIRST = ("treaty", "treatyid", "stateid", "title")


def _places(headings: Sequence[str], role: str) -> list[int]:
    return [index for index, heading in enumerate(headings) if read_heading(heading).role == role]
