"""Tables as a workbook: text is never a formula, numbers and dates are what they are.

Written row by row, so that a large table needs no more memory than a small one.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from wijkcheck.display import Column, Shape, column, texts
from wijkcheck.dossier.replacing import replacing
from wijkcheck.progress import Progress, silent
from wijkcheck.texts import sentence

MOST_ROWS = 1_048_575
"""Rows that fit a sheet beneath its head; what is more goes on in another sheet."""
_HEAD = PatternFill("solid", fgColor="E8EEF4")
_FORMATS = {Shape.DATE: "dd-mm-yyyy", Shape.AMOUNT: "#,##0.00"}
_NARROW, _WIDE, _SAMPLE = 9, 60, 200
_TOLD = 1000  # rows between two messages of progress
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write_workbook(
    path: Path,
    sheets: Mapping[str, pd.DataFrame],
    language: str,
    *,
    with_bsn: bool = False,
    progress: Progress = silent,
) -> None:
    """Write tables as the sheets of a workbook, under the names that their columns have on screen.

    Codes are written as their words. A BSN is masked unless ``with_bsn``; within other text that is
    up to the caller (``masked``). The old file stays until the new one is whole.

    Raises:
        WijkCheckError: the file cannot be written, as when it is open in another program.
        Cancelled: the old file then stands as it was.
    """
    total = max(1, sum(map(len, sheets.values())))
    written = 0

    def tell(rows: int) -> None:
        nonlocal written
        written += rows
        progress("writing", written, total)

    with replacing(path.parent) as fresh, _book(fresh) as book:
        for name, table in sheets.items():
            for part in range(max(1, -(-len(table) // MOST_ROWS))):
                title = name if part == 0 else f"{name} ({part + 1})"
                rows = table.iloc[part * MOST_ROWS : (part + 1) * MOST_ROWS]
                sheet = book.create_sheet(title.translate(_FORBIDDEN)[:31])
                _fill(sheet, rows, language, with_bsn=with_bsn, tell=tell)
        book.save(fresh / path.name)


@contextmanager
def _book(folder: Path) -> Iterator[Any]:
    """Give a workbook whose sheets grow in files in a folder, not where all temporary files are.

    A process that is ended leaves its temporary files behind, and these are personal.
    """
    book = Workbook(write_only=True)
    usual, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield book
    finally:
        tempfile.tempdir = usual
        for sheet in book.worksheets:
            if not sheet.closed:  # it was stopped halfway
                sheet.close()


def _fill(
    sheet: Any,
    table: pd.DataFrame,
    language: str,
    *,
    with_bsn: bool,
    tell: Callable[[int], None],
) -> None:
    arrays = [_array(table[title]) for title in table.columns]
    columns = [
        column(str(title), array.type, language)
        for title, array in zip(table.columns, arrays, strict=True)
    ]
    shown = [
        _values(c, array, language, with_bsn=with_bsn)
        for c, array in zip(columns, arrays, strict=True)
    ]
    heads = [_title(c, language) for c in columns]
    for place, (head, values) in enumerate(zip(heads, shown, strict=True), 1):
        widest = max([len(head), *(len(str(v)) for v in values[:_SAMPLE] if v is not None)])
        sheet.column_dimensions[get_column_letter(place)].width = min(
            max(widest + 2, _NARROW), _WIDE
        )
    sheet.freeze_panes = "A2"
    if columns:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(table) + 1}"
    sheet.append([_head(sheet, head) for head in heads])
    formats = [_FORMATS.get(c.shape) for c in columns]
    for number, row in enumerate(zip(*shown, strict=True), 1):
        sheet.append(list(_cells(sheet, row, formats)))
        if number % _TOLD == 0:
            tell(_TOLD)
    tell(len(table) % _TOLD)


def _array(values: pd.Series) -> pa.Array:
    array = pa.array(values, from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _values(found: Column, array: pa.Array, language: str, *, with_bsn: bool) -> list[Any]:
    match found.shape:
        case Shape.DATE:
            return list(array.cast(pa.date32(), safe=False).to_pylist())
        case Shape.AMOUNT:
            return [None if value is None else value / 100 for value in array.to_pylist()]
        case Shape.WHOLE | Shape.NUMBER:
            return list(array.to_pylist())
        case Shape.BSN if with_bsn:
            return list(array.to_pylist())
    return [text or None for text in texts(found, array, language).to_pylist()]


def _title(found: Column, language: str) -> str:
    side = sentence(f"window_{found.side}_title", {}, language) if found.side else ""
    return f"{found.title} {side}".strip()


def _head(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.fill = Font(bold=True), _HEAD
    return cell


def _cells(sheet: Any, row: Sequence[Any], formats: Sequence[str | None]) -> Iterator[Any]:
    for value, form in zip(row, formats, strict=True):
        if isinstance(value, str):
            cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
            cell.data_type = "s"  # whatever it begins with
            yield cell
        elif form is not None and isinstance(value, date | float):
            cell = WriteOnlyCell(sheet, value)
            cell.number_format = form
            yield cell
        else:
            yield value
