"""Do work once per unique value: a column of a million cells seldom holds many different ones."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from wijkcheck.records.models import TEXT


def per_unique(values: pd.Series, convert: Callable[[str], str | None]) -> pd.Series:
    """Return ``convert`` of each text, worked out once per unique one; missing stays missing."""
    codes, unique = pd.factorize(values)
    made = pd.array([convert(value) for value in unique.tolist()], dtype=TEXT)
    return pd.Series(made.take(codes, allow_fill=True), index=values.index, name=values.name)


def table_per_unique(
    values: pd.Series,
    convert: Callable[[str], Sequence[object]],
    dtypes: Mapping[str, Any],
) -> pd.DataFrame:
    """Return a column per entry of what ``convert`` makes of each text, with these dtypes.

    Missing text gives missing entries; a column of dtype ``bool`` then is False.
    """
    codes, unique = pd.factorize(values)
    made = [convert(value) for value in unique.tolist()]
    columns = {}
    for position, (name, dtype) in enumerate(dtypes.items()):
        entries = [row[position] for row in made]
        if dtype is bool:
            flags = np.array([*entries, False], dtype=bool)
            columns[name] = pd.Series(flags[codes], index=values.index)
        else:
            array = pd.array(entries, dtype=dtype)
            columns[name] = pd.Series(array.take(codes, allow_fill=True), index=values.index)
    return pd.DataFrame(columns, index=values.index)
