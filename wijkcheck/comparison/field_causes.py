"""Why a field differs between two records that are the same; a function per cause."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.comparison.causes import (
    CORRECTED,
    PGB,
    REMOVED,
    Strength,
    first_cause,
    presumed,
    strength,
    successors,
)
from wijkcheck.comparison.fields import category_of
from wijkcheck.comparison.pairing import Cells, Pairing
from wijkcheck.comparison.rows import Mask
from wijkcheck.records.fields import PERSON_FIELDS
from wijkcheck.records.models import TEXT
from wijkcheck.records.unique import per_unique

_NAMES = PERSON_FIELDS[PERSON_FIELDS.index("voornamen") : PERSON_FIELDS.index("geboortedatum")]
_ADDRESS = PERSON_FIELDS[PERSON_FIELDS.index("straatnaam") :]
_CORRECTABLE = ("ingangsdatum", "einddatum", "omvang", "budget")
_FACTORS = (60.0, 4.0, 100.0)  # minutes in an hour, hours in a dagdeel, cents in a euro
_SHARED_RATIO = 3  # so many budgets in one proportion are a change of tariff


@dataclass(frozen=True)
class Differing:
    """Fields that differ, as compare_records or compare_persons tell them, with their records."""

    found: pd.DataFrame
    pairing: Pairing

    def field(self, *names: str) -> Mask:
        """Tell which rows are about one of these fields."""
        return self.found["field"].isin(names).to_numpy()

    def ratio(self) -> NDArray[np.float64]:
        """Return right / left of amounts and volumes, else NaN."""
        return self.found["ratio"].to_numpy()

    def told(self, evidence: str) -> Mask:
        """Tell of which rows the comparison noted this."""
        return self.found[evidence].to_numpy()

    def either(self, field: str, *values: str) -> Mask:
        """Tell of which rows the record on either side has one of these values."""
        left, right = (_column(side, field).isin(values).to_numpy() for side in self.pairing.sides)
        return np.asarray(left | right)


def field_causes(found: pd.DataFrame, pairing: Pairing) -> pd.DataFrame:
    """Return ``cause`` and ``cause_certainty`` of each row of ``found``.

    ``pairing`` holds, row by row, the two records that the difference is about.
    """
    return first_cause(_CAUSES, Differing(found, pairing), len(found))


def _eenheid(rows: Differing) -> Strength:
    ratio = rows.ratio()
    factor = np.logical_or.reduce([_near(ratio, f) | _near(ratio, 1 / f) for f in _FACTORS])
    return strength(rows.told("other_unit"), factor)


def _periode(rows: Differing) -> Strength:
    return strength(rows.told("other_frequency"))


def _correctie(rows: Differing) -> Strength:
    corrected = rows.either("reden_wijziging", *CORRECTED)
    return strength(
        rows.field("reden_wijziging") & corrected, rows.field(*_CORRECTABLE) & corrected
    )


def _verwijderd(rows: Differing) -> Strength:
    about = rows.field("reden_wijziging", "ingangsdatum", "einddatum")
    return strength(about & rows.either("reden_wijziging", REMOVED))


def _aspecifiek(rows: Differing) -> Strength:
    """One side grants a category, the other a product of it."""
    left, right = (rows.found[f"{side}_value"].isna().to_numpy() for side in ("left", "right"))
    one_empty = rows.field("productcode") & (left ^ right)
    category = [_category(side).notna().to_numpy() for side in rows.pairing.sides]
    return strength(one_empty & np.where(left, *category), one_empty)


def _tweewekelijks(rows: Differing) -> Strength:
    """Help in the household every other week: half or twice the volume per week."""
    left, right = (_category(side).eq("01").to_numpy(dtype=bool) for side in rows.pairing.sides)
    doubled = _near(rows.ratio(), 2.0) | _near(rows.ratio(), 0.5)
    return presumed(rows.field("omvang") & (left | right) & doubled)


def _herindeling(rows: Differing) -> Strength:
    left, right = rows.found["left_value"], rows.found["right_value"]
    merged = left.map(successors()).eq(right) | right.map(successors()).eq(left)
    return strength(rows.field("gemeentecode") & merged.to_numpy(dtype=bool))


def _presumed_at(name: str, rows: Differing) -> Strength:
    return presumed(rows.field(name))


def _pgb(rows: Differing) -> Strength:
    return strength(rows.field("leveringsvorm") & rows.either("leveringsvorm", PGB))


def _tarief(rows: Differing) -> Strength:
    """Many budgets differ by one proportion: the price changed, not what is granted."""
    ratios = pd.Series(np.round(rows.ratio(), 3)).where(rows.field("budget"))
    return presumed(ratios.map(ratios.value_counts()).ge(_SHARED_RATIO).to_numpy(dtype=bool))


def _afronding(rows: Differing) -> Strength:
    return presumed(rows.told("rounded"))


def _near(ratio: NDArray[np.float64], factor: float) -> Mask:
    return np.asarray(np.abs(ratio - factor) <= 0.005 * factor)


def _category(cells: Cells) -> pd.Series:
    own = _column(cells, "productcategorie")
    return own.fillna(per_unique(_column(cells, "productcode"), category_of))


def _column(cells: Cells, field: str) -> pd.Series:
    if field in cells.rows.table:
        return cells.column(field)
    return pd.Series(np.nan, index=range(len(cells.at)), dtype=TEXT)


_CAUSES: Mapping[str, Callable[[Differing], Strength]] = {
    "bsn": lambda rows: strength(rows.field("bsn")),
    "naam": lambda rows: strength(rows.field(*_NAMES)),
    "adres": lambda rows: strength(rows.field(*_ADDRESS)),
    "eenheid": _eenheid,
    "periode": _periode,
    "correctie": _correctie,
    "verwijderd": _verwijderd,
    "aspecifiek": _aspecifiek,
    "tweewekelijks": _tweewekelijks,
    "woonplaats": partial(_presumed_at, "gemeentecode"),
    "herindeling": _herindeling,
    "begindatum": partial(_presumed_at, "ingangsdatum"),
    "pgb": _pgb,
    "domein": lambda rows: strength(rows.field("wet")),
    "tarief": _tarief,
    "afronding": _afronding,
    "doorloop": partial(_presumed_at, "einddatum"),
    "ander_team": lambda rows: strength(rows.field("team")),
}
