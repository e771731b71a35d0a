"""What people decided about pairs: it binds its own pair, and the rest is found around it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkcheck.matching.similarity import Ints
from wijkcheck.matching.tables import PAIR_COLUMNS, SAME
from wijkcheck.project.tables import Resolved
from wijkcheck.records.models import TEXT


@dataclass(frozen=True)
class Decided:
    """Decisions on pairs, by record ids: ``left_id, right_id``.

    ``joined`` and ``parted`` are records of one side; the others of both sides: ``same``,
    ``different`` and ``unsure`` of records, the three ``…_persons`` of those whose they are.
    """

    joined: pd.DataFrame
    parted: pd.DataFrame
    same: pd.DataFrame
    different: pd.DataFrame
    unsure: pd.DataFrame
    same_persons: pd.DataFrame
    different_persons: pd.DataFrame
    unsure_persons: pd.DataFrame


def decided(resolved: pd.DataFrame | None) -> Decided:
    """Return what resolved decisions say about pairs; of two on one record, the last."""
    table = Resolved.empty() if resolved is None else resolved
    table = table[table["state"] == "applied"]

    def some(subject: str, kind: str, verdict: str) -> pd.DataFrame:
        chosen = (table["subject"] == subject) & (table["verdict"] == verdict)
        ids = table.loc[chosen & (table["kind"] == kind), ["left_id", "right_id"]]
        return ids.astype(TEXT).reset_index(drop=True)

    same = single(some("pair", "record", "same"))
    # Records that are the same are of the same person.
    persons = pd.concat([same, some("pair", "person", "same")], ignore_index=True)
    return Decided(
        joined=some("person", "person", "same"),
        parted=some("person", "person", "different"),
        same=same,
        different=some("pair", "record", "different"),
        unsure=some("pair", "record", "unsure"),
        same_persons=persons,
        different_persons=some("pair", "person", "different"),
        unsure_persons=some("pair", "person", "unsure"),
    )


def of_persons(pairs: pd.DataFrame, persons: pd.DataFrame) -> pd.DataFrame:
    """Return pairs of records as pairs of the persons whose they are, each pair once."""
    own = persons.set_index("record_id")["person_id"]
    found = {name: own.reindex(pairs[name]).to_numpy() for name in ("left_id", "right_id")}
    return pd.DataFrame(found).astype(TEXT).dropna().drop_duplicates(ignore_index=True)


def originals(pairs: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Return pairs of records, extra copies replaced by what they copy."""
    first = copies.set_index("record_id")["first_id"]
    columns = {name: pairs[name].map(first).fillna(pairs[name]) for name in pairs}
    return pd.DataFrame(columns).astype(TEXT)


def single(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return of several pairs of one record or person the last."""
    last = pairs.drop_duplicates("left_id", keep="last").drop_duplicates("right_id", keep="last")
    return last.reset_index(drop=True)


def not_among(table: pd.DataFrame, pairs: pd.DataFrame) -> np.ndarray:
    """Tell which rows are none of these pairs."""
    if not len(pairs):
        return np.ones(len(table), dtype=bool)
    known = pd.MultiIndex.from_frame(pairs[["left_id", "right_id"]])
    return ~pd.MultiIndex.from_frame(table[["left_id", "right_id"]]).isin(known)


def bound(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return, as Pairs, those that a decision says are the same."""
    return _as_pairs(pairs, 1.0, "certain")


def rejected(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return, as Pairs, those that a decision says are not the same."""
    return _as_pairs(pairs, 0.0, "rejected")


def doubted(table: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return Pairs with these, of which somebody is unsure, under review whatever else speaks.

    One that is not among them is added, unless either of the two has another partner by now.
    """
    known = ~not_among(table, pairs)
    table = table.assign(
        status=table["status"].mask(known, "review"), basis=table["basis"].mask(known, "decision")
    )
    taken, rest = table[table["status"].isin(SAME)], pairs[not_among(pairs, table)]
    free = ~rest["left_id"].isin(taken["left_id"]) & ~rest["right_id"].isin(taken["right_id"])
    return pd.concat([table, _as_pairs(rest[free], 0.0, "review")], ignore_index=True)


def _as_pairs(pairs: pd.DataFrame, probability: float, status: str) -> pd.DataFrame:
    texts = dict.fromkeys(("basis", "status", "runner_up"), TEXT)
    table: pd.DataFrame = pairs.assign(
        probability=probability, weight=0.0, basis="decision", status=status, runner_up=None,
        margin=np.nan,
    ).astype(texts)[list(PAIR_COLUMNS)]  # fmt: skip
    return table


def part(label: Ints, table: pd.DataFrame, pairs: pd.DataFrame, columns: list[str]) -> Ints:
    """Return the labels of persons with those parted that are two.

    Each record of such a person goes with the one of the two that it has more in common with.
    """
    at = pd.Index(table["record_id"])
    lefts, rights = (at.get_indexer(pairs[name]) for name in ("left_id", "right_id"))
    for left, right in zip(lefts, rights, strict=True):
        if left < 0 or right < 0 or label[left] != label[right]:
            continue
        rows = np.flatnonzero(label == label[left])
        own = table.iloc[rows][columns]
        like_left, like_right = (
            (own == table.iloc[one][columns]).sum(axis=1).to_numpy() for one in (left, right)
        )
        away = (like_right > like_left) & (rows != left)
        away |= rows == right
        label = label.copy()
        label[rows[away]] = label.max() + 1
    return label


UNDECIDED = decided(None)
