"""Tables in HTML and in Excel 2003 XML, which old systems write and call .xls.

Both are read with the standard library: no entities of their own, nothing fetched.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from wijkcheck.errors import SourceError
from wijkcheck.sources.grid import Grid, table_of

Merged = tuple[int, int, int, int]
_MAX_SPAN = 1000
_SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"


@dataclass
class _Cells:
    """The cells of one table, with what is merged."""

    rows: list[list[str]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    reserved: set[tuple[int, int]] = field(default_factory=set)  # cells that a merged one covers

    def place(self, text: str, across: int, down: int) -> None:
        """Put a cell at the end of the last row."""
        at, row = len(self.rows) - 1, self.rows[-1]
        while (at, len(row)) in self.reserved:
            row.append("")
        column = len(row)
        across, down = (min(max(span, 1), _MAX_SPAN) for span in (across, down))
        row += [text, *[""] * (across - 1)]
        if across > 1 or down > 1:
            self.merged.append((at, column, at + down - 1, column + across - 1))
            self.reserved |= {
                (r, c) for r in range(at + 1, at + down) for c in range(column, column + across)
            }

    def grid(self) -> Grid:
        """Return them as a grid."""
        width = max(map(len, self.rows), default=0)
        return Grid(tuple(table_of(self.rows, width).columns), merged=tuple(self.merged))


class _Html(HTMLParser):
    """Collects the tables of a page; a table within a cell is taken as text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Cells] = []
        self._depth = 0
        self._text: list[str] | None = None
        self._spans = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Cells())
        elif self._depth == 1 and tag == "tr":
            self._close()
            self.tables[-1].rows.append([])
        elif self._depth == 1 and tag in ("td", "th"):
            self._close()
            given = dict(attrs)
            self._spans = _span(given.get("colspan")), _span(given.get("rowspan"))
            self._text = []
        elif tag in ("br", "p", "div") and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._depth == 1 and tag in ("td", "th", "tr", "table"):
            self._close()
        if tag == "table" and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(" ".join(data.split(" ")))

    def _close(self) -> None:
        if self._text is not None:
            if not self.tables[-1].rows:
                self.tables[-1].rows.append([])
            self.tables[-1].place("".join(self._text).strip(), *self._spans)
        self._text = None


def _span(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 1


def read_html(text: str, source: str) -> Grid:
    """Read the largest table of a page.

    Raises:
        SourceError: the page has no table.
    """
    page = _Html()
    page.feed(text)
    page.close()
    tables = [table for table in page.tables if any(map(any, table.rows))]
    if not tables:
        raise SourceError("source_no_table", source=source, found="HTML")
    return max(tables, key=lambda table: len(table.rows)).grid()


def read_spreadsheet_xml(data: bytes, source: str, wanted: str | None) -> list[tuple[str, Grid]]:
    """Read name and grid of the sheets with content of Excel 2003 XML, or of the one wanted.

    Raises:
        SourceError: the XML is damaged or defines entities; it has no content, or no such sheet.
    """
    sheets = {
        name: cells.grid() for name, cells in _sheets(data, source) if any(map(any, cells.rows))
    }
    if not sheets:
        raise SourceError("source_empty", source=source)
    if wanted is None:
        return list(sheets.items())
    if wanted not in sheets:
        raise SourceError("sheet_missing", source=source, sheet=wanted, sheets=", ".join(sheets))
    return [(wanted, sheets[wanted])]


def _sheets(data: bytes, source: str) -> Iterator[tuple[str, _Cells]]:
    try:
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise SourceError("source_damaged", source=source)
        book = ET.fromstring(data)  # noqa: S314 - no DTD, so nothing to expand
        for sheet in book.iter(f"{_SPREADSHEET}Worksheet"):
            cells = _Cells()
            for row in sheet.iter(f"{_SPREADSHEET}Row"):
                _xml_row(row, cells)
            yield sheet.get(f"{_SPREADSHEET}Name", ""), cells
    except (ET.ParseError, LookupError, ValueError) as error:
        raise SourceError("source_damaged", source=source) from error


def _xml_row(row: ET.Element, cells: _Cells) -> None:
    at = int(row.get(f"{_SPREADSHEET}Index") or len(cells.rows) + 1)
    cells.rows += [[] for _ in range(min(at, 1 << 20) - len(cells.rows))]
    for cell in row.iter(f"{_SPREADSHEET}Cell"):
        column = min(int(cell.get(f"{_SPREADSHEET}Index") or 1), 1 << 14)
        cells.rows[-1] += [""] * (column - 1 - len(cells.rows[-1]))
        data = cell.find(f"{_SPREADSHEET}Data")
        text = "" if data is None else "".join(data.itertext())
        if data is not None and data.get(f"{_SPREADSHEET}Type") == "DateTime":
            text = text.removesuffix(".000").replace("T", " ").removesuffix(" 00:00:00")
        across, down = (
            int(cell.get(f"{_SPREADSHEET}Merge{way}") or 0) for way in ("Across", "Down")
        )
        cells.place(text, across + 1, down + 1)
