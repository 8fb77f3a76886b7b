"""A brief as PDF, set by typst from one template: text goes in as data, no file and no network is read."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from servanda.brief.paper import Block, Brief, Chances, Quotation, Source, WorldMap
from servanda.catalog import Catalog
from servanda.presentation.brief.layout import (
    Figure,
    Numbered,
    alternative,
    as_of,
    figures,
    link,
    numbered,
    printable,
)  # fmt: skip
from servanda.wording import say_date

if TYPE_CHECKING:
    import typst


MOST_PAGES = 3
"""Pages a brief should fit on."""

TIGHTENED = (1.0, 0.94, 0.88, 0.84)
"""Sizes tried in turn, as shares of those designed, until a brief fits; at the last one it may be longer."""


def render_pdf(brief: Brief, catalog: Catalog) -> bytes:
    """Print a brief as a tagged PDF; the day of the brief is its creation date, so the same brief is the same bytes."""
    made = datetime(brief.on.year, brief.on.month, brief.on.day, tzinfo=UTC)
    told = msgspec.json.encode(pdf_data(printable(brief), catalog)).decode()
    for tight in TIGHTENED:
        setter = _setter(told, tight)
        if json.loads(setter.query("<pages>", field="value", one=True)) <= MOST_PAGES:
            break
    return cast("bytes", setter.compile(_template()[0], format="pdf", timestamp=made))


def _setter(told: str, tight: float) -> "typst.Compiler":
    import typst

    template, folder = _template()
    given = {"brief": told, "tight": str(tight)}
    return typst.Compiler(template, root=folder, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=given)


@cache
def _template() -> tuple[bytes, Path]:
    """The template, and its folder: the only one the typesetter could read from."""
    path = files("servanda.presentation").joinpath("templates/brief/brief.typ")
    return path.read_bytes(), Path(str(path)).parent


@cache
def _fonts() -> "typst.Fonts":
    """The typesetter's own fonts and the one of the charts, so that every machine sets the same pages."""
    import font_source_sans_pro as font
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[Path(font.SourceSansPro).parent])


def pdf_data(brief: Brief, catalog: Catalog) -> dict[str, Any]:
    """What the template sets: the brief with its sources numbered and its figures drawn."""
    found = numbered(brief)
    drawn = iter(enumerate(figures(brief, catalog), 1))
    sections = [
        {
            "heading": section.heading,
            "empty": section.empty,
            "blocks": [_block(block, found, drawn) for block in section.blocks],
        }
        for section in brief.sections
        if section.key != "sources"
    ]
    return {
        "title": brief.title,
        "author": f"Servanda {brief.version}",
        "description": " ".join(one.text for one in brief.summary[:2]),
        "state": brief.state_name,
        "treaty": brief.treaty_name,
        "day": [brief.on.year, brief.on.month, brief.on.day],
        "day_said": say_date(brief.on.isoformat()),
        "as_of": as_of(brief),
        "head": brief.head,
        "summary": [{"text": one.text, "on": found.runs(one.on)} for one in brief.summary],
        "sections": sections,
        "sources": [_source(number, source) for number, source in enumerate(found.sources, 1)],
    }


def _source(number: int, source: Source) -> dict[str, Any]:
    return {
        "number": number,
        "text": source.text,
        "day": say_date(source.day),
        "url": source.url,
        "link": link(source.url),
        "retrieved": source.retrieved.isoformat() if source.retrieved else "",
    }


def _block(block: Block, found: Numbered, drawn: Iterator[tuple[int, str]]) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(block)
    told["on"] = found.runs(getattr(block, "on", ()))
    for part in (*told.get("sentences", ()), *told.get("rows", ())):
        part["on"] = found.runs(tuple(part["on"]))
    if isinstance(block, Quotation):
        told["by"] = ", ".join(word for word in (block.speaker, block.office) if word)
        told["by"] = " · ".join(word for word in (told["by"], block.side) if word)
    if isinstance(block, Figure):
        number, svg = next(drawn)
        caption = block.basis if isinstance(block, Chances) else block.alt
        told = {"type": "figure", "number": number, "svg": svg, "alt": alternative(block), "caption": caption,
                "wide": isinstance(block, WorldMap), "on": told["on"]}  # fmt: skip
    return told
