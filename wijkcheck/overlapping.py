"""Deliveries that add to an earlier one of the same list: what stands in both is one record.

An export over a quarter tells of an arrangement only what falls in that quarter. Put together, a
record therefore runs from the first day to the last that any delivery names: a later delivery
never makes it shorter. A correction that does, replaces the earlier delivery.
"""

import numpy as np
import pandas as pd

from wijkcheck.project.keys import identities
from wijkcheck.records.fields import RecordType
from wijkcheck.records.models import TEXT, findings

_OPEN = np.datetime64("2999-12-31", "s")
_DAY = np.timedelta64(86400, "s")


def merge(
    earlier: pd.DataFrame, later: pd.DataFrame, record_type: RecordType
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the earlier records that stand in no later one, the later ones, and Findings.

    A record is the same by its person and number; without a number by its person and product (of
    clienten: team), where the periods touch. The later one keeps its values and the longest period.
    """
    ones, others = _periods(earlier, record_type), _periods(later, record_type)
    both = others.merge(ones, on="key", suffixes=("", "_was"))
    touching = (both["start"] <= both["end_was"] + _DAY) & (both["start_was"] <= both["end"] + _DAY)
    both = both[touching | both["numbered"]]
    longest = both.groupby("at").agg(start=("start_was", "min"), end=("end_was", "max"))
    start = later["ingangsdatum"].to_numpy().copy()
    end = later["einddatum"].to_numpy().copy()
    at = longest.index.to_numpy()
    own = others.set_index("at").loc[at]
    first = np.minimum(own["start"].to_numpy(), longest["start"].to_numpy())
    last = np.maximum(own["end"].to_numpy(), longest["end"].to_numpy())
    earlier_start, later_end = first < own["start"].to_numpy(), last > own["end"].to_numpy()
    start[at[earlier_start]] = first[earlier_start]
    end[at[later_end]] = np.where(last == _OPEN, np.datetime64("NaT", "s"), last)[later_end]
    told = pd.concat(
        [
            _told(later.iloc[at[earlier_start]], "ingangsdatum"),
            _told(later.iloc[at[later_end]], "einddatum"),
        ],
        ignore_index=True,
    )
    rest = earlier[~np.isin(np.arange(len(earlier)), both["at_was"])]
    return rest, later.assign(ingangsdatum=start, einddatum=end), told


def _periods(records: pd.DataFrame, record_type: RecordType) -> pd.DataFrame:
    """Return ``at, key, numbered, start, end`` of the records that can be told apart."""
    parts = identities(records)
    person = parts["bsn"].fillna(parts["name"]).fillna(parts["clientnummer"])
    number = parts["toewijzingnummer"]
    what = parts["team"] if record_type == RecordType.CLIENTEN else parts["productcode"]
    table = pd.DataFrame(
        {
            "key": (person + "|" + number.fillna("?" + what.fillna(""))).to_numpy(),
            "numbered": number.notna().to_numpy(),
            "start": records["ingangsdatum"].to_numpy(),
            "end": records["einddatum"].fillna(_OPEN).to_numpy(),
        }
    )
    return table.rename_axis("at").reset_index().dropna(subset=["key", "start"])


def _told(records: pd.DataFrame, field: str) -> pd.DataFrame:
    days = records[field].dt.strftime("%Y-%m-%d").astype(TEXT)
    return findings(
        records["source"],
        records["row"],
        "arrangement_kept",
        "notice",
        record_id=records.index,
        field=field,
        value=days,
    )
