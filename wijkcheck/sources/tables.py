"""What the sources stage hands on: a delivered table as text, with the number of each row."""

from dataclasses import dataclass, field

import pandas as pd

STORED = ("text", "number", "date", "boolean", "error")
"""What a workbook stored in a cell; delimited text has only ``text``."""


@dataclass(frozen=True)
class Choice:
    """One thing that detection decided, so that it can be told and overruled.

    ``what`` is a code of texts.py: ``encoding, delimiter, sheet, header_row, title_rows,
    two_line_header, repeated_header, blank_rows, total_rows, hidden_rows, empty_columns,
    repeated_columns, ragged_rows …``; ``value`` what was chosen; ``rows`` the spreadsheet rows
    concerned (at most the first 20).
    """

    what: str
    value: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class RawTable:
    """One delivered table, before anybody has judged its values.

    ``text``: index ``row`` (int64, what a spreadsheet shows, increasing), a column of text per
    delivered column, named as delivered and made unique; an empty cell is missing. Numbers stand
    there exactly (``12345678``, ``7.5``), dates as ISO. ``stored``: for the columns in which a
    workbook stored something else than text, an int8 code per cell (index into ``STORED``), same
    index; other columns are absent.
    """

    source: str
    member: str | None
    sheet: str | None
    text: pd.DataFrame
    stored: pd.DataFrame
    choices: tuple[Choice, ...] = field(default=())
