"""Two columns of dates without a telling name: which is the start, which the end."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from wijkcheck.mapping.cells import clean
from wijkcheck.mapping.content import Content
from wijkcheck.mapping.dates import read_dates
from wijkcheck.mapping.header import is_anonymous, words
from wijkcheck.records.fields import Kind, RecordType, fields

_WEIGHT = 0.66
_ROWS = 2000  # rows looked at


def date_roles(
    text: pd.DataFrame,
    columns: Sequence[str],
    contents: Mapping[str, Content | None],
    record_type: RecordType,
) -> dict[tuple[str, str], float]:
    """Return the weight of (column, field) for columns of recent dates without a telling name.

    One such column is the start; of two, the end is the one that is never earlier, or open or
    empty more often. More than two say nothing.
    """
    known = fields(record_type)
    start = "begindatum" if "begindatum" in known else "ingangsdatum"
    recent = [name for name in columns if _is_recent(name, contents[name])]
    if len(recent) == 1:
        return {(recent[0], start): _WEIGHT}
    if len(recent) != 2:
        return {}
    days = [_days(text[name].head(_ROWS)) for name in recent]
    both = ~np.isnat(days[0]) & ~np.isnat(days[1])
    ordered = float((days[0] <= days[1])[both].mean()) if both.any() else 0.5
    empty = [float(np.isnat(d).mean()) for d in days]
    if 0.1 < ordered < 0.9:
        return {}
    first_starts = ordered >= 0.9 if ordered != 0.5 else empty[0] <= empty[1]
    begin, end = recent if first_starts else recent[::-1]
    return {(begin, start): _WEIGHT, (end, "einddatum"): _WEIGHT}


def _is_recent(name: str, known: Content | None) -> bool:
    """Days written as plain numbers are half believed: a name that says date is the other half."""
    dated = words(name) == ("datum",)
    return (
        known is not None
        and (dated or is_anonymous(name))
        and known.share("date") > (0.45 if dated else 0.7)
        and known.year >= 2012
        and (known.spread <= 12 or known.share("open") > 0)
    )


def _days(values: pd.Series) -> np.ndarray:
    codes, unique = pd.factorize(clean(values))
    days = read_dates(unique.tolist(), Kind.OPEN_DATE, date(2000, 1, 1)).days
    return np.append(days, np.datetime64("NaT", "s"))[codes]
