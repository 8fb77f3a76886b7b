"""A depositary's page saved as HTML -> its tables of participants.

Layouts differ by depositary and by year; what they share is a table whose headings name participants and acts. So any
table is looked at, headings are known by their words, and the rest of the page is asked for number, title, as-of day,
the parties it counts and what its marks mean. Scripts and styles are never looked at, nothing is fetched.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.ledger.tables.days import Day, find_days
from servanda.ledger.tables.headings import is_table, read_heading
from servanda.ledger.tables.numbers import split_title
from servanda.ledger.tables.sheet import decoded
from servanda.ledger.tables.table import Head, Line, Table
from servanda.model import InputError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

LARGEST = 16_000_000
"""Bytes of a page that are read; a depositary's longest page has about two million."""
_ROWS, _COLUMNS = 20_000, 60

_NUMBER = re.compile(r"mtdsg_no=([IVXLC]+(?:-[0-9A-Za-z]{1,4}){1,4})")
_CHAPTER = re.compile(
    r"\bCHAPTER\s+([IVXLC]+)\b.{0,120}?\n\s*(\d{1,3})\s*\.\s*(?:([a-z])\s*\)?\.?\s)?", re.IGNORECASE | re.DOTALL
)
_AS_OF = re.compile(
    r"(?:status as (?:at|of)|as of|as at|situation (?:au|à la date du)|état au|date of printout|last updated?)\s*:?\s*"
    r"([^\n]{6,40})",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"(?:parties|total number of ratifications[^:\n]{0,40}|contracting parties|number of parties)\s*:\s*(\d{1,3})\b",
    re.IGNORECASE,
)
_SERIES = re.compile(r"\(?\b((?:CETS|ETS|STCE|STE)\s+No\.?\s*\d{1,3})\)?")
_CHART = re.compile(
    r"^(?:chart|état) (?:of|des) signatures.*$|^.*treaty (?:no\.?|n°|number)?\s*\d{1,3}$", re.IGNORECASE
)
_LEGEND = re.compile(r"(?<![\w.])([A-Za-z]{1,2})\s?[=:]\s?([A-ZÉ][a-zé]+(?: [\w\"“”'é]+){0,6})")


def read_page(data: bytes, name: str) -> list[Table]:
    """Every table of participants on a page; one page is of one treaty.

    Raises:
        InputError: for a page too large, or without such a table.
    """
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    if len(data) > LARGEST:
        raise InputError(
            f"is larger than {LARGEST // 1_000_000} MB", where=name, hint="save the one page with the table"
        )
    try:
        tree = LexborHTMLParser(decoded(data))
    except SelectolaxError as error:
        raise InputError(f"is no page that can be read: {error}", where=name) from error
    tree.strip_tags(["script", "style", "noscript", "template", "sup"])
    found = [(rows, place) for rows, place in map(_headed, _tables(tree)) if place is not None]
    if not found:
        raise InputError(
            "holds no table of participants", where=name, hint="save the page that lists them, not its frame"
        )
    text = tree.body.text(separator="\n") if tree.body else ""
    head, legend = _head(text, tree, decoded(data)), _legend(text)
    tables = []
    for rows, first in found:
        headings, place = _both_rows(rows, first)
        lines = tuple(
            Line(where=f"{name}:row {number}", cells=tuple(cells))
            for number, cells in enumerate(rows[place + 1 :], start=place + 2)
            if not _is_title(cells, rows[place])
        )
        tables.append(Table(name=name, form="page", head=head, headings=headings, lines=lines, legend=legend))
    return tables


def _tables(tree: "LexborHTMLParser") -> Iterator[list[list[str]]]:
    """The cells of each table that holds no other, merged ones written out."""
    for table in tree.css("table"):
        if len(table.css("table")) <= 1:
            yield _grid(table)


def _grid(table: "LexborNode") -> list[list[str]]:
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for row in table.css("tr")[:_ROWS]:
        cells: list[str] = []
        for node in row.css("td, th"):
            _fill(cells, hanging)
            text = " ".join(node.text(separator=" ").split())
            for _ in range(_span(node, "colspan")):
                if len(cells) < _COLUMNS:
                    if _span(node, "rowspan") > 1:
                        hanging[len(cells)] = (_span(node, "rowspan") - 1, text)
                    cells.append(text)
        _fill(cells, hanging)
        rows.append(cells)
    return rows


def _fill(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """Put down what a cell of an earlier row reaches into this one."""
    while len(cells) in hanging and len(cells) < _COLUMNS:
        left, text = hanging.pop(len(cells))
        if left > 1:
            hanging[len(cells)] = (left - 1, text)
        cells.append(text)


def _span(node: "LexborNode", name: str) -> int:
    value = (node.attributes.get(name) or "1").strip()
    return min(max(int(value), 1), 400) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _headed(rows: list[list[str]]) -> tuple[list[list[str]], int | None]:
    """A table's rows and the place of its headings, among the first twelve."""
    for place, cells in enumerate(rows[:12]):
        if is_table(_headings(cells)):
            return rows, place
    return rows, None


def _headings(cells: list[str]) -> tuple[str, ...]:
    """The headings; the first names participants where no other does and others name acts."""
    roles = [read_heading(cell).role if len(cell) < 900 else "aside" for cell in cells]
    if cells and "participant" not in roles and roles[0] == "aside" and len(cells[0]) < 60 and len(roles) > 2:
        return ("Participant", *cells[1:])
    second = [place for place, role in enumerate(roles) if role == "participant"][1:]
    return tuple(f"treaty-level {cell}" if place in second else cell for place, cell in enumerate(cells))


def _both_rows(rows: list[list[str]], place: int) -> tuple[tuple[str, ...], int]:
    """The headings and the row they end on; a second row under merged cells names the columns more closely."""
    first = rows[place]
    below = rows[place + 1] if place + 1 < len(rows) else []
    headings = _headings(first)
    names = next((index for index, cell in enumerate(headings) if read_heading(cell).role == "participant"), -1)
    if not (0 <= names < len(below) and below[names] == first[names] and len(below) == len(first)):
        return headings, place
    both = [one if one == other else f"{one} {other}".strip() for one, other in zip(headings, below, strict=True)]
    return tuple(cell if index != names else headings[names] for index, cell in enumerate(both)), place + 1


def _is_title(cells: list[str], headings: list[str]) -> bool:
    """Whether a row only parts the table: headings again, or one text across all columns."""
    filled = {cell for cell in cells if cell}
    alone = len(filled) == 1 and (all(cells) if len(cells) > 1 else len(headings) > 1)
    return cells == headings or not filled or alone


def _head(text: str, tree: "LexborHTMLParser", source_text: str) -> Head:
    numbers = _NUMBER.findall(source_text)
    chapter = _CHAPTER.search(text)
    number = max(set(numbers), key=numbers.count) if numbers else ""
    if not number and chapter:
        number = "-".join(part for part in (chapter[1].upper(), chapter[2], chapter[3]) if part)
    title, concluded = _title(text, tree)
    as_of = next((day for said in _AS_OF.finditer(text) if (day := _day(said[1]))), None)
    claimed = _CLAIMED.search(text)
    series = _SERIES.search(text)
    source = f"UN Treaty Collection, MTDSG {number}" if number else series[1] if series else ""
    source = source or (f"depositary's page: {title}" if title else "")
    return Head(
        number=number,
        title=title,
        concluded=concluded,
        as_of=as_of,
        claimed=int(claimed[1]) if claimed else None,
        source=source,
    )


def _day(text: str) -> str | None:
    days = [one for one in find_days(text) if isinstance(one, Day) and len(one.edtf) == len("2000-01-01")]
    return days[0].edtf if days else None


def _title(text: str, tree: "LexborHTMLParser") -> tuple[str, str | None]:
    """The first line or heading that reads as the title of a treaty, and the day of conclusion near it."""
    marked = [node.text(separator=" ") for node in tree.css("h1, h2, h3, title")]
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    for place, line in enumerate([*lines[:200], *map(str.strip, marked)]):
        plain = _BEFORE_TITLE.sub("", _SERIES.sub("", line).strip(" -–|"))
        if _TITLE.search(plain) and len(plain) > 15 and not (_CHART.match(plain) or _NO_TITLE.search(plain)):
            title, concluded = split_title(plain)
            near = lines[place + 1] if place + 1 < len(lines[:200]) else ""
            return title, concluded or (_day(near) if len(near) < 80 and not _AS_OF.search(near) else None)
    return "", None


_BEFORE_TITLE = re.compile(
    r"^(?:\d{1,3}\s*\.\s*(?:[a-z]\s*\)?\.?\s+)?"
    r"|(?:list|status|chart) of (?:signatories and )?(?:states )?(?:parties to )?(?:the )?"
    r"|(?:signatories and )?(?:states |contracting )?parties to (?:the )?|participation in (?:the )?)",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"\bTreaty (?:Collection|Series|Section|Office|Events?|Database|Handbook|Reference|Bod(?:y|ies))\b"
    r"|\bdeposited with\b"
    r"|^(?:Full list|Search|Depositary|Status of Treaties)\b",
    re.IGNORECASE,
)
"""Lines of the frame around a page that name the site and no treaty."""
_TITLE = re.compile(
    r"^(?:\w[\w' -]{0,60})?\b(?:Convention|Treaty|Protocol|Agreement|Charter|Covenant|Statute|Constitution|Amendment"
    r"|Verdrag)\b"
)


def _legend(text: str) -> dict[str, str]:
    """What the page says its marks mean: `R=Ratification`, `a: Accession`."""
    plain = " ".join(text.split())
    return {mark: words.split(",")[0] for mark, words in _LEGEND.findall(plain)[:60]}
