"""The records of one type and side, read by position: what every later question asks of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from wijkcheck.records.codes import CODE_LISTS
from wijkcheck.records.fields import RecordType, fields
from wijkcheck.records.models import TEXT

Mask = NDArray[np.bool_]
Positions = NDArray[np.int64]
_SCOPE_FIELDS = fields(RecordType.TOEWIJZINGEN)


@dataclass(frozen=True)
class Rows:
    """A table of records with, per row, the number of its source in ``sources`` (sorted).

    ``order`` are the positions by (source, row); ``mapped`` each (source, field) with a column.
    """

    table: pd.DataFrame
    source: Positions
    order: Positions
    sources: tuple[str, ...]
    mapped: frozenset[tuple[str, str]]

    def __len__(self) -> int:
        return len(self.table)

    def text(self, field: str) -> pa.Array:
        """Return a text column as one Arrow array."""
        return text(self.table[field])

    def filled(self, field: str) -> Mask:
        """Tell which cells hold a value."""
        return self.table[field].notna().to_numpy()

    def has(self, field: str) -> Mask:
        """Tell which rows come from a source that has a column for this field.

        A source's team may also be named by the project: then every row holds it.
        """
        known = np.array([(name, field) in self.mapped for name in self.sources], dtype=bool)
        if field == "team":
            known[np.unique(self.source[self.filled("team")])] = True
        return known[self.source]

    def unreadable(self, field: str) -> Mask:
        """Tell which cells hold something that could not be converted."""
        found = pc.match_substring_regex(self.text("unreadable"), rf"(^|\s){field}(\s|$)")
        return mask(pc.fill_null(found, False))

    def rank(self) -> Positions:
        """Return each row's place by (source, row)."""
        rank = np.empty(len(self), dtype=np.int64)
        rank[self.order] = np.arange(len(self))
        return rank


def rows_of(table: pd.DataFrame, columns: pd.DataFrame) -> Rows:
    """Return the records with what mapping's Columns says of their sources."""
    taken = columns[columns["status"].isin(("taken", "chosen")) & columns["field"].notna()]
    codes, names = pd.factorize(table["source"], sort=True)
    return Rows(
        table,
        codes.astype(np.int64),
        np.lexsort((table["row"].to_numpy(), codes)),
        tuple(names),
        frozenset(zip(taken["source"], taken["field"], strict=True)),
    )


def text(values: pd.Series | pd.Index) -> pa.Array:
    """Return text as one Arrow array."""
    array = pa.array(values, type=pa.large_string(), from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def series(values: pa.Array) -> pd.Series:
    """Return Arrow text as a pandas column of text."""
    return pd.Series(pd.array(values, dtype=TEXT))


def mask(values: pa.Array) -> Mask:
    """Return Arrow booleans as numpy's."""
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=bool)


def positions(ids: pd.Series | pd.Index, among: pd.Series | pd.Index) -> Positions:
    """Return where each id stands among others, −1 where it does not or is missing."""
    found = pc.index_in(text(ids), value_set=text(among), skip_nulls=True)
    return np.asarray(pc.fill_null(found, -1).to_numpy(zero_copy_only=False), dtype=np.int64)


def in_scope(rows: Rows, scope: Mapping[str, tuple[str, ...]]) -> Mask:
    """Tell which records take part: those with a value that the project names for each field.

    An empty cell, or a source without the column, says nothing and takes part; a value that is in
    no code list ("Participatiewet") does not.
    """
    inside = np.ones(len(rows), dtype=bool)
    for field, values in scope.items():
        if field in rows.table:
            silent = ~rows.filled(field) & ~rows.unreadable(field)
            inside &= rows.table[field].isin(_codes(field, values)).to_numpy() | silent
    return inside


def _codes(field: str, values: tuple[str, ...]) -> list[str]:
    code_list = _SCOPE_FIELDS[field].code_list
    if code_list is None:
        return list(values)
    return [CODE_LISTS[code_list].find(value)[0] or value for value in values]
