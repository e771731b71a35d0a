"""Volume, unit and frequency compared as one: ``omvang``."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.comparison.pairing import Cells, Pairing, text_differs
from wijkcheck.comparison.rows import Mask
from wijkcheck.comparison.tolerance import Tolerance
from wijkcheck.records.units import EURO, MINUTES, comparable, omvang

OMVANG_FIELDS = ("volume", "eenheid", "frequentie")
_CODES = ("eenheid", "frequentie")


def compare_omvang(pairing: Pairing, near: Tolerance) -> Iterator[pd.DataFrame]:
    """Compare what is delivered per period; minutes, hours and dagdelen are converted (WJ756).

    A unit or frequency that one source has no column for is taken to be the other's. The tolerance
    is in the municipality's own unit, for euro's in euro.
    """
    pairing = pairing.where(pairing.both_have("volume"))
    pairing = pairing.where(_written_apart(pairing))
    left, right = _parts(pairing)
    amounts, families = zip(
        *(comparable(part["volume"], part["eenheid"]) for part in (left, right)), strict=True
    )
    ones, others = (a.to_numpy(dtype="float64", na_value=np.nan) for a in amounts)
    units, frequencies = families, (left["frequentie"], right["frequentie"])
    other_unit, other_frequency = _differs(*units), _differs(*frequencies)
    own_unit = left["eenheid"].map({**MINUTES, EURO: 100.0}).fillna(1.0)
    same = near.allows(ones, others, np.asarray(own_unit, dtype=np.float64))
    same |= np.isnan(ones) & np.isnan(others)
    unreadable = np.logical_or.reduce([pairing.told_apart(field) for field in OMVANG_FIELDS])
    differs = ~same | other_unit | other_frequency | unreadable
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(other_unit, np.nan, others / ones)[differs]
    found = pairing.where(differs)
    yield found.found(
        "omvang",
        _shown(found.left, left[differs]),
        _shown(found.right, right[differs]),
        ratio=ratio,
        other_unit=(other_unit & _both_told(*units))[differs],
        other_frequency=(other_frequency & _both_told(*frequencies))[differs],
        rounded=_rounded(left[differs], right[differs], ratio),
    )


def _written_apart(pairing: Pairing) -> Mask:
    """Tell where any of the three is written otherwise: only these need a closer look."""
    ones, others = (_volumes(side) for side in pairing.sides)
    apart = (ones != others) & ~(np.isnan(ones) & np.isnan(others))
    for field in _CODES:
        apart |= text_differs(pairing.left.text(field), pairing.right.text(field))
    for field in OMVANG_FIELDS:
        apart |= pairing.told_apart(field)
    return np.asarray(apart)


def _volumes(cells: Cells) -> NDArray[np.float64]:
    values = cells.rows.table["volume"].to_numpy(dtype="float64", na_value=np.nan)
    return np.asarray(values[cells.at])


def _parts(pairing: Pairing) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return volume, unit and frequency of both, what a source has no column for as the other's."""
    left, right = (
        pd.DataFrame({field: side.column(field) for field in OMVANG_FIELDS})
        for side in pairing.sides
    )
    for field in _CODES:
        ones, others = left[field], right[field]
        left[field] = ones.where(pairing.left.has(field), others)
        right[field] = others.where(pairing.right.has(field), ones)
    return left, right


def _differs(left: pd.Series, right: pd.Series) -> Mask:
    return np.asarray(((left != right) & ~(left.isna() & right.isna())).to_numpy(dtype=bool))


def _both_told(left: pd.Series, right: pd.Series) -> Mask:
    return np.asarray((left.notna() & right.notna()).to_numpy(dtype=bool))


def _shown(cells: Cells, parts: pd.DataFrame) -> pd.Series:
    """Return "4 uur per week"; where a part could not be read, what stands in its cell."""
    parts = parts.reset_index(drop=True)
    shown = omvang(parts["volume"], parts["eenheid"], parts["frequentie"])
    for field in OMVANG_FIELDS:
        shown = cells.with_raw(field, shown)
    return shown


def _rounded(left: pd.DataFrame, right: pd.DataFrame, ratio: NDArray[np.float64]) -> Mask:
    """Tell where one volume is the other, rounded to the decimals it shows, but not the same."""
    ones, others = (
        part["volume"].to_numpy(dtype="float64", na_value=np.nan) for part in (left, right)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        near = _rounds_to(ones * ratio, ones) | _rounds_to(others / ratio, others)
    return np.asarray(near & (ratio != 1))


def _rounds_to(exact: NDArray[np.float64], shown: NDArray[np.float64]) -> Mask:
    decimals = np.select([shown == np.round(shown, places) for places in range(3)], range(3), 3)
    scale = 10.0**decimals
    return np.asarray(np.floor(exact * scale + 0.5) == np.round(shown * scale))
