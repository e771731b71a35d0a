"""Differences over the deliveries: what is new, what is carried over and how long, what is gone."""

from collections.abc import Mapping

import pandas as pd

from wijkcheck.project.keys import Records, identity
from wijkcheck.project.tables import Carried
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import TEXT

_KEY = ["kind", "field", "left_identity", "right_identity"]


def carry(
    differences: pd.DataFrame, records: Records, before: pd.DataFrame | None, start: str
) -> pd.DataFrame:
    """Return Carried for a run over the period that begins at ``start`` (ISO).

    ``before`` is what the run before returned: what was in it is ``carried``, also within a period.
    A difference that is no longer there is ``solved``
    at the source where its records still are, else ``gone``; it is told in the period in which that
    happened, and forgotten after it.
    """
    known = {key: identity(frame, key[1]) for key, frame in records.items()}
    now = _now(differences, known)
    old = Carried.empty() if before is None else before
    # Of an earlier period only what was still there; of this one, all but what it solved itself.
    old = old[old["state"].isin(["new", "carried"]) | (old["last"] == start)]
    both = now.merge(old[[*_KEY, "since"]], on=_KEY, how="left")
    both["state"] = both["since"].notna().map({True: "carried", False: "new"})
    # An earlier period may be run after a later one.
    both["since"] = both["since"].where(both["since"].lt(start), start)
    both["last"] = start
    lost = old.merge(now.assign(here=True), on=_KEY, how="left")
    lost = lost[lost["here"].isna()]
    whole = pd.Series(True, index=lost.index)
    for side, word in zip(Side, ("left_identity", "right_identity"), strict=True):
        there = [texts[texts.isin(lost[word])] for (own, _), texts in known.items() if own == side]
        whole &= lost[word].isna() | lost[word].isin(pd.concat([lost[word].iloc[:0], *there]))
    lost = lost.assign(state=whole.map({True: "solved", False: "gone"}), last=start)
    table = pd.concat([both, lost], ignore_index=True)
    table["months"] = _months(table["since"], start)
    types = {name: column.dtype.type for name, column in Carried.to_schema().columns.items()}
    return table[list(types)].astype(types)


def _now(
    differences: pd.DataFrame, known: Mapping[tuple[Side, RecordType], pd.Series]
) -> pd.DataFrame:
    """Return the differences by identity; of several alike, one."""
    table = differences[["kind", "field"]].copy()
    for side in ("left", "right"):
        ids = differences[f"{side}_id"]
        found = pd.Series(pd.NA, index=ids.index, dtype=TEXT)
        for texts in known.values():
            at = texts.index.get_indexer(pd.Index(ids.dropna()))
            own = ids.dropna()[at >= 0]
            found.loc[own.index] = texts.to_numpy()[at[at >= 0]]
        table[f"{side}_identity"] = found
    told = table["left_identity"].notna() | table["right_identity"].notna()
    return table[told].drop_duplicates(ignore_index=True).astype(TEXT)


def _months(since: pd.Series, start: str) -> pd.Series:
    begun = pd.to_datetime(since.astype(object))
    now = pd.Timestamp(start)
    return ((now.year - begun.dt.year) * 12 + now.month - begun.dt.month).astype("Int64")
