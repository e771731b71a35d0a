"""Which records speak of one client: the persons of both sides under one number."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkcheck.comparison.rows import Positions, Rows, positions, series, text
from wijkcheck.matching import SAME
from wijkcheck.records.fields import Side


@dataclass(frozen=True)
class Clients:
    """The clients of both sides: paired persons share a number.

    Numbers below ``paired`` are of person pairs, in their order; ``count`` is how many there are.
    ``numbers`` gives each side's records (index ``record_id``) theirs.
    """

    numbers: Mapping[Side, pd.Series]
    paired: int
    count: int

    def of(self, side: Side, rows: Rows) -> Positions:
        """Return the client's number of each of these records, −1 where it has no person."""
        known = self.numbers[side]
        found = positions(rows.table.index, known.index)
        return np.where(found < 0, -1, known.to_numpy()[found])


def clients_of(persons: pd.DataFrame, person_pairs: pd.DataFrame) -> Clients:
    """Return the clients of both sides from matching's tables."""
    same = person_pairs[person_pairs["status"].isin(SAME)]
    count = len(same)
    numbers = {}
    for side, ids in ((Side.MUNICIPALITY, same["left_id"]), (Side.TEAM, same["right_id"])):
        own = persons[persons["side"] == side]
        coded = text(own["person_id"]).dictionary_encode()
        number = positions(series(coded.dictionary), ids)
        alone = number < 0
        number[alone] = count + np.arange(alone.sum())
        count += int(alone.sum())
        codes = coded.indices.to_numpy(zero_copy_only=False)
        numbers[side] = pd.Series(number[codes], index=pd.Index(own["record_id"]))
    return Clients(numbers, len(same), count)
