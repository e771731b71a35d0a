"""Sheets of a workbook become grids: xlsx, xlsm, xlsb, xls and ods, through calamine.

Goes by columns and kinds of cell, never cell by cell: a sheet has millions of them.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from itertools import islice

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import python_calamine as calamine

from wijkcheck.errors import SourceError
from wijkcheck.progress import Progress
from wijkcheck.sources.grid import Grid, without_blanks
from wijkcheck.sources.sheet_xml import SheetParts
from wijkcheck.sources.tables import STORED, Choice

MAX_COLUMNS = 2_000
_BLOCK = 20_000
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = range(len(STORED))
_CODES = {
    str: _TEXT,
    int: _NUMBER,
    float: _NUMBER,
    bool: _BOOLEAN,
    dt.date: _DATE,
    dt.datetime: _DATE,
    dt.time: _DATE,
    dt.timedelta: _DATE,
}
_EXACT = 1e17  # a whole number below it is written out

Objects = npt.NDArray[np.object_]


def read_workbook(
    data: bytes, source: str, sheet: str | None, progress: Progress
) -> list[tuple[str, Grid, list[Choice]]]:
    """Read the sheets of a workbook.

    Args:
        data: the file.
        source: the source's name, for messages.
        sheet: the sheet that is asked for; None for every visible one with content, or the hidden
            ones where there is nothing else.
        progress: told how many rows of all sheets are behind us.

    Returns:
        Name, grid and choices per sheet, in the workbook's order.

    Raises:
        SourceError: damaged, encrypted, empty, or it has no such sheet.
    """
    parts = SheetParts(data, source)
    with _told(source), calamine.CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
        names = _wanted(workbook, sheet, source)
        hidden = [m.name for m in workbook.sheets_metadata if not _visible(m)]
        for group in names:
            read = []
            for name in group:
                grid = _read(workbook, name, parts, source, progress)
                if len(grid):
                    read.append((name, grid, [Choice("sheet", name)]))
            if read:
                passed = [name for name in hidden if name not in group]
                told = [Choice("hidden_sheets", ", ".join(passed))] if passed else []
                return [(name, grid, [*choices, *told]) for name, grid, choices in read]
    raise SourceError("source_empty", source=source)


def sheet_names(data: bytes, source: str) -> tuple[str, ...]:
    """Return the names of a workbook's sheets that hold cells, the hidden ones among them.

    Raises:
        SourceError: damaged or encrypted.
    """
    with _told(source), calamine.CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
        return tuple(_sheets(workbook))


@contextmanager
def _told(source: str) -> Iterator[None]:
    """Turn what calamine raises into what a person can be told."""
    try:
        yield
    except calamine.PasswordError as error:
        raise SourceError("source_encrypted", source=source) from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise SourceError("source_damaged", source=source) from error
    except BaseException as error:
        # WORKAROUND: calamine panics on some damaged files; the class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise SourceError("source_damaged", source=source) from None


def _visible(sheet: calamine.SheetMetadata) -> bool:
    return sheet.visible == calamine.SheetVisibleEnum.Visible


def _wanted(workbook: calamine.CalamineWorkbook, sheet: str | None, source: str) -> list[list[str]]:
    """Return the names of the sheets to read: groups, of which the first with content counts."""
    sheets = _sheets(workbook)
    names = list(sheets)
    if sheet is None:
        visible = [name for name in names if _visible(sheets[name])]
        return [visible, [name for name in names if name not in visible]]
    for name in names:
        if name == sheet or name.strip().casefold() == sheet.strip().casefold():
            return [[name]]
    raise SourceError("sheet_missing", source=source, sheet=sheet, sheets=", ".join(names))


def _sheets(workbook: calamine.CalamineWorkbook) -> dict[str, calamine.SheetMetadata]:
    found = workbook.sheets_metadata
    return {m.name: m for m in found if m.typ == calamine.SheetTypeEnum.WorkSheet}


def _read(
    workbook: calamine.CalamineWorkbook,
    name: str,
    parts: SheetParts,
    source: str,
    progress: Progress,
) -> Grid:
    progress("reading", 0, 1)
    parts.refuse_too_large(name)
    # Calamine doesn't tell which rows are hidden and which cells hold an error. What it does leaves
    # the interpreter free, so that the sheet's XML is searched meanwhile.
    with ThreadPoolExecutor(1) as beside:
        pending = beside.submit(parts.details, name)
        sheet = workbook.get_sheet_by_name(name)
        if sheet.start is None:
            return Grid(())
        if sheet.width > MAX_COLUMNS:
            raise SourceError("too_many_columns", source=source, count=sheet.width)
        top, left = sheet.start
        columns, codes = _columns(sheet, top, progress)
        details = pending.result()
    errors: dict[int, dict[int, str]] = {}
    for row, column, text in details.errors:
        if top < row <= top + len(columns[0]) and left < column <= left + len(columns):
            errors.setdefault(column - left - 1, {})[row - top - 1] = text
    for column, cells in errors.items():
        columns[column], codes[column] = _with_errors(columns[column], codes[column], cells)
    hidden = np.array(details.hidden, np.int64) - top - 1
    return Grid(
        columns=tuple(map(without_blanks, columns)),
        first_row=top + 1,
        first_column=left + 1,
        stored={i: c for i, c in enumerate(codes) if c.any()},
        merged=tuple(
            (a - top, b - left, c - top, d - left)
            for (a, b), (c, d) in sheet.merged_cell_ranges or ()
            if a >= top and b >= left
        ),
        hidden=hidden[(hidden >= 0) & (hidden < len(columns[0]))],
    )


def _columns(
    sheet: calamine.CalamineSheet, top: int, progress: Progress
) -> tuple[list[pa.LargeStringArray], list[npt.NDArray[np.int8]]]:
    """Convert block by block, so that the objects of a block are gone before the next one."""
    rows = islice(sheet.iter_rows(), top, None)  # iter_rows starts at row 1 of the sheet
    texts: list[list[pa.LargeStringArray]] = [[] for _ in range(sheet.width)]
    codes: list[list[npt.NDArray[np.int8]]] = [[] for _ in range(sheet.width)]
    done = 0
    while block := list(islice(rows, _BLOCK)):
        for i, column in enumerate(zip(*block, strict=True)):
            text, code = _cells(column)
            texts[i].append(text)
            codes[i].append(code)
        done += len(block)
        progress("reading", done, sheet.height)
    return [pa.chunked_array(t, pa.large_string()) for t in texts], [
        np.concatenate(c) for c in codes
    ]


def _cells(column: Sequence[object]) -> tuple[pa.LargeStringArray, npt.NDArray[np.int8]]:
    """Return the cells of a column as text, and what they were."""
    codes = np.fromiter(map(_CODES.__getitem__, map(type, column)), np.int8, len(column))
    if not codes.any():
        return pa.array(column, pa.large_string()), codes
    cells = np.empty(len(column), object)
    cells[:] = column
    texts = pa.array(cells, pa.large_string(), mask=codes != _TEXT)
    for code, written in ((_NUMBER, _numbers), (_DATE, _dates), (_BOOLEAN, _booleans)):
        here = codes == code
        if here.any():
            texts = pc.replace_with_mask(texts, pa.array(here), written(cells[here]))
    return texts, codes


def _numbers(cells: Objects) -> pa.LargeStringArray:
    """Write numbers exactly: whole ones without decimals, others as short as tells them apart."""
    values = cells.astype(np.float64) + 0.0  # no minus zero
    texts = pa.array(values).cast(pa.large_string())
    powers = pc.match_substring(texts, "e").to_numpy(zero_copy_only=False)
    if powers.any():
        written = [_without_power(value) for value in values[powers].tolist()]
        replacement = pa.array(written, pa.large_string())
        texts = pc.replace_with_mask(texts, pa.array(powers), replacement)
    return texts


def _without_power(value: float) -> str:
    if abs(value) >= _EXACT:
        return repr(value)
    return str(np.format_float_positional(value, trim="-"))


def _dates(cells: Objects) -> pa.LargeStringArray:
    """Write dates as ISO, with the time where it isn't midnight; durations as hours."""
    kinds = np.fromiter(map(id, map(type, cells)), np.int64, len(cells))
    texts = pa.nulls(len(cells), pa.large_string())
    for kind in (dt.date, dt.datetime, dt.time, dt.timedelta):
        here = kinds == id(kind)
        if here.any():
            texts = pc.replace_with_mask(texts, pa.array(here), _written(kind, cells[here]))
    return texts


def _written(kind: type, cells: Objects) -> pa.LargeStringArray:
    if kind is dt.date:
        return pa.array(cells, pa.date32()).cast(pa.large_string())
    if kind is dt.datetime:
        moments = pc.round_temporal(pa.array(cells, pa.timestamp("us")), unit="second")
        texts = moments.cast(pa.timestamp("s")).cast(pa.large_string())
        return pc.replace_substring_regex(texts, " 00:00:00$", "")
    return pa.array([_clock(cell) for cell in cells], pa.large_string())


def _clock(cell: dt.time | dt.timedelta) -> str:
    if isinstance(cell, dt.time):
        return cell.isoformat("seconds")
    minutes, seconds = divmod(round(cell.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _booleans(cells: Objects) -> pa.LargeStringArray:
    return pa.array(np.where(cells.astype(bool), "true", "false"), pa.large_string())


def _with_errors(
    texts: pa.LargeStringArray, codes: npt.NDArray[np.int8], errors: dict[int, str]
) -> tuple[pa.LargeStringArray, npt.NDArray[np.int8]]:
    """Put ``#REF!`` and the like where calamine leaves the cell empty."""
    here = np.zeros(len(texts), bool)
    here[list(errors)] = True
    replacement = pa.array([errors[row] for row in sorted(errors)], pa.large_string())
    return pc.replace_with_mask(texts, pa.array(here), replacement), np.where(
        here, np.int8(_ERROR), codes
    )
