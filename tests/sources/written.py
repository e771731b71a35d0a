"""Makes small files and reads them."""

import tempfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd

from wijkcheck.errors import SourceError
from wijkcheck.sources import RawTable, ReadSettings, read

HEADER = "BSN;Naam;Voorletters;Geboortedatum;Team;Ingangsdatum;Einddatum;Uren"
JANSEN = "999900006;Jansen;P;01-02-1950;Noord;01-01-2026;;4,5"
DE_WIT = "999900018;de Wit;A;02-03-1961;Zuid;01-02-2026;31-12-2026;2"


def tables(data: bytes | str, name: str = "bron.csv", **settings: object) -> list[RawTable]:
    """Read bytes, or text as UTF-8, as a file of a name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read(path, name, ReadSettings(**settings))  # type: ignore[arg-type]


def table(data: bytes | str, name: str = "bron.csv", **settings: object) -> RawTable:
    """Read the only table in a file."""
    (found,) = tables(data, name, **settings)
    return found


def refusal(data: bytes | str, name: str = "bron.csv", **settings: object) -> SourceError:
    """Return the error that reading ends with."""
    try:
        tables(data, name, **settings)
    except SourceError as error:
        return error
    raise AssertionError("it was read")


def lines(*texts: str) -> str:
    """Return lines of text."""
    return "".join(f"{text}\n" for text in texts)


def cells(raw: RawTable) -> dict[int, list[str]]:
    """Return the cells of each row, empty ones as empty text."""
    text = raw.text.fillna("")
    return {int(row): list(values) for row, values in zip(text.index, text.to_numpy(), strict=True)}


def rows(raw: RawTable, what: str) -> tuple[int, ...] | None:
    """Return the rows of a choice, None where it was not made."""
    return next((c.rows for c in raw.choices if c.what == what), None)


def value(raw: RawTable, what: str) -> str | None:
    """Return what was chosen, None where nothing was."""
    return next((c.value for c in raw.choices if c.what == what), None)


def workbook(**sheets: list[list[object]]) -> bytes:
    """Return an xlsx with these sheets, each from A1."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, content in sheets.items():
        sheet = book.create_sheet(name)
        for record in content:
            sheet.append(record)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """Return a workbook's bytes."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def frame(raw: RawTable) -> pd.DataFrame:
    """Return the text with empty cells as empty text."""
    return raw.text.fillna("")
