"""What the truth can make of our own candidates: weights learned from it, and what stays missed.

``python -m benchmarks.linkage.ceiling SET FOLDER OUT``. The engine's log odds, as it believes them
among all rivals, are corrected by a logistic regression on the levels (each field's weights free:
what any Fellegi–Sunter model on these levels could be), and on the levels with all pairs of classes
(what a model of their dependence could be); with that correction pairs are believed anew, as when
the engine learns from labels. Each half of the things is scored by what was learned from the other
half, and assigned as the engine assigns. Also says which pass found what, and how the missed pairs
look.
"""

import itertools
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import minimize
from scipy.sparse import csr_array, hstack, vstack
from scipy.special import expit, logit

from benchmarks.linkage.ours import read
from benchmarks.linkage.scoring import Accuracy, Truth, accuracy, read_truth
from benchmarks.linkage.sets import SETS, DataSet
from wijkcheck.matching.assign import EXCLUSIVE, best_whole, rivals, statuses
from wijkcheck.matching.clusters import clusters
from wijkcheck.matching.linker import FLOOR
from wijkcheck.matching.partners import believe
from wijkcheck.matching.preparing import Prepared, prepare
from wijkcheck.matching.scoring import UNLIKELY, Scored, score
from wijkcheck.matching.tables import SAME
from wijkcheck.progress import silent

Ints = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
RIDGE = 1.0
"""Strength with which weights stay at the engine's own: that of about one pair each."""
LEAST = 1e-12
"""What is nearer to 0 or 1 is as good as sure."""
EXAMPLES = 12


@dataclass(frozen=True)
class Inside:
    """A scored set beside its truth."""

    prepared: Prepared
    scored: Scored
    truth: Truth
    keys: Ints
    true: npt.NDArray[np.bool_]
    left: pd.DataFrame
    right: pd.DataFrame


def look_inside(chosen: DataSet, folder: Path) -> Inside:
    """Score a set as the engine does, and mark the true pairs among its candidates."""
    within = chosen.task == "dedupe"
    left = read(folder / ("records.csv" if within else "left.csv"))
    right = left if within else read(folder / "right.csv")
    left, right = (side.sort_index(kind="stable") for side in (left, right))
    prepared = prepare(left, right, chosen.fields)
    one = EXCLUSIVE.get(chosen.task, (False, False))
    scored = score(prepared, silent, within=within, one=one)
    truth = read_truth(folder)
    ids = (pd.Series(side.index) for side in (left, right))
    left_ids, right_ids = ids
    keys = truth.keys_of(left_ids.iloc[scored.left], right_ids.iloc[scored.right])
    return Inside(prepared, scored, truth, keys, np.isin(keys, truth.keys), left, right)


def decide(inside: Inside, odds: Reals, task: str) -> Ints:
    """Return the keys that are taken at these log odds, chosen as ``link`` and ``dedupe`` do."""
    kept = np.flatnonzero(odds > FLOOR)
    left, right, odds = inside.scored.left[kept], inside.scored.right[kept], odds[kept]
    if task == "dedupe":
        cluster, joined = clusters(len(inside.left), left, right, odds)
        same = cluster[left] == cluster[right]
        ids = pd.Series(inside.left.index)
        a, b = np.r_[left[same], joined["left"]], np.r_[right[same], joined["right"]]
        return np.unique(inside.truth.keys_of(ids.iloc[a], ids.iloc[b]))
    found = rivals(left, right, _among_rivals(inside, kept, odds, task), task)
    worth = found.probability >= 0.05
    chosen = np.zeros(len(kept), dtype=bool)
    chosen[worth] = best_whole(left[worth], right[worth], odds[worth], task)
    taken = np.isin(statuses(found, chosen), SAME)
    return np.sort(inside.keys[kept][taken])


def _among_rivals(inside: Inside, kept: Ints, odds: Reals, task: str) -> Reals:
    """Return the probability of the candidates ``kept`` at these odds, as the engine has it."""
    if task == "dedupe":
        return expit(odds * np.log(2))
    left, right = inside.scored.left[kept], inside.scored.right[kept]
    sizes = len(inside.left), len(inside.right)
    return believe(
        left, right, odds, inside.scored.weights.prior, sizes, EXCLUSIVE[task]
    ).probability


def _classes(inside: Inside) -> Ints:
    """Return per pattern and field the class of its level, from 0; the last is "says nothing"."""
    levels = inside.scored.patterns.levels
    table = [
        np.append(f.level_class, len(f.classes))[levels[:, i]]
        for i, f in enumerate(inside.scored.weights.fields)
    ]
    return np.stack(table, axis=1).astype(np.int64)


def _one_hot(codes: Ints) -> csr_array:
    used, column = np.unique(codes, return_inverse=True)
    rows = np.arange(len(codes))
    return csr_array((np.ones(len(codes)), (rows, column)), shape=(len(codes), len(used)))


def features(inside: Inside, *, pairs: bool) -> csr_array:
    """Return per pattern its levels as zeros and ones, perhaps with the pairs of their classes."""
    levels = inside.scored.patterns.levels.astype(np.int64)
    parts = [_one_hot(levels[:, i]) for i in range(levels.shape[1])]
    if pairs:
        classes = _classes(inside)
        for i, j in itertools.combinations(range(levels.shape[1]), 2):
            parts.append(_one_hot(classes[:, i] * 100 + classes[:, j]))
    return csr_array(hstack(parts))


def _correction(rows: csr_array, base: Reals, yes: Reals, no: Reals) -> Reals:
    """Return what to add per feature to natural log odds so many of which were true and false."""

    def loss(w: Reals) -> tuple[float, Reals]:
        z = base + rows @ w
        value = (yes * np.logaddexp(0, -z) + no * np.logaddexp(0, z)).sum() + RIDGE / 2 * w @ w
        slope = (yes + no) / (1 + np.exp(-np.clip(z, -500, 500))) - yes
        return float(value), rows.T @ slope + RIDGE * w

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B",
                     options={"maxiter": 500})  # fmt: skip
    result: Reals = found.x
    return result


def learned(inside: Inside, task: str, *, pairs: bool) -> Reals:
    """Return log2 odds per candidate, each half of the things scored by the other.

    Candidates that are no rivals are counted by pattern.
    """
    scored = inside.scored
    x, own = features(inside, pairs=pairs), scored.log_odds[scored.pattern]
    half = (inside.truth.units(inside.keys) * 2654435761 >> 7) % 2
    odds = own.copy()
    rival = own > UNLIKELY
    kept = np.flatnonzero(rival)
    start = logit(_among_rivals(inside, kept, own[kept], task).clip(LEAST, 1 - LEAST))
    for part in (0, 1):
        far = np.flatnonzero(~rival & (half == part))
        patterns, at = np.unique(scored.pattern[far], return_inverse=True)
        yes = np.bincount(at, inside.true[far], len(patterns))
        of = half[kept] == part
        true = inside.true[kept][of].astype(float)
        add = _correction(
            csr_array(vstack([x[scored.pattern[kept][of]], x[patterns]])),
            np.r_[start[of], scored.log_odds[patterns] * np.log(2)],
            np.r_[true, yes],
            np.r_[1 - true, np.bincount(at, minlength=len(patterns)) - yes],
        )
        to = half != part
        odds[to] += ((x @ add) / np.log(2))[scored.pattern[to]]
    return odds


def _agreement(inside: Inside, row: int) -> dict[str, str]:
    """Say per field at which class a candidate is."""
    said = {}
    level = inside.scored.patterns.levels[inside.scored.pattern[row]]
    for i, field in enumerate(inside.scored.weights.fields):
        known = level[i] >= 0
        said[field.name] = field.classes[field.level_class[level[i]]] if known else "–"
    return said


def _shared_keys(inside: Inside, left: int, right: int) -> list[str]:
    """Name the blocking keys that two records share."""
    shared = []
    for name, keys in inside.prepared.keys.items():
        a = keys.left[1][keys.left[0] == left]
        b = keys.right[1][keys.right[0] == right]
        if np.isin(a, b).any():
            shared.append(name)
    return shared


def missed(inside: Inside, taken: Ints) -> dict[str, Any]:
    """Show what is missed, because it was no candidate or weighed too little, and what is wrong."""
    truth = inside.truth
    lost = truth.keys[~np.isin(truth.keys, taken)]
    never = lost[~np.isin(lost, inside.keys)]
    light = np.flatnonzero(np.isin(inside.keys, lost))
    wrong = np.flatnonzero(np.isin(inside.keys, taken) & ~inside.true)
    place = {
        "left": pd.Series(np.arange(len(inside.left)), inside.left.index),
        "right": pd.Series(np.arange(len(inside.right)), inside.right.index),
    }
    draw = np.random.default_rng(1)

    def some(rows: Ints) -> Ints:
        return np.sort(draw.choice(rows, min(EXAMPLES, len(rows)), replace=False))

    def unseen(key: int) -> dict[str, Any]:
        a, b = (truth.ids[int(k)] for k in divmod(key, len(truth.ids)))
        cut = 0 if truth.within else 1
        a, b = (a, b) if truth.within else (a[4 * cut :], b[5 * cut :])
        i, j = int(place["left"][a]), int(place["right"][b])
        return {**_both(inside, i, j), "shared": _shared_keys(inside, i, j)}

    def seen(row: int) -> dict[str, Any]:
        i, j = int(inside.scored.left[row]), int(inside.scored.right[row])
        weight = float(inside.scored.log_odds[inside.scored.pattern[row]])
        return {**_both(inside, i, j), "weight": round(weight, 1), "at": _agreement(inside, row)}

    return {
        "missed": len(lost),
        "no candidate": len(never),
        "too light": len(light),
        "wrong": len(wrong),
        "where too light": _where(inside, light),
        "where wrong": _where(inside, wrong),
        "examples": {
            "no candidate": [unseen(int(k)) for k in some(never)],
            "too light": [seen(int(r)) for r in some(light)],
            "wrong": [seen(int(r)) for r in some(wrong)],
        },
    }


def _both(inside: Inside, i: int, j: int) -> dict[str, Any]:
    sides = (inside.left.iloc[i], inside.right.iloc[j])
    return {k: ["" if pd.isna(s[k]) else s[k] for s in sides] for k in sides[0].index}


def _where(inside: Inside, rows: Ints) -> dict[str, dict[str, int]]:
    """Count per field the classes at which some candidates are."""
    counts: dict[str, Counter[str]] = {}
    for row in rows.tolist():
        for field, label in _agreement(inside, row).items():
            counts.setdefault(field, Counter())[label] += 1
    return {field: dict(c.most_common()) for field, c in counts.items()}


def main(name: str, folder: Path, out: Path) -> None:
    """Write what the truth makes of a set's candidates."""
    chosen = SETS[name]
    inside = look_inside(chosen, folder)
    scored, truth = inside.scored, inside.truth

    def reached(odds: Reals) -> Accuracy:
        return accuracy(decide(inside, odds, chosen.task), truth.keys)

    own = scored.log_odds[scored.pattern]
    taken = decide(inside, own, chosen.task)
    facts = {
        "candidates": len(inside.keys),
        "patterns": len(scored.patterns.counts),
        "candidates_recall": float(inside.true.sum() / len(truth.keys)),
        "own": vars(accuracy(taken, truth.keys)),
        "levels": vars(reached(learned(inside, chosen.task, pairs=False))),
        "dependence": vars(reached(learned(inside, chosen.task, pairs=True))),
        "passes": [{**vars(r), "keys": "+".join(r.keys)} for r in scored.candidates.reports],
        **missed(inside, taken),
    }
    out.with_suffix(".json").write_text(json.dumps(facts, indent=1, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
