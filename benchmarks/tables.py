"""Paging and ordering a million rows, beside sorting the same text in plain numpy: the ratio.

``python -m benchmarks.tables [--small]`` prints Markdown: seconds, and how many times as long as
``numpy.argsort`` of the same column as Python strings.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from wijkcheck.records.models import TEXT
from wijkcheck.tables import Table

ROWS, SMALL = 1_000_000, 100_000


def made(size: int) -> pd.DataFrame:
    """Return a table as wide as the window's widest."""
    rng = np.random.default_rng(1)
    names = pd.Series(rng.integers(0, 10**9, size)).astype(TEXT).radd("Jänsen ")
    return pd.DataFrame(
        {
            "achternaam": names,
            "bsn": pd.Series(rng.integers(10**8, 10**9, size)).astype(TEXT),
            **{f"date{i}": rng.integers(0, 10**9, size).astype("datetime64[s]") for i in range(4)},
            **{f"text{i}": names for i in range(10)},
            "budget": pd.array(rng.integers(0, 10**6, size), "Int64"),
            "volume": pd.array(rng.random(size), "Float64"),
            "kind": pd.Series(rng.choice(["field", "only_team"], size), dtype=TEXT),
            "row": np.arange(size),
        }
    )


def best(work: Callable[[], object], times: int = 3) -> float:
    """Return the shortest of a few runs, in seconds."""
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spans.append(time.perf_counter() - start)
    return min(spans)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    size = SMALL if parser.parse_args().small else ROWS
    frame = made(size)
    table = Table(frame, "nl")
    objects = frame["achternaam"].to_numpy(dtype=object)
    plain = best(lambda: np.argsort(objects, kind="stable"), 1)
    rows = np.random.default_rng(2).integers(0, size, 200)
    measured = {
        "order by a name, first time": best(lambda: table.order("achternaam"), 1),
        "the other way round": best(lambda: table.order("achternaam", descending=True)),
        "filter and order by row": best(lambda: table.order("row", filters={"kind": {"field"}})),
        "a page of 200 rows anywhere": best(lambda: table.page(rows), 20),
    }
    print(f"{size:,} rows × {frame.shape[1]} columns\n")
    print("| what | seconds | × numpy's argsort of strings |\n|---|---:|---:|")
    print(f"| numpy argsort of strings | {plain:.2f} | 1.00 |")
    for what, seconds in measured.items():
        print(f"| {what} | {seconds:.4f} | {seconds / plain:.4f} |")


if __name__ == "__main__":
    main()
