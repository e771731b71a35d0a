"""What labels of a blind sample do: calibration and F1 before and after, and if intervals hold.

``python -m benchmarks.linkage.labels DATA [--bench FOLDER]`` prints a table. Sets are made anew,
from seeds of their own; a sample is judged by the truth. Calibration leaves judged pairs out.
"""

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.linkage.ours import read
from benchmarks.linkage.sets import SETS, DataSet, folder
from wijkcheck.matching import SAME, Linked, linkage

SEEDS = (31, 32, 33, 34)
SIZES = (100, 200)
DUTCH = ("--n", "8000")
IDS = ["left_id", "right_id"]
HEAD = "| set | labels | loss | worst | off before | after | F1 before | after | worst | P | R |"
UNSEEN = 0.025
"""For the probability of a pair that is in no table, since it is below 0.05."""


def sets() -> list[DataSet]:
    """Return the sets, small enough to link often."""
    dutch = SETS["dutch20k"]
    made = [
        replace(dutch, name="labels_dutch", persons=DUTCH),
        replace(dutch, name="labels_dutch_nobsn", persons=(*DUTCH, "--set", "bsn_missing=1")),
    ]
    return made + [SETS[name] for name in ("organisations", "registers", "products")]


def off(pairs: pd.DataFrame, truth: pd.Index, judged: pd.Index) -> float:
    """Return how far probabilities are off, in points: by tenth, weighed by the pairs in it."""
    pairs = pairs[~pairs.index.isin(judged)]
    table = pd.DataFrame({"p": pairs["probability"], "y": pairs.index.isin(truth)})
    tenths = table.groupby((table["p"] * 10).clip(upper=9).astype(int)).agg(["mean", "size"])
    gap = (tenths["p", "mean"] - tenths["y", "mean"]).abs()
    return float(100 * (gap * tenths["p", "size"]).sum() / len(table))


def loss(pairs: pd.DataFrame, every: pd.Index, truth: pd.Index) -> float:
    """Return the log loss of the probabilities of these pairs."""
    chance = pairs["probability"].reindex(every).fillna(UNSEEN).clip(1e-6, 1 - 1e-6)
    return float(-np.log(np.where(every.isin(truth), chance, 1 - chance)).sum())


def shares(found: Linked, truth: pd.Index) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    taken = found.pairs.loc[found.pairs["status"].isin(SAME), IDS]
    hits = int(pd.MultiIndex.from_frame(taken).isin(truth).sum())
    return hits / len(taken), hits / len(truth), 2 * hits / (len(taken) + len(truth))


def one(chosen: DataSet, place: Path) -> list[tuple[int, list[float]]]:
    """Link a set without and with labels; return what was measured per size of the sample."""
    left, right = (read(place / f"{side}.csv") for side in ("left", "right"))
    table = pd.read_csv(place / "truth.csv", dtype=str)
    truth = pd.MultiIndex.from_frame(table[["id_left", "id_right"]])
    rows = []
    for size in SIZES:
        before = linkage(left, right, chosen.fields, chosen.task, sample=size)
        assert before.sample is not None  # noqa: S101 - it was asked for
        judged = pd.MultiIndex.from_frame(before.sample[IDS])
        labels = before.sample.assign(same=np.where(judged.isin(truth), "yes", "no"))
        after = linkage(left, right, chosen.fields, chosen.task, labels=labels)
        measured = after.measured
        assert measured is not None  # noqa: S101 - there were labels
        tables = [found.pairs.set_index(IDS) for found in (before, after)]
        every = tables[0].index.union(tables[1].index).difference(judged)
        losses = [loss(pairs, every, truth) for pairs in tables]
        gaps = [off(pairs, truth, judged) for pairs in tables]
        (_, _, first), (precision, recall, last) = shares(before, truth), shares(after, truth)
        held = [
            measured.precision_low <= precision <= measured.precision_high,
            measured.recall_low <= recall <= measured.recall_high,
        ]
        rows.append((size, [losses[1] / losses[0], *gaps, first, last, last - first, *held]))
    return rows


def main() -> None:
    """Print the table."""
    words = argparse.ArgumentParser()
    words.add_argument("data", type=Path)
    words.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    given = words.parse_args()
    print(HEAD + "\n|" + "---|" * 11)
    for chosen in sets():
        places = [folder(chosen, seed, given.bench, given.data) for seed in SEEDS]
        found = [row for place in places if place is not None for row in one(chosen, place)]
        for size in SIZES:
            values = np.array([v for own, v in found if own == size])
            if len(values):
                mean = values.mean(axis=0)
                print(
                    f"| {chosen.name} | {size} | {mean[0]:.2f} | {values[:, 0].max():.2f} "
                    f"| {mean[1]:.2f} | {mean[2]:.2f} | {mean[3]:.4f} | {mean[4]:.4f} "
                    f"| {values[:, 5].min():+.4f} | {mean[6]:.2f} | {mean[7]:.2f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
