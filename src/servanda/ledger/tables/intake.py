"""Files -> rows of our own form and tables of depositaries, each recognised by its content and given its treaty. Pure.

What a name tells is asked last: the number of a UN table, which its content does not hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePath

import msgspec

from servanda.catalog import Catalog
from servanda.ledger.rows import NEEDED, Row, read_rows
from servanda.ledger.tables.numbers import find_home, number_of
from servanda.ledger.tables.page import read_page
from servanda.ledger.tables.participants import Participants
from servanda.ledger.tables.sheet import (
    Index,
    decoded,
    is_collection,
    is_index,
    is_participation,
    read_cells,
    read_collection,
    read_index,
    read_participation,
)
from servanda.ledger.tables.table import Head, Table, Taken, Tally
from servanda.ledger.tables.take import take_table
from servanda.model import InputError, Reject, Treaty, latest


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One file: its name for messages, its bytes, and whether a person named it (else a folder held it)."""

    name: str
    data: bytes
    named: bool = True


class Sorted(msgspec.Struct, kw_only=True):
    """Files by what they hold; `refused` are members of folders that hold nothing we read."""

    rows: list[Row] = []
    tables: list[Table] = []
    heads: dict[str, Head] = {}
    refused: list[Reject] = []


def sort_sources(sources: Iterable[Source]) -> Sorted:
    """Recognise each file by its content.

    Raises:
        InputError: for a file that a person named and that is none of ours.
    """
    found = Sorted()
    for source in sources:
        try:
            _sort(source, found)
        except InputError as error:
            if source.named:
                raise
            found.refused.append(Reject(where=error.where or source.name, reason=error.message, hint=error.hint))
    return found


def _sort(source: Source, found: Sorted) -> None:
    start = source.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        found.tables += read_page(source.data, source.name)
        return
    if not start or start.startswith(b"{"):
        found.rows += read_rows(source.data, name=source.name)
        return
    text = decoded(source.data)
    first = text.lstrip("\ufeff").split("\n", 1)[0].lower()
    if set(NEEDED) <= set(_cells(first)):
        found.rows += read_rows(source.data, name=source.name)
        return
    lines = read_cells(text, source.name)
    headings = lines[0].cells if lines else ()
    if is_index(headings):
        index: Index = read_index(lines)
        found.heads |= index.heads
    elif is_collection(headings):
        found.tables += read_collection(lines, source.name)
    elif is_participation(headings):
        found.tables.append(read_participation(lines, source.name))
    else:
        found.rows += read_rows(source.data, name=source.name)


def _cells(first: str) -> list[str]:
    return [cell.strip().strip('"') for cell in first.split(max(",;\t", key=first.count))]


def take_tables(
    found: Sorted,
    catalog: Catalog,
    *,
    treaties: Mapping[str, Treaty],
    today: date,
    key: str = "",
    as_of: str | None = None,
) -> list[Taken]:
    """Read every table under its treaty's key.

    Args:
        found: the files.
        catalog: for names of states and treaties.
        treaties: treaties that the ledger holds, by key in lower case.
        today: the last day an act can have.
        key: the treaty a person names: of the one file that came, or of those that do not say it themselves.
        as_of: the day the tables were kept to, where a person says it; else a page says it, else the latest day in
            the tables that came together is as far as they are known to go.
    """
    participants = Participants(catalog)
    alone = len({table.name for table in found.tables}) == 1
    taken = []
    for table in found.tables:
        head = _headed(table, found.heads, key if alone else "")
        whole = msgspec.structs.replace(table, head=head)
        try:
            home = _home(head, catalog, treaties, key)
        except InputError as error:
            taken.append(_homeless(whole, error))
        else:
            taken.append(take_table(whole, home, participants, today=today))
    together = _latest(one for one in taken if one.table.form == "untc-csv") if found.heads else None
    return [_dated(one, as_of, together) for one in taken]


def _home(head: Head, catalog: Catalog, treaties: Mapping[str, Treaty], key: str) -> str:
    """The key of a table's treaty, as it says itself, else as a person says."""
    try:
        return find_home(head, catalog, treaties)
    except InputError:
        if not key or head.key:
            raise
        return find_home(msgspec.structs.replace(head, key=key), catalog, treaties)


def _headed(table: Table, heads: Mapping[str, Head], key: str) -> Head:
    """The head of a table with what an index says of it."""
    head = table.head
    names = (head.own, PurePath(table.name).stem, head.number)
    said = next((heads[name.lower()] for name in names if name.lower() in heads), None)
    number = head.number if said is None or not said.number else said.number
    if not (number or head.title or key):
        number = number_of(PurePath(table.name).stem)
    if head.own:
        number = ""
    source = head.source or (f"UN Treaty Collection, MTDSG {number}" if number else PurePath(table.name).name)
    return msgspec.structs.replace(
        head,
        key=key or head.key,
        number=number,
        title=head.title or (said.title if said else ""),
        concluded=head.concluded or (said.concluded if said else None),
        subject=said.subject if said else head.subject,
        source=source,
    )


def _homeless(table: Table, error: InputError) -> Taken:
    """A table nobody can place: every cell of it is refused, and the file is listed."""
    cells = sum(1 for line in table.lines for cell in line.cells if cell.strip())
    reject = Reject(where=table.name, reason=error.message, hint=error.hint)
    return Taken(table=table, key="", acts=(), tally=Tally(rejected=cells), rejects=(reject,))


def _dated(taken: Taken, as_of: str | None, together: str | None) -> Taken:
    day = as_of or taken.table.head.as_of or (together if taken.table.form == "untc-csv" else None) or _latest([taken])
    head = msgspec.structs.replace(taken.table.head, as_of=day)
    return msgspec.structs.replace(taken, table=msgspec.structs.replace(taken.table, head=head))


def _latest(taken: Iterable[Taken] | Sequence[Taken]) -> str | None:
    days = [latest(act.date) for one in taken for act in one.acts]
    return max(days).isoformat() if days else None
