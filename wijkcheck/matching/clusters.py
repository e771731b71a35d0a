"""Records of one table that are the same, as clusters that do not chain strangers together.

Pairs join clusters from the strongest on; two clusters are joined only when the pairs between them
speak for it on the whole: their summed log odds are positive, a pair that was never even a
candidate counting against it.
"""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from wijkcheck.matching.compare import Reals
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
    gain = np.full((size, size), STRANGERS)
    a, b = np.searchsorted(members, left), np.searchsorted(members, right)
    gain[a, b] = gain[b, a] = np.maximum(odds, AGAINST)
    own = np.full((size, size), -np.inf)
    own[a, b] = own[b, a] = odds
    way = np.where(own > 0, own, -np.inf)
    group = [[i] for i in range(size)]
    between = gain.copy()
    np.fill_diagonal(between, -np.inf)
    best = between / 1.0
    while True:
        i, j = np.unravel_index(np.argmax(best), best.shape)
        if best[i, j] <= 0:
            break
        i, j = min(i, j), max(i, j)
        for p in group[i]:
            for q in group[j]:
                way[p, q] = way[q, p] = max(way[p, q], _bottleneck(way, group[i], group[j]))
        group[i] = sorted(group[i] + group[j])
        group[j] = []
        between[i] += between[j]
        between[:, i] = between[i]
        between[j] = between[:, j] = -np.inf
        between[i, i] = -np.inf
        sizes = np.array([max(1, len(g)) for g in group])
        best = between / (sizes[:, None] * sizes[None, :])
    found = []
    for part in group:
        for n, p in enumerate(part):
            cluster[members[p]] = members[part[0]]
            for q in part[n + 1 :]:
                if own[p, q] <= 0:
                    found.append((int(members[p]), int(members[q]), float(max(way[p, q], 0.0))))
    return found


def _bottleneck(way: np.ndarray, first: list[int], second: list[int]) -> float:
    """Return the strongest own step between two groups."""
    return float(way[np.ix_(first, second)].max())
