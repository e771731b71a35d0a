"""What is agreed on: the municipality's figure with what was decided for the team."""

import pandas as pd

_GROUP = ["measure", "period_rule", "team"]
_PAIR = ["left_id", "right_id"]
_SETTLED = ("team_right", "municipality_right")
# What is decided about one of these moves a figure; of a record on one side there is no field.
_MOVES = ("team", "ingangsdatum", "einddatum")


def add_agreed(
    figures: pd.DataFrame,
    bridge: pd.DataFrame,
    records: pd.DataFrame,
    decisions: pd.DataFrame | None,
) -> pd.DataFrame:
    """Return the figures with ``agreed_value`` and ``open``, of the bridge and its records.

    A difference that was decided for either side is settled; one that is asked about, or of which
    both are wrong, is open: nobody knows yet how it will count.
    """
    settled = _settled(records, decisions)
    for_team = settled["effect"].where(settled["verdict"] == "team_right", 0)
    moved = _per_group(figures, settled.assign(effect=for_team), "effect")
    still_open = _per_group(figures, bridge, "records")
    still_open -= _per_group(figures, settled.assign(settled=1), "settled")
    return figures.assign(
        agreed_value=figures["municipality_value"] + moved,
        open=still_open.where(figures["delta"].notna()),
    )


def _settled(records: pd.DataFrame, decisions: pd.DataFrame | None) -> pd.DataFrame:
    """Return the bridge's records that were decided for a side, with the last ``verdict``."""
    if decisions is None:
        return records.iloc[:0].assign(verdict="")
    about = decisions["field"].isna() | decisions["field"].isin(_MOVES)
    made = decisions[(decisions["subject"] == "difference") & about]
    last = made.drop_duplicates(_PAIR, keep="last")[[*_PAIR, "verdict"]]
    return records.merge(last[last["verdict"].isin(_SETTLED)], on=_PAIR)


def _per_group(figures: pd.DataFrame, table: pd.DataFrame, column: str) -> pd.Series:
    """Return the sum of a column for each of the figures."""
    sums = table.groupby(_GROUP, as_index=False)[column].sum()
    return figures[_GROUP].merge(sums, on=_GROUP, how="left")[column].fillna(0).astype("Int64")
