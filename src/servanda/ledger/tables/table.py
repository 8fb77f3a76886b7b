"""The nouns of an import: a Table as it was found, and what it came to, every cell accounted for."""

from enum import StrEnum

import msgspec

from servanda.model import Act, Edtf, Reject


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a table: `where` is file:line, cells stand under the headings."""

    where: str
    cells: tuple[str, ...]


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a table or its index says of the treaty, as far as it says it.

    Args:
        number: MTDSG number as the depositary writes it, `XI-A-5`.
        key: a key, alias or title of our catalog that the user or the file gives.
        own: the id a data set gives the treaty, `GLPSBA_1995A`.
        title: title, with place and day of conclusion as printed.
        concluded: the day at the end of the title or beside it.
        as_of: the day up to which the table was kept.
        claimed: how many parties the page counts.
        source: where the facts stand, for each act.
        subject: the depositary's chapter.
    """

    number: str = ""
    key: str = ""
    own: str = ""
    title: str = ""
    concluded: Edtf | None = None
    as_of: Edtf | None = None
    claimed: int | None = None
    source: str = ""
    subject: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table of participants.

    Args:
        name: the file, for messages.
        form: the layout it was recognised by.
        head: what it says of the treaty.
        headings: one for each column.
        lines: the lines under them.
        whole: whether it lists everybody who acted.
        legend: what the page itself says its marks mean, mark -> words.
    """

    name: str
    form: str
    head: Head
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    whole: bool = True
    legend: dict[str, str] = {}


class Fate(StrEnum):
    """What became of a cell that is not empty."""

    ACT = "act"
    JOINED = "joined"
    MARK = "mark"
    REJECTED = "rejected"


class Tally(msgspec.Struct, kw_only=True):
    """Cells that are not empty, by what became of them; `cells` is the sum of the others.

    Args:
        participants: cells that name who acted.
        acts: dated cells that gave an act.
        joined: dated or worded cells kept inside an act: its day of effect, its kind, its note.
        marks: cells understood that say nothing of an act: blanks, numbers, notes.
        rejected: cells that could not be read; each is listed.
    """

    participants: int = 0
    acts: int = 0
    joined: int = 0
    marks: int = 0
    rejected: int = 0

    @property
    def cells(self) -> int:
        """Every cell that is not empty, headings left aside."""
        return self.participants + self.acts + self.joined + self.marks + self.rejected

    def add(self, other: "Tally") -> None:
        """Count another table's cells too."""
        for name in Tally.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What a table came to: acts under `key`, its cells counted, and what could not be read."""

    table: Table
    key: str
    acts: tuple[Act, ...]
    tally: Tally
    rejects: tuple[Reject, ...]
