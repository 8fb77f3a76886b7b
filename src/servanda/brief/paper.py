"""The nouns of a brief: sections of sentences that each point at what they rest on, tables, quotations and figures.

A brief is made of data alone. It holds no markup: `servanda.presentation.brief` prints it as Markdown, HTML or PDF, and
it is its own JSON. Sources are told once and pointed at by key, so that a reader can follow each sentence to its act,
article, report or data file.
"""

from datetime import date
from typing import Literal

import msgspec

HEADINGS: dict[str, str] = {
    "happened": "What happened",
    "sure": "How sure",
    "law": "Law and calendar",
    "allies": "Allies",
    "neighbours": "Neighbours",
    "civilians": "Civilians",
    "regime": "The regime",
    "arguments": "Arguments",
    "precedents": "Precedents",
    "outlook": "Outlook",
    "unknown": "What we do not know",
    "sources": "Sources",
}
"""Key of each section -> its heading, in the order of the page; the contract names them."""

SourceKind = Literal["act", "report", "article", "catalog", "record", "law", "model"]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What a sentence rests on.

    Args:
        key: unique in the brief, short and stable: `act:…`, `report:…`, `ccm:art.20`, `catalog:groups/nato`.
        kind: an act on record, a report, an article of a treaty, catalog data, the extent of the record, a derivation
            of the law engine, a fitted model.
        text: as it stands under the heading Sources.
        url: where it can be read; None where there is none.
        day: its own date, EDTF.
        retrieved: day it was read, or became known to the record.
    """

    key: str
    kind: SourceKind
    text: str
    url: str | None = None
    day: str | None = None
    retrieved: date | None = None


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence made from data, with the keys of the sources it rests on, none twice."""

    text: str
    on: tuple[str, ...] = ()


class Paragraph(msgspec.Struct, frozen=True, kw_only=True, tag="paragraph"):
    """Sentences that are read on."""

    sentences: tuple[Sentence, ...]


class Points(msgspec.Struct, frozen=True, kw_only=True, tag="points"):
    """Sentences that are told one below the other; `lead` stands above them."""

    sentences: tuple[Sentence, ...]
    lead: str | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a table."""

    cells: tuple[str, ...]
    on: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True, kw_only=True, tag="table"):
    """A table with a caption; `numeric` are the positions of columns of figures."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: tuple[int, ...] = ()


class Quotation(msgspec.Struct, frozen=True, kw_only=True, tag="quotation"):
    """Words of another, to be told as theirs."""

    text: str
    speaker: str | None = None
    office: str | None = None
    side: Literal["for", "against"] | None = None
    on: tuple[str, ...] = ()


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A bar by status: label and number of states each, in the order bound, leaving, not bound, unclear, unknown."""

    label: str
    bound: int = 0
    leaving: int = 0
    not_bound: int = 0
    unclear: int = 0
    unknown: int = 0


class Bars(msgspec.Struct, frozen=True, kw_only=True, tag="bars"):
    """Bars below one another; `alt` says in words what they show."""

    title: str
    alt: str
    bars: tuple[Bar, ...]
    on: tuple[str, ...] = ()


class WorldMap(msgspec.Struct, frozen=True, kw_only=True, tag="map"):
    """States by status value on a day (`party`, `party_leaving`, …), the state of the brief marked.

    Args:
        around: code of the state the picture is drawn around.
        near: codes that must be in the picture: allies in the region, neighbours; empty for the whole world.
    """

    title: str
    alt: str
    statuses: dict[str, str]
    around: str
    near: tuple[str, ...] = ()
    on: tuple[str, ...] = ()


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """Parties from a day on."""

    day: date
    parties: int


class Curve(msgspec.Struct, frozen=True, kw_only=True, tag="curve"):
    """Number of parties over time; `marked` are days with a word each."""

    title: str
    alt: str
    steps: tuple[Count, ...]
    until: date
    marked: dict[str, str] = {}
    on: tuple[str, ...] = ()


class Chance(msgspec.Struct, frozen=True, kw_only=True):
    """A probability with its interval, 0 to 1 each, and the number of cases it rests on."""

    label: str
    within_months: int
    value: float
    low: float
    high: float
    cases: int


class Chances(msgspec.Struct, frozen=True, kw_only=True, tag="chances"):
    """Probabilities of the outlook; `basis` says whether the base rate or a model is shown, and why."""

    title: str
    basis: str
    chances: tuple[Chance, ...]
    on: tuple[str, ...] = ()


Block = Paragraph | Points | Table | Quotation | Bars | WorldMap | Curve | Chances


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading of the page with its blocks; `empty` where there is nothing to say, and the one block says so."""

    key: str
    heading: str
    blocks: tuple[Block, ...]
    empty: bool = False


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """A brief on one state and one treaty.

    Args:
        title: a headline made from the event or the status.
        summary: two to four sentences that a reader in haste needs.
        on: the day asked about; `known`: what was public by that day, None for all that is known.
        event: id of the event it is about; None where it is about the record alone.
        head: hash of the newest entry of the ledger; None for the register alone. `version`: of Servanda.
    """

    title: str
    summary: tuple[Sentence, ...]
    state: str
    treaty: str
    state_name: str
    treaty_name: str
    on: date
    known: date | None
    event: str | None
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    head: str | None
    version: str
