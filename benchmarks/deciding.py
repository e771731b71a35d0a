"""What a decision costs until the figures are new.

``python -m benchmarks.deciding [--rows N]`` makes two lists as ``benchmarks.journey`` does,
reconciles them in an encrypted project file, decides about a difference and about a pair, works
out what that means as the window's worker does, and prints Markdown: seconds of CPU, which other
work on the machine hardly moves. What is worked out in part is checked to be what the whole would
be.
"""

import argparse
import csv
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pandas as pd

from benchmarks.journey import HEAD, TEAMS, allocations
from wijkcheck import pipeline
from wijkcheck.kept import kept_check
from wijkcheck.pipeline import Run
from wijkcheck.project import ProjectSettings, SourceSettings
from wijkcheck.project.decisions import Choice
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.rounds import Project

ROWS, WORDS, KIND = 50_000, "een lang wachtwoord", RecordType.TOEWIJZINGEN
TABLES = ("persons", "person_pairs", "pairs", "differences", "figures", "bridge", "decided")
T = TypeVar("T")


def write(folder: Path, count: int) -> ProjectSettings:
    """Write both lists; the teams miss 2 %, differ in 3 %, and one has no BSNs."""
    chance, rows = random.Random(8), allocations(count)
    _save(folder / "gemeente.csv", rows)
    sources = [SourceSettings(Side.MUNICIPALITY, "gemeente.csv", KIND)]
    for team in TEAMS:
        own = [[*r] for r in rows if r[10] == f"Wijkteam {team}" and chance.random() > 0.02]
        for row in own:
            if chance.random() < 0.03:
                row[14] = int(str(row[14])) + 1
            if team == TEAMS[-1]:
                row[1] = ""
        _save(folder / f"{team}.csv", own)
        sources.append(SourceSettings(Side.TEAM, f"{team}.csv", KIND, team=f"Wijkteam {team}"))
    start, end = date(2026, 7, 1), date(2026, 9, 30)
    return ProjectSettings("Meting", folder, start, end, end, sources=tuple(sources))


def _save(path: Path, rows: list[list[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows([HEAD, *rows])


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds of CPU that something takes, and what it gives."""
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def anew(path: Path) -> tuple[float, float, Run]:
    """Return the seconds to have the figures anew, to work all of it out, and the run."""
    began = time.process_time()
    with Project.open(path, WORDS, write=False) as project:
        last = project.results()
        opened = time.process_time() - began
        assert last is not None  # noqa: S101
        checked, made = kept_check(project, last), project.decisions()
    seconds, run = timed(lambda: pipeline.explain(checked, decisions=made, before=last))
    whole, all_of_it = timed(lambda: pipeline.explain(checked, decisions=made))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(run, name), getattr(all_of_it, name))
    print(f"| opening and results | {opened:.2f} s | |")
    return seconds, whole, run


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    count = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "meting.wijkcheck"
        with Project.new(path, write(Path(name), count), WORDS) as project:
            first, run = timed(project.reconcile)
            print(f"| {count:,} rows a side | decided | the whole anew |\n|---|---:|---:|")
            print(f"| first reconcile | {first:.1f} s | |")
            print(f"| size of the file | {path.stat().st_size / 1e6:.0f} MB | |")
            row = run.differences[run.differences["kind"] == "field"].iloc[100]
            about = (row["left_id"], row["right_id"], row["field"], "field")
            saved, _ = timed(
                lambda: project.decide(run, [Choice("difference", "team_right", *about)])
            )
        print(f"| saving a decision | {saved * 1e3:.0f} ms | |")
        part, whole, _ = anew(path)
        print(f"| figures after a difference was decided | {part:.2f} s | {whole:.1f} s |")
        pair = run.person_pairs[run.person_pairs["status"] != "rejected"].iloc[5]
        with Project.open(path, WORDS) as project:
            choice = Choice("pair", "different", pair["left_id"], pair["right_id"])
            project.decide(run, [choice])
        part, whole, _ = anew(path)
        print(f"| figures after a pair was decided | {part:.2f} s | {whole:.1f} s |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
