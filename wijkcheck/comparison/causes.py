"""Choose the first cause of each difference, in the order of the catalogue of causes.

A cause is ``established`` when the data prove it, else ``presumed``. An established one goes before
a presumed one: of a record with reason 13 that also ended before the reference date, ``verwijderd``
is certain. Not told here: ``afgekeurd`` and ``detachering``, for which toewijzingen have no data.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.comparison.rows import Mask
from wijkcheck.comparison.tables import CAUSES
from wijkcheck.records.models import TEXT
from wijkcheck.records.reference import reference_lines

T = TypeVar("T")
Strength = NDArray[np.int8]
NO, PRESUMED, ESTABLISHED = 0, 1, 2
CORRECTED = ("01", "14")
"""Reasons of change (WMO002, JZ002): administrative correction, before and since iWmo 3.2."""
REMOVED = "13"
PGB = "pgb"


def strength(established: Mask, presumed: Mask | None = None) -> Strength:
    """Return per row how sure a cause is, of where the data prove it and where they suggest it."""
    sure = np.where(established, ESTABLISHED, NO)
    if presumed is not None:
        sure = np.maximum(sure, np.where(presumed, PRESUMED, NO))
    return np.asarray(sure, dtype=np.int8)


def presumed(suggested: Mask) -> Strength:
    """Return per row how sure a cause is that data can suggest but never prove."""
    return np.asarray(np.where(suggested, PRESUMED, NO), dtype=np.int8)


def first_cause(
    functions: Mapping[str, Callable[[T], Strength]], evidence: T, size: int
) -> pd.DataFrame:
    """Return ``cause`` and ``cause_certainty`` of each row; without any cause ``onbekend``."""
    chosen = np.full(size, CAUSES.index("onbekend"))
    certain = np.zeros(size, dtype=bool)
    strengths = {cause: functions[cause](evidence) for cause in CAUSES if cause in functions}
    for level in (PRESUMED, ESTABLISHED):
        for cause, sure in reversed(strengths.items()):
            chosen[sure == level] = CAUSES.index(cause)
            certain[sure == level] = level == ESTABLISHED
    causes, certainties = (pd.array(texts, dtype=TEXT) for texts in (CAUSES, _CERTAINTY))
    return pd.DataFrame(
        {
            "cause": causes.take(chosen),
            "cause_certainty": certainties.take(certain.astype(np.int64)),
        }
    )


_CERTAINTY = ("presumed", "established")


@cache
def successors() -> Mapping[str, str]:
    """Return the municipality that each ended municipality code went into (Tabel 33, CBS)."""
    rows = (line.split(";") for line in reference_lines("herindelingen.csv")[1:])
    return {old: new for old, _, new, *_ in rows}
