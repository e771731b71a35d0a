"""Run our engine on a set in a process of its own.

``python -m benchmarks.linkage.ours SET FOLDER OUT``
"""

import sys
from pathlib import Path

import pandas as pd

from benchmarks.linkage.measuring import Costs, hand_over
from benchmarks.linkage.sets import SETS
from wijkcheck.matching import SAME, deduplication, linkage


def read(path: Path) -> pd.DataFrame:
    """Read a table of a set as text, its first column as index."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
    return table.set_index(table.columns[0])


class Candidates:
    """A ``Progress`` that remembers how many pairs were compared."""

    count = 0

    def __call__(self, phrase: str, done: int, total: int) -> None:
        if phrase == "comparing":
            self.count = total


def main(name: str, folder: Path, out: Path) -> None:
    """Link or dedupe, and hand the run over; reading the CSV is not counted."""
    chosen, costs, candidates = SETS[name], Costs(), Candidates()
    if chosen.task == "dedupe":
        records = read(folder / "records.csv")
        with costs.part("dedupe"):
            found = deduplication(records, chosen.fields, candidates)
    else:
        left, right = read(folder / "left.csv"), read(folder / "right.csv")
        with costs.part("link"):
            found = linkage(left, right, chosen.fields, chosen.task, candidates)
    pairs = found.pairs
    table = {
        "left": pairs["left_id"].tolist(),
        "right": pairs["right_id"].tolist(),
        "score": pairs["weight"].tolist(),
        "taken": pairs["status"].isin(SAME).tolist(),
        "probability": pairs["probability"].tolist(),
    }
    estimate = vars(found.estimate)
    hand_over(out, table, costs, "ours", candidates=candidates.count, estimate=estimate)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
