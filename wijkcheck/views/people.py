"""Whose a record is and where it stands, in a few words: what every page says of a record."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from wijkcheck.records.fields import RecordType, Side, fields
from wijkcheck.records.models import TEXT
from wijkcheck.records.units import omvang

Records = Mapping[tuple[Side, RecordType], pd.DataFrame]
BRIEF = ("client", "geboortedatum", "team", "source", "row")
NAME_FIELDS = ("voornamen", "voorletters", "voorvoegsel", "achternaam")
_VOLUME = ("volume", "eenheid", "frequentie")  # read, compared and reported as one: ``omvang``


def brief(records: Records) -> pd.DataFrame:
    """Return ``client, geboortedatum, team, source, row`` of every record, by ``record_id``."""
    return pd.concat(
        [
            frame[["geboortedatum", "team", "source", "row"]].assign(client=client_names(frame))
            for frame in records.values()
        ]
    )[list(BRIEF)]


def client_names(records: pd.DataFrame) -> pd.Series:
    """Return "Jansen, P.M. van der" for each record; else its client number; else a dash."""
    cells = {
        name: pa.array(records[name], pa.large_string(), from_pandas=True)
        for name in (*NAME_FIELDS, "clientnummer")
    }
    initials = pc.replace_substring_regex(cells["voorletters"], r"(\p{L})\.?", r"\1.")
    given = _joined(pc.coalesce(initials, cells["voornamen"]), cells["voorvoegsel"], " ")
    named = pc.coalesce(_joined(cells["achternaam"], given, ", "), cells["clientnummer"], "–")
    return pd.Series(pd.array(named, dtype=TEXT), index=records.index)


def readable(records: pd.DataFrame, record_type: RecordType) -> pd.DataFrame:
    """Return ``client`` and the fields as one reads them: a volume with its unit is ``omvang``."""
    names = list(fields(record_type))
    made = records[names].assign(client=client_names(records))
    if set(_VOLUME) <= set(names):
        made["omvang"] = omvang(*(made[name] for name in _VOLUME))
        names[names.index("volume")] = "omvang"
    return made[["client", *(name for name in names if name not in _VOLUME)]]


def _joined(left: pa.Array, right: pa.Array, between: str) -> pa.Array:
    """Return both texts with something between them; one alone stands by itself."""
    both = pc.binary_join_element_wise(left, right, pa.scalar(between, pa.large_string()))
    return pc.coalesce(both, left, right)


def among(ids: pd.Series | pd.Index, others: pd.Series | pd.Index) -> NDArray[np.bool_]:
    """Return which ids are among the others; ten times as fast as pandas' ``isin`` on text."""
    values, known = (pa.array(x, pa.large_string(), from_pandas=True) for x in (ids, others))
    found: NDArray[np.bool_] = pc.is_in(values, known).to_numpy(zero_copy_only=False)
    return found


def first_records(persons: pd.DataFrame, people: pd.DataFrame) -> pd.Series:
    """Return each person's first record by (source, row), by ``person_id``."""
    placed = persons.join(people[["source", "row"]], on="record_id")
    placed = placed.sort_values(["source", "row"], kind="stable").drop_duplicates("person_id")
    return placed.set_index("person_id")["record_id"]


def beside(ids: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return a table with ``left_id, right_id`` and, per side, what ``people`` says of them."""
    sides = [
        people.reindex(ids[f"{side}_id"]).add_prefix(f"{side}_").set_index(ids.index)
        for side in ("left", "right")
    ]
    return pd.concat([ids, *sides], axis=1).astype(
        {"left_row": pd.Int64Dtype(), "right_row": pd.Int64Dtype()}
    )
