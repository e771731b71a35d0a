"""Which records of one side are one client. Nothing fuzzy: what only looks alike is a finding."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from wijkcheck.matching.decided import UNDECIDED, Decided, part
from wijkcheck.matching.similarity import Ints
from wijkcheck.matching.tables import Persons
from wijkcheck.records.fields import BIRTH_PARTS, PERSON_FIELDS, RecordType, Side
from wijkcheck.records.identifiers import bsn_is_placeholder, bsn_valid
from wijkcheck.records.models import TEXT, record_columns
from wijkcheck.records.names import fold, split_prefix, surnames_compatible

Records = Mapping[tuple[Side, RecordType], pd.DataFrame]


def side_records(records: Records, side: Side) -> pd.DataFrame:
    """Return the person fields of all records of a side, sorted by source and row.

    Columns ``record_id, source, row, record_type``, the person fields, the parts of the birth date,
    and ``valid_bsn``: the BSN where it passes the eleven-test and is no placeholder.
    """
    columns = ["source", "row", *PERSON_FIELDS, *BIRTH_PARTS]
    parts = [
        frame[columns].assign(record_type=str(record_type)).reset_index()
        for (own, record_type), frame in records.items()
        if own == side and len(frame)
    ]
    if not parts:
        dtypes: dict[str, Any] = record_columns(RecordType.CLIENTEN)
        names = ["record_id", *columns, "record_type", "valid_bsn"]
        return pd.DataFrame({n: pd.Series([], dtype=dtypes.get(n, TEXT)) for n in names})
    table = pd.concat(parts, ignore_index=True)
    table = table.sort_values(["source", "row", "record_type"], kind="stable", ignore_index=True)
    bsn = table["bsn"]
    table["valid_bsn"] = bsn.where(bsn_valid(bsn) & ~bsn_is_placeholder(bsn))
    return table


def persons(records: Records, told: Decided = UNDECIDED) -> pd.DataFrame:
    """Return Persons: which records of each side are one client.

    Same valid BSN; else, within one source, same ``clientnummer``; else same normalised name and
    birth date, both complete. One BSN with two names and two birth dates is two clients. What was
    ``told`` joins and parts.
    """
    parts = []
    for side in Side:
        table = side_records(records, side)
        person = _groups(table, told)
        first = table["record_id"].to_numpy()[person]
        parts.append(
            pd.DataFrame(
                {
                    "person_id": f"{side}:" + pd.Series(first, dtype=TEXT),
                    "side": str(side),
                    "record_id": table["record_id"],
                }
            ).astype(TEXT)
        )
    table = pd.concat(parts, ignore_index=True)
    return table[list(Persons.to_schema().columns)]


def _groups(table: pd.DataFrame, told: Decided) -> Ints:
    """Return per record the number of the first record of its person."""
    size = len(table)
    bsn = _codes(table["valid_bsn"])
    by_bsn = np.where(bsn >= 0, _split_shared(table, bsn), -1)
    number = _codes(table["source"].str.cat(table["clientnummer"], sep="\n"))
    edges = [_chain(np.where(bsn >= 0, by_bsn, -1)), _to_number(by_bsn, number, bsn)]
    entity = _components(size, edges)
    edges.append(_by_name(table, entity, bsn))
    edges.append(_joined(table, told))
    label = part(_components(size, edges), table, told.parted, list(PERSON_FIELDS))
    first = np.full(int(label.max()) + 1 if size else 0, size, dtype=np.int64)
    np.minimum.at(first, label, np.arange(size))
    return first[label]


def _joined(table: pd.DataFrame, told: Decided) -> tuple[Ints, Ints]:
    """Tie the records that a person says are of one client."""
    at = pd.Index(table["record_id"])
    left, right = (at.get_indexer(pd.Index(told.joined[n])) for n in ("left_id", "right_id"))
    known = (left >= 0) & (right >= 0)
    return left[known].astype(np.int64), right[known].astype(np.int64)


def _codes(values: pd.Series) -> Ints:
    return pd.factorize(values)[0].astype(np.int64)


def _split_shared(table: pd.DataFrame, bsn: Ints) -> Ints:
    """Part a BSN that stands with two names and two birth dates: it is two clients'."""
    first = pd.Series(np.arange(len(table))).groupby(bsn).transform("first").to_numpy()
    owner = table.iloc[first].reset_index(drop=True)
    born = table["geboortedatum"].to_numpy()
    other = (born != owner["geboortedatum"].to_numpy()) & ~np.isnat(born)
    other &= owner["geboortedatum"].notna().to_numpy() & (bsn >= 0)
    rows = np.flatnonzero(other)
    if len(rows):
        left, right = (
            table.iloc[rows].reset_index(drop=True),
            owner.iloc[rows].reset_index(drop=True),
        )
        alike = surnames_compatible(left, right).to_numpy()
        alike = alike | (left["achternaam"].isna() | right["achternaam"].isna()).to_numpy()
        rows = rows[~alike]
    born_code = _codes(table["geboortedatum"].dt.strftime("%Y%m%d").astype(TEXT)) + 2
    part = np.zeros(len(table), dtype=np.int64)
    part[rows] = born_code[rows]
    return bsn * (len(table) + 3) + part


def _chain(key: Ints) -> tuple[Ints, Ints]:
    """Tie rows of equal key, each to the next; −1 ties nothing."""
    rows = np.flatnonzero(key >= 0)
    order = rows[np.argsort(key[rows], kind="stable")]
    same = key[order][1:] == key[order][:-1]
    return order[:-1][same], order[1:][same]


def _to_number(by_bsn: Ints, number: Ints, bsn: Ints) -> tuple[Ints, Ints]:
    """Tie records without BSN to those of one ``clientnummer`` in their source.

    To a record with a BSN only where all with that number have the same one.
    """
    owners = pd.Series(by_bsn).where(pd.Series(bsn >= 0)).groupby(number).nunique()
    clear = owners.reindex(number).fillna(0).to_numpy() <= 1
    key = np.where((number >= 0) & (clear | (bsn < 0)), number, -1)
    ambiguous = (key >= 0) & ~clear
    key[ambiguous] += int(number.max(initial=0)) + 1
    return _chain(key)


def _components(size: int, edges: list[tuple[Ints, Ints]]) -> Ints:
    left = np.concatenate([e[0] for e in edges])
    right = np.concatenate([e[1] for e in edges])
    graph = coo_array((np.ones(len(left)), (left, right)), shape=(size, size))
    label: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return label


def _by_name(table: pd.DataFrame, entity: Ints, bsn: Ints) -> tuple[Ints, Ints]:
    """Tie what has the same name and birth date, both complete, where nothing speaks against it.

    Against it speak two BSNs, and two client numbers within one source.
    """
    name = split_prefix(table["achternaam"])["name"]
    given = fold(table["voornamen"]).fillna(fold(table["voorletters"]))
    born = table["geboortedatum"].dt.strftime("%Y%m%d").astype(TEXT)
    key = _codes(
        fold(name)
        .str.replace(" ", "")
        .str.cat(pd.DataFrame({"given": given, "born": born}), sep="\n")
    )
    rows = pd.DataFrame({"key": key, "entity": entity, "source": table["source"]})
    rows["number"] = table["clientnummer"]
    rows = rows[key >= 0]
    with_bsn = bsn[rows.index] >= 0
    owners = rows["entity"].where(with_bsn).groupby(rows["key"]).nunique()
    per_source = rows.groupby(["key", "source"])["number"].nunique().groupby("key").max()
    clear = (owners <= 1) & (per_source <= 1)
    kept = rows[clear.reindex(rows["key"]).to_numpy()]
    tied = np.full(len(table), -1, dtype=np.int64)
    tied[kept.index] = kept["key"]
    return _chain(tied)
