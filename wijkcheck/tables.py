"""Over any table between the stages: order, search, count, sum, and a page of display text.

All that the window knows of data. A row number is a position in the frame; an order is an array of
row numbers.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from wijkcheck.display import Column, Shape, column, texts

Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
_NO_FILTERS: Mapping[str, Collection[Any]] = MappingProxyType({})


@dataclass(frozen=True)
class _Distinct:
    """The distinct values of a column, the last one null: what order, filter and search work on."""

    codes: npt.NDArray[np.int32]  # per row: which value
    values: pa.Array
    folded: pa.Array  # as shown, without case and accents
    ranks: npt.NDArray[np.int32]  # per value: its place in the order, missing last


class Table:
    """A frame as the window sees it: rows by position, values as text in a language.

    The first order, filter or search by a column takes up to a second per million rows, later ones
    a tenth of that; a page of 200 rows a millisecond or two.
    """

    def __init__(self, frame: pd.DataFrame, language: str) -> None:
        self.size = len(frame)
        self.language = language
        self._arrays = {str(name): _arrow(frame[name]) for name in frame.columns}
        self._by_name = {n: column(n, array.type, language) for n, array in self._arrays.items()}
        self.columns: tuple[Column, ...] = tuple(self._by_name.values())
        self._known: dict[str, _Distinct] = {}

    def page(
        self, rows: Rows | Sequence[int], names: Sequence[str] | None = None
    ) -> list[tuple[str, ...]]:
        """Return the rows' display text, a tuple per row: all columns, or those of ``names``."""
        taken = pa.array(rows, pa.int64())
        columns = self.columns if names is None else [self._by_name[name] for name in names]
        cells = (texts(c, self._arrays[c.name].take(taken), self.language) for c in columns)
        return list(zip(*cells, strict=True))

    def frame(self, rows: Rows | Sequence[int], names: Sequence[str]) -> pd.DataFrame:
        """Return the rows of some columns as the stages know them."""
        taken = pa.array(rows, pa.int64())
        made = pa.table({name: self._arrays[name].take(taken) for name in names}).to_pandas()
        return pd.DataFrame(made)

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return self._by_name[name]

    def raw(self, row: int) -> dict[str, Any]:
        """Return one row's values by column, as the stages know them."""
        return {name: array[row].as_py() for name, array in self._arrays.items()}

    def order(
        self,
        by: str | None = None,
        descending: bool = False,
        filters: Mapping[str, Collection[Any]] = _NO_FILTERS,
        group: str | None = None,
        text: str = "",
        among: Sequence[int] | None = None,
    ) -> Rows:
        """Return the rows that pass, in order.

        ``by``: sort column; missing values come last either way and ties keep the frame's order.
        ``filters``: column to the values that pass (None is missing; of several codes in a cell,
        any). ``group``: rows with one value of this column stand together. ``text``: as ``search``.
        ``among``: the only rows that may pass.
        """
        passing = self.passing(filters) & self._matching(text)
        if among is not None:
            passing &= np.isin(np.arange(self.size), among)
        rows = np.flatnonzero(passing)
        keys = [self._key(by, descending)[rows]] if by else []
        if group:
            keys.append(self._key(group, descending=False)[rows])
        return rows[np.lexsort(keys)] if keys else rows

    def passing(self, filters: Mapping[str, Collection[Any]]) -> Flags:
        """Return for each row whether it passes, as in ``order``."""
        passing = np.ones(self.size, dtype=bool)
        for name, wanted in filters.items():
            distinct = self._distinct(name)
            if self._by_name[name].shape is Shape.CODES:
                values = distinct.values.to_pylist()
                known = np.array([any(p in wanted for p in self._parts(name, v)) for v in values])
            else:
                chosen = pa.array(list(wanted), distinct.values.type)
                known = pc.is_in(distinct.values, chosen).to_numpy(zero_copy_only=False)
            passing &= known[distinct.codes]
        return passing

    def filled(self, name: str, rows: Rows) -> int:
        """Return how many of the rows have a value in a column."""
        return len(rows) - int(self._arrays[name].take(pa.array(rows)).null_count)

    def search(self, text: str) -> Rows:
        """Return the rows in which every word of a text occurs, whatever its case and accents.

        A masked number is found by what is shown of it, or by the whole of it.
        """
        return np.flatnonzero(self._matching(text))

    def counts(self, name: str, rows: Rows | None = None) -> list[tuple[Any, str, int]]:
        """Return a column's values among the rows as (value, text, how many), in sort order.

        Of several codes in a cell each is counted.
        """
        distinct = self._distinct(name)
        codes = distinct.codes if rows is None else distinct.codes[rows]
        found = np.bincount(codes, minlength=len(distinct.ranks))
        present = np.flatnonzero(found)
        totals: dict[Any, int] = {}
        for code in present[np.argsort(distinct.ranks[present], kind="stable")]:
            for part in self._parts(name, distinct.values[int(code)].as_py()):
                totals[part] = totals.get(part, 0) + int(found[code])
        values = pa.array(list(totals), distinct.values.type)
        shown = texts(self._by_name[name], values, self.language)
        return [(value, text, totals[value]) for value, text in zip(totals, shown, strict=True)]

    def sums(self, rows: Rows) -> dict[str, str]:
        """Return the totals of the columns that can be added up, as text by column."""
        taken = pa.array(rows, pa.int64())
        totals = {
            c: pc.sum(self._arrays[c.name].take(taken)).as_py() for c in self.columns if c.summed
        }
        return {c.name: texts(c, pa.array([n]), self.language)[0] for c, n in totals.items()}

    def _parts(self, name: str, value: Any) -> Sequence[Any]:
        if value is not None and self._by_name[name].shape is Shape.CODES:
            return list(dict.fromkeys(value.split()))
        return [value]

    def _matching(self, text: str) -> Flags:
        matching = np.ones(self.size, dtype=bool)
        for word in _folded(pa.array(text.split(), pa.large_string())).to_pylist():
            found = np.zeros(self.size, dtype=bool)
            for name, col in self._by_name.items():
                distinct = self._distinct(name)
                hits = pc.match_substring(distinct.folded, word)
                if col.shape is Shape.BSN:
                    hits = pc.or_(hits, pc.equal(distinct.values, word).fill_null(False))
                hits = hits.to_numpy(zero_copy_only=False)
                if hits.any():
                    found |= hits[distinct.codes]
            matching &= found
        return matching

    def _key(self, name: str, descending: bool) -> npt.NDArray[np.int32]:
        distinct = self._distinct(name)
        ranks = distinct.ranks.copy()
        if descending:
            ranks[:-1] *= -1
        key: npt.NDArray[np.int32] = ranks[distinct.codes]
        return key

    def _distinct(self, name: str) -> _Distinct:
        if name not in self._known:
            self._known[name] = _distinct(self._by_name[name], self._arrays[name], self.language)
        return self._known[name]


def _arrow(values: pd.Series) -> pa.Array:
    """Return a column as one Arrow array, text as ``large_string``."""
    array = pa.array(values, from_pandas=True)
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    text = pa.types.is_string(array.type) or pa.types.is_null(array.type)
    return array.cast(pa.large_string()) if text else array


def _distinct(col: Column, array: pa.Array, language: str) -> _Distinct:
    encoded = array.dictionary_encode()
    size = len(encoded.dictionary)
    values = pa.concat_arrays([encoded.dictionary, pa.nulls(1, array.type)])
    if col.shape is Shape.TEXT:
        folded = _folded(values.fill_null(""))
    else:
        folded = _folded(pa.array(texts(col, values, language), pa.large_string()))
    by_value = col.numeric or col.shape is Shape.DATE
    ranks = np.full(size + 1, size + 1, dtype=np.int32)
    keys = encoded.dictionary if by_value else _natural(folded[:size])
    ranks[:size] = pc.rank(keys, tiebreaker="dense")
    return _Distinct(encoded.indices.fill_null(size).to_numpy(), values, folded, ranks)


def _folded(values: pa.Array) -> pa.Array:
    bare = pc.replace_substring_regex(pc.utf8_normalize(values, "NFKD"), r"\p{Mn}", "")
    return pc.utf8_lower(bare)


def _natural(values: pa.Array) -> pa.Array:
    """Return text that sorts numbers by value: 9 before 10."""
    return pc.if_else(pc.utf8_is_digit(values), pc.utf8_lpad(values, 20, "0"), values)
