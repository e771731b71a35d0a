"""What the matching stage hands on."""

import pandas as pd
import pandera.pandas as pa


class Persons(pa.DataFrameModel):
    """Which records of one side are one client; a row per record of any record type.

    ``person_id`` is made from the side and the person's first record by (source, row).
    """

    person_id: str
    side: str = pa.Field(isin=["municipality", "team"])
    record_id: str = pa.Field(unique=True)

    class Config:
        strict = True
        ordered = True


class Pairs(pa.DataFrameModel):
    """Two records, or two persons, taken to be the same, with the evidence. Sorted by ids.

    ``left`` is the municipality in ``reconcile``. ``probability`` (0–1, 6 decimals) is the pair's
    among its rivals; ``weight`` the sum of the fields' weights in bits; ``basis`` the certain
    link's rule (``bsn, toewijzingnummer, clientnummer, decision``) or the fields that agree,
    separated by a space. ``runner_up`` is the next best right id, ``margin`` the distance of the
    probabilities.
    """

    left_id: str
    right_id: str
    probability: float = pa.Field(ge=0, le=1)
    weight: float
    basis: str
    status: str = pa.Field(isin=["certain", "probable", "review", "rejected"])
    runner_up: str = pa.Field(nullable=True)
    margin: float = pa.Field(nullable=True)

    class Config:
        strict = True
        ordered = True


PAIR_COLUMNS = tuple(Pairs.to_schema().columns)
SAME = ("certain", "probable")
"""Statuses that are taken as the same."""


def empty_pairs() -> pd.DataFrame:
    """Return a Pairs table without rows."""
    return Pairs.empty()
