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


class WeightTable(pa.DataFrameModel):
    """The model that weighed the pairs: the kinds of pair, then the levels of each field.

    Of a kind (``field`` is ``pair``; ``agreement`` is ``same_address, moved, relatives,
    relatives_apart, housemates`` or ``strangers``) its ``share`` before anything is seen, of pairs
    of records that have no other partner. Of a level its probability among matches (``m``),
    strangers (``u``), strangers who agree on the field that it ``leans_on`` (``u_near``), relatives
    (``relative``), others in one house (``housemate``) and at the addresses of those who moved
    (``away``), and ``weight`` = log2(m / u) in bits. ``rarity``: where agreement is split by how
    common the value is, the class: values with a share of some 2^−rarity.
    """

    field: str
    agreement: str
    rarity: pd.Int64Dtype = pa.Field(nullable=True)
    share: float = pa.Field(ge=0, le=1, nullable=True)
    m: float = pa.Field(ge=0, le=1, nullable=True)
    u: float = pa.Field(ge=0, le=1, nullable=True)
    leans_on: str = pa.Field(nullable=True)
    u_near: float = pa.Field(ge=0, le=1, nullable=True)
    relative: float = pa.Field(ge=0, le=1, nullable=True)
    housemate: float = pa.Field(ge=0, le=1, nullable=True)
    away: float = pa.Field(ge=0, le=1, nullable=True)
    weight: float = pa.Field(nullable=True)

    class Config:
        strict = True
        ordered = True


PAIR_COLUMNS = tuple(Pairs.to_schema().columns)
SAME = ("certain", "probable")
"""Statuses that are taken as the same."""


def empty_pairs() -> pd.DataFrame:
    """Return a Pairs table without rows."""
    return Pairs.empty()
