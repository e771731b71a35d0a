"""Which pairs are taken: what excludes them is looked at, and the best whole is chosen.

The choice is the best sum of log odds within each group of records that hang together, not the best
of each record.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from wijkcheck.matching.levels import Reals
from wijkcheck.matching.similarity import Ints

CERTAIN, PROBABLE, REVIEW = 0.99, 0.5, 0.05
"""Statuses by probability (docs/architecture.md). Below ``REVIEW`` nothing is kept."""
CLEAR = 0.1
"""A probable pair is at least so far ahead of the next candidate of either record."""
LARGEST = 500
"""Records on a side of a group solved as a whole; larger groups lose their weakest pairs."""

Bools = npt.NDArray[np.bool_]
EXCLUSIVE = {
    "one_to_one": (True, True),
    "one_to_many": (False, True),
    "many_to_many": (False, False),
}
"""Per assignment whether a left record, and a right one, has at most one partner."""


@dataclass(frozen=True)
class Rivals:
    """Per pair its probability, its left record's next best right record, and the distance.

    ``ahead`` is the distance to the best pair that excludes it, 1 where there is none.
    """

    probability: Reals
    runner_up: Ints  # −1 where there is none
    margin: Reals  # NaN where there is none
    ahead: Reals


def rivals(left: Ints, right: Ints, probability: Reals, assignment: str) -> Rivals:
    """Hold each pair beside the next best of its records, and beside those that exclude it.

    Pairs are sorted by (left, right). Probabilities are rounded to 6 decimals, before anything is
    decided by them.
    """
    one_left, one_right = EXCLUSIVE[assignment]
    probability = np.round(probability, 6)
    runner_up, best_other = _runner_up(left, right, probability)
    margin = np.where(runner_up >= 0, np.round(probability - best_other, 6), np.nan)
    ahead = np.ones(len(probability))
    if one_left:
        ahead = np.fmin(ahead, margin)
    if one_right:
        other_left = _runner_up(right, left, probability)[1]
        ahead = np.fmin(ahead, np.round(probability - other_left, 6))
    return Rivals(probability, runner_up, margin, ahead)


def _runner_up(left: Ints, right: Ints, probability: Reals) -> tuple[Ints, Reals]:
    """Return for each pair the best other right record of its left one, and its probability."""
    best = np.full(len(left), -1, dtype=np.int64)
    value = np.full(len(left), np.nan)
    if not len(left):
        return best, value
    order = np.lexsort((right, -probability, left))
    starts = np.flatnonzero(np.r_[True, left[order][1:] != left[order][:-1]])
    group = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(order)]))
    size = np.diff(np.r_[starts, len(order)])
    first = order[starts][group]
    second = order[np.where(size > 1, starts + 1, starts)][group]
    other = np.where(order == first, second, first)
    exists = size[group] > 1
    best[order] = np.where(exists, right[other], -1)
    value[order] = np.where(exists, probability[other], np.nan)
    return best, value


def best_whole(left: Ints, right: Ints, log_odds: Reals, assignment: str) -> Bools:
    """Choose the pairs with the largest sum of log odds that the assignment allows."""
    one_left, one_right = EXCLUSIVE[assignment]
    if not one_right:
        return np.ones(len(left), dtype=bool)
    if not one_left:
        return _best_per(right, left, log_odds)
    chosen = np.zeros(len(left), dtype=bool)
    alone = (
        (np.bincount(left)[left] == 1) & (np.bincount(right)[right] == 1) if len(left) else chosen
    )
    chosen[alone] = True
    rest = np.flatnonzero(~alone)
    for group in _groups(left, right, log_odds, rest):
        rows, row = np.unique(left[group], return_inverse=True)
        columns, column = np.unique(right[group], return_inverse=True)
        gain = np.full((len(rows), len(columns)), 0.0)
        gain[row, column] = log_odds[group] - log_odds[group].min() + 1.0
        picked_row, picked_column = linear_sum_assignment(gain, maximize=True)
        picked = set(zip(picked_row.tolist(), picked_column.tolist(), strict=True))
        for i, pair in enumerate(zip(row.tolist(), column.tolist(), strict=True)):
            chosen[group[i]] = pair in picked
    return chosen


def _best_per(key: Ints, other: Ints, log_odds: Reals) -> Bools:
    order = np.lexsort((other, -log_odds, key))
    first = (
        np.r_[True, key[order][1:] != key[order][:-1]] if len(order) else np.zeros(0, dtype=bool)
    )
    chosen = np.zeros(len(key), dtype=bool)
    chosen[order[first]] = True
    return chosen


def _groups(left: Ints, right: Ints, log_odds: Reals, pairs: Ints) -> list[Ints]:
    """Part pairs into groups of records that hang together, none larger than can be solved."""
    todo, done = [pairs], []
    while todo:
        some = todo.pop()
        if not len(some):
            continue
        for group in _components(left[some], right[some]):
            mine = some[group]
            if max(len(np.unique(left[mine])), len(np.unique(right[mine]))) <= LARGEST:
                done.append(mine)
            else:  # drop the weakest tenth and look again
                order = mine[np.argsort(log_odds[mine], kind="stable")]
                todo.append(np.sort(order[max(1, len(order) // 10) :]))
    return done


def _components(left: Ints, right: Ints) -> list[Ints]:
    rows, row = np.unique(left, return_inverse=True)
    columns, column = np.unique(right, return_inverse=True)
    size = len(rows) + len(columns)
    graph = coo_array((np.ones(len(row)), (row, len(rows) + column)), shape=(size, size))
    label = connected_components(graph, directed=False)[1][row]
    order = np.argsort(label, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(label[order])) + 1)


def statuses(found: Rivals, chosen: Bools) -> npt.NDArray[np.str_]:
    """Return ``certain``, ``probable``, ``review`` per pair, "" for what is not kept."""
    probability = found.probability
    status = np.full(len(probability), "", dtype="U8")
    status[probability >= REVIEW] = "review"
    taken = chosen & (probability >= PROBABLE) & (found.ahead >= CLEAR)
    status[taken] = "probable"
    status[taken & (probability >= CERTAIN)] = "certain"
    return status
