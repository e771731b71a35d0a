"""Municipality left, team right: every record of one type in a row with its counterpart."""

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from wijkcheck.matching.tables import SAME
from wijkcheck.pipeline import Run
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import TEXT, record_columns
from wijkcheck.views.people import NAME_FIELDS, among, readable

_FIRST = ("client", "productcode", "ingangsdatum", "begindatum", "einddatum", "omvang", "team")
_SIGNS = {
    "equal": "=", "field": "≠", "only_municipality": "◧", "only_team": "◨", "duplicate": "2×",
}  # fmt: skip
_EITHER = ("team", "productcode")  # of the municipality's record, else of the team's
TOKENS = ("kind", "cause", "status", "differs")
AMOUNTS = ("budget", "bedrag")
"""What a record is worth, in eurocents: the first of these that its type has."""


def side_by_side(run: Run, record_type: RecordType) -> pd.DataFrame:
    """Return a row per pair of records, and per record that is in none.

    Columns: ``left_id, right_id``; ``kind, cause, status, differs`` (codes of the row's
    differences, separated by spaces; ``kind`` is ``equal`` without differences, and missing where
    a record took no part); ``sign``, the kind in a character; ``left_marks, right_marks``: the
    columns that differ; ``owner``, who finds out what was asked; ``team, productcode`` of either;
    ``euros``, the greater of the two amounts, where the records have one; and for each field with
    a value on either side ``left_…`` and ``right_…``. Sorted by client, date of birth, start.
    """
    left, right = (readable(_records(run, side, record_type), record_type) for side in Side)
    ids = _aligned(run.pairs, left.index, right.index)
    columns = dict.fromkeys([*(n for n in _FIRST if n in left), *left.columns])
    names = [n for n in columns if left[n].notna().any() or right[n].notna().any()]
    rows = pd.concat(
        [
            ids,
            _told(ids, run.differences),
            _owners(ids, run.decided),
            left[names].reindex(ids["left_id"]).add_prefix("left_").set_index(ids.index),
            right[names].reindex(ids["right_id"]).add_prefix("right_").set_index(ids.index),
        ],
        axis=1,
    )
    order = [n for n in ("client", "geboortedatum", "ingangsdatum") if n in names]
    either = [n for n in (*order, *_EITHER) if n in names]
    keys = {n: rows[f"left_{n}"].fillna(rows[f"right_{n}"]) for n in either}
    for name in _EITHER:
        rows[name] = keys.get(name, pd.Series(index=rows.index, dtype=TEXT))
    for name in [n for n in AMOUNTS if n in names][:1]:
        one, other = rows[f"left_{name}"], rows[f"right_{name}"]
        rows["euros"] = one.mask(one.lt(other).fillna(value=False), other).fillna(other)
    place = pd.DataFrame({n: keys[n] for n in order}, index=rows.index).sort_values(order)
    return rows.loc[place.index].reset_index(drop=True)


def _records(run: Run, side: Side, record_type: RecordType) -> pd.DataFrame:
    found = run.records.get((side, record_type))
    if found is not None:
        return found
    columns = record_columns(record_type)
    empty = {name: pd.array([], dtype=dtype) for name, dtype in columns.items()}  # type: ignore[call-overload]
    return pd.DataFrame(empty, index=pd.Index([], dtype=TEXT, name="record_id"))


def _aligned(pairs: pd.DataFrame, left: pd.Index, right: pd.Index) -> pd.DataFrame:
    same = pairs.loc[pairs["status"].isin(SAME), ["left_id", "right_id"]]
    same = same[among(same["left_id"], left)]
    alone = [
        pd.DataFrame({f"{side}_id": ids[~among(ids, same[f"{side}_id"])]}, dtype=TEXT)
        for side, ids in (("left", left), ("right", right))
    ]
    return pd.concat([same, *alone], ignore_index=True).astype(TEXT)


def _told(ids: pd.DataFrame, differences: pd.DataFrame) -> pd.DataFrame:
    """Return what the differences say of each row of ``ids``.

    A difference concerns the rows of both its records: those of a person stand at the two persons'
    first records, which need not be each other's counterpart.
    """
    sides = _concerned(ids, differences.assign(differs=differences["field"]), TOKENS)
    both = pd.concat(sides)
    told = {name: _per_row(both, name, ids.index) for name in TOKENS}
    for side, concerned in zip(("left", "right"), sides, strict=True):
        named = concerned[concerned["differs"].isin(NAME_FIELDS)].assign(differs="client")
        told[f"{side}_marks"] = _per_row(pd.concat([concerned, named]), "differs", ids.index)
    paired = ids["left_id"].notna() & ids["right_id"].notna()
    told["kind"] = told["kind"].mask(told["kind"].isna() & paired, "equal")
    signs = _signs(told["kind"], told["cause"])
    told["sign"] = signs.mask(told["status"].eq("decided"), "✓").mask(
        told["status"].eq("asked"), "?"
    )
    return pd.DataFrame(told)


def _owners(ids: pd.DataFrame, decided: pd.DataFrame) -> pd.Series:
    """Return per row who finds out what was asked of it."""
    asked = decided[decided["verdict"].eq("ask") & decided["state"].eq("applied")]
    both = pd.concat(_concerned(ids, asked.rename(columns={"value": "owner"}), ["owner"]))
    return _per_row(both, "owner", ids.index, ", ").rename("owner")


def _concerned(
    ids: pd.DataFrame, found: pd.DataFrame, names: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return columns of what has ids of records, ``at`` the rows of its left and of its right."""
    sides = []
    for name in ("left_id", "right_id"):
        rows = pd.Series(ids.index, index=ids[name]).loc[lambda s: s.index.notna()]
        some = found[among(found[name], rows.index)]
        sides.append(some.assign(at=some[name].map(rows))[["at", *names]])
    return sides[0], sides[1]


def _signs(kinds: pd.Series, causes: pd.Series) -> pd.Series:
    signs = pd.Series("", index=kinds.index, dtype=TEXT)
    for kind, sign in _SIGNS.items():
        signs = signs.mask(kinds.str.contains(kind).fillna(value=False), sign)
    return signs.mask(causes.str.contains("ander_team").fillna(value=False), "⇢")


def _per_row(concerned: pd.DataFrame, name: str, rows: pd.Index, between: str = " ") -> pd.Series:
    """Return the distinct values of a column per row, separated by spaces or something else."""
    codes = concerned[["at", name]].dropna().drop_duplicates()
    table = pa.table({"at": codes["at"].to_numpy(), "code": pa.array(codes[name], pa.string())})
    lists = table.group_by("at", use_threads=False).aggregate([("code", "list")])
    texts = pd.array(pc.binary_join(lists["code_list"], between), dtype=TEXT)
    return pd.Series(texts, index=lists["at"].to_numpy()).reindex(rows)
