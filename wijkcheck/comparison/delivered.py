"""Everything that both sides delivered, read by position, and the rows of the table to be made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from wijkcheck.comparison.rows import Mask, Positions, Rows, in_scope, positions, rows_of
from wijkcheck.comparison.tables import Differences
from wijkcheck.comparison.units import Clients, same_ids
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import TEXT

Key = tuple[Side, RecordType]
COMPARED = (RecordType.CLIENTEN, RecordType.TOEWIJZINGEN)
"""Record types that are compared and counted."""


@dataclass(frozen=True)
class Delivered:
    """Each table of records, which of its rows are in scope, whose they are, and raw text.

    ``client`` has the number of each row's client, ``clients`` what the numbers mean.
    """

    rows: Mapping[Key, Rows]
    scope: Mapping[Key, Mask]
    client: Mapping[Key, Positions]
    clients: Clients
    findings: pd.DataFrame

    def both(self, record_type: RecordType) -> bool:
        """Tell whether both sides delivered this type."""
        return all((side, record_type) in self.rows for side in Side)


def delivered(
    records: Mapping[Key, pd.DataFrame],
    columns: pd.DataFrame,
    findings: pd.DataFrame,
    clients: Clients,
    scope: Mapping[str, tuple[str, ...]],
) -> Delivered:
    """Return what both sides delivered of the types that are compared."""
    keys = [(side, kind) for side in Side for kind in COMPARED if (side, kind) in records]
    rows = {key: rows_of(records[key], columns) for key in keys}
    raw = findings[findings["record_id"].notna() & findings["value"].notna()]
    inside = {key: in_scope(rows[key], scope) for key in keys}
    client = {key: clients.of(key[0], rows[key]) for key in keys}
    return Delivered(rows, inside, client, clients, raw)


def paired_rows(pairs: pd.DataFrame, left: Rows, right: Rows) -> tuple[Positions, Positions]:
    """Return the positions of the records that are taken as the same, in the left one's order."""
    left_ids, right_ids = same_ids(pairs)
    ones = positions(left_ids, left.table.index)
    others = positions(right_ids, right.table.index)
    both = np.flatnonzero((ones >= 0) & (others >= 0))
    # Reading one side from front to end is several times faster than here and there.
    both = both[np.argsort(ones[both])]
    return ones[both], others[both]


def named(word: str, rows: Rows, at: Positions) -> dict[str, Any]:
    """Return id, source and row of records, as columns that begin with this word."""
    return {
        f"{word}_id": rows.table.index.take(at).astype(TEXT),
        f"{word}_source": rows.table["source"].array.take(at),
        f"{word}_row": rows.table["row"].to_numpy()[at],
    }


def as_differences(parts: list[dict[str, Any]]) -> pd.DataFrame:
    """Return Differences, sorted, of parts with columns of it and both records' source and row."""
    names = [*_COLUMNS, *_PLACES]
    frames = [pd.DataFrame(part).reindex(columns=names) for part in parts]
    frames = [frame.astype({**_COLUMNS, **_PLACES}) for frame in frames if len(frame)]
    if not frames:
        return Differences.empty()
    table = pd.concat(frames, ignore_index=True)
    by = ("left_source", "left_row", "right_source", "right_row", "field", "kind")
    keys = [_ordered(table[name]) for name in reversed(by)]
    table = table.take(np.lexsort(keys)).reset_index(drop=True)
    return table[list(_COLUMNS)]


def _ordered(values: pd.Series) -> Positions:
    """Return numbers in the order of the values, what is missing last."""
    codes, unique = pd.factorize(values, sort=True)
    return np.where(codes < 0, len(unique), codes)


_COLUMNS: Mapping[str, Any] = {
    name: column.dtype.type for name, column in Differences.to_schema().columns.items()
}
_PLACES: Mapping[str, Any] = {
    f"{side}_{what}": kind
    for side in ("left", "right")
    for what, kind in (("source", TEXT), ("row", pd.Int64Dtype()))
}
