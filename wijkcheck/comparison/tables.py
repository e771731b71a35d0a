"""What the comparison stage hands on."""

import pandas as pd
import pandera.pandas as pa

KINDS = ("only_municipality", "only_team", "field", "duplicate_municipality", "duplicate_team")
CAUSES = (
    "peildatum", "huishouden", "dubbeltelling", "bsn", "gezin", "naam", "adres", "eenheid",
    "periode", "correctie", "verwijderd", "afgekeurd", "aspecifiek", "taakgericht",
    "tweewekelijks", "woonplaats", "herindeling", "begindatum", "pgb", "domein", "tarief",
    "toegang", "detachering", "testclient", "afronding", "doorloop",
    "ander_team", "te_beoordelen", "onbekend",
)  # fmt: skip
"""Why two figures differ, in the order of docs/oorzaken.md (26 causes), and three of our own."""


class Differences(pa.DataFrameModel):
    """What remains between the two sides.

    One row per record pair and field, per record on one side only, per extra copy; person fields
    once per person pair, at the persons' first rows. ``left`` is the municipality. One-sided kinds
    fill only their side. ``left_value`` and ``right_value`` are canonical text (ISO dates, codes
    at full width, raw text where a cell could not be read). Sorted by left and right source and
    row, then field.
    """

    kind: str = pa.Field(isin=KINDS)
    cause: str = pa.Field(isin=CAUSES)
    cause_certainty: str = pa.Field(isin=["established", "presumed"])
    left_id: str = pa.Field(nullable=True)
    right_id: str = pa.Field(nullable=True)
    field: str = pa.Field(nullable=True)
    left_value: str = pa.Field(nullable=True)
    right_value: str = pa.Field(nullable=True)
    status: str = pa.Field(isin=["open", "asked", "decided", "solved"])
    duplicate_of_source: str = pa.Field(nullable=True)
    duplicate_of_row: pd.Int64Dtype = pa.Field(nullable=True)

    class Config:
        strict = True
        ordered = True
