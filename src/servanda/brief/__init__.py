"""The brief: what an event or a status means, made of sentences that point at what they rest on.

Enter catalog, ledger view and, where there is one, an event; leaves a `Brief`. It prints nothing and reads no clock.
"""

from servanda.brief.paper import (
    HEADINGS,
    Bar,
    Bars,
    Block,
    Brief,
    Chance,
    Chances,
    Count,
    Curve,
    Paragraph,
    Points,
    Quotation,
    Row,
    Section,
    Sentence,
    Source,
    Table,
    WorldMap,
)

__all__ = [
    "HEADINGS",
    "Bar",
    "Bars",
    "Block",
    "Brief",
    "Chance",
    "Chances",
    "Count",
    "Curve",
    "Paragraph",
    "Points",
    "Quotation",
    "Row",
    "Section",
    "Sentence",
    "Source",
    "Table",
    "WorldMap",
]
