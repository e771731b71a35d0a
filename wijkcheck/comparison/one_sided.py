"""Records that stand on one side only, and extra copies."""

from typing import Any

import numpy as np
import pandas as pd

from wijkcheck.comparison.delivered import Delivered, Key, named
from wijkcheck.comparison.record_causes import OneSided, record_causes
from wijkcheck.comparison.rows import Positions, is_among, positions
from wijkcheck.comparison.settings import ComparisonSettings
from wijkcheck.records.fields import Side

WORD = {Side.MUNICIPALITY: "left", Side.TEAM: "right"}


def one_sided(
    given: Delivered,
    key: Key,
    paired: Positions,
    pairs: pd.DataFrame,
    copies: pd.DataFrame,
    settings: ComparisonSettings,
) -> dict[str, Any]:
    """Return the records of one side and type that are in no pair and no copy of another.

    Not those out of scope, nor those of a team of which no usable delivery came: nobody can tell
    whether it has them. ``paired`` are the rows that are the same as one of the other side.
    """
    side, record_type = key
    other = next(side for side in Side if side is not key[0]), record_type
    rows, client = given.rows[key], given.client[key]
    absent = rows.table["team"].isin(settings.not_delivered.get(record_type, ())).to_numpy()
    alone = given.scope[key] & ~absent
    alone[paired] = False
    copied = positions(copies.loc[copies["side"] == side, "record_id"], rows.table.index)
    alone[copied[copied >= 0]] = False
    at = np.flatnonzero(alone)
    doubtful = pairs.loc[pairs["status"] == "review", f"{WORD[side]}_id"]
    evidence = OneSided(
        side=side,
        record_type=record_type,
        own=rows,
        at=at,
        client=client,
        matched=paired,
        review=is_among(rows.table.index.take(at), doubtful)
        | np.isin(client[at], given.clients.doubted),
        other=given.rows[other],
        other_client=given.client[other],
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
