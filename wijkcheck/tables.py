"""Over any table between the stages: order, search, count, sum, and a page of display text.

All that the window knows of data. A row number is a position in the table; an order is an array of
row numbers.
"""

from collections.abc import Collection, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from wijkcheck.coded import Frame, Rows, taken
from wijkcheck.display import Column, Shape, column, guard_formulas, texts
from wijkcheck.filters import Between, Each, Filters, Passing, Without
from wijkcheck.readings import Reading, folded

__all__ = ["Rows", "Table"]

Flags = npt.NDArray[np.bool_]
_NO_FILTERS: Filters = MappingProxyType({})


class Table:
    """A table as the window sees it: rows by position, values as text in a language.

    The first order, filter or search by a column takes up to a second per million different
    values, later ones a tenth of that; a page of 200 rows a millisecond or two.
    """

    def __init__(self, frame: pd.DataFrame | Frame, language: str) -> None:
        self.coded = frame if isinstance(frame, Frame) else Frame.of(frame)
        self.size = self.coded.size
        self.language = language
        self._by_name = {
            name: column(name, coded.uniques.arrow.type, language)
            for name, coded in self.coded.columns.items()
        }
        self.columns: tuple[Column, ...] = tuple(self._by_name.values())

    def in_language(self, language: str) -> "Table":
        """Return the same table in another language."""
        return Table(self.coded, language)

    def page(
        self, rows: Rows | Sequence[int], names: Sequence[str] | None = None
    ) -> list[tuple[str, ...]]:
        """Return the rows' display text, a tuple per row: all columns, or those of ``names``."""
        taken = np.asarray(rows, np.int64)
        wanted = self._by_name if names is None else names
        return list(zip(*(self._texts(name, taken).to_pylist() for name in wanted), strict=True))

    def separated(self, rows: Rows, names: Sequence[str], *, heads: Sequence[str] = ()) -> str:
        """Return the rows' text as spreadsheets take it: tabs between columns, a line per row.

        ``heads``: titles above it. What a spreadsheet would run gets an apostrophe.
        """
        tab, end = pa.scalar("\t", pa.large_string()), pa.scalar("\n", pa.large_string())
        cells = [_quoted(self._guarded(name, self._texts(name, rows))) for name in names]
        lines = pc.binary_join_element_wise(*cells, tab) if len(rows) else pa.array([], tab.type)
        above = ["\t".join(_quoted(pa.array(heads, tab.type)).to_pylist())] if heads else []
        body = pa.concat_arrays([pa.array(above, tab.type), lines])
        parts = pa.LargeListArray.from_arrays(pa.array([0, len(body)], pa.int64()), body)
        return str(pc.binary_join(parts, end)[0].as_py())

    def frame(self, rows: Rows | Sequence[int], names: Sequence[str]) -> pd.DataFrame:
        """Return the rows of some columns as the stages know them."""
        return self.coded.only(names).take(np.asarray(rows, np.int64)).pandas()

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return self._by_name[name]

    def raw(self, row: int) -> dict[str, Any]:
        """Return one row's values by column, as the stages know them."""
        at = np.array([row])
        return {name: c.arrow(at)[0].as_py() for name, c in self.coded.columns.items()}

    def value(self, row: int, name: str) -> Any:
        """Return one value as filters have it."""
        return _plain(self.coded[name].arrow(np.array([row])))[0]

    def order(
        self,
        by: str | None = None,
        descending: bool = False,
        filters: Filters = _NO_FILTERS,
        group: str | None = None,
        text: str = "",
        among: Sequence[int] | None = None,
    ) -> Rows:
        """Return the rows that pass, in order.

        ``by``: sort column; missing values come last either way and ties keep the table's order.
        ``filters``: column to the values that pass (None is missing; of several codes in a cell,
        any), or another kind of ``filters``. ``group``: rows with one value of this column stand
        together. ``text``: as ``search``. ``among``: the only rows that may pass.
        """
        passing = self.passing(filters) & self._matching(text)
        if among is not None:
            named = np.zeros(self.size, dtype=bool)
            named[np.asarray(among, np.int64)] = True
            passing &= named
        rows = np.flatnonzero(passing)
        keys = [self._key(by, descending)[rows]] if by else []
        if group:
            keys.append(self._key(group, descending=False)[rows])
        return rows[np.lexsort(keys)] if keys else rows

    def starts(self, rows: Rows, group: str) -> Rows:
        """Return where among rows that ``order`` grouped each group begins."""
        keys = self._key(group, descending=False)[rows]
        return np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])

    def passing(self, filters: Filters) -> Flags:
        """Return for each row whether it passes, as in ``order``."""
        passing = np.ones(self.size, dtype=bool)
        for name, wanted in filters.items():
            passing &= self._known(name, wanted)[self.coded[name].codes]
        return passing

    def filled(self, name: str, rows: Rows) -> int:
        """Return how many of the rows have a value in a column."""
        return int(np.count_nonzero(self.coded[name].codes[rows] >= 0))

    def search(self, text: str, names: Collection[str] | None = None) -> Rows:
        """Return the rows in which every word of a text occurs, whatever its case and accents.

        In any column, or in any of ``names``. A masked number is found by what is shown of it, or
        by the whole of it.
        """
        return np.flatnonzero(self._matching(text, names))

    def counts(
        self, name: str, rows: Rows | None = None, text: str = "", most: int | None = None
    ) -> list[tuple[Any, str, int]]:
        """Return a column's values among the rows as (value, text, how many), in sort order.

        Of several codes in a cell each is counted. ``text``: only values in which it occurs.
        ``most``: no more than so many, the most frequent ones.
        """
        coded, reading = self.coded[name], self._reading(name)
        codes = coded.codes if rows is None else coded.codes[rows]
        found = np.bincount(codes + codes.dtype.type(1), minlength=len(reading.values) + 1)
        found = np.append(found[1:], found[0])
        for word in folded(pa.array(text.split(), pa.large_string())).to_pylist():
            found[~_flags(pc.match_substring(reading.folded, word), missing=False)] = 0
        present = np.flatnonzero(found)
        codes_in_cells = self._by_name[name].shape is Shape.CODES
        if most is not None and len(present) > most and not codes_in_cells:
            present = present[np.argsort(-found[present], kind="stable")[:most]]
        present = present[np.argsort(reading.ranks[present], kind="stable")]
        chosen = np.where(present < len(coded.uniques), present, -1)
        values = _plain(taken(coded.uniques.arrow, chosen))
        if not codes_in_cells:
            shown = taken(reading.texts, chosen).fill_null("").to_pylist()
            return list(zip(values, shown, found[present].tolist(), strict=True))
        totals: dict[Any, int] = {}
        for value, count in zip(values, found[present].tolist(), strict=True):
            for part in _parts(value):
                totals[part] = totals.get(part, 0) + count
        shown = texts(self._by_name[name], pa.array(list(totals), pa.large_string()), self.language)
        return list(zip(totals, shown.to_pylist(), totals.values(), strict=True))

    @staticmethod
    def spanned(order: Rows, spans: Sequence[tuple[int, int]]) -> Rows:
        """Return the rows that stand from place to place in an order, both included, once each."""
        wanted = np.zeros(len(order), dtype=bool)
        for first, last in spans:
            wanted[first : last + 1] = True
        return order[wanted]

    def among(self, order: Rows, rows: Sequence[int]) -> int:
        """Return how many of some rows are in an order."""
        there = np.zeros(self.size, dtype=bool)
        there[order] = True
        return int(np.count_nonzero(there[np.asarray(rows, np.int64)]))

    def shown(self, name: str, values: Collection[Any]) -> list[str]:
        """Return what values of a column, as filters have them, are called."""
        kind = self.coded[name].uniques.arrow.type
        found = pa.array(list(values))
        found = found if found.type == kind else found.cast(kind)
        made: list[str] = texts(self._by_name[name], found, self.language).to_pylist()
        return made

    def sums(self, rows: Rows, names: Collection[str] | None = None) -> dict[str, str]:
        """Return the totals of the columns that can be added up, as text by column."""
        totals = {}
        for c in self.columns:
            if c.summed and (names is None or c.name in names):
                total = pc.sum(self.coded[c.name].arrow(rows))
                totals[c.name] = texts(c, pa.array([total.as_py()]), self.language)[0].as_py()
        return totals

    def _texts(self, name: str, rows: Rows) -> pa.Array:
        """Return the display text of some rows; of many, by that of the distinct values."""
        coded = self.coded[name]
        if len(rows) > len(coded.uniques) or "texts" in vars(self._reading(name)):
            return taken(self._reading(name).texts, coded.codes[rows]).fill_null("")
        return texts(self._by_name[name], coded.arrow(rows), self.language)

    def _guarded(self, name: str, cells: pa.Array) -> pa.Array:
        return guard_formulas(cells) if self._by_name[name].shape is Shape.TEXT else cells

    def _known(self, name: str, wanted: Passing) -> Flags:
        """Return for each distinct value, and behind them a missing one, whether it passes."""
        values = self.coded[name].uniques.arrow
        if isinstance(wanted, Each):
            every: Flags = np.all([self._known(name, one) for one in wanted], axis=0)
            return every
        if isinstance(wanted, Without):
            return ~self._known(name, frozenset(wanted))
        if isinstance(wanted, Between):
            return _between(values, wanted)
        if self._by_name[name].shape is Shape.CODES:
            cells = [*values.to_pylist(), None]
            return np.array([any(part in wanted for part in _parts(cell)) for cell in cells])
        chosen = pa.array([value for value in wanted if value is not None])
        chosen = chosen if chosen.type == values.type else chosen.cast(values.type)
        return _flags(pc.is_in(values, chosen), missing=None in wanted)

    def _matching(self, text: str, names: Collection[str] | None = None) -> Flags:
        if names is None:
            names = [name for name, column in self._by_name.items() if column.told]
        matching = np.ones(self.size, dtype=bool)
        for word in folded(pa.array(text.split(), pa.large_string())).to_pylist():
            found = np.zeros(self.size, dtype=bool)
            for name in names:
                col, coded = self._by_name[name], self.coded[name]
                hits = pc.match_substring(self._reading(name).folded, word)
                if col.shape is Shape.BSN:
                    hits = pc.or_(hits, pc.equal(coded.uniques.arrow, word).fill_null(False))
                known = _flags(hits, missing=False)
                if known.any():
                    found |= known[coded.codes]
            matching &= found
        return matching

    def _key(self, name: str, descending: bool) -> npt.NDArray[np.int32]:
        ranks = self._reading(name).ranks.copy()
        if descending:
            ranks[:-1] *= -1
        key: npt.NDArray[np.int32] = ranks[self.coded[name].codes]
        return key

    def _key_of(self, name: str) -> object:
        col = self._by_name[name]
        return col.shape, col.family, col.signed, self.language

    def _reading(self, name: str) -> Reading:
        uniques, key = self.coded[name].uniques, self._key_of(name)
        if key not in uniques.kept:
            uniques.kept[key] = Reading(self._by_name[name], uniques.arrow, self.language)
        found: Reading = uniques.kept[key]
        return found


def _parts(value: Any) -> Sequence[Any]:
    """Return the codes of a cell that has several."""
    return [None] if value is None else list(dict.fromkeys(value.split()))


def _plain(values: pa.Array) -> list[Any]:
    """Return values as filters have them: a day as its ISO text."""
    if pa.types.is_temporal(values.type):
        values = values.cast(pa.date32()).cast(pa.string())
    plain: list[Any] = values.to_pylist()
    return plain


def _between(values: pa.Array, bounds: Between) -> Flags:
    passing = pa.array(np.ones(len(values), dtype=bool))
    for bound, compare in ((bounds.least, pc.greater_equal), (bounds.most, pc.less_equal)):
        if bound is not None:
            value = pa.scalar(bound)
            if pa.types.is_temporal(values.type):
                value = value.cast(values.type)
            passing = pc.and_(passing, compare(values, value).fill_null(False))
    return _flags(passing, missing=False)


def _flags(values: pa.Array, *, missing: bool) -> Flags:
    """Return what holds of distinct values, and behind them what holds of a missing one."""
    return np.append(values.to_numpy(zero_copy_only=False), missing)


def _quoted(cells: pa.Array) -> pa.Array:
    """Return text between quotes where a tab or line end would break the table."""
    broken = pc.match_substring_regex(cells, r'[\t\r\n]|^"')
    doubled = pc.replace_substring(cells, '"', '""')
    mark, nothing = pa.scalar('"', cells.type), pa.scalar("", cells.type)
    return pc.if_else(broken, pc.binary_join_element_wise(mark, doubled, mark, nothing), cells)
