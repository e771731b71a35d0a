"""The steps of a bridge, and the records of each."""

import numpy as np
import pandas as pd

from wijkcheck.display import code_text
from wijkcheck.texts import sentence
from wijkcheck.views.packed import Packed
from wijkcheck.views.people import beside

Group = tuple[str, str, str]
"""Measure, period rule and team of a bridge."""


def steps(packed: Packed, group: Group, language: str) -> pd.DataFrame:
    """Return the steps of a group: ``step, cause, explained, amount, records``.

    ``explained`` tells steps of one cause apart by where their records are, else by number.
    """
    found = _group(packed.bare.bridge, group)[["step", "cause", "amount", "records"]]
    told = [code_text("cause", cause, language) for cause in found["cause"]]
    again = found["cause"].duplicated(keep=False).to_numpy()
    if again.any():
        where = _where(_group(packed.run("bridge_records").bridge_records, group))
        sides = found["step"].map(where)
        alike = pd.DataFrame({"cause": found["cause"], "where": sides}).duplicated(keep=False)
        for at in np.flatnonzero(again):
            code = "bridge_step" if alike.iloc[at] else f"where_{sides.iloc[at]}"
            which = sentence(code, {"step": found["step"].iloc[at]}, language)
            told[at] = f"{told[at]} · {which}"
    return found.assign(explained=pd.array(told, dtype="str"))


def _where(records: pd.DataFrame) -> pd.Series:
    """Return by step where its records are: on one side, on ``either`` side, or on ``both``."""
    left, right = records["left_id"].notna(), records["right_id"].notna()
    seen = pd.DataFrame({"left": left, "right": right, "both": left & right})
    step = seen.groupby(records["step"]).any()
    found = np.select(
        [step["both"], step["left"] & step["right"], step["left"]],
        ["both", "either", "municipality"],
        "team",
    )
    return pd.Series(found, index=step.index)


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
