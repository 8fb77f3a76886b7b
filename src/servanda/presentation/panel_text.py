"""A panel as text: CSV and JSON for programs, an aligned table for people. Days are ISO, what is absent is empty."""

from collections.abc import Iterator

import polars as pl

PIECE = 100_000
"""Rows turned into text at once, so that a large panel does not stand in memory twice."""
GAP = "  "
NOTHING = "–"


def as_csv(panel: pl.DataFrame) -> Iterator[str]:
    """CSV with a header, in pieces; an absent day is an empty cell."""
    yield panel.clear().write_csv()
    for part in panel.iter_slices(PIECE):
        yield part.write_csv(include_header=False, date_format="%Y-%m-%d")


def as_json(panel: pl.DataFrame) -> Iterator[str]:
    """A JSON list with an object a row, one row a line, in pieces."""
    before = "[\n"
    for part in panel.iter_slices(PIECE):
        yield before + ",\n".join(part.write_ndjson().splitlines())
        before = ",\n"
    yield "\n]\n" if panel.height else "[]\n"


def as_table(panel: pl.DataFrame, rows: int) -> Iterator[str]:
    """Columns aligned, at most so many rows; the last line says how many more there are."""
    shown = panel.head(rows)
    cells = [list(shown.columns), *([_cell(value) for value in row] for row in shown.iter_rows())]
    widths = [max(len(row[number]) for row in cells) for number in range(len(shown.columns))]
    lines = [GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    if panel.height > rows:
        lines.append(f"… and {panel.height - rows:,} rows more")
    yield "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    return NOTHING if value is None else str(value)
