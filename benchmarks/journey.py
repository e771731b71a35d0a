"""The whole journey on two lists of 50,000 allocations, a workbook and five teams' files.

``python -m benchmarks.journey [--small]`` makes the files (seeded, invented people), reconciles
them in a fresh process and prints Markdown: seconds and peak memory from the first byte read to
the differences and figures written as CSV.
"""

import argparse
import csv
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import openpyxl

ROWS, SMALL = 50_000, 5_000
TEAMS = ("Noord", "Oost", "Zuid", "West", "Centrum")
HEAD = (
    "Toewijzingnummer", "BSN", "Voornamen", "Tussenvoegsel", "Achternaam", "Geboortedatum",
    "Geslacht", "Straat", "Huisnummer", "Postcode", "Wijkteam", "Productcode", "Ingangsdatum",
    "Einddatum", "Volume", "Eenheid", "Frequentie",
)  # fmt: skip
PROJECT = """[project]
name = "Meting"
period = { start = 2026-07-01, end = 2026-09-30 }

[[source]]
side = "municipality"
path = "gemeente.xlsx"
record_type = "toewijzingen"
"""
SOURCE = """
[[source]]
side = "team"
team = "Wijkteam {team}"
path = "{team}.{kind}"
record_type = "toewijzingen"
"""
RUN = """
import resource, sys, time
start = time.perf_counter()
from wijkcheck.cli import main
status = main(["reconcile", sys.argv[1], "--out", sys.argv[2]])
print("TOOK", time.perf_counter() - start,
      resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, status, file=sys.stderr)
"""


def bsns(count: int) -> list[str]:
    """Return numbers that pass the eleven-test, made when needed and never kept."""
    found, number = [], 10_000_000
    while len(found) < count:
        number += 7
        digits = f"{number:08d}"
        rest = sum((9 - i) * int(d) for i, d in enumerate(digits)) % 11
        if rest < 10:
            found.append(digits + str(rest))
    return found


def allocations(count: int) -> list[list[object]]:
    """Return the true allocations, three for every two people."""
    chance = random.Random(7)
    people = [
        [
            bsn,
            chance.choice(["Anna", "Jan", "Fatma", "Kees", "Lotte", "Youssef", "Maria", "Tom"]),
            chance.choice(["", "", "van", "de", "van der"]),
            chance.choice(["Berg", "Molen", "Dijk", "Veld", "Zand"])
            + chance.choice(["stra", "man", "huis", "kamp", "sma", "wijk"]),
            date(1930, 1, 1) + timedelta(days=chance.randrange(33_000)),
            chance.choice("MV"),
            chance.choice(["Kerkweg", "Dorpsstraat", "Molenpad", "Veldlaan"]),
            chance.randrange(1, 200),
            f"{chance.randrange(1000, 1100)}{chance.choice('ABCDE')}{chance.choice('ABCDE')}",
            f"Wijkteam {chance.choice(TEAMS)}",
        ]
        for bsn in bsns(count * 2 // 3)
    ]
    rows = []
    for number in range(count):
        who = people[number % len(people)]
        start = date(2026, 1, 1) + timedelta(days=chance.randrange(270))
        end = None if chance.random() < 0.4 else start + timedelta(days=chance.randrange(30, 400))
        product = chance.choice(["02A16", "07A12", "45A03", "01A02"])
        rows.append(
            [str(100_000 + number), *who, product, start, end, chance.randrange(1, 9), "04", "2"]
        )
    return rows


def write(folder: Path, count: int) -> Path:
    """Write both sides; the teams miss 2 % and differ in 3 %."""
    chance = random.Random(8)
    rows = allocations(count)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("toewijzingen")
    for line in (["Rapportage Wmo en Jeugd"], [], list(HEAD), *rows):
        sheet.append(line)
    book.save(folder / "gemeente.xlsx")
    text = PROJECT
    for place, team in enumerate(TEAMS):
        own = [
            [f"{v:%d-%m-%Y}" if isinstance(v, date) else v for v in row]
            for row in rows
            if row[10] == f"Wijkteam {team}" and chance.random() > 0.02
        ]
        for row in own:
            if chance.random() < 0.03:
                row[14] = int(str(row[14])) + 1
            if place == 4:
                row[1] = ""
        kind = "xlsx" if place == 0 else "csv"
        if kind == "xlsx":
            book = openpyxl.Workbook(write_only=True)
            sheet = book.create_sheet("export")
            for line in (list(HEAD), *own):
                sheet.append(line)
            book.save(folder / f"{team}.xlsx")
        else:
            with (folder / f"{team}.csv").open("w", newline="", encoding="cp1252") as file:
                csv.writer(file, delimiter=";").writerows([HEAD, *own])
        text += SOURCE.format(team=team, kind=kind)
    path = folder / "meting.toml"
    path.write_text(text, encoding="utf-8")
    return path


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    count = SMALL if parser.parse_args().small else ROWS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = write(folder, count)
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", RUN, str(path), str(folder / "uit")],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        whole = time.perf_counter() - start
    _, seconds, memory, status = done.stderr.strip().splitlines()[-1].split()
    print(done.stdout)
    print("| rows a side | seconds | with starting Python | peak MB | exit |")
    print("|---:|---:|---:|---:|---:|")
    print(f"| {count:,} | {float(seconds):.1f} | {whole:.1f} | {float(memory):.0f} | {status} |")


if __name__ == "__main__":
    main()
