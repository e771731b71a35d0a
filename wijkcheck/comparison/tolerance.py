"""How far two values may lie apart and still count as the same: "3 days", "2 %", "0.5"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wijkcheck.errors import ProjectError
from wijkcheck.records.fields import DATE_KINDS, FIELDS, Field, Kind

_WRITTEN = re.compile(r"(?:€\s*)?(\d+(?:[.,]\d+)?)\s*(%|days?|dag(?:en)?)?", re.IGNORECASE)
_FIELDS: dict[str, Field] = {field.name: field for kind in FIELDS.values() for field in kind}


@dataclass(frozen=True)
class Tolerance:
    """A distance in the field's own unit (days, euro, hours …), or a share of the left value."""

    size: float = 0.0
    share: bool = False

    def allows(
        self,
        left: NDArray[np.float64],
        right: NDArray[np.float64],
        unit: NDArray[np.float64] | float = 1.0,
    ) -> NDArray[np.bool_]:
        """Tell which values are near enough; ``unit`` is how many of theirs make one of ours.

        NaN is near to nothing. What differs only by how a computer writes fractions is equal.
        """
        limit = np.abs(left) * (self.size / 100) if self.share else self.size * unit
        return np.asarray(np.abs(left - right) <= limit + 1e-9 * np.abs(left))


EXACT = Tolerance()


def tolerances(written: Mapping[str, str]) -> dict[str, Tolerance]:
    """Return the project's tolerances by field; ``volume`` holds for ``omvang``.

    Raises:
        ProjectError: no distance, or one that its field cannot have.
    """
    return {
        "omvang" if field == "volume" else field: _tolerance(field, text)
        for field, text in written.items()
    }


def _tolerance(field: str, text: str) -> Tolerance:
    found = _WRITTEN.fullmatch(text.strip())
    kind = Kind.VOLUME if field == "omvang" else _FIELDS[field].kind
    unit = (found[2] or "").lower() if found else None
    fits = {
        **dict.fromkeys(DATE_KINDS - {Kind.BIRTH_DATE}, unit not in (None, "%")),
        **dict.fromkeys((Kind.VOLUME, Kind.AMOUNT), unit in ("", "%")),
    }
    if found is None or not fits.get(kind, False):
        raise ProjectError("tolerance_wrong", field=field, value=text)
    return Tolerance(float(found[1].replace(",", ".")), share=unit == "%")
