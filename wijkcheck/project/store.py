"""Tables in the project file: Arrow, compressed, in chunks of rows."""

from collections.abc import Iterator, Sequence

import pandas as pd
import pyarrow as pa

from wijkcheck.project.file import ProjectFile

_ROWS = 1 << 17
"""Rows in a chunk: a damaged one costs no more than these."""
_OPTIONS = pa.ipc.IpcWriteOptions(compression="zstd")


def write_table(file: ProjectFile, name: str, table: pd.DataFrame) -> None:
    """Keep a table by name, within a transaction; replaces the one of that name."""
    file.run("DELETE FROM chunks WHERE name = ?", (name,))
    for part, data in enumerate(_chunks(pa.Table.from_pandas(table))):
        file.run("INSERT INTO chunks VALUES (?, ?, ?)", (name, part, data))


def _chunks(table: pa.Table) -> Iterator[bytes]:
    for start in range(0, max(table.num_rows, 1), _ROWS):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema, options=_OPTIONS) as stream:
            stream.write_table(table.slice(start, _ROWS).combine_chunks())
        yield sink.getvalue().to_pybytes()


def read_table(file: ProjectFile, name: str) -> pd.DataFrame | None:
    """Return the table of a name as it was kept: types, order and index; None without one."""
    parts = file.rows("SELECT data FROM chunks WHERE name = ? ORDER BY part", (name,))
    if not parts:
        return None
    tables = [pa.ipc.open_stream(data).read_all() for (data,) in parts]
    table: pd.DataFrame = pa.concat_tables(tables).to_pandas()
    return table


def read_rows(file: ProjectFile, name: str, labels: Sequence[object]) -> pd.DataFrame | None:
    """Return the rows with these labels of a table that was kept; None without a table."""
    parts = file.rows("SELECT data FROM chunks WHERE name = ? ORDER BY part", (name,))
    tables = (pa.ipc.open_stream(data).read_all().to_pandas() for (data,) in parts)
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
