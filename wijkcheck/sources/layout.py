"""A grid becomes a raw table: header found, columns named, rows that are no records left out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from wijkcheck.errors import SourceError
from wijkcheck.records.models import TEXT
from wijkcheck.sources import body, heading
from wijkcheck.sources.grid import Grid, Positions
from wijkcheck.sources.heading import Heading, fold
from wijkcheck.sources.tables import Choice, RawTable

_SHOWN = 20  # rows named in a choice that leads to no finding
_UNCOUNTED = frozenset({"blank_rows"})
_ROW_NUMBERS = re.compile("(rij|regel|volg|row)?(nr|nummer|no)?|index")  # folded names


def raw_table(
    grid: Grid,
    source: str,
    member: str | None,
    sheet: str | None,
    header_row: int | None,
    choices: Sequence[Choice],
) -> RawTable:
    """Return the table that a grid holds.

    Args:
        grid: everything in the sheet or file.
        source: the source's name.
        member: the file within a zip.
        sheet: the sheet within a workbook.
        header_row: the row with names, as the spreadsheet counts; 0: none; None: find it.
        choices: what reading decided before.

    Raises:
        SourceError: no cell has content, or the header row lies outside the table.
    """
    head, found = _heading(grid, header_row, source)
    if not any(column.null_count < len(column) for column in grid.columns):
        raise SourceError("source_empty", source=source)
    names = heading.names(head, found, grid.merged)
    grid = _unmerged(grid, found.body_at)
    out = body.left_out(grid, found, head)
    kept = np.ones(len(grid), bool)
    kept[: found.body_at] = False
    for positions in out.values():
        kept[positions] = False
    records = np.flatnonzero(kept)
    columns = _kept(grid, kept, records)
    used, told = _used(names, columns)
    titles, renamed = _unique([names[i] for i in used], [i + grid.first_column for i in used])
    index = pd.Index(records + grid.first_row, dtype="int64", name="row")
    return RawTable(
        source=source,
        member=member,
        sheet=sheet,
        text=_frame([columns[i] for i in used], titles, index),
        stored=_stored(grid.stored, used, titles, records, index),
        choices=(
            *choices,
            *_header_choices(grid, head, found),
            *_row_choices(grid, out, kept, columns),
            *told,
            *renamed,
        ),
    )


def _heading(grid: Grid, header_row: int | None, source: str) -> tuple[list[list[str]], Heading]:
    if header_row is None:
        head = grid.head(heading.HEAD)
        return head, heading.find(head, grid.merged)
    head = grid.head(max(heading.HEAD, header_row - grid.first_row + 1))
    if header_row == 0:
        first = next((i for i, row in enumerate(head) if any(row)), 0)
        return head, Heading(None, None, first)
    at = header_row - grid.first_row
    if not 0 <= at < len(head) or not any(head[at]):
        last = grid.first_row + len(grid) - 1
        raise SourceError("header_row_missing", source=source, row=header_row, last=last)
    return head, heading.at(head, at, grid.merged)


def _unmerged(grid: Grid, body_at: int) -> Grid:
    """Give each row of a cell that is merged downwards its value: it holds for all of them."""
    columns = list(grid.columns)
    for top, left, bottom, right in grid.merged:
        if body_at <= top < bottom < len(grid) and left == right:
            value = columns[left][top]
            mask = np.zeros(len(grid), bool)
            mask[top : bottom + 1] = True
            columns[left] = pc.if_else(pa.array(mask), value, columns[left])
    return replace(grid, columns=tuple(columns))


def _kept(grid: Grid, kept: npt.NDArray[np.bool_], records: Positions) -> list[pa.ChunkedArray]:
    """Return the records' cells; without a copy where they lie next to each other."""
    if len(records) and records[-1] - records[0] + 1 == len(records):
        return [column.slice(int(records[0]), len(records)) for column in grid.columns]
    mask = pa.array(kept)
    return [column.filter(mask) for column in grid.columns]


def _used(
    names: Sequence[str | None], columns: Sequence[pa.ChunkedArray]
) -> tuple[list[int], list[Choice]]:
    """Return which columns to keep: not those without name and content, nor row numbers."""
    empty = [i for i, c in enumerate(columns) if not names[i] and c.null_count == len(c)]
    used = [i for i in range(len(columns)) if i not in empty]
    choices = [Choice("empty_columns", str(len(empty)))] if empty else []
    if len(used) > 1 and _counts_rows(names[used[0]], columns[used[0]]):
        choices.append(Choice("row_number_column", names[used[0]] or ""))
        used = used[1:]
    return used, choices


def _counts_rows(name: str | None, column: pa.ChunkedArray) -> bool:
    """A column of 1, 2, 3 … that has no name, or one that says so."""
    if not _ROW_NUMBERS.fullmatch(fold(name or "")) or len(column) < 3 or column[0].as_py() != "1":
        return False
    texts = pc.equal(column, pa.array(np.arange(1, len(column) + 1)).cast(pa.large_string()))
    return bool(pc.all(pc.fill_null(texts, False)).as_py())


def _unique(names: Sequence[str | None], places: Sequence[int]) -> tuple[list[str], list[Choice]]:
    """Give each column a name of its own; an unnamed one is called after its place."""
    titles: list[str] = []
    repeated: dict[str, None] = {}
    unnamed = []
    taken = {name for name in names if name}
    for name, place in zip(names, places, strict=True):
        title = name or f"kolom {place}"
        if name is None:
            unnamed.append(title)
        if title in titles or (name is None and title in taken):
            repeated[title] = None
            count = 2
            while f"{title} ({count})" in taken or f"{title} ({count})" in titles:
                count += 1
            title = f"{title} ({count})"
        titles.append(title)
    choices = [Choice("repeated_columns", ", ".join(repeated))] if repeated else []
    if unnamed and len(unnamed) < len(names):
        choices.append(Choice("unnamed_columns", ", ".join(unnamed)))
    return titles, choices


def _frame(
    columns: Sequence[pa.ChunkedArray], titles: Sequence[str], index: "pd.Index[int]"
) -> pd.DataFrame:
    arrays = {t: pd.array(c, dtype=TEXT) for t, c in zip(titles, columns, strict=True)}
    return pd.DataFrame(arrays, index=index, copy=False)


def _stored(
    stored: Mapping[int, npt.NDArray[np.int8]],
    used: Sequence[int],
    titles: Sequence[str],
    records: Positions,
    index: "pd.Index[int]",
) -> pd.DataFrame:
    codes = {t: stored[i][records] for t, i in zip(titles, used, strict=True) if i in stored}
    return pd.DataFrame({t: c for t, c in codes.items() if c.any()}, index=index, dtype="int8")


def _header_choices(grid: Grid, head: Sequence[Sequence[str]], found: Heading) -> list[Choice]:
    if found.names_at is None:
        return [Choice("no_header", "")] if len(grid) else []
    row = found.names_at + grid.first_row
    choices = [Choice("header_row", str(row), (row,))]
    top = found.names_at
    if found.group_at is not None:
        top = found.group_at
        choices.append(Choice("two_line_header", f"{top + grid.first_row}–{row}"))
    titles = np.array([i for i in range(top) if any(head[i])], np.int64)
    if len(titles):
        choices.append(_choice("title_rows", titles, grid, limit=_SHOWN))
    return choices


def _row_choices(
    grid: Grid,
    out: Mapping[str, Positions],
    kept: npt.NDArray[np.bool_],
    columns: Sequence[pa.ChunkedArray],
) -> list[Choice]:
    """Tell which rows were left out, and of the records which ones were hidden or ragged."""
    choices = [
        _choice(code, at, grid, limit=_SHOWN if code in _UNCOUNTED else None)
        for code, at in out.items()
    ]
    marks = {
        "hidden_rows": grid.hidden,
        "long_rows": grid.long,
        "open_quotes": grid.open_quotes,
        **_short(grid, kept, columns),
    }
    for code, at in marks.items():
        records = at[kept[at]]
        if len(records):
            choices.append(_choice(code, records, grid))
    return choices


def _short(
    grid: Grid, kept: npt.NDArray[np.bool_], columns: Sequence[pa.ChunkedArray]
) -> dict[str, Positions]:
    """Judge the short lines: those that lack only columns that nobody fills are in order.

    Where many lines are short and no whole one ends with an empty cell, the program that wrote the
    file leaves out the empty cells at a line's end: said once.
    """
    filled = [i for i, column in enumerate(columns) if column.null_count < len(column)]
    short = grid.short[(grid.short_lengths <= max(filled, default=0)) & kept[grid.short]]
    if not len(short):
        return {}
    whole = int(kept.sum()) - len(short)
    ends = len(columns[filled[-1]]) - columns[filled[-1]].null_count
    if len(short) > 10 and len(short) * 10 > kept.sum() and ends == whole:
        return {"trimmed_rows": short}
    return {"short_rows": short}


def _choice(code: str, at: Positions, grid: Grid, limit: int | None = None) -> Choice:
    return Choice(code, str(len(at)), tuple((at[:limit] + grid.first_row).tolist()))
