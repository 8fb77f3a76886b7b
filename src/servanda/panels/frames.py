"""Frames for those who may not name the library they are made of."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

import polars as pl

Frame: TypeAlias = pl.DataFrame

_KINDS: dict[type, type[pl.DataType]] = {date: pl.Date, str: pl.String, float: pl.Float64, int: pl.Int64}


def frame_of(columns: Mapping[str, type], rows: Sequence[Sequence[object]]) -> Frame:
    """A frame of rows; the kind of each column is told, so that an empty one has it too."""
    return pl.DataFrame(rows, schema={name: _KINDS[kind] for name, kind in columns.items()}, orient="row")
