"""The bridge: everything that counts differently on the two sides, once per group, in steps."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.comparison import CAUSES, Mask, Positions
from wijkcheck.figures.counting import ALL, Counted, Tally, tally
from wijkcheck.figures.explain import Explanations, Items, cause_of
from wijkcheck.figures.running import COUNTS, PRESENT, RELEVANT
from wijkcheck.figures.tables import PERIOD_RULES
from wijkcheck.records.models import TEXT


@dataclass(frozen=True)
class Measured:
    """What one measure counts on both sides: ``left_number`` and ``right_number`` per record.

    Equal numbers are the same on both sides: a paired record, or a client.
    """

    left: Counted
    right: Counted
    left_number: Positions
    right_number: Positions
    items: Items
    groups: tuple[str, ...]

    @cached_property
    def tallies(self) -> tuple[Tally, Tally]:
        """Return what runs when, per number and group, on either side."""
        size = len(self.groups)
        return (
            tally(self.left_number, self.left.team, self.left.bits, size),
            tally(self.right_number, self.right.team, self.right.bits, size),
        )


def effects(left: Tally, right: Tally, bridged: Mask) -> pd.DataFrame:
    """Return what counts on one side only: ``rule``, ``key`` (as of Tally) and ``effect`` (−1, 1).

    Sorted by rule and key; only of the groups that can be bridged.
    """
    key = _union(left.key, right.key)
    key = key[bridged[key % len(bridged)]]
    ones, others = left.at(key), right.at(key)
    parts = []
    for rule, counts in enumerate(COUNTS):
        effect = counts[others].astype(np.int64) - counts[ones]
        chosen = effect != 0
        parts.append(pd.DataFrame({"rule": rule, "key": key[chosen], "effect": effect[chosen]}))
    return pd.concat(parts, ignore_index=True)


def add_reasons(found: pd.DataFrame, measured: Measured, told: Explanations) -> pd.DataFrame:
    """Return the effects with ``reason``: the first of the items that make them."""
    size = len(measured.groups)
    key, item, bits, other_bits = _item_bits(found, measured)
    reasons = np.full(len(found), -1, dtype=np.int64)
    for rule, relevant in enumerate(RELEVANT):
        rows = np.flatnonzero(found["rule"].to_numpy() == rule)
        wanted = found["key"].to_numpy()[rows]
        chosen = np.flatnonzero(((bits ^ other_bits) & relevant) != 0)
        place = np.searchsorted(wanted, key[chosen])
        hit = place < len(wanted)
        hit[hit] = wanted[place[hit]] == key[chosen][hit]
        chosen, place = chosen[hit], place[hit]
        own = told.reasons(item[chosen], key[chosen] % size, rule)
        order = np.lexsort((own, place))[::-1]
        reasons[rows[place[order]]] = own[order]  # the last write, so the first reason, stays
    return found.assign(reason=reasons)


def _item_bits(
    found: pd.DataFrame, measured: Measured
) -> tuple[Positions, Positions, NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the items of what has an effect: key of what is counted, item, bits of both sides."""
    size, items = len(measured.groups), measured.items
    touched = np.unique(found["key"].to_numpy() // size)
    sides = (
        (measured.left, measured.left_number, items.left_item),
        (measured.right, measured.right_number, items.right_item),
    )
    number = np.full(len(items.left_at), -1, dtype=np.int64)
    tallies = []
    for side, own, item in sides:
        number[item] = own
        rows = np.flatnonzero(np.isin(own, touched))
        tallies.append(tally(item[rows], side.team[rows], side.bits[rows], size))
    keys = _union(tallies[0].key, tallies[1].key)
    item, group = keys // size, keys % size
    return number[item] * size + group, item, tallies[0].at(keys), tallies[1].at(keys)


def add_records(found: pd.DataFrame, measured: Measured) -> pd.DataFrame:
    """Return the effects with ``left_at, right_at``: the first record that counts on either side.

    Where none counts in the group, the first record of the client; −1 where a side has none.
    """
    size = len(measured.groups)
    for name, side, number in (
        ("left_at", measured.left, measured.left_number),
        ("right_at", measured.right, measured.right_number),
    ):
        at = np.full(len(found), -1, dtype=np.int64)
        for rule, present in enumerate(PRESENT):
            rows = np.flatnonzero(found["rule"].to_numpy() == rule)
            key = found["key"].to_numpy()[rows]
            at[rows] = _first(side, number, size, key, (side.bits & present) != 0)
        lost = np.flatnonzero(at < 0)
        whole = found["key"].to_numpy()[lost] // size * size + ALL
        at[lost] = _first(side, number, size, whole, np.ones(len(number), dtype=bool))
        found = found.assign(**{name: at})
    return found


def _first(
    side: Counted, number: Positions, size: int, wanted: Positions, chosen: Mask
) -> Positions:
    """Return the first chosen record, by (source, row), of each wanted key, −1 without."""
    order = side.rows.order
    rows = order[(chosen & np.isin(number, np.unique(wanted // size)))[order]]
    key = np.concatenate([number[rows] * size + ALL, number[rows] * size + side.team[rows]])
    known, place = np.unique(key, return_index=True)
    if not len(known):
        return np.full(len(wanted), -1, dtype=np.int64)
    found = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    at = np.concatenate([rows, rows])[place[found]]
    return np.where(known[found] == wanted, at, -1)


def bridge_of(
    found: pd.DataFrame, measure: str, measured: Measured
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return Bridge and BridgeRecords: the effects as steps, numbered per group in their order."""
    size = len(measured.groups)
    group, rule = found["key"].to_numpy() % size, found["rule"].to_numpy()
    left, right = (found[name].to_numpy() for name in ("left_at", "right_at"))
    ranks = (_ranked(measured.right, right), _ranked(measured.left, left))
    order = np.lexsort((*ranks, found["reason"].to_numpy(), group, rule))
    rule, group, why = rule[order], group[order], found["reason"].to_numpy()[order]
    effect = found["effect"].to_numpy()[order]
    new_group = _changes(rule * size + group)
    first = np.flatnonzero(new_group | _changes(why))
    count = np.cumsum(new_group | _changes(why))
    step = count - np.maximum.accumulate(np.where(new_group, count, 0)) + 1
    records = pd.DataFrame(
        {
            "measure": pd.Series(measure, index=range(len(found)), dtype=TEXT),
            "period_rule": _named(PERIOD_RULES, rule),
            "team": _named(measured.groups, group),
            "step": step,
            "left_id": _ids(measured.left, left[order]),
            "right_id": _ids(measured.right, right[order]),
            "effect": effect,
        }
    ).astype({"step": "Int64", "effect": "Int64"})
    summed = (
        records[["measure", "period_rule", "team", "step"]]
        .take(first)
        .assign(
            cause=_named(CAUSES, cause_of(why[first])).array,
            amount=np.add.reduceat(effect, first) if len(first) else effect,
            records=np.diff(np.append(first, len(effect))),
        )
    )
    return summed.astype({"amount": "Int64", "records": "Int64"}), records


def _union(ones: Positions, others: Positions) -> Positions:
    """Return all of two increasing lists, increasing: merged, several times faster than hashed."""
    both = np.concatenate([ones, others])
    both.sort(kind="stable")
    return both[_changes(both)]


def _changes(values: Positions) -> Mask:
    """Tell where sorted values become others, the first included."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def _ranked(side: Counted, at: Positions) -> Positions:
    """Return the place of records by (source, row), those that are not there last."""
    rank = np.append(side.rows.rank(), len(side.rows))
    return rank[at]


def _ids(side: Counted, at: Positions) -> pd.Series:
    ids = side.rows.table.index.array
    return pd.Series(ids.take(at, allow_fill=True), dtype=TEXT)


def _named(names: tuple[str, ...], places: Positions) -> pd.Series:
    return pd.Series(pd.array(names, dtype=TEXT).take(places), dtype=TEXT)
