"""Delimited text becomes a grid.

The text is read piece by piece: by Arrow where every line is a record of the same width, else by a
reader that takes lines as they come. Blank lines count as rows; a line break within quotes doesn't.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from wijkcheck.errors import SourceError
from wijkcheck.progress import Progress
from wijkcheck.sources import heading
from wijkcheck.sources.grid import Grid, table_of, without_blanks
from wijkcheck.sources.sniffing import decoded, delimiter_of
from wijkcheck.sources.tables import Choice

MAX_COLUMNS = 2_000
_PIECE = 8 << 20
_SAMPLE_LINES = heading.HEAD
_SAMPLE_BYTES = 1 << 20
_LONGEST_RECORD = 500  # lines
_TELLING = 5  # columns: of fewer, lines within a cell may well look like records
_BLANKS = [*(" " * i for i in range(80)), "\t", "\u00a0"]
_NAMES = {"\t": "tab"}


@dataclass
class _Ragged:
    """Lines that are not as they should be, as positions in the grid."""

    short: list[tuple[int, int]] = field(default_factory=list)  # position, number of cells
    long: list[int] = field(default_factory=list)
    open_quotes: list[int] = field(default_factory=list)


def read_delimited(
    data: bytes,
    source: str,
    encoding: str | None,
    delimiter: str | None,
    progress: Progress,
    enough: int | None = None,
) -> tuple[Grid, list[Choice]]:
    """Read delimited text.

    Args:
        data: the file.
        source: the source's name, for messages.
        encoding: what it must be read as; None to find out.
        delimiter: a character or ``tab``; None to find out.
        progress: told how many bytes are behind us.
        enough: how many rows need to be read; None for all.

    Returns:
        The grid and what was decided on the way.

    Raises:
        SourceError: no text, or more columns than a table has.
    """
    text, choices = decoded(data, encoding, source)
    end = _sample_end(text)
    lines = _lines(text[:end])
    if delimiter is None:
        delimiter = delimiter_of(lines)
    delimiter = next((c for c, name in _NAMES.items() if name == delimiter.lower()), delimiter)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise SourceError("delimiter_wrong", source=source, delimiter=delimiter)
    choices.append(Choice("delimiter", _NAMES.get(delimiter, delimiter)))
    width = _width(list(Records(lines, delimiter, 0, last=end == len(text))))
    if width > MAX_COLUMNS:
        raise SourceError("too_many_columns", source=source, count=width)
    return _read(text, end, delimiter, width, progress, enough), choices


def _sample_end(text: bytes) -> int:
    end = 0
    for _ in range(_SAMPLE_LINES):
        found = text.find(b"\n", end, _SAMPLE_BYTES)
        if found < 0:
            return len(text) if len(text) <= _SAMPLE_BYTES else end or _SAMPLE_BYTES
        end = found + 1
    return end


def _lines(text: bytes) -> list[str]:
    """Cut into lines at ``\\n``, ``\\r\\n`` and ``\\r``, keeping the ends."""
    return list(StringIO(text.decode(errors="replace"), newline=""))


def _width(sample: Sequence[Sequence[str]]) -> int:
    """Return how many columns the table has: as most records, or as its header if that is wider."""
    widths = Counter(len(record) for record in sample if len(record) > 1)
    usual = max(widths, key=lambda w: (widths[w], w), default=1)
    widest = max(map(len, sample), default=1)
    level = [[*record, *[""] * (widest - len(record))] for record in sample]
    names_at = heading.find(level).names_at
    names = [] if names_at is None else [i for i, cell in enumerate(level[names_at]) if cell]
    return max(usual, max(names, default=0) + 1)


def _read(
    text: bytes, first: int, delimiter: str, width: int, progress: Progress, enough: int | None
) -> Grid:
    parts: list[pa.Table] = []
    ragged = _Ragged()
    rows, start, end = 0, 0, first
    while start < len(text) and (enough is None or rows < enough):
        progress("reading", start, len(text))
        part = _plain(text, start, end, delimiter, width) if start else None
        used = end - start
        if part is None:
            part, used = _tolerant(
                text[start:end], delimiter, width, rows, ragged, end == len(text)
            )
        parts.append(part)
        rows += part.num_rows
        start += used
        end = _cut(text, start if used else end)
    progress("reading", len(text), len(text))
    short = np.array(ragged.short, np.int64).reshape(-1, 2)
    return Grid(
        columns=tuple(pa.concat_tables(parts).columns),
        short=short[:, 0],
        short_lengths=short[:, 1],
        long=np.array(ragged.long, np.int64),
        open_quotes=np.array(ragged.open_quotes, np.int64),
    )


def _cut(text: bytes, start: int) -> int:
    """Return the end of the piece that starts here: after a line, or the end of the text."""
    found = text.find(b"\n", start + _PIECE)
    return len(text) if found < 0 else found + 1


def _plain(text: bytes, start: int, end: int, delimiter: str, width: int) -> pa.Table | None:
    """Read lines of which each is a record of the same width; None if one isn't.

    Where there are quotes it must be certain that none swallowed a line.
    """
    quotes = text.count(b'"', start, end)
    if quotes % 2:
        return None
    names = [str(i) for i in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(text).slice(start, end - start)),
            arrow_csv.ReadOptions(column_names=names, block_size=1 << 20),
            arrow_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=quotes > 0, ignore_empty_lines=False
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()),
                strings_can_be_null=True,
                null_values=_BLANKS,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    lines = text.count(b"\n", start, end) + (text[end - 1] != ord("\n"))
    if not quotes or table.num_rows == lines:
        return table
    if not _keeps_lines_apart(table, delimiter):
        return None
    return pa.table([without_blanks(column) for column in table.columns], names=names)


def _keeps_lines_apart(table: pa.Table, delimiter: str) -> bool:
    """Tell whether the line breaks in cells are theirs and not swallowed with a part of a line.

    Two lines that became one row have too many cells, unless delimiters were swallowed as well. So
    a cell with a line break and no delimiter is what it seems; the others are read with more care.
    """
    if table.num_columns < 2:
        return False
    for column in table.columns:
        broken = column.filter(pc.match_substring(column, "\n"))
        if len(broken) and pc.any(pc.match_substring(broken, delimiter)).as_py():
            return False
    # A cell that ends the piece with a line break was cut off by it.
    return not any((column[-1].as_py() or "").endswith("\n") for column in table.columns)


def _tolerant(
    piece: bytes, delimiter: str, width: int, offset: int, ragged: _Ragged, last: bool
) -> tuple[pa.Table, int]:
    """Read lines as they come; also return how many bytes that took: the last record may go on."""
    lines = _lines(piece)
    reader = Records(lines, delimiter, width, last=last)
    records = list(reader)
    lengths = np.fromiter(map(len, records), np.int64, len(records))
    for i in np.flatnonzero((lengths != width) & (lengths > 0)).tolist():
        if lengths[i] > width and any(map(str.strip, records[i][width:])):
            ragged.long.append(offset + i)
        elif lengths[i] < width and any(map(str.strip, records[i])):
            ragged.short.append((offset + i, int(lengths[i])))
    ragged.open_quotes += [offset + i for i in reader.open_quotes]
    rest = sum(len(line.encode()) for line in lines[reader.used :])
    return table_of(records, width), len(piece) - rest


class Records:
    """Iterates over the records in lines; a quote that is never closed costs its own line only.

    The csv module lets such a quote swallow what follows, up to the next quote or the end. So a
    record of several lines is taken only if its quotes are in order; else its first line is read by
    itself, the quote as a character.

    Attributes:
        used: how many lines the records so far took.
        open_quotes: positions of records with a quote that is never closed.
    """

    def __init__(self, lines: Sequence[str], delimiter: str, width: int, *, last: bool) -> None:
        self.used = 0
        self.open_quotes: list[int] = []
        self._lines = lines
        self._delimiter = delimiter
        self._width = width
        self._last = last

    def __iter__(self) -> Iterator[list[str]]:
        count = len(self._lines)
        position = 0
        reader = csv.reader(self._from(0), delimiter=self._delimiter)
        base = 0
        while self.used < count:
            start = self.used
            try:
                record = next(reader)
                end = base + reader.line_num
            except csv.Error:  # more than a cell may hold
                record, end = [], count + 1
            if (end - start > 1 and not self._keeps_lines_apart(record)) or end >= count:
                state = self._state(start, min(end, count))
                if state == "goes_on" and end >= count and not self._last:
                    return
                if state != "sound" or end > count:
                    record, end = self._literal(self._lines[start]), start + 1
                    if state != "sound":
                        self.open_quotes.append(position)
                    reader, base = csv.reader(self._from(end), delimiter=self._delimiter), end
            self.used = end
            position += 1
            yield record

    def _keeps_lines_apart(self, record: Sequence[str]) -> bool:
        """See the function of this name; saves judging the quotes of every record of two lines."""
        if len(record) != self._width or self._width < 2:
            return False
        return not any("\n" in cell and self._delimiter in cell for cell in record)

    def _from(self, start: int) -> Iterator[str]:
        return (self._lines[i] for i in range(start, len(self._lines)))

    def _state(self, start: int, end: int) -> str:
        """Tell whether the quotes of these lines, taken as one record, are in order."""
        lines = self._lines[start:end]
        if len(lines) > _LONGEST_RECORD:
            return "wrong"
        try:
            records = list(csv.reader(lines, delimiter=self._delimiter, strict=True))
        except csv.Error as error:
            if str(error).startswith("unexpected end"):
                return "goes_on"
            return "wrong" if len(lines) > 1 else "sound"
        if len(records) > 1 or (len(lines) > 1 and self._are_whole(lines)):
            return "wrong"
        return "sound"

    def _are_whole(self, lines: Sequence[str]) -> bool:
        """Tell whether each line is a record by itself: a lone quote met another, lines later.

        A remark over several lines would need as many delimiters as the table has, in each.
        """
        wide = self._width >= _TELLING
        return wide and all(len(self._literal(line)) == self._width for line in lines)

    def _literal(self, line: str) -> list[str]:
        """Read one line; only cells that are quoted from end to end lose their quotes."""
        mark = re.escape(self._delimiter)
        cell = re.compile(rf'"((?:[^"]|"")*)"(?={mark}|$)|([^{mark}]*)')
        line = line.rstrip("\r\n")
        cells, at = [], 0
        while at <= len(line):
            found = cell.match(line, at)
            assert found is not None  # noqa: S101 - the second branch matches anything
            cells.append(found[2] if found[1] is None else found[1].replace('""', '"'))
            at = found.end() + 1
        return cells
