"""Volumes that are a clean factor off what is usual for their product: minutes taken for hours."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.records.models import TEXT
from wijkcheck.validation.hits import Hits
from wijkcheck.validation.persons import Codes, same
from wijkcheck.validation.schema import numbers

_FACTORS = (60.0, 100.0, 4.0)  # minutes and hours, cents and euros, dagdelen and hours
_LEAST_ROWS = 10
_LEAST_SPREAD = np.log(1.5)  # where all volumes are the same, half as much again is still usual


def factor_hits(records: pd.DataFrame, volume: str) -> Hits:
    """Return volumes far outside those of their source, product, unit and frequency.

    Far is beyond 1.5 times the quartiles' distance, in logarithms; and divided (or multiplied) by
    60, 100 or 4 the volume must be one that occurs more than once among the usual ones. What more
    than a tenth of them have is usual too. Where the usual ones span more than a factor's root,
    that factor says nothing: 1 beside 2 to 5. It is a hypothesis: the finding names the factor.
    """
    amounts = numbers(records, volume)
    product = records["productcode"].fillna(records["productcategorie"])
    at = np.flatnonzero((amounts > 0) & product.notna().to_numpy())
    names = [n for n in ("source", "eenheid", "frequentie") if n in records]
    table = records.iloc[at][names].assign(product=product.iloc[at])
    group, amounts = same(table, (*names, "product")), amounts[at]
    low, high = _fences(group, np.log(amounts))
    outside = (np.log(amounts) < low[group]) | (np.log(amounts) > high[group])
    outside &= ~_common(group, amounts)
    near = ~outside & np.isin(group, group[outside])
    usual = pd.DataFrame({"group": group[near], "amount": amounts[near].round(4)})
    twice = set(usual[usual.duplicated()].drop_duplicates().itertuples(index=False, name=None))
    by_group = usual.groupby("group")["amount"]
    telling = (by_group.max() / by_group.min()) ** 2  # factors from here on
    found = [
        (place, factor)
        for place in np.flatnonzero(outside).tolist()
        if (factor := _factor(int(group[place]), float(amounts[place]), twice, telling))
    ]
    places = np.array([place for place, _ in found], dtype=np.intp)
    factors = pd.Series([factor for _, factor in found], dtype=TEXT)
    return Hits("volume_factor", volume, at[places], {"factor": factors})


def _common(group: Codes, amounts: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which volumes more than a tenth of their group have, and at least three records."""
    alike = pd.DataFrame({"group": group, "amount": amounts}).groupby(["group", "amount"])
    times = alike["amount"].transform("size").to_numpy()
    common: NDArray[np.bool_] = times > np.maximum(np.bincount(group)[group] / 10, 2)
    return common


def _factor(
    group: int, amount: float, usual: set[tuple[int, float]], telling: pd.Series
) -> str | None:
    for factor in _FACTORS:
        if factor <= telling.get(group, 0.0):
            continue
        for sign, other in (("×", amount / factor), ("÷", amount * factor)):
            if (group, round(other, 4)) in usual:
                return f"{sign} {factor:.0f}"
    return None


def _fences(group: Codes, logs: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Return the lowest and highest usual logarithm of each group; small groups have no bounds."""
    order = np.lexsort((logs, group))
    logs = logs[order]
    size = np.bincount(group)
    start = np.cumsum(size) - size
    quarter, three = (logs[start + ((size - 1) * part) // 4] for part in (1, 3))
    spread = np.maximum(1.5 * (three - quarter), _LEAST_SPREAD)
    known = size >= _LEAST_ROWS
    return np.where(known, quarter - spread, -np.inf), np.where(known, three + spread, np.inf)
