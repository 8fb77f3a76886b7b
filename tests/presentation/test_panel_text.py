"""A panel as text: whole however it is cut into pieces, and a table that says what it leaves out."""

import csv
import io
import json
from datetime import date

import polars as pl
import pytest

from servanda.presentation import panel_text

ROWS = [{"state": f"S{number}", "in_force_from": date(2000, 1, 1 + number) if number else None} for number in range(5)]
PANEL = pl.DataFrame(ROWS, schema={"state": pl.String, "in_force_from": pl.Date})


@pytest.fixture(autouse=True, params=[1, 2, 5, 100])
def _pieces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text made of so many rows at once."""
    monkeypatch.setattr(panel_text, "PIECE", request.param)


def test_json_is_whole() -> None:
    """One list, whatever the pieces."""
    told = [{**row, "in_force_from": row["in_force_from"] and str(row["in_force_from"])} for row in ROWS]
    assert json.loads("".join(panel_text.as_json(PANEL))) == told
    assert json.loads("".join(panel_text.as_json(PANEL.clear()))) == []


def test_csv_is_whole() -> None:
    """One header, every row, an empty cell where no day is."""
    rows = list(csv.reader(io.StringIO("".join(panel_text.as_csv(PANEL)))))
    assert rows == [["state", "in_force_from"], ["S0", ""], *([f"S{n}", f"2000-01-0{n + 1}"] for n in range(1, 5))]


def test_a_table_counts_what_it_leaves_out() -> None:
    """Two rows of five, aligned, a dash where nothing is, and the rest as a number."""
    lines = "".join(panel_text.as_table(PANEL, 2)).splitlines()
    assert lines == ["state  in_force_from", "S0     –", "S1     2000-01-02", "… and 3 rows more"]
    assert len("".join(panel_text.as_table(PANEL, 5)).splitlines()) == 6
