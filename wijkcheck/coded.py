"""Tables in a fraction of their memory: a column is its distinct values and a number per row.

Columns that came of each other share their distinct values: a record's name is in memory once,
however many tables show it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.api.extensions import ExtensionArray

Codes = npt.NDArray[np.signedinteger[Any]]
Rows = npt.NDArray[np.int64]


class Uniques:
    """Distinct values, none of them missing; what others work out of them can be kept with them."""

    def __init__(self, values: ExtensionArray) -> None:
        self.values = values
        self.kept: dict[object, Any] = {}

    def __len__(self) -> int:
        return len(self.values)

    def __reduce__(self) -> tuple[Any, ...]:
        return Uniques, (self.values,)

    @cached_property
    def arrow(self) -> pa.Array:
        """The values as Arrow has them."""
        found = pa.array(self.values, from_pandas=True)
        found = found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
        text = pa.types.is_string(found.type) or pa.types.is_null(found.type)
        return found.cast(pa.large_string()) if text else found

    def find(self, values: pd.Series | pd.Index | Sequence[str | None]) -> Codes:
        """Return the code of each text, −1 where it isn't here or is missing."""
        wanted = pa.array(values, pa.large_string(), from_pandas=True)
        found = pc.index_in(wanted, value_set=self.arrow).fill_null(-1)
        codes: Codes = found.to_numpy(zero_copy_only=False)
        return codes


@dataclass(frozen=True)
class Coded:
    """A column: per row the place of its value among the distinct ones, −1 where it is missing."""

    codes: Codes
    uniques: Uniques

    @classmethod
    def of(cls, values: pd.Series | pd.Index, shared: Uniques | None = None) -> "Coded":
        """Encode a column, with the distinct values of another where those are all it has."""
        if shared is not None:
            codes = shared.find(values)
            if not (codes < 0)[np.asarray(values.notna())].any():
                return cls(_small(codes, len(shared)), shared)
        codes, uniques = pd.factorize(values)
        array = uniques.array if len(values) else values.array
        return cls(_small(codes, len(array)), Uniques(array))

    def take(self, rows: npt.NDArray[Any]) -> "Coded":
        """Return the column of these rows; row −1 is missing."""
        return Coded(np.append(self.codes, self.codes.dtype.type(-1))[rows], self.uniques)

    def array(self, rows: npt.NDArray[Any] | None = None) -> Any:
        """Return the values as pandas has them."""
        codes = self.codes if rows is None else self.codes[rows]
        return self.uniques.values.take(codes, allow_fill=True)

    def arrow(self, rows: npt.NDArray[Any]) -> pa.Array:
        """Return the values of some rows as Arrow has them."""
        return taken(self.uniques.arrow, self.codes[rows])


class Frame:
    """Columns of equal length by name, and what names the rows, if anything does."""

    def __init__(
        self, columns: Mapping[str, Coded], size: int, index: tuple[str, Coded] | None = None
    ) -> None:
        self.columns, self.size, self.index = dict(columns), size, index

    @classmethod
    def of(
        cls, frame: pd.DataFrame, shared: Mapping[str, Uniques] = MappingProxyType({})
    ) -> "Frame":
        """Encode a table; ``shared``: the distinct values that a column may have in common."""
        columns = {str(n): Coded.of(frame[n], shared.get(str(n))) for n in frame.columns}
        index = None
        if not isinstance(frame.index, pd.RangeIndex) or frame.index.start != 0:
            name = str(frame.index.name or "")
            index = name, Coded.of(frame.index, shared.get(name))
        return cls(columns, len(frame), index)

    def __getitem__(self, name: str) -> Coded:
        return self.columns[name]

    def take(self, rows: npt.NDArray[Any]) -> "Frame":
        """Return these rows, without what names them; all of row −1 is missing."""
        return Frame({n: column.take(rows) for n, column in self.columns.items()}, len(rows))

    def only(self, names: Iterable[str]) -> "Frame":
        """Return some of the columns."""
        return Frame({name: self.columns[name] for name in names}, self.size, self.index)

    def beside(self, other: "Frame") -> "Frame":
        """Return the columns of both; the other's where both have one."""
        return Frame(self.columns | other.columns, self.size, self.index)

    def prefixed(self, prefix: str) -> "Frame":
        """Return the same columns with something before their names."""
        return Frame({prefix + n: column for n, column in self.columns.items()}, self.size)

    def pandas(self, rows: npt.NDArray[Any] | None = None) -> pd.DataFrame:
        """Return the table as it was, or these rows of it."""
        made = {name: column.array(rows) for name, column in self.columns.items()}
        size = self.size if rows is None else len(rows)
        if self.index is None:
            return pd.DataFrame(made, index=pd.RangeIndex(size))
        name, column = self.index
        return pd.DataFrame(made, index=pd.Index(column.array(rows), name=name or None))

    def rows(self, name: str, values: Iterable[str | None]) -> Rows:
        """Return the rows whose column has one of these texts."""
        column = self.index[1] if self.index and self.index[0] == name else self.columns[name]
        codes = column.uniques.find([value for value in values if value is not None])
        known = np.zeros(len(column.uniques) + 1, dtype=bool)
        known[codes[codes >= 0]] = True
        return np.flatnonzero(known[column.codes])


def taken(values: pa.Array, codes: Codes) -> pa.Array:
    """Return the values with these codes, a missing one for code −1."""
    return values.take(pa.array(codes, mask=codes < 0))


def stacked(frames: Sequence[Frame]) -> Frame:
    """Return the rows of tables with the same columns under each other."""
    names = frames[0].columns
    columns = {name: _stacked([frame[name] for frame in frames]) for name in names}
    return Frame(columns, sum(frame.size for frame in frames))


def _stacked(parts: Sequence[Coded]) -> Coded:
    if len({id(part.uniques) for part in parts}) == 1:
        return Coded(np.concatenate([part.codes for part in parts]), parts[0].uniques)
    joined = Coded.of(pd.concat([pd.Series(part.uniques.values) for part in parts]))
    edges = np.cumsum([0, *(len(part.uniques) for part in parts)])
    codes = [
        np.append(joined.codes[start:end], joined.codes.dtype.type(-1))[part.codes]
        for part, start, end in zip(parts, edges, edges[1:], strict=False)
    ]
    return Coded(np.concatenate(codes), joined.uniques)


def _small(codes: npt.NDArray[Any], distinct: int) -> Codes:
    """Return codes in the smallest type that holds them."""
    kind = np.int8 if distinct < 2**7 else np.int16 if distinct < 2**15 else np.int32
    return codes.astype(kind)
