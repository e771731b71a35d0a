"""Reading, ours beside pandas, pyarrow, openpyxl and calamine: seconds, ratio, peak memory.

``python -m benchmarks.reading [--small]`` makes the files, measures each reader in a fresh process,
prints Markdown and fails when two readers that should agree do not.
"""

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from importlib import import_module
from pathlib import Path

HEADER = [
    "Clientnummer",
    "BSN",
    "Achternaam",
    "Voorletters",
    "Voorvoegsel",
    "Geboortedatum",
    "Geslacht",
    "Postcode",
    "Huisnummer",
    "Toewijzingnummer",
    "Productcode",
    "Ingangsdatum",
    "Einddatum",
    "Volume",
    "Team",
]
LINES, DIRTY_LINES, SHEET_ROWS = 1_000_000, 600_000, 200_000
ROUNDS = 3


def records(count: int) -> Iterator[list[object]]:
    """Yield invented allocations, the same ones each time."""
    choose = random.Random(20260930)
    first = date(1940, 1, 1)
    for i in range(count):
        yield [
            f"C{i:07}",
            999_900_000 + i % 90_000,
            f"Achternaam{choose.randrange(50_000)}",
            choose.choice(("A.B.", "C.", "J.M.")),
            choose.choice((None, "van", "de", "van der")),
            first + timedelta(days=choose.randrange(28_000)),
            choose.choice("MV"),
            f"{choose.randrange(1000, 9999)} AB",
            choose.randrange(1, 300),
            10_000_000 + i,
            f"02A{choose.randrange(10, 99)}",
            date(2026, 1, 1) + timedelta(days=choose.randrange(270)),
            choose.choice((None, date(2026, 12, 31))),
            choose.randrange(1, 160) / 4,
            choose.choice(("Noord", "Zuid", "Oost", "West")),
        ]


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, float):
        return f"{value:.2f}".replace(".", ",")
    return "" if value is None else str(value)


def write_clean(path: Path, count: int) -> None:
    """Write lines as a well-behaved export has them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=";", lineterminator="\r\n")
        lines.writerow(HEADER)
        lines.writerows([_as_text(value) for value in record] for record in records(count))


def write_dirty(path: Path, count: int) -> None:
    """Write lines with quotes, line breaks within them, blank and ragged lines, in Windows-1252."""
    with path.open("w", encoding="cp1252", newline="") as file:
        file.write("Rapportage Q3\r\n\r\n")
        lines = csv.writer(file, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        lines.writerow(HEADER)
        for i, record in enumerate(records(count)):
            cells = [_as_text(value) for value in record]
            if i % 10 == 0:
                cells[2] += "\r\nook bekend als Ünal"
            if i % 1000 == 7:
                cells = cells[:12]
            lines.writerow([] if i % 500 == 0 else cells)


def write_workbook(path: Path, count: int) -> None:
    """Write a sheet in which numbers and dates are stored as such."""
    import openpyxl

    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Toewijzingen")
    sheet.append(HEADER)
    for record in records(count):
        sheet.append(record)
    workbook.save(path)


def ours(path: Path) -> object:
    """Read with WijkCheck."""
    from wijkcheck.sources import read

    return read(path, path.name)[0].text


def with_pandas(path: Path) -> object:
    """Read with pandas."""
    import pandas as pd

    return pd.read_csv(path, sep=";", dtype=str)


def with_arrow(path: Path) -> object:
    """Read with bare pyarrow."""
    import pyarrow as pa
    from pyarrow import csv as arrow

    types = arrow.ConvertOptions(
        column_types=dict.fromkeys(HEADER, pa.large_string()), strings_can_be_null=True
    )
    return arrow.read_csv(
        path, parse_options=arrow.ParseOptions(delimiter=";"), convert_options=types
    )


def with_openpyxl(path: Path) -> object:
    """Read with openpyxl, read only."""
    import openpyxl

    sheet = openpyxl.load_workbook(path, read_only=True).active
    return list(sheet.iter_rows(values_only=True))


def with_calamine(path: Path) -> object:
    """Read with bare calamine."""
    import python_calamine

    return python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


READERS: dict[str, Callable[[Path], object]] = {
    "wijkcheck": ours,
    "pandas": with_pandas,
    "pyarrow": with_arrow,
    "openpyxl": with_openpyxl,
    "calamine": with_calamine,
}
MODULES = {
    "wijkcheck": "wijkcheck.sources",
    "pandas": "pandas",
    "pyarrow": "pyarrow.csv",
    "openpyxl": "openpyxl",
    "calamine": "python_calamine",
}


def digest(table: object) -> str:
    """Return what tables with the same cells have in common, however they are kept."""
    import pandas as pd

    if hasattr(table, "to_pandas"):
        table = table.to_pandas()
    if isinstance(table, list):
        rows = [["" if c is None else _exact(c) for c in row] for row in table[1:]]
        table = pd.DataFrame(rows)
    if not isinstance(table, pd.DataFrame):
        raise TypeError(type(table))
    text = table.fillna("").astype(str).to_numpy()
    return sha256("\n".join("\t".join(row) for row in text).encode()).hexdigest()[:12]


def _exact(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).removesuffix(" 00:00:00")


def measure(reader: str, path: Path) -> None:
    """Read once, in this process, and print the outcome as JSON. Loading code is not reading."""
    import_module(MODULES[reader])
    start, work = time.perf_counter(), time.process_time()
    table = READERS[reader](path)
    outcome = {
        "seconds": time.perf_counter() - start,
        "work": time.process_time() - work,
        "megabytes": _peak_megabytes(),
    }
    print(json.dumps({**outcome, "digest": digest(table)}))


def _peak_megabytes() -> float:
    if os.name == "nt":
        return float("nan")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def best(reader: str, path: Path) -> dict[str, object]:
    """Return the fastest of a few readings, each in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.reading", "--measure", reader, str(path)]
    runs = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(ROUNDS)
    ]
    return min(runs, key=lambda run: run["seconds"])


def compare(title: str, path: Path, readers: list[str], budget: float | None) -> bool:
    """Print a table of the readers; the second one is what we are measured against."""
    outcomes = {reader: best(reader, path) for reader in readers}
    print(f"\n{title} ({path.stat().st_size / 1e6:.0f} MB)\n")
    print("| reader | seconds | CPU seconds | times faster | peak MB | cells |")
    print("|---|---:|---:|---:|---:|---|")
    base = float(str(outcomes[readers[1]]["seconds"])) if len(readers) > 1 else None
    for reader, run in outcomes.items():
        seconds = float(str(run["seconds"]))
        faster = f"{base / seconds:.1f}" if base else ""
        print(
            f"| {reader} | {seconds:.2f} | {run['work']:.2f} | {faster} "
            f"| {run['megabytes']:.0f} | {run['digest']} |"
        )
    equal = len({run["digest"] for run in outcomes.values()}) == 1
    fast = True
    if base and budget:
        ratio = base / float(str(outcomes[readers[0]]["seconds"]))
        fast = ratio >= budget
        print(f"\nBudget: {budget:g} times faster; {'held' if fast else 'not held'}.")
    print("" if equal else "The readers do not agree.")
    return equal and fast


def main() -> int:
    """Run the benchmark; 1 when readers disagree or, at full size, a budget isn't held."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--small", action="store_true", help="a fiftieth of the rows")
    arguments.add_argument("--measure", nargs=2, metavar=("READER", "FILE"))
    given = arguments.parse_args()
    if given.measure:
        measure(given.measure[0], Path(given.measure[1]))
        return 0
    part = 50 if given.small else 1
    with tempfile.TemporaryDirectory() as folder:
        clean, dirty, book = (Path(folder) / n for n in ("clean.csv", "dirty.csv", "book.xlsx"))
        write_clean(clean, LINES // part)
        write_dirty(dirty, DIRTY_LINES // part)
        write_workbook(book, SHEET_ROWS // part)
        budgets = (None, None) if given.small else (4.0, 6.0)
        held = [
            compare("Clean lines", clean, ["wijkcheck", "pandas", "pyarrow"], budgets[0]),
            compare("Quoted, ragged and blank lines", dirty, ["wijkcheck"], None),
            compare("Workbook", book, ["wijkcheck", "openpyxl", "calamine"], budgets[1]),
        ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
