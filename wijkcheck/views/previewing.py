"""A file as it was delivered, with what reading made of it: what runs in the worker process."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from wijkcheck import sources
from wijkcheck.deliveries import fitting
from wijkcheck.dossier import masked
from wijkcheck.errors import SourceError
from wijkcheck.progress import Progress
from wijkcheck.project import SourceSettings
from wijkcheck.sources import RawRow, RawTable, ReadSettings

_SAMPLES = 3  # values per column
_LOOKED_AT = 400  # rows


@dataclass(frozen=True)
class Preview:
    """Rows of a file as they stand there, BSNs masked.

    ``chosen``: what reading decided, by the names of ``SourceSettings`` (``sheet, header_row,
    encoding, delimiter``), where it had something to decide. ``sheets``: those of the workbook.
    ``samples``: some values per column. ``error`` says why there is nothing to see.
    """

    rows: tuple[RawRow, ...] = ()
    chosen: Mapping[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    error: SourceError | None = None

    def line(self, number: int) -> list[tuple[str, str]]:
        """Return the cells of a row with what stands above each; nothing of a row not shown."""
        head = next((row.cells for row in self.rows if row.mark == "header_row"), ())
        cells: tuple[str, ...] = next((r.cells for r in self.rows if r.number == number), ())
        return list(zip((*head, *[""] * len(cells)), cells, strict=False))


def preview(
    folder: str, source: str, settings: SourceSettings, row: int, progress: Progress
) -> Preview:
    """Return the rows of a source of a project in a folder, read by these settings.

    Of a long text no more is read than to ``row``, and what reading takes in at once with it.
    """
    path = Path(folder) / settings.path
    enough = max(_LOOKED_AT, row, (settings.header_row or 0) + _LOOKED_AT)
    wanted = ReadSettings(
        settings.sheet, settings.header_row, settings.encoding, settings.delimiter, enough
    )
    try:
        found = sources.preview(path, settings.path, wanted, progress)
        sheets = sources.sheets(path, settings.path)
    except SourceError as error:
        return Preview(error=error)
    heads = [table.head(_LOOKED_AT) for table, _ in found]
    fit = fitting(heads, settings.path, settings, ())
    table, columns = next((one for one in fit if one[0].source == source), fit[0])
    rows = next(
        some for head, (_, some) in zip(heads, found, strict=True) if head.text is table.text
    )
    bsn = columns.loc[columns["field"].eq("bsn"), "column"].tolist()
    return Preview(_masked(rows), _chosen(table), sheets, _samples(table, bsn))


def _chosen(table: RawTable) -> dict[str, str]:
    names = ("sheet", "header_row", "encoding", "delimiter")
    found = {choice.what: choice.value for choice in table.choices if choice.what in names}
    return found if "header_row" in found else {**found, "header_row": "0"}


def _masked(rows: list[RawRow]) -> tuple[RawRow, ...]:
    """Hide BSNs, and in a column that has one also what fails the eleven-test."""
    cells = pd.DataFrame(
        [(at, place, text, row.mark == "") for at, row in enumerate(rows)
         for place, text in enumerate(row.cells)],
        columns=["at", "place", "value", "record"],
    ).astype({"value": "str"})  # fmt: skip
    first = masked(cells.assign(field=""))
    holding = cells.loc[first["value"].ne(cells["value"]) & cells["record"], "place"].unique()
    hidden = cells["place"].isin(holding) & cells["record"]
    shown = masked(cells.assign(field=pd.Series("", index=cells.index).mask(hidden, "bsn")))
    texts = shown.groupby("at")["value"].agg(tuple)
    return tuple(replace(row, cells=texts.get(at, ())) for at, row in enumerate(rows))


def _samples(table: RawTable, bsn: list[str]) -> dict[str, tuple[str, ...]]:
    cells = [
        (str(name), text)
        for name in table.text.columns
        for text in table.text[name].dropna().unique().tolist()[:_SAMPLES]
    ]
    found = pd.DataFrame(cells, columns=["column", "value"], dtype="str")
    about = found["column"].isin(bsn)
    told = masked(found.assign(field=pd.Series("", index=found.index).mask(about, "bsn")))
    return {str(name): tuple(values) for name, values in told.groupby("column")["value"]}
