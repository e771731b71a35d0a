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

    ``order`` are the positions by (source, row), ``bad`` those with a cell that could not be read;
    ``mapped`` is each (source, field) with a column.
    """

    table: pd.DataFrame
    source: Positions
    order: Positions
    bad: Positions
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
        told = text(self.table["unreadable"].take(self.bad))
        unreadable = np.zeros(len(self), dtype=bool)
        unreadable[self.bad] = mask(pc.match_substring_regex(told, rf"(^|\s){field}(\s|$)"))
        return unreadable

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
        _order(codes, table["row"].to_numpy()),
        np.flatnonzero(table["unreadable"].notna().to_numpy()),
        tuple(names),
        frozenset(zip(taken["source"], taken["field"], strict=True)),
    )


def _order(source: Positions, row: Positions) -> Positions:
    """Return the positions by (source, row); most deliveries stand so already."""
    step = np.diff(source)
    if ((step > 0) | ((step == 0) & (np.diff(row) > 0))).all():
        return np.arange(len(row))
    return np.lexsort((row, source))


def text(values: pd.Series | pd.Index) -> pa.Array:
    """Return text as one Arrow array."""
    # Not the series itself: Arrow asks it for attributes, and pandas looks each up among the ids.
    array = pa.array(values.array, type=pa.large_string(), from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def series(values: pa.Array) -> pd.Series:
    """Return Arrow text as a pandas column of text."""
    return pd.Series(pd.array(values, dtype=TEXT))


def mask(values: pa.Array) -> Mask:
    """Return Arrow booleans as numpy's."""
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=bool)


def positions(ids: pd.Series | pd.Index, among: pd.Series | pd.Index) -> Positions:
    """Return where each id stands (first) among others, −1 where it does not or is missing."""
    wanted, known = text(ids), text(among)
    if wanted.equals(known) and among.is_unique and not wanted.null_count:
        return np.arange(len(wanted))
    if len(wanted) * 8 > len(known):
        found = pc.index_in(wanted, value_set=known, skip_nulls=True)
        return np.asarray(pc.fill_null(found, -1).to_numpy(zero_copy_only=False), dtype=np.int64)
    # A few among many: look the many up among the few, whose table is quickly made.
    few = wanted.dictionary_encode()
    found = pc.fill_null(pc.index_in(known, value_set=few.dictionary, skip_nulls=True), -1)
    number = found.to_numpy(zero_copy_only=False)
    hits = np.flatnonzero(number >= 0)[::-1]
    place = np.full(len(few.dictionary) + 1, -1, dtype=np.int64)
    place[number[hits]] = hits  # the last write, so the first place, stays
    codes = pc.fill_null(few.indices, len(few.dictionary)).to_numpy(zero_copy_only=False)
    return np.asarray(place[codes])


def is_among(values: pd.Series | pd.Index, others: pd.Series | pd.Index) -> Mask:
    """Tell which texts occur among others; a missing one does not.

    As pandas' ``isin``, which makes a Python object of every one of the others.
    """
    return mask(pc.is_in(text(values), value_set=text(others), skip_nulls=True))


def chosen(values: pd.Series, among: Mask) -> pd.Series:
    """Return the chosen of a column; next to one another, as they mostly stand, without a copy."""
    at = np.flatnonzero(among)
    if len(at) and at[-1] - at[0] + 1 == len(at):
        return values.iloc[at[0] : at[-1] + 1]
    return values.take(at)


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
