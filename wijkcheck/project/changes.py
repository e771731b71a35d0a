"""Two deliveries of one list beside each other: what a correction changed."""

import pandas as pd

from wijkcheck.project.keys import identity, values_text
from wijkcheck.records.fields import RecordType


def changes(before: pd.DataFrame, after: pd.DataFrame, record_type: RecordType) -> pd.DataFrame:
    """Return ``identity, what (added, removed, changed), field, before, after``.

    A row per record that came or went, and per field that changed of one that stayed. Records are
    the same by their values (``identity``); equal ones in their order.
    """
    old, new = (_by_identity(records, record_type) for records in (before, after))
    stayed = old.index.intersection(new.index)
    parts = [
        _rows(new.index.difference(stayed), "added"),
        _rows(old.index.difference(stayed), "removed"),
    ]
    ones, others = old.loc[stayed], new.loc[stayed]
    for field in map(str, ones):
        unlike = (ones[field] != others[field]) & (ones[field].notna() | others[field].notna())
        found = _rows(stayed[unlike.to_numpy()], "changed")
        found["field"] = field
        found["before"] = ones[field][unlike].to_numpy()
        found["after"] = others[field][unlike].to_numpy()
        parts.append(found)
    table = pd.concat(parts, ignore_index=True).astype("str")
    return table.sort_values(["identity", "what", "field"], kind="stable", ignore_index=True)


def _by_identity(records: pd.DataFrame, record_type: RecordType) -> pd.DataFrame:
    """Return the values as text by identity and place among equals; those without one left out."""
    who = identity(records, record_type)
    known = who.notna().to_numpy()
    own = who[known]
    values = values_text(records[known], record_type)
    return values.set_axis(pd.MultiIndex.from_arrays([own, own.groupby(own).cumcount()]))


def _rows(index: pd.Index, what: str) -> pd.DataFrame:
    names = index.get_level_values(0)
    return pd.DataFrame(
        {"identity": names, "what": what, "field": None, "before": None, "after": None}
    )
