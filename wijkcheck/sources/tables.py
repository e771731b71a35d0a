"""What the sources stage hands on: a delivered table as text, with the number of each row."""

from dataclasses import dataclass, field, replace

import pandas as pd

STORED = ("text", "number", "date", "boolean", "error")
"""What a workbook stored in a cell; delimited text has only ``text``."""


@dataclass(frozen=True)
class Choice:
    """One thing that detection decided, so that it can be told and overruled.

    ``what`` is a code: ``encoding, broken_bytes, nul_bytes, delimiter, sheet, hidden_sheets,
    skipped_members, header_row, no_header, two_line_header, title_rows, repeated_header,
    blank_rows, separator_rows, total_rows, footer_rows, section_rows, hidden_rows, short_rows,
    trimmed_rows, long_rows, open_quotes, empty_columns, row_number_column, repeated_columns,
    unnamed_columns``; its sentence is ``choice_`` and the code in texts. ``value`` is what was
    chosen, or how many; ``rows`` the spreadsheet rows concerned, of blank and title rows the
    first 20.
    """

    what: str
    value: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class RawTable:
    """One delivered table, before anybody has judged its values.

    ``text``: index ``row`` (int64, what a spreadsheet shows, increasing), a column of text per
    delivered column, named as delivered and made unique; an empty cell is missing. Numbers stand
    there exactly (``12345678``, ``7.5``), dates as ISO, truth values as ``true`` and ``false``.
    ``stored``: for the columns in which a
    workbook stored something else than text, an int8 code per cell (index into ``STORED``), same
    index; other columns are absent.
    """

    source: str
    member: str | None
    sheet: str | None
    text: pd.DataFrame
    stored: pd.DataFrame
    choices: tuple[Choice, ...] = field(default=())

    def head(self, rows: int) -> "RawTable":
        """Return the table with its first rows only."""
        return replace(self, text=self.text.head(rows), stored=self.stored.head(rows))
