"""Comparing and counting a million paired records, beside datacompy: seconds and the ratio.

``python -m benchmarks.comparing [--small]`` makes two sides of the same records, in another order,
1% of them on one side only and 3% of a few columns changed, lets both compare the same fifteen
columns in one run, prints Markdown and fails when they do not find the same.
"""

import argparse
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import datacompy
import numpy as np
import pandas as pd

from wijkcheck.comparison import ComparisonSettings
from wijkcheck.comparison import run as compare
from wijkcheck.figures import FiguresSettings
from wijkcheck.figures import run as count
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import TEXT, Findings, record_columns, record_ids

T = TypeVar("T")
RECORDS, SMALL = 1_000_000, 50_000
START, END = date(2026, 7, 1), date(2026, 9, 30)
KIND = RecordType.TOEWIJZINGEN
COMPARED = (
    "bsn", "achternaam", "voornamen", "geslacht", "straatnaam", "huisnummer", "postcode",
    "plaatsnaam", "toewijzingnummer", "team", "productcode", "ingangsdatum", "einddatum",
    "budget", "leveringsvorm",
)  # fmt: skip
CHANGED = {"geslacht": "X", "team": "Team 99", "productcode": "99Z99", "budget": 1}


def side_of(size: int, source: str) -> pd.DataFrame:
    """Return invented records, the same for both sides but for the source."""
    draw = np.random.default_rng(20260930)

    def text(prefix: str, many: int) -> pd.Series:
        return prefix + pd.Series(draw.integers(0, many, size)).astype(TEXT)

    numbers = pd.Series(np.arange(size)).astype(TEXT)
    days = pd.Series(np.datetime64("2025-01-01") + draw.integers(0, 540, size))
    made = pd.DataFrame(
        {
            "source": source,
            "row": np.arange(2, size + 2),
            "bsn": numbers.str.zfill(9),
            "achternaam": text("Naam", 50_000),
            "voornamen": text("Voornaam", 5_000),
            "geslacht": pd.Series(np.where(draw.integers(0, 2, size), "M", "V")),
            "straatnaam": text("Straat", 5_000),
            "huisnummer": text("", 200),
            "postcode": text("12", 80),
            "plaatsnaam": text("Plaats", 10),
            "toewijzingnummer": numbers,
            "team": text("Team ", 8),
            "productcode": text("02A", 90),
            "ingangsdatum": days,
            "einddatum": (days + pd.Timedelta(days=200)).where(draw.random(size) < 0.5),
            "budget": draw.integers(1_000, 900_000, size),
            "leveringsvorm": "zin",
        }
    )
    wanted: Mapping[str, Any] = record_columns(KIND)
    made = made.reindex(columns=list(wanted)).astype(wanted)
    return made.set_axis(record_ids(KIND, source, pd.Index(made["row"])))


def changed(table: pd.DataFrame) -> pd.DataFrame:
    """Return the records shuffled, with 3% of the cells of a few columns changed."""
    draw = np.random.default_rng(20261009)
    cells = {
        name: table[name].mask(draw.random(len(table)) < 0.03, value)
        for name, value in CHANGED.items()
    }
    table = table.assign(**cells).take(draw.permutation(len(table)))
    table = table.assign(row=np.arange(2, len(table) + 2))
    return table.set_axis(record_ids(KIND, "team.csv", pd.Index(table["row"])))


def without(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return 99% of the records, in their order."""
    draw = np.random.default_rng(seed)
    return table[draw.random(len(table)) >= 0.01]


def pairs_of(left: pd.Series, right: pd.Series) -> pd.DataFrame:
    """Return Pairs that join two lists of ids one to one."""
    pairs = pd.DataFrame({"left_id": left.array, "right_id": right.array})
    pairs = pairs.assign(probability=1.0, weight=9.0, basis="bsn", status="certain")
    return pairs.assign(runner_up=pd.Series(dtype=TEXT), margin=np.nan).sort_values("left_id")


def world(size: int) -> dict[str, Any]:
    """Return what the stages before hand on."""
    left = without(side_of(size, "gemeente.csv"), 1)
    right = without(changed(side_of(size, "team.csv")), 2)
    both = left.reset_index().merge(right.reset_index(), on="toewijzingnummer")
    ids = [both["record_id_x"], both["record_id_y"]]
    persons = pd.concat(
        pd.DataFrame({"person_id": f"{side}:" + own, "side": str(side), "record_id": own})
        for side, own in zip(Side, (left.index, right.index), strict=True)
    ).astype(TEXT)
    columns = pd.DataFrame(
        [(s, f, f, "taken", 1.0) for s in ("gemeente.csv", "team.csv") for f in COMPARED],
        columns=["source", "column", "field", "status", "confidence"],
    )
    return {
        "records": {(Side.MUNICIPALITY, KIND): left, (Side.TEAM, KIND): right},
        "columns": columns,
        "persons": persons,
        "person_pairs": pairs_of(*(f"{s}:" + own for s, own in zip(Side, ids, strict=True))),
        "pairs": pairs_of(*ids),
        "copies": pd.DataFrame({"side": [], "record_id": [], "first_id": []}).astype(TEXT),
    }


def timed(work: Callable[[], T]) -> tuple[str, float, T]:
    """Return the seconds that work took as text, those of the processor, and what it made."""
    start, busy = time.perf_counter(), time.process_time()
    made = work()
    busy = time.process_time() - busy
    return f"{time.perf_counter() - start:.2f} | {busy:.2f}", busy, made


def theirs(given: Mapping[str, Any]) -> int:
    """Return how many cells datacompy finds to differ and rows on one side only, together."""
    left, right = (
        table[list(COMPARED)].reset_index(drop=True) for table in given["records"].values()
    )
    compared = datacompy.PandasCompare(left, right, join_columns="toewijzingnummer")
    cells = sum(column["unequal_cnt"] for column in compared.column_stats)
    return cells + len(compared.df1_unq_rows) + len(compared.df2_unq_rows)


def measure(size: int) -> tuple[int, int]:
    """Print how long both take, and return how many differences they find."""
    given = world(size)
    days = {"reference_date": END, "period_start": START, "period_end": END}
    settings = ComparisonSettings(tolerance={}, scope={}, not_delivered={}, **days)
    counting = FiguresSettings(scope={}, not_delivered={}, teams=(), end_included=True, **days)
    own, busy, differences = timed(
        lambda: compare(findings=Findings.empty(), settings=settings, **given)
    )
    other, other_busy, cells = timed(lambda: theirs(given))
    counted, _, tables = timed(lambda: count(differences=differences, settings=counting, **given))
    print(f"| {size:,} pairs × {len(COMPARED)} fields | seconds | CPU | found |")
    print("|---|---|---|---|")
    print(f"| wijkcheck.comparison, with causes | {own} | {len(differences):,} |")
    print(f"| datacompy on pandas | {other} | {cells:,} |")
    print(f"| ours / theirs (at most 0.5) | | {busy / other_busy:.2f} | |")
    print(f"| wijkcheck.figures, with bridge | {counted} | {len(tables[2]):,} |\n")
    return len(differences), cells


def main() -> None:
    """Measure once small, which loads all code, then at size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    size = SMALL if parser.parse_args().small else RECORDS
    for own, other in (measure(SMALL // 50), measure(size)):
        if own != other:
            raise SystemExit("the two do not find the same differences")


if __name__ == "__main__":
    main()
