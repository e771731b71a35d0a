"""The steps of a bridge, and the records of each."""

import pandas as pd

from wijkcheck.views.packed import Packed
from wijkcheck.views.people import beside

Group = tuple[str, str, str]
"""Measure, period rule and team of a bridge."""


def steps(packed: Packed, group: Group) -> pd.DataFrame:
    """Return the steps of a group: ``step, cause, amount, records``."""
    return _group(packed.bare.bridge, group)[["step", "cause", "amount", "records"]]


def step_records(packed: Packed, group: Group, step: int) -> pd.DataFrame:
    """Return the records of a step: ``effect`` and, per side, what ``people.BRIEF`` names."""
    found = _group(packed.run("bridge_records").bridge_records, group)
    found = found.loc[found["step"] == step, ["effect", "left_id", "right_id"]]
    people = packed.people
    ids = [*found["left_id"].dropna(), *found["right_id"].dropna()]
    return beside(found.reset_index(drop=True), people.pandas(people.rows("record_id", ids)))


def _group(table: pd.DataFrame, group: Group) -> pd.DataFrame:
    measure, period_rule, team = group
    within = (table["measure"] == measure) & (table["period_rule"] == period_rule)
    return table[within & (table["team"] == team)]
