"""What differs between paired records, field by field."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from wijkcheck.comparison.omvang import OMVANG_FIELDS, compare_omvang
from wijkcheck.comparison.pairing import Cells, Pairing, all_found, spelled_differs, text_differs
from wijkcheck.comparison.rows import Mask, mask, series, text
from wijkcheck.comparison.tolerance import EXACT, Tolerance
from wijkcheck.records.fields import DATE_KINDS, PERSON_FIELDS, Field, Kind, RecordType, fields
from wijkcheck.records.folding import fold_text
from wijkcheck.records.unique import per_unique

_ROUNDED = 50  # cents: an amount in whole euro's
_DAY = np.timedelta64(1, "D")
_NATIONAL = re.compile(r"\d{2}[A-Z]\d{2}$")
_AGB = r"^\d{7,8}$"


def compare_records(
    pairing: Pairing,
    record_type: RecordType,
    tolerance: Mapping[str, Tolerance],
    only: frozenset[str] | None = None,
) -> pd.DataFrame:
    """Return what differs between paired records: a row per pair and field.

    Columns as ``FOUND``. Compared is each field (of ``only``) of which both sources have a column.
    """
    found = []
    for field in fields(record_type).values():
        if field.name in PERSON_FIELDS or (only is not None and field.name not in only):
            continue
        if field.name == "volume":
            found += list(compare_omvang(pairing, tolerance.get("omvang", EXACT)))
        elif field.name == "productcategorie":
            found += list(_categories(pairing))
        elif field.name not in OMVANG_FIELDS:
            both = pairing.where(pairing.both_have(field.name))
            found += list(_comparison(field, tolerance)(both))
    return all_found(found)


def _comparison(
    field: Field, tolerance: Mapping[str, Tolerance]
) -> Callable[[Pairing], Iterator[pd.DataFrame]]:
    if field.kind in DATE_KINDS:
        return partial(_dates, field.name, tolerance.get(field.name, EXACT))
    if field.kind is Kind.AMOUNT:
        return partial(_amounts, field.name, tolerance.get(field.name, EXACT))
    return partial(_texts, field.name)


def _dates(field: str, near: Tolerance, pairing: Pairing) -> Iterator[pd.DataFrame]:
    """Compare dates; empty against empty is equal (of an ``einddatum``: both open)."""
    left, right = (side.rows.table[field].to_numpy()[side.at] for side in pairing.sides)
    differs = (left != right) & ~(np.isnat(left) & np.isnat(right))
    if near.size:
        days = (left[differs] - right[differs]) / _DAY
        differs[differs] = ~near.allows(np.zeros(len(days)), days)
    yield pairing.where(differs | pairing.told_apart(field)).found(field)


def _amounts(field: str, near: Tolerance, pairing: Pairing) -> Iterator[pd.DataFrame]:
    """Compare amounts in eurocents; the tolerance is in euro."""
    left, right = (
        side.rows.table[field].to_numpy(dtype="float64", na_value=np.nan)[side.at]
        for side in pairing.sides
    )
    differs = (left != right) & ~(np.isnan(left) & np.isnan(right))
    differs[differs] = ~near.allows(left[differs], right[differs], 100.0)
    differs |= pairing.told_apart(field)
    left, right = left[differs], right[differs]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = right / left
    yield pairing.where(differs).found(field, ratio=ratio, rounded=np.abs(left - right) <= _ROUNDED)


def _texts(field: str, pairing: Pairing) -> Iterator[pd.DataFrame]:
    """Compare text and codes; case, accents and spaces make no difference."""
    differs = text_differs(pairing.left.text(field), pairing.right.text(field))
    chosen = np.flatnonzero(differs | pairing.told_apart(field))
    rest = pairing.where(chosen)
    left, right = rest.left.column(field), rest.right.column(field)
    differs = spelled_differs(left, right, lambda text: fold_text(text).replace(" ", ""))
    if field == "aanbieder":
        differs &= ~_told_otherwise(pairing, rest, left, right)
    yield rest.where(differs | rest.told_apart(field)).found(field)


def _told_otherwise(pairing: Pairing, rest: Pairing, left: pd.Series, right: pd.Series) -> Mask:
    """Tell where one source writes numbers and the other names, which cannot be compared.

    Two sources do when more than half of the pairs with both filled are a number and a name.
    """
    numbered = [side.str.match(_AGB, na=False).to_numpy(dtype=bool) for side in (left, right)]
    mixed = (numbered[0] != numbered[1]) & (left.notna() & right.notna()).to_numpy()
    filled = pairing.left.filled("aanbieder") & pairing.right.filled("aanbieder")
    return np.asarray(mixed & pairing.where(filled).mostly(rest.where(mixed))[rest.sources()])


def _categories(pairing: Pairing) -> Iterator[pd.DataFrame]:
    """Compare productcategorie; a source without it tells it by its national product codes."""
    field = "productcategorie"
    pairing = pairing.where(pairing.left.has(field) | pairing.right.has(field))
    left, right = (_category_text(side) for side in pairing.sides)
    told = [
        side.has(field) | mask(pc.is_valid(values))
        for side, values in ((pairing.left, left), (pairing.right, right))
    ]
    differs = (text_differs(left, right) | pairing.told_apart(field)) & told[0] & told[1]
    shown = (series(values.filter(pa.array(differs))) for values in (left, right))
    rest = pairing.where(differs)
    yield rest.found(field, *(s.with_raw(field, v) for s, v in zip(rest.sides, shown, strict=True)))


def _category_text(cells: Cells) -> pa.Array:
    own = cells.text("productcategorie")
    has = cells.has("productcategorie")
    if has.all():
        return own
    codes = text(per_unique(cells.column("productcode"), category_of))
    return pc.if_else(pa.array(has), own, codes)


def category_of(code: str) -> str | None:
    """Return the productcategorie of a national product code (JZ21), ``45`` of ``45A03``."""
    return code[:2] if _NATIONAL.match(code) else None
