"""How right a run is: precision, recall, F1, the best threshold, intervals, calibration."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Reals = npt.NDArray[np.float64]
RESAMPLES = 2000
LEAST_PAIRS = 200
"""A tenth with fewer pairs says too little of its calibration."""


@dataclass(frozen=True)
class Truth:
    """The true pairs of a set as sorted keys, and for each id the thing it belongs to."""

    ids: pd.Index
    keys: Ints
    thing: Ints
    within: bool

    def keys_of(self, left: pd.Series, right: pd.Series) -> Ints:
        """Return pairs as numbers; unordered in one table."""
        return self._keys(self._codes(left, "left"), self._codes(right, "right"))

    def _codes(self, ids: pd.Series, side: str) -> Ints:
        text = ids.astype(str)
        return self.ids.get_indexer(pd.Index(text if self.within else side + text))

    def _keys(self, a: Ints, b: Ints) -> Ints:
        if self.within:
            a, b = np.minimum(a, b), np.maximum(a, b)
        return a * np.int64(len(self.ids)) + b

    def units(self, keys: Ints) -> Ints:
        """Return the thing of each pair's first record: pairs of one thing are drawn together."""
        return self.thing[keys // len(self.ids)]


def read_truth(folder: Path) -> Truth:
    """Read a set's truth and ids."""
    within = (folder / "records.csv").exists()
    files = ["records"] if within else ["left", "right"]
    parts = []
    for name in files:
        table = pd.read_csv(folder / f"{name}.csv", usecols=[0], dtype=str)
        parts.append(("" if within else name) + table.iloc[:, 0])
    ids = pd.Index(pd.concat(parts))
    table = pd.read_csv(folder / "truth.csv", dtype=str)
    bare = Truth(ids, np.zeros(0, np.int64), np.zeros(0, np.int64), within)
    keys = np.unique(bare.keys_of(table["id_left"], table["id_right"]))
    a, b = np.divmod(keys, len(ids))
    graph = coo_array((np.ones(len(keys)), (a, b)), shape=(len(ids), len(ids)))
    thing = connected_components(graph, directed=False)[1].astype(np.int64)
    return Truth(ids, keys, thing, within)


@dataclass(frozen=True)
class Accuracy:
    """Precision, recall and F1 of what is taken."""

    precision: float
    recall: float
    f1: float


def accuracy(found: Ints, truth: Ints) -> Accuracy:
    """Hold distinct pairs against the truth."""
    right = int(np.isin(found, truth, assume_unique=True).sum())
    return _accuracy(right, len(found), len(truth))


def _accuracy(right: int, found: int, truth: int) -> Accuracy:
    f1 = 2 * right / (found + truth) if found + truth else 0.0
    return Accuracy(right / found if found else 1.0, right / truth if truth else 1.0, f1)


@dataclass(frozen=True)
class Scored:
    """What a run gave: distinct pairs as keys, scores, probabilities, and its own choice."""

    keys: Ints
    score: Reals
    probability: Reals
    taken: Ints


def read_run(path: Path, truth: Truth) -> Scored:
    """Read the pairs of a run."""
    table = pd.read_parquet(path)
    table["key"] = truth.keys_of(table["left"], table["right"])
    table = table.sort_values("score", ascending=False, kind="stable").drop_duplicates("key")
    keys = table["key"].to_numpy(np.int64)
    return Scored(
        keys,
        table["score"].to_numpy(np.float64),
        table["probability"].to_numpy(np.float64),
        np.unique(keys[table["taken"].to_numpy(bool)]),
    )


def own_choice(run: Scored, truth: Truth, task: str, *, peer: bool) -> Ints:
    """Return what the tool takes itself.

    A peer gets the better of its pairs and their clusters, or their best one to one.
    """
    choices = [run.taken]
    if peer:
        taken = np.isin(run.keys, run.taken)
        some = Scored(run.keys[taken], run.score[taken], run.probability[taken], run.taken)
        choices += [np.sort(some.keys[way]) for way in _ways(some, truth, task) if len(way)]
        if task == "dedupe":
            choices.append(_closed(run.taken, len(truth.ids)))
    if task == "one_to_one":
        choices = [c for c in choices if _is_one_to_one(c, len(truth.ids))] or choices
    return max(choices, key=lambda found: accuracy(found, truth.keys).f1)


def _is_one_to_one(keys: Ints, size: int) -> bool:
    a, b = np.divmod(keys, size)
    return len(np.unique(a)) == len(a) and len(np.unique(b)) == len(b)


def best_choice(run: Scored, truth: Truth, task: str) -> Ints:
    """Return what would be taken at the threshold that is best by the truth."""
    best: tuple[float, Ints] = (-1.0, np.zeros(0, np.int64))
    for way in _ways(run, truth, task):
        keys, score = run.keys[way], run.score[way]
        right = np.cumsum(np.isin(keys, truth.keys))
        ends = np.r_[score[1:] != score[:-1], True] if len(score) else np.zeros(0, bool)
        f1 = np.where(ends, 2 * right / (np.arange(1, len(keys) + 1) + len(truth.keys)), -1)
        if len(f1) and f1.max() > best[0]:
            best = float(f1.max()), np.sort(keys[: int(f1.argmax()) + 1])
    if task == "dedupe":
        closed = _best_closed(run, truth)
        if accuracy(closed, truth.keys).f1 > best[0]:
            return closed
    return best[1]


def _ways(run: Scored, truth: Truth, task: str) -> list[Ints]:
    """Return rows of a run in the order in which a falling threshold takes them."""
    order = np.argsort(-run.score, kind="stable")
    if task != "one_to_one":
        return [order]
    a, b = (part.tolist() for part in np.divmod(run.keys[order], len(truth.ids)))
    used: set[int] = set()
    kept = []
    for row, left, right in zip(order.tolist(), a, b, strict=True):
        if left not in used and right not in used:
            used |= {left, right}
            kept.append(row)
    return [np.array(kept, np.int64)]


def _closed(keys: Ints, size: int) -> Ints:
    """Return all pairs within the groups that pairs form."""
    a, b = np.divmod(keys, size)
    graph = coo_array((np.ones(len(keys)), (a, b)), shape=(size, size))
    label = connected_components(graph, directed=False)[1]
    members = pd.Series(np.arange(size)).groupby(label).agg(list)
    pairs = [
        p * size + q for m in members if len(m) > 1 for n, p in enumerate(m) for q in m[n + 1 :]
    ]
    return np.unique(np.array(pairs, np.int64))


def _best_closed(run: Scored, truth: Truth) -> Ints:
    """Return the best clusters over a grid of thresholds."""
    best: tuple[float, Ints] = (-1.0, np.zeros(0, np.int64))
    for threshold in np.unique(np.quantile(run.score, np.linspace(0, 1, 60))):
        closed = _closed(run.keys[run.score >= threshold], len(truth.ids))
        f1 = accuracy(closed, truth.keys).f1
        if f1 > best[0]:
            best = f1, closed
    return best[1]


def f1_difference(ours: list[Ints], theirs: list[Ints], truths: list[Truth]) -> list[float]:
    """Return the mean F1 difference over the seeds and its 95% paired bootstrap interval.

    Things are drawn again, with all their pairs, within each seed.
    """
    draw = np.random.Generator(np.random.PCG64(20261018))
    mean, spread = 0.0, np.zeros(RESAMPLES)
    for mine, other, truth in zip(ours, theirs, truths, strict=True):
        mean += (accuracy(mine, truth.keys).f1 - accuracy(other, truth.keys).f1) / len(truths)
        spread += _resampled(mine, other, truth, draw) / len(truths)
    low, high = np.quantile(spread, [0.025, 0.975])
    return [float(mean), float(low), float(high)]


def _resampled(mine: Ints, other: Ints, truth: Truth, draw: np.random.Generator) -> Reals:
    counts = np.stack(
        [
            np.bincount(truth.units(keys), minlength=int(truth.thing.max()) + 1)
            for keys in (
                mine,
                mine[np.isin(mine, truth.keys)],
                other,
                other[np.isin(other, truth.keys)],
                truth.keys,
            )
        ],
        axis=1,
    )
    # Things with the same counts are alike: only how many of each are drawn matters.
    kinds, many = np.unique(counts, axis=0, return_counts=True)
    drawn = draw.multinomial(int(many.sum()), many / many.sum(), RESAMPLES) @ kinds
    found, right, found_other, right_other, true = drawn.T
    difference: Reals = 2 * right / (found + true) - 2 * right_other / (found_other + true)
    return difference


def calibration(runs: list[Scored], truths: list[Truth]) -> list[dict[str, Any]]:
    """Return per tenth of probability how many pairs, the mean said, and the share that is true."""
    said = np.concatenate([r.probability for r in runs])
    true = np.concatenate([np.isin(r.keys, t.keys) for r, t in zip(runs, truths, strict=True)])
    tenth = np.minimum((said * 10).astype(int), 9)
    return [
        {
            "tenth": n,
            "pairs": int((tenth == n).sum()),
            "said": round(float(said[tenth == n].mean()), 4),
            "true": round(float(true[tenth == n].mean()), 4),
        }
        for n in range(10)
        if (tenth == n).any()
    ]
