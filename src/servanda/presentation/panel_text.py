"""A panel as text: CSV and JSON for programs, an aligned table for people. Days are ISO, what is absent is empty."""

import polars as pl

GAP = "  "
NOTHING = "–"


def as_csv(panel: pl.DataFrame) -> str:
    """CSV with a header; an absent day is an empty cell."""
    return panel.write_csv(date_format="%Y-%m-%d")


def as_json(panel: pl.DataFrame) -> str:
    """A JSON list with an object a row, one row a line."""
    lines = panel.write_ndjson().splitlines()
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def as_table(panel: pl.DataFrame, rows: int) -> str:
    """Columns aligned, at most so many rows; the last line says how many more there are."""
    shown = panel.head(rows)
    cells = [list(shown.columns), *([_cell(value) for value in row] for row in shown.iter_rows())]
    widths = [max(len(row[number]) for row in cells) for number in range(len(shown.columns))]
    lines = [GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    if panel.height > rows:
        lines.append(f"… and {panel.height - rows:,} rows more")
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    return NOTHING if value is None else str(value)
