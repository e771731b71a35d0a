"""Which records speak of one client: the persons of both sides under one number."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkcheck.comparison.rows import Positions, Rows, chosen, is_among, positions
from wijkcheck.matching import SAME
from wijkcheck.records.fields import Side


@dataclass(frozen=True)
class Clients:
    """The clients of both sides: paired persons share a number.

    Numbers below ``paired`` are of person pairs; ``count`` is how many clients there are.
    ``numbers`` gives each side's records (index ``record_id``) theirs. ``doubted`` are the numbers
    of those who are in no pair, but in one that a person must still judge.
    """

    numbers: Mapping[Side, pd.Series]
    paired: int
    count: int
    doubted: Positions

    def of(self, side: Side, rows: Rows) -> Positions:
        """Return the client's number of each of these records, −1 where it has no person."""
        known = self.numbers[side]
        found = positions(rows.table.index, known.index)
        return np.where(found < 0, -1, known.to_numpy()[found])


def same_ids(pairs: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the left and right ids of the pairs that are taken as the same."""
    same = pairs["status"].isin(SAME).to_numpy()
    return chosen(pairs["left_id"], same), chosen(pairs["right_id"], same)


def clients_of(persons: pd.DataFrame, person_pairs: pd.DataFrame) -> Clients:
    """Return the clients of both sides from matching's tables."""
    left_ids, right_ids = same_ids(person_pairs)
    review = person_pairs[person_pairs["status"] == "review"]
    whose = {side: (persons["side"] == side).to_numpy() for side in Side}
    left, right = (chosen(persons["person_id"], whose[side]) for side in Side)
    pair = positions(left, left_ids)
    # Numbered as the left ones appear: what is read later is then read from front to end.
    appearing = pd.unique(pair[pair >= 0])
    number = np.full(len(left_ids) + 1, -1, dtype=np.int64)
    number[appearing] = np.arange(len(appearing))
    partners = positions(right, right_ids.take(appearing))
    count, numbers, doubted = len(appearing), {}, []
    for side, own, known, ids in (
        (Side.MUNICIPALITY, left, number[pair], review["left_id"]),
        (Side.TEAM, right, partners, review["right_id"]),
    ):
        alone = np.flatnonzero(known < 0)
        codes, people = pd.factorize(own.take(alone))
        known[alone] = count + codes
        doubted.append(count + np.flatnonzero(is_among(pd.Index(people), ids)))
        count += len(people)
        numbers[side] = pd.Series(known, index=chosen(persons["record_id"], whose[side]).array)
    return Clients(numbers, len(appearing), count, np.concatenate(doubted))
