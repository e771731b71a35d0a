"""A delivered table before anybody knows where its header is: columns of text on numbered rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Positions = npt.NDArray[np.int64]
"""Positions of rows in a grid, counted from 0."""

_NONE = np.empty(0, np.int64)


@dataclass(frozen=True)
class Grid:
    """All cells of a sheet or text file as text, titles and totals included.

    Attributes:
        columns: text per column, all of one length; an empty or blank cell is null.
        first_row: what the spreadsheet calls the first row.
        first_column: what it calls the first column, A being 1.
        stored: int8 code per cell (index into ``STORED``) of columns that are not all text.
        merged: merged ranges as positions (top, left, bottom, right), ends included.
        hidden: rows that the workbook hides.
        short: lines with too few cells, and how many they have.
        long: lines whose surplus cells, which are left out, are not empty.
        open_quotes: lines with a quote that is never closed.
    """

    columns: tuple[pa.ChunkedArray, ...]
    first_row: int = 1
    first_column: int = 1
    stored: Mapping[int, npt.NDArray[np.int8]] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: Positions = field(default_factory=lambda: _NONE)
    short: Positions = field(default_factory=lambda: _NONE)
    short_lengths: Positions = field(default_factory=lambda: _NONE)
    long: Positions = field(default_factory=lambda: _NONE)
    open_quotes: Positions = field(default_factory=lambda: _NONE)

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def head(self, count: int) -> list[list[str]]:
        """Return the first rows, empty cells as empty text."""
        columns = [[text or "" for text in c.slice(0, count).to_pylist()] for c in self.columns]
        return [list(row) for row in zip(*columns, strict=True)]


def without_blanks(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the column with empty and blank cells as null."""
    blank = pc.match_substring_regex(column, r"^[\s\x{a0}]*$")
    return pc.if_else(blank, pa.scalar(None, pa.large_string()), column)


def table_of(records: Sequence[Sequence[str]], width: int) -> pa.Table:
    """Turn records into a table: short ones are padded, what sticks out is left out."""
    lengths = np.fromiter(map(len, records), np.int64, len(records))
    level = list(records)
    for i in np.flatnonzero(lengths != width).tolist():
        level[i] = [*level[i][:width], *[""] * (width - len(level[i]))]
    columns = list(zip(*level, strict=True)) or [()] * width
    return pa.table(
        [without_blanks(pa.array(column, pa.large_string())) for column in columns],
        names=[str(i) for i in range(width)],
    )
