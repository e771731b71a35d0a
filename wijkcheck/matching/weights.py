"""The weights of a run as a table, so that they can be kept, read and compared with others."""

import numpy as np
import pandas as pd

from wijkcheck.matching.tables import WeightTable
from wijkcheck.matching.weigh import Weights
from wijkcheck.records.models import TEXT

LEAST = 1e-15
"""What the model takes for a probability of 0."""
NONE = 1e-8
"""Share of a rarity that no value has."""


def weights_table(weights: Weights | None) -> pd.DataFrame:
    """Return the model as a WeightTable: the kinds of pair, then the levels of each field."""
    if weights is None:
        return WeightTable.empty()
    matched, moved, relatives = weights.matched, weights.moved, weights.relatives
    shares = {
        "same_address": matched * (1 - moved),
        "moved": matched * moved,
        "relatives": relatives * (1 - weights.apart),
        "relatives_apart": relatives * weights.apart,
        "housemates": weights.housemates,
        "strangers": weights.strangers,
    }
    parts = [pd.DataFrame({"field": "pair", "agreement": list(shares), "share": shares.values()})]
    tables = (weights.leans, weights.m, weights.u, weights.u_near)
    others = (weights.relative, weights.housemate, weights.away)
    for field, leans, m, u, u_near, relative, housemate, away in zip(
        weights.fields, *tables, *others, strict=True
    ):
        first = np.searchsorted(field.level_class, field.level_class)
        several = np.bincount(field.level_class)[field.level_class] > 1
        table = pd.DataFrame(
            {
                "field": field.name,
                "agreement": np.array(field.classes)[field.level_class],
                "rarity": pd.Series(np.arange(field.size) - first, dtype="Int64").where(several),
                "m": m,
                "u": u,
                "leans_on": weights.fields[leans].name if leans >= 0 else None,
                "u_near": u_near,
                "relative": relative,
                "housemate": housemate,
                "away": away,
                "weight": np.log2(np.maximum(m, LEAST) / np.maximum(u, LEAST)),
            }
        )
        parts.append(table[field.share > NONE])
    table = pd.concat(parts, ignore_index=True)[list(WeightTable.to_schema().columns)]
    return table.astype(dict.fromkeys(("field", "agreement", "leans_on"), TEXT))
