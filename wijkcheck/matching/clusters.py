"""Records of one table that are the same, as clusters that do not chain strangers together.

Pairs join clusters from the strongest on; two clusters are joined only when the pairs between them
speak for it on the whole: their summed log odds are positive, a pair that was never even a
candidate counting against it.
"""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from wijkcheck.matching.levels import Reals
from wijkcheck.matching.similarity import Ints

STRANGERS = -4.0
"""Log2 odds of a pair that shares no blocking key or lies below what is kept: 1 in 16 at best, and
mild on purpose: two heavily damaged copies of one original may have nothing left in common."""
AGAINST = -6.0
"""Log2 odds no single pair may fall below: one clear contradiction must not outvote ten copies."""


def clusters(
    records: int, left: Ints, right: Ints, odds: Reals
) -> tuple[Ints, dict[str, np.ndarray]]:
    """Return per record the first record of its cluster, and the pairs joined without own odds.

    ``left < right`` record numbers with their log2 odds. The second result has ``left, right,
    odds``: pairs within a cluster that are no candidate or speak against it; their odds are those
    of the weakest step of the strongest way between them.
    """
    cluster = np.arange(records)
    likely = odds > 0
    graph = coo_array(
        (np.ones(int(likely.sum())), (left[likely], right[likely])), shape=(records, records)
    )
    label = connected_components(graph, directed=False)[1]
    inside = label[left] == label[right]
    order = np.argsort(label[left[inside]], kind="stable")
    rows = np.flatnonzero(inside)[order]
    parts = np.split(rows, np.flatnonzero(np.diff(label[left[rows]])) + 1) if len(rows) else []
    joined: list[tuple[int, int, float]] = []
    for part in parts:
        members = np.unique(np.concatenate([left[part], right[part]]))
        if len(members) == 2:
            cluster[members] = members[0]
        else:
            joined.extend(_solve(members, left[part], right[part], odds[part], cluster))
    columns = list(zip(*joined, strict=True)) if joined else [(), (), ()]
    return cluster, {
        "left": np.array(columns[0], dtype=np.int64),
        "right": np.array(columns[1], dtype=np.int64),
        "odds": np.array(columns[2], dtype=np.float64),
    }


def _solve(
    members: Ints, left: Ints, right: Ints, odds: Reals, cluster: Ints
) -> list[tuple[int, int, float]]:
    """Cluster one group of records that hang together; returns the pairs joined through others."""
    size = len(members)
    a, b = np.searchsorted(members, left), np.searchsorted(members, right)
    own = np.full((size, size), -np.inf)
    own[a, b] = own[b, a] = odds
    way = np.where(own > 0, own, -np.inf)
    found: list[tuple[int, int, float]] = []
    for part in _joined(np.maximum(np.where(np.isinf(own), STRANGERS, own), AGAINST), way):
        cluster[members[part]] = members[part[0]]
        for n, p in enumerate(part):
            found.extend(
                (int(members[p]), int(members[q]), float(max(way[p, q], 0.0)))
                for q in part[n + 1 :]
                if own[p, q] <= 0
            )
    return found


def _joined(gain: Reals, way: Reals) -> list[list[int]]:
    """Join the two groups with the highest mean log odds between them, while it is positive.

    ``way`` receives, for each pair that is joined, the weakest step of the strongest way.
    """
    group = [[i] for i in range(len(gain))]
    between = gain.copy()
    np.fill_diagonal(between, -np.inf)
    while True:
        sizes = np.array([max(1, len(members)) for members in group])
        mean = between / np.outer(sizes, sizes)
        i, j = sorted(int(n) for n in np.unravel_index(np.argmax(mean), mean.shape))
        if mean[i, j] <= 0:
            return [sorted(members) for members in group if members]
        one, other = np.ix_(group[i], group[j]), np.ix_(group[j], group[i])
        way[one] = np.maximum(way[one], way[one].max())
        way[other] = way[one].T
        group[i], group[j] = group[i] + group[j], []
        between[i] += between[j]
        between[:, i] = between[i]
        between[j] = between[:, j] = between[i, i] = -np.inf
