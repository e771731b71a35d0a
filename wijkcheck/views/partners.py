"""All clients of both sides, so that a partner can be looked for by hand."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from wijkcheck.matching import SAME
from wijkcheck.pipeline import Run
from wijkcheck.records.models import TEXT
from wijkcheck.tables import Flags, Table
from wijkcheck.views.people import first_records

_COLUMNS = (
    "bsn", "clientnummer", "voornamen", "achternaam", "geboortedatum", "postcode", "team",
    "source", "row",
)  # fmt: skip
_TELLING = {"geboortedatum": 4, "achternaam": 3, "postcode": 2, "voornamen": 1}
"""What a likely partner has in common, and how much that says beside the others."""
_MOST = 100


def clients(run: Run, people: pd.DataFrame, language: str) -> Table:
    """Return a row per person: ``person_id, side, record_id, client``, its person's fields, where
    it stands, as ``status`` in what pair it is: ``certain, probable, review`` or ``alone``, and
    as ``partner`` with whom, where they are taken as the same.
    """
    first = first_records(run.persons, people)
    sides = run.persons.drop_duplicates("person_id").set_index("person_id")["side"]
    records = pd.concat([frame[list(_COLUMNS)] for frame in run.records.values()])
    told = records.reindex(first).set_axis(first.index)
    told.insert(0, "client", people["client"].reindex(first).to_numpy())
    told["status"] = _statuses(run).reindex(first.index).fillna("alone").astype(TEXT)
    told["partner"] = _partners(run.person_pairs, told)
    told = told.assign(record_id=first, side=sides.reindex(first.index)).reset_index()
    return Table(told.sort_values(["client", "geboortedatum"], ignore_index=True), language)


def near(table: Table, person_id: str, side: str) -> Table:
    """Return the persons of a side that have most in common with a person, the nearest first."""
    (row,) = table.order(filters={"person_id": {person_id}})
    person = table.raw(int(row))
    rows = table.order(filters={"side": {side}})
    rows = rows[rows != row]
    frame = table.frame(rows, list(_TELLING))
    likeness = np.zeros(len(rows), dtype=np.int64)
    for name, worth in _TELLING.items():
        if person[name] is not None:
            likeness += worth * _equal(frame[name], person[name])
    best = np.argsort(-likeness, kind="stable")[:_MOST]
    names = [column.name for column in table.columns]
    return Table(table.frame(rows[best[likeness[best] > 1]], names), table.language)


def _equal(values: pd.Series, wanted: Any) -> Flags:
    if isinstance(wanted, str):
        low = pc.utf8_lower(pa.array(values, pa.large_string(), from_pandas=True))
        return np.asarray(pc.equal(low, wanted.lower()).fill_null(False), dtype=bool)
    return values.eq(wanted).to_numpy(bool)


def _partners(pairs: pd.DataFrame, told: pd.DataFrame) -> pd.Series:
    """Return by person who is taken as the same: a name and the end of a client number."""
    same = pairs[pairs["status"].isin(SAME)]
    left, right = same["left_id"], same["right_id"]
    other = pd.Series([*right, *left], index=[*left, *right], dtype=TEXT)
    other = other[~other.index.duplicated()].reindex(told.index)
    whose = told[["client", "clientnummer"]].reindex(other)
    number, name = whose["clientnummer"], whose["client"]
    ends = (" · …" + number.str[-3:]).where(number.str.len().gt(3)).fillna("")
    return (name + ends).set_axis(told.index).astype(TEXT)


def _statuses(run: Run) -> pd.Series:
    """Return the best status of the pairs that a person is in."""
    pairs = run.person_pairs[run.person_pairs["status"].ne("rejected")]
    long = pd.concat(
        [pairs.set_index(name)["status"] for name in ("left_id", "right_id")]
    ).sort_values()  # certain, probable, review: as the alphabet has it
    best: pd.Series = long[~long.index.duplicated()]
    return best
