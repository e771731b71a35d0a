"""Tables in the project file: Arrow, compressed, in chunks of rows."""

from collections.abc import Iterator, Sequence
from zlib import crc32

import pandas as pd
import pyarrow as pa

from wijkcheck.errors import ProjectError
from wijkcheck.project.file import ProjectFile

_ROWS = 1 << 17
"""Rows in a chunk: a damaged one costs no more than these."""
_OPTIONS = pa.ipc.IpcWriteOptions(compression="zstd")


def write_table(file: ProjectFile, name: str, table: pd.DataFrame) -> None:
    """Keep a table by name, within a transaction; replaces the one of that name."""
    file.run("DELETE FROM chunks WHERE name = ?", (name,))
    for part, data in enumerate(_chunks(pa.Table.from_pandas(table))):
        file.run("INSERT INTO chunks VALUES (?, ?, ?, ?)", (name, part, data, crc32(data)))


def _chunks(table: pa.Table) -> Iterator[bytes]:
    for start in range(0, max(table.num_rows, 1), _ROWS):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema, options=_OPTIONS) as stream:
            stream.write_table(table.slice(start, _ROWS).combine_chunks())
        yield sink.getvalue().to_pybytes()


def read_table(file: ProjectFile, name: str) -> pd.DataFrame | None:
    """Return the table of a name as it was kept: types, order and index; None without one.

    Raises:
        ProjectError: it is damaged.
    """
    parts = [*_parts(file, name)]
    if not parts:
        return None
    table: pd.DataFrame = pa.concat_tables(parts).to_pandas()
    return table


def _parts(file: ProjectFile, name: str) -> Iterator[pa.Table]:
    rows = file.rows("SELECT data, sum FROM chunks WHERE name = ? ORDER BY part", (name,))
    for data, kept in rows:
        try:
            # None: kept by an older version, and what Arrow notices is all there is.
            part = pa.ipc.open_stream(data).read_all() if kept in (None, crc32(data)) else None
        except (OSError, ValueError):
            part = None
        if part is None:
            raise ProjectError("project_damaged", path=file.path.name)
        yield part


def read_rows(file: ProjectFile, name: str, labels: Sequence[object]) -> pd.DataFrame | None:
    """Return the rows with these labels of a table that was kept; None without a table."""
    tables = (part.to_pandas() for part in _parts(file, name))
    found = [table[table.index.isin(labels)] for table in tables]
    return pd.concat(found) if found else None


def names(file: ProjectFile, begin: str) -> list[str]:
    """Return the names of tables that begin so, sorted."""
    found = file.rows("SELECT DISTINCT name FROM chunks ORDER BY name")
    return [name for (name,) in found if name.startswith(begin)]


def remove_tables(file: ProjectFile, begin: str) -> None:
    """Remove the tables whose names begin so, within a transaction."""
    for name in names(file, begin):
        file.run("DELETE FROM chunks WHERE name = ?", (name,))
