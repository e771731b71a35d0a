"""Records of both sides next to each other, and the cells of one field in them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from wijkcheck.comparison.rows import Mask, Positions, Rows, mask, positions, text
from wijkcheck.records.fields import DATE_KINDS, FIELDS, Field, Kind
from wijkcheck.records.models import TEXT
from wijkcheck.records.unique import per_unique

_FIELDS: dict[str, Field] = {field.name: field for kind in FIELDS.values() for field in kind}


@dataclass(frozen=True)
class Cells:
    """Chosen rows of one side: row ``at[i]`` of ``rows``, and the findings that hold raw text."""

    rows: Rows
    at: Positions
    findings: pd.DataFrame

    def where(self, chosen: Mask | Positions) -> "Cells":
        """Return the chosen ones of these rows."""
        return replace(self, at=self.at[chosen])

    def column(self, field: str) -> pd.Series:
        """Return the field's values, a fresh index."""
        return self.rows.table[field].take(self.at).reset_index(drop=True)

    def text(self, field: str) -> pa.Array:
        """Return the values of a field of text."""
        return pc.take(self.rows.text(field), pa.array(self.at))

    def has(self, field: str) -> Mask:
        """Tell which rows come from a source that has the field's column."""
        return self.rows.has(field)[self.at]

    def filled(self, field: str) -> Mask:
        """Tell which cells hold a value."""
        return self.rows.filled(field)[self.at]

    def unreadable(self, field: str) -> Mask:
        """Tell which cells hold something that could not be converted."""
        return self.rows.unreadable(field)[self.at]

    def ids(self) -> pd.Series:
        """Return the record ids."""
        return pd.Series(self.rows.table.index.take(self.at)).reset_index(drop=True)

    def raw(self, field: str) -> pd.Series:
        """Return what stands in the source's cells that could not be converted."""
        told = self.findings[(self.findings["field"] == field) & self.findings["value"].notna()]
        found = positions(self.ids(), told["record_id"])
        values = told["value"].array.take(found, allow_fill=True)
        return pd.Series(values, dtype=TEXT)

    def shown(self, field: str) -> pd.Series:
        """Return the values as text; where they could not be read, what stands in the source."""
        return self.with_raw(field, written(self.column(field), _FIELDS[field].kind))

    def with_raw(self, field: str, values: pd.Series) -> pd.Series:
        """Return the values with the raw text in place of what could not be read."""
        bad = self.unreadable(field)
        if not bad.any():
            return values
        values = values.copy()
        values[bad] = self.where(bad).raw(field).array
        return values


@dataclass(frozen=True)
class Pairing:
    """Row i of ``left`` and row i of ``right`` are the same record, or speak of the same person.

    ``number`` is which pair of the list that is being compared.
    """

    left: Cells
    right: Cells
    number: Positions

    def __len__(self) -> int:
        return len(self.number)

    @property
    def sides(self) -> tuple[Cells, Cells]:
        """Return both sides."""
        return self.left, self.right

    def sources(self) -> Positions:
        """Return a number for the two sources of each pair."""
        left, right = self.sides
        names = len(right.rows.sources)
        return left.rows.source[left.at] * names + right.rows.source[right.at]

    def mostly(self, some: "Pairing") -> Mask:
        """Tell of each two sources (by their number) whether ``some`` are most of their pairs."""
        size = len(self.left.rows.sources) * len(self.right.rows.sources)
        counts = (np.bincount(pairs.sources(), minlength=size) for pairs in (self, some))
        whole, part = counts
        return np.asarray(part * 2 > whole)

    def where(self, chosen: Mask | Positions) -> "Pairing":
        """Return the chosen pairs."""
        return Pairing(self.left.where(chosen), self.right.where(chosen), self.number[chosen])

    def both_have(self, field: str) -> Mask:
        """Tell which pairs have the field's column on both sides."""
        return self.left.has(field) & self.right.has(field)

    def told_apart(self, field: str) -> Mask:
        """Tell where a cell that cannot be read stands against anything else."""
        left, right = self.left.unreadable(field), self.right.unreadable(field)
        apart = left ^ right
        both = np.flatnonzero(left & right)
        if not len(both):
            return apart
        texts = (side.where(both).raw(field).fillna("") for side in self.sides)
        apart[both] = np.not_equal(*(np.asarray(text, dtype=object) for text in texts))
        return apart

    def found(
        self,
        field: str,
        left: pd.Series | None = None,
        right: pd.Series | None = None,
        **evidence: NDArray[Any],
    ) -> pd.DataFrame:
        """Return these pairs as ones whose field differs, with both values as text (``FOUND``)."""
        return pd.DataFrame(
            {
                **{name: np.zeros(len(self), dtype=bool) for name in EVIDENCE},
                "ratio": np.full(len(self), np.nan),
                "number": self.number,
                "field": pd.Series(field, index=range(len(self)), dtype=TEXT),
                "left_value": self.left.shown(field) if left is None else left,
                "right_value": self.right.shown(field) if right is None else right,
                **evidence,
            },
            columns=list(FOUND),
        )


EVIDENCE = ("other_unit", "other_frequency", "rounded")
FOUND: dict[str, Any] = {
    "number": "int64",
    "field": TEXT,
    "left_value": TEXT,
    "right_value": TEXT,
    "ratio": "float64",
    **dict.fromkeys(EVIDENCE, "bool"),
}
"""Fields that differ: in which pair, both values, and of numbers what tells the cause.

``ratio`` is right / left; the others tell of ``omvang`` that it stands in another unit or per
another period, and of amounts and volumes that they differ by no more than rounding.
"""


def all_found(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return what several comparisons found as one table."""
    empty = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in FOUND.items()})
    kept = [part for part in parts if len(part)]
    return pd.concat(kept, ignore_index=True) if kept else empty


def written(values: pd.Series, kind: Kind) -> pd.Series:
    """Return values as canonical text: ISO dates, euro's with cents, plain numbers."""
    if kind in DATE_KINDS:
        dates = values.to_numpy().astype("datetime64[D]")
        known = ~np.isnat(dates)
        days, which = np.unique(dates[known], return_inverse=True)
        place = np.full(len(values), -1)
        place[known] = which
        iso = pd.array(np.datetime_as_string(days), dtype=TEXT)
        return pd.Series(iso.take(place, allow_fill=True), dtype=TEXT)
    if kind is Kind.AMOUNT:
        return per_unique(values.astype(TEXT), lambda cents: f"{int(cents) / 100:.2f}")
    if kind is Kind.VOLUME:
        return per_unique(values.astype(TEXT), lambda number: f"{float(number):.10g}")
    return values


def text_differs(left: pa.Array, right: pa.Array) -> Mask:
    """Tell where two texts differ; empty against a value differs, empty against empty does not."""
    same = pc.or_(
        pc.fill_null(pc.equal(left, right), False),
        pc.and_(pc.is_null(left), pc.is_null(right)),
    )
    return ~mask(same)


def spelled_differs(left: pd.Series, right: pd.Series, convert: Callable[[str], str]) -> Mask:
    """Tell where two texts differ in the spelling that ``convert`` makes of them."""
    return text_differs(text(per_unique(left, convert)), text(per_unique(right, convert)))
