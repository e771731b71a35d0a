"""Records that stand on one side only, and extra copies."""

from typing import Any

import numpy as np
import pandas as pd

from wijkcheck.comparison.delivered import Delivered, Key, named
from wijkcheck.comparison.record_causes import OneSided, record_causes
from wijkcheck.comparison.rows import Mask, positions
from wijkcheck.comparison.settings import ComparisonSettings
from wijkcheck.matching import SAME
from wijkcheck.records.fields import Side

WORD = {Side.MUNICIPALITY: "left", Side.TEAM: "right"}


def one_sided(
    given: Delivered,
    key: Key,
    pairs: pd.DataFrame,
    person_pairs: pd.DataFrame,
    persons: pd.DataFrame,
    copies: pd.DataFrame,
    settings: ComparisonSettings,
) -> dict[str, Any]:
    """Return the records of one side and type that are in no pair and no copy of another.

    Not those out of scope, nor those of a team of which no usable delivery came: nobody can tell
    whether it has them.
    """
    side, record_type = key
    other_side = next(other for other in Side if other is not side)
    rows, other = given.rows[key], given.rows[other_side, record_type]
    matched = _among(rows.table.index, pairs.loc[pairs["status"].isin(SAME), _ids(side)])
    absent = rows.table["team"].isin(settings.not_delivered.get(record_type, ())).to_numpy()
    copied = _among(rows.table.index, copies.loc[copies["side"] == side, "record_id"])
    at = np.flatnonzero(given.scope[key] & ~matched & ~absent & ~copied)
    doubted = _doubted(rows.table.index[at], side, pairs, person_pairs, persons)
    evidence = OneSided(
        side=side,
        record_type=record_type,
        own=rows,
        at=at,
        client=given.clients.of(side, rows),
        matched=matched,
        review=doubted,
        other=other,
        other_client=given.clients.of(other_side, other),
        paired=given.clients.paired,
        settings=settings,
    )
    causes = record_causes(evidence)
    return {"kind": f"only_{side}", "status": "open", **named(WORD[side], rows, at), **causes}


def extra_copies(given: Delivered, key: Key, copies: pd.DataFrame) -> dict[str, Any]:
    """Return the records of one side that copy another of it, with the one they copy."""
    side, _ = key
    rows = given.rows[key]
    own = copies[copies["side"] == side]
    at = positions(own["record_id"], rows.table.index)
    first = positions(own["first_id"], rows.table.index)
    chosen = (at >= 0) & given.scope[key][at]
    at, first = at[chosen], first[chosen]
    return {
        "kind": f"duplicate_{side}",
        "cause": "dubbeltelling",
        "cause_certainty": "established",
        "status": "open",
        **named(WORD[side], rows, at),
        "duplicate_of_source": rows.table["source"].array.take(first, allow_fill=True),
        "duplicate_of_row": rows.table["row"].astype("Int64").array.take(first, allow_fill=True),
    }


def _doubted(
    ids: pd.Index,
    side: Side,
    pairs: pd.DataFrame,
    person_pairs: pd.DataFrame,
    persons: pd.DataFrame,
) -> Mask:
    """Tell of which records without a pair a person must still judge one, or their client's."""
    doubtful = pairs.loc[pairs["status"] == "review", _ids(side)]
    sure = person_pairs.loc[person_pairs["status"].isin(SAME), _ids(side)]
    people = person_pairs.loc[person_pairs["status"] == "review", _ids(side)]
    whose = persons["person_id"].isin(people) & ~persons["person_id"].isin(sure)
    return _among(ids, doubtful) | _among(ids, persons.loc[whose, "record_id"])


def _ids(side: Side) -> str:
    return f"{WORD[side]}_id"


def _among(ids: pd.Index, others: pd.Series) -> Mask:
    return np.asarray(positions(ids, others) >= 0)
