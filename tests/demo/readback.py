"""Reads the demo's files as a spreadsheet would show them, with nothing of the program's."""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import openpyxl

_DELIMITED = {
    "noord": ("cp1252", ";"),
    "zuid": ("utf-16", "\t"),
    "rivierwijk": ("utf-8-sig", "|"),
}
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@cache
def rows(folder: Path, source: str) -> list[list[str]]:
    """Return the lines of a source as text; line 1 is the first of the list."""
    path, _, member = source.partition("!")
    content = (folder / path).read_bytes()
    if member:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return _split(parts.read(member).decode(), ",")
    if path.endswith(".xlsx"):
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[-1]
        return [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    if path.endswith(".ods"):
        return _opendocument(content)
    encoding, delimiter = next(v for name, v in _DELIMITED.items() if f"/{name}" in path)
    return _split(content.decode(encoding), delimiter)


def _split(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _text(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return "" if value is None else str(value)


def _opendocument(content: bytes) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = ElementTree.fromstring(parts.read("content.xml"))  # noqa: S314 - made just now
    return [
        [
            cell.get(f"{_OFFICE}date-value") or "".join(cell.itertext())
            for cell in row.iter(f"{_TABLE}table-cell")
        ]
        for row in sheet.iter(f"{_TABLE}table-row")
    ]


def numbers(line: list[str]) -> list[str]:
    """Return the cells of a line that are numbers of nine digits."""
    return [cell for cell in line if re.fullmatch(r"\d{9}", cell)]
