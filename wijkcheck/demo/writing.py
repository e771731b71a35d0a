"""Grids of cells become files, with the same bytes on every run and every machine.

Nothing here compresses and every time is fixed: what zlib makes of a file, and what the clock
says, differs between machines.
"""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from xml.etree.ElementTree import canonicalize
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles import Font

Cell = str | int | float | date | None
Grid = Sequence[Sequence[Cell]]

_MOMENT = (2026, 10, 8, 9, 30, 0)


def delimited(grid: Grid, delimiter: str, encoding: str, *, quoted: bool = False) -> bytes:
    """Return delimited text with Windows' line ends; ``utf-8-sig``, ``utf-16`` get their mark."""
    text = io.StringIO()
    writer = csv.writer(
        text, delimiter=delimiter, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    )
    writer.writerows([["" if cell is None else str(cell) for cell in line] for line in grid])
    if encoding == "utf-16":  # Python would take the machine's own byte order
        return b"\xff\xfe" + text.getvalue().encode("utf-16-le")
    return text.getvalue().encode(encoding)


def workbook(
    sheets: Sequence[tuple[str, Grid]],
    merged: Sequence[str] = (),
    bold: Sequence[int] = (),
    hidden: Sequence[int] = (),
) -> bytes:
    """Return an xlsx; ``merged`` areas, ``bold`` and ``hidden`` rows are the last sheet's."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, grid in sheets:
        sheet = book.create_sheet(title)
        for line in grid:
            sheet.append(list(line))
        for cell in (c for row in sheet.iter_rows() for c in row if isinstance(c.value, date)):
            cell.number_format = "dd-mm-yyyy"
    for area in merged:
        sheet.merge_cells(area)
    for cell in (c for row in bold for c in sheet[row]):
        cell.font = Font(bold=True)
    for row in hidden:
        sheet.row_dimensions[row].hidden = True
    book.active = len(sheets) - 1
    book.properties.creator = "Gemeente Merendam"
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as parts:
        return archive({name: _fixed(name, parts.read(name)) for name in parts.namelist()})


def _fixed(name: str, part: bytes) -> bytes:
    """Return a part of a workbook as canonical XML without the time of writing.

    openpyxl writes other bytes with lxml than without, and the present time in any case.
    """
    text = canonicalize(part.decode())
    if name == "docProps/core.xml":
        for tag in ("created", "modified"):
            head, rest = text.split(f"<dcterms:{tag}", 1)
            opening, rest = rest.split(">", 1)
            moment = f"{datetime(*_MOMENT).isoformat()}Z"  # noqa: DTZ001 - the Z says it
            text = f"{head}<dcterms:{tag}{opening}>{moment}</{rest.split('</', 1)[1]}"
    return text.encode()


_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def opendocument(title: str, grid: Grid) -> bytes:
    """Return an ods with one sheet."""
    rows = "".join(
        f"<table:table-row>{''.join(_ods_cell(c) for c in line)}</table:table-row>" for line in grid
    )
    table = f'<table:table table:name="{escape(title)}">{rows}</table:table>'
    return archive(
        {
            "mimetype": _ODS_TYPE.encode(),
            "content.xml": _ODS.format(table).encode(),
            "META-INF/manifest.xml": _ODS_MANIFEST.encode(),
        }
    )


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, date):
        kind, shown = f'date" office:date-value="{cell.isoformat()}', cell.strftime("%d-%m-%Y")
    elif isinstance(cell, int | float):
        kind, shown = f'float" office:value="{cell}', str(cell)
    else:
        kind, shown = "string", escape(cell)
    return (
        f'<table:table-cell office:value-type="{kind}"><text:p>{shown}</text:p></table:table-cell>'
    )


def archive(members: dict[str, bytes]) -> bytes:
    """Return a zip of these members, in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as parts:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _MOMENT)
            info.create_system = 0  # else the machine's own
            parts.writestr(info, content)
    return buffer.getvalue()
