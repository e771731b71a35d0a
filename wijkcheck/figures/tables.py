"""What the figures stage hands on."""

import pandas as pd
import pandera.pandas as pa

MEASURES = ("clienten", "toewijzingen")
PERIOD_RULES = ("peildatum", "lopend", "instroom", "uitstroom")
WHOLE = "*"
"""The group of all teams together: each client counts once."""


class Figures(pa.DataFrameModel):
    """What is counted on both sides: a row per measure, period rule and team, and one for ``*``.

    ``delta`` = team − municipality. ``team_value`` and ``delta`` are missing where a delivery is.
    ``agreed_value``: decided differences as decided, open ones as the municipality has them;
    ``open``: how many records could still move it.
    """

    measure: str = pa.Field(isin=MEASURES)
    period_rule: str = pa.Field(isin=PERIOD_RULES)
    team: str
    municipality_value: pd.Int64Dtype = pa.Field(nullable=True)
    team_value: pd.Int64Dtype = pa.Field(nullable=True)
    delta: pd.Int64Dtype = pa.Field(nullable=True)
    agreed_value: pd.Int64Dtype = pa.Field(nullable=True)
    open: pd.Int64Dtype = pa.Field(nullable=True)

    class Config:
        strict = True
        ordered = True


class Bridge(pa.DataFrameModel):
    """The walk from the municipality's figure to the team's: ``step`` counts from 1 per group.

    municipality_value + Σ amount = team_value; ``amount`` is the sum of its records' effects.
    """

    measure: str = pa.Field(isin=MEASURES)
    period_rule: str = pa.Field(isin=PERIOD_RULES)
    team: str
    step: pd.Int64Dtype
    cause: str
    amount: pd.Int64Dtype
    records: pd.Int64Dtype

    class Config:
        strict = True
        ordered = True


class BridgeRecords(pa.DataFrameModel):
    """Which records a step consists of; ``effect`` is −1, 0 or 1.

    Ids are record ids for ``toewijzingen`` and the persons' first counting record for ``clienten``.
    """

    measure: str = pa.Field(isin=MEASURES)
    period_rule: str = pa.Field(isin=PERIOD_RULES)
    team: str
    step: pd.Int64Dtype
    left_id: str = pa.Field(nullable=True)
    right_id: str = pa.Field(nullable=True)
    effect: pd.Int64Dtype

    class Config:
        strict = True
        ordered = True
