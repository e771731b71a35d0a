"""The rows of a file as they stand there: the first ones, and those that are no record to us.

For who wants to see what was made of a file, and to say otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wijkcheck.sources.grid import Grid
from wijkcheck.sources.tables import Choice

FIRST, MARKED = 60, 200
"""How many rows are shown from the top, and how many of the others that are marked."""
_MARKS = (
    "header_row", "title_rows", "repeated_header", "total_rows", "footer_rows", "section_rows",
    "separator_rows", "blank_rows", "short_rows", "long_rows", "open_quotes",
)  # fmt: skip
_WIDEST = 60  # columns


@dataclass(frozen=True)
class RawRow:
    """A row of a file. ``mark``: a choice of reading (``title_rows``), empty for a record."""

    number: int  # what a spreadsheet shows
    mark: str
    cells: tuple[str, ...]


def raw_rows(grid: Grid, choices: Sequence[Choice]) -> list[RawRow]:
    """Return the first rows of a grid and the marked ones, in order."""
    marks = {row: c.what for c in reversed(choices) if c.what in _MARKS for row in c.rows}
    marks |= _group_row(choices)
    beyond = sorted(row for row in marks if row >= grid.first_row + FIRST)[:MARKED]
    last = min(len(grid), FIRST)
    at = np.array([*range(last), *(row - grid.first_row for row in beyond)], np.int64)
    columns = [column.take(at).to_pylist() for column in grid.columns[:_WIDEST]]
    rows = zip(*columns, strict=True) if columns else ()
    numbers = (at + grid.first_row).tolist()
    return [
        RawRow(number, marks.get(number, ""), tuple(cell or "" for cell in row))
        for number, row in zip(numbers, rows, strict=True)
    ]


def _group_row(choices: Sequence[Choice]) -> dict[int, str]:
    """Return the line above the names that is a part of a header of two lines."""
    found = {choice.what: choice for choice in choices}
    if "two_line_header" not in found:
        return {}
    return {found["header_row"].rows[0] - 1: "two_line_header"}
