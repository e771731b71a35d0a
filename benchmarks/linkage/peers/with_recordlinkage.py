"""Run recordlinkage with its ECM classifier, on a set in a process of its own.

``python -m benchmarks.linkage.peers.with_recordlinkage SETTINGS TASK FOLDER OUT``
"""

import sys
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import recordlinkage as rl

from benchmarks.linkage.measuring import Costs, hand_over
from benchmarks.linkage.peers.recordlinkage_settings import MODELS, Model


def _read(path: Path) -> pd.DataFrame:
    table = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
    return table.set_index(table.columns[0])


def _candidates(model: Model, sides: list[pd.DataFrame]) -> pd.MultiIndex:
    """Return the pairs of all blocks; a missing value blocks nothing."""
    found = pd.MultiIndex.from_arrays([[], []])
    for block in model.blocks:
        filled = [s.dropna(subset=block) for s in sides]
        if any(side.empty for side in filled):
            continue
        index = rl.Index()
        index.block(block)
        pairs = index.index(*filled)
        found = found.union(pairs) if len(found) else pairs
    return found


def main(settings: str, task: str, folder: Path, out: Path) -> None:
    """Link or dedupe, and hand the run over; reading the CSV is not counted."""
    model, costs = MODELS[settings], Costs()
    files = ["records"] if task == "dedupe" else ["left", "right"]
    raw = [_read(folder / f"{name}.csv") for name in files]
    with costs.part("cleaning"):
        sides = [model.clean(side) for side in raw]
    with costs.part("candidates"):
        pairs = _candidates(model, sides)
    with costs.part("comparing"):
        compare = rl.Compare()
        model.compare(compare)
        vectors = compare.compute(pairs, *sides).astype(int)
        vectors = vectors.loc[:, vectors.nunique() > 1]  # a column that says nothing breaks ECM
    with costs.part("learning"):
        classifier = rl.ECMClassifier()
        taken = classifier.fit_predict(vectors)
        score = classifier.prob(vectors)
    table = {
        "left": pairs.get_level_values(0).astype(str).tolist(),
        "right": pairs.get_level_values(1).astype(str).tolist(),
        "score": score.tolist(),
        "probability": score.tolist(),
        "taken": pairs.isin(taken).tolist(),
    }
    hand_over(out, table, costs, "recordlinkage", version=version("recordlinkage"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
