"""Which records are further copies of another of the same side: delivered twice, counted twice."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from wijkcheck.matching.persons import Records
from wijkcheck.matching.similarity import Ints
from wijkcheck.matching.tables import SAME
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import TEXT
from wijkcheck.records.names import fold, split_prefix

COUNTED = (RecordType.CLIENTEN, RecordType.TOEWIJZINGEN)
FAR_PAST, FAR_FUTURE = np.datetime64("1800-01-01", "s"), np.datetime64("2999-12-31", "s")


def copies(records: Records, persons: pd.DataFrame, person_pairs: pd.DataFrame) -> pd.DataFrame:
    """Return ``side, record_id, first_id``: extra copies and the record that each copies.

    Copies are records of one side with the same number, or of the same person with the same product
    and period; of clienten, which have no product, of the same person with overlapping periods. The
    first is the first by (source, row); of the teams' records, where they stand with several teams,
    the first at the team that the municipality names.
    """
    named = _named_teams(records, persons, person_pairs)
    parts = [
        _of_side(frame, side, kind, persons, named)
        for (side, kind), frame in sorted(records.items())
        if kind in COUNTED and len(frame)
    ]
    table = (
        pd.concat(parts, ignore_index=True)
        if parts
        else pd.DataFrame(columns=["side", "record_id", "first_id"])
    )
    return table.astype(TEXT).sort_values(["side", "record_id"], ignore_index=True)


def _named_teams(
    records: Records, persons: pd.DataFrame, person_pairs: pd.DataFrame
) -> pd.DataFrame:
    """Return ``person_id, team``: where the municipality has each of the teams' persons."""
    own = persons.set_index("record_id")["person_id"]
    frames = [
        pd.DataFrame({"left_id": own.reindex(f.index).to_numpy(), "team": f["team"].to_numpy()})
        for (side, kind), f in records.items()
        if side == Side.MUNICIPALITY and kind in COUNTED
    ]
    if not frames:
        return pd.DataFrame(columns=["person_id", "team"])
    same = person_pairs.loc[person_pairs["status"].isin(SAME), ["left_id", "right_id"]]
    found = pd.concat(frames).dropna().merge(same, on="left_id")
    return found.rename(columns={"right_id": "person_id"})[["person_id", "team"]].drop_duplicates()


def _of_side(
    frame: pd.DataFrame, side: Side, kind: RecordType, persons: pd.DataFrame, named: pd.DataFrame
) -> pd.DataFrame:
    table = frame.reset_index()
    table["person_id"] = (
        persons.set_index("record_id")["person_id"].reindex(table["record_id"]).to_numpy()
    )
    table = table.sort_values(["source", "row"], kind="stable", ignore_index=True)
    group = _same_clients(table) if kind == RecordType.CLIENTEN else _same_allocations(table)
    right_team = pd.MultiIndex.from_frame(table[["person_id", "team"]]).isin(
        pd.MultiIndex.from_frame(named)
    )
    several = table.groupby(group)["team"].transform("nunique").to_numpy() > 1
    rank = np.where(several & ~right_team & (side == Side.TEAM), 1, 0)
    order = np.lexsort((np.arange(len(table)), rank, group))
    first = order[np.r_[True, group[order][1:] != group[order][:-1]]]
    first_of = np.zeros(len(table), dtype=np.int64)
    first_of[order] = np.repeat(first, np.bincount(group)[np.unique(group)])
    extra = np.flatnonzero(first_of != np.arange(len(table)))
    ids = table["record_id"].to_numpy()
    return pd.DataFrame(
        {"side": str(side), "record_id": ids[extra], "first_id": ids[first_of[extra]]}
    )


def _same_allocations(table: pd.DataFrame) -> Ints:
    """Group toewijzingen that are copies of one another.

    What a source has no column for, or leaves empty, contradicts nothing: only a second
    municipality or law keeps one number apart (TR332), and a code needs no category.
    """
    period = ["person_id", "ingangsdatum", "einddatum"]
    numbers = [
        _part(table, key, ["gemeentecode", "wet"])
        for key in (
            _key(table, ["person_id", "toewijzingnummer"], ["toewijzingnummer"]),
            _same_number_and_name(table),
        )
    ]
    code = _key(table, [*period, "productcode"], ["ingangsdatum", "productcode"])
    bare = table["productcode"].isna()
    category = _key(table, [*period, "productcategorie"], ["ingangsdatum"])
    category = np.where(bare, category, -1)
    # Two numbers or two providers in one source are two allocations, however alike.
    keys = [
        _without_unlike(table, key, ["toewijzingnummer", "aanbieder"]) for key in (code, category)
    ]
    return _tied(len(table), [*numbers, *keys])


def _same_number_and_name(table: pd.DataFrame) -> Ints:
    """Number the records of one number, surname and birth date, unless two BSNs speak against it.

    Without BSN and given name a record is a client of its own; its copy is a copy all the same.
    """
    bare = fold(split_prefix(table["achternaam"])["name"]).str.replace(" ", "")
    named = table.assign(surname=bare)
    needed = ["toewijzingnummer", "surname", "geboortedatum"]
    key = _key(named, needed, needed)
    several = table.groupby(key)["bsn"].transform("nunique").to_numpy() > 1
    return np.where(several, -1, key)


def _part(table: pd.DataFrame, key: Ints, columns: list[str]) -> Ints:
    """Part the groups in which a column has several values by that column."""
    for column in columns:
        several = table.groupby(key)[column].transform("nunique").to_numpy() > 1
        parted = table.groupby([key, table[column]], dropna=False, sort=False).ngroup().to_numpy()
        key = np.where(key < 0, -1, np.where(several, parted + key.max(initial=0) + 1, key))
    return key


def _without_unlike(table: pd.DataFrame, key: Ints, columns: list[str]) -> Ints:
    """Drop the groups in which one source has several values in a column."""
    for column in columns:
        per = table.groupby([key, table["source"]])[column].nunique()
        unlike = per[per > 1].index.get_level_values(0)
        key = np.where(np.isin(key, unlike), -1, key)
    return key


def _same_clients(table: pd.DataFrame) -> Ints:
    """Group client records of one person whose periods overlap."""
    start = table["ingangsdatum"].fillna(FAR_PAST).to_numpy()
    end = table["einddatum"].fillna(FAR_FUTURE).to_numpy()
    person = pd.factorize(table["person_id"])[0]
    order = np.lexsort((np.arange(len(table)), start, person))
    running = pd.Series(end[order]).groupby(person[order]).cummax()
    reach = running.groupby(person[order]).shift()
    new = ~(start[order] <= reach.to_numpy())  # also where there is none before
    group = np.empty(len(table), dtype=np.int64)
    group[order] = np.cumsum(new) - 1
    return group


def _key(table: pd.DataFrame, columns: list[str], needed: list[str]) -> Ints:
    """Number the combinations of columns; −1 where a needed one is missing."""
    key = table.groupby(columns, dropna=False, sort=False).ngroup().to_numpy(dtype=np.int64)
    return np.where(table[needed].notna().all(axis=1), key, -1)


def _tied(size: int, keys: list[Ints]) -> Ints:
    """Group rows that share one of their keys."""
    left, right = [], []
    for key in keys:
        rows = np.flatnonzero(key >= 0)
        order = rows[np.argsort(key[rows], kind="stable")]
        same = key[order][1:] == key[order][:-1]
        left.append(order[:-1][same])
        right.append(order[1:][same])
    a, b = np.concatenate(left), np.concatenate(right)
    graph = coo_array((np.ones(len(a)), (a, b)), shape=(size, size))
    label: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return label
