"""The project file: opened with a million records, a decision saved, killed hundreds of times.

``python -m benchmarks.project_file [--small] [--kills N]`` makes an encrypted project with two
lists of 500,000 records and what a run found in them, opens it anew in a fresh process, saves
decisions, kills a program that writes without pause at random moments, prints Markdown and fails
where a budget is passed or anything is lost.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.comparing import side_of
from tests.project.crashing import kill_once
from wijkcheck import kept
from wijkcheck.comparison import Differences
from wijkcheck.figures import Bridge, BridgeRecords, Figures
from wijkcheck.mapping import Columns
from wijkcheck.matching.tables import Pairs, Persons
from wijkcheck.pipeline import Run, SourceResult
from wijkcheck.project import ProjectSettings
from wijkcheck.project.decisions import Choice
from wijkcheck.project.tables import Resolved
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import TEXT, Findings
from wijkcheck.rounds import Project

RECORDS, SMALL = 500_000, 20_000
KILLS = 500
OPEN_BUDGET, SAVE_BUDGET = 3.0, 0.050
WORDS = "een lang wachtwoord"
KIND = RecordType.TOEWIJZINGEN
LISTS = {Side.MUNICIPALITY: "gemeente.csv", Side.TEAM: "teams.csv"}


def typed(model: type, data: dict[str, object]) -> pd.DataFrame:
    """Return a table as a model declares it; columns that are not given are missing."""
    columns = model.to_schema().columns  # type: ignore[attr-defined]
    types = {name: column.dtype.type for name, column in columns.items()}
    return pd.DataFrame(data).reindex(columns=list(types)).astype(types)


def a_run(size: int, folder: Path) -> Run:
    """Return a run of two lists in which all is paired and one in twenty differs or is found."""
    period = date(2026, 7, 1), date(2026, 9, 30)
    records = {(side, KIND): side_of(size, source) for side, source in LISTS.items()}
    left, right = (records[side, KIND].index.to_series() for side in Side)
    persons = typed(
        Persons,
        {
            "person_id": pd.concat([f"{s}:" + i for s, i in zip(Side, (left, right), strict=True)]),
            "side": np.repeat([str(side) for side in Side], size),
            "record_id": pd.concat([left, right]),
        },
    )
    pair = {"left_id": left.to_numpy(), "right_id": right.to_numpy(), "probability": 1.0,
            "weight": 20.0, "basis": "bsn", "status": "certain"}  # fmt: skip
    people = {**pair, "left_id": "municipality:" + left, "right_id": "team:" + right}
    some = slice(None, None, 20)
    findings = {
        "record_id": left[some].to_numpy(), "source": "gemeente.csv", "row": 2, "field": "volume",
        "rule": "volume_zero", "severity": "warning", "value": "0",
    }  # fmt: skip
    differences = {
        "kind": "field", "cause": "onbekend", "cause_certainty": "presumed",
        "left_id": left[some].to_numpy(), "right_id": right[some].to_numpy(),
        "field": "einddatum", "left_value": "2026-08-31", "status": "open",
    }  # fmt: skip
    columns = [
        typed(
            Columns,
            {"source": source, "column": list(records[side, KIND]), "status": "taken",
             "field": list(records[side, KIND]), "confidence": 1.0, "reason": "by_name"},
        )
        for side, source in LISTS.items()
    ]  # fmt: skip
    return Run(
        project=ProjectSettings("Groot", folder, *period, period[1]),
        sources=tuple(
            SourceResult(source, side, KIND, None, "used", size, None, (), table)
            for (side, source), table in zip(LISTS.items(), columns, strict=True)
        ),
        not_delivered={},
        records=records,
        findings=typed(Findings, findings),
        persons=persons,
        person_pairs=typed(Pairs, people),
        pairs=typed(Pairs, pair),
        differences=typed(Differences, differences),
        figures=Figures.empty(),
        bridge=Bridge.empty(),
        bridge_records=BridgeRecords.empty(),
        copies=pd.DataFrame({"side": [], "record_id": [], "first_id": []}).astype(TEXT),
        decided=Resolved.empty(),
    )


OPENING = """
import sys, time
from pathlib import Path
from wijkcheck.rounds import Project
began = time.perf_counter()
with Project.open(Path(sys.argv[1]), sys.argv[2]) as project:
    opened = time.perf_counter()
    run = project.results()
    shown = time.perf_counter()
    assert run is not None
    print(sum(map(len, run.records.values())), opened - began, shown - began)
"""


def open_anew(path: Path) -> tuple[float, float]:
    """Return the seconds until the project is open, and until its results are there."""
    command = [sys.executable, "-c", OPENING, str(path), WORDS]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    _, opened, shown = said.stdout.split()
    return float(opened), float(shown)


def save_decisions(path: Path, number: int) -> list[float]:
    """Return how long each of some decisions took, from the choice to the disk."""
    seconds = []
    with Project.open(path, WORDS) as project:
        run = project.results()
        assert run is not None  # noqa: S101
        rows = run.differences.sample(number, random_state=1)
        for left, right in zip(rows["left_id"], rows["right_id"], strict=True):
            choice = Choice("difference", "team_right", left, right, "einddatum", reason="gebeld")
            began = time.perf_counter()
            project.decide(run, [choice])
            seconds.append(time.perf_counter() - began)
    return seconds


def main() -> int:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--kills", type=int, default=None)
    arguments = parser.parse_args()
    size = SMALL if arguments.small else RECORDS
    kills = (20 if arguments.small else KILLS) if arguments.kills is None else arguments.kills
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "groot.wijkcheck"
        run = a_run(size, Path(name))
        with Project.new(path, run.project, WORDS) as project:
            began = time.perf_counter()
            with project.transaction():
                kept.keep_run(project, run, run.findings)
            stored = time.perf_counter() - began
        del run
        opened, shown = min((open_anew(path) for _ in range(3)), key=lambda both: both[1])
        saved = save_decisions(path, 50)
        small = Path(name) / "klein.wijkcheck"
        Project.new(small, replace(_settings(), folder=Path(name)), WORDS).close()
        draw = random.Random(7)
        found = [kill_once(small, WORDS, draw, 0.2) for _ in range(kills)]
        lost = sum(not one.nothing_lost for one in found)
        print("| what | measured | budget |\n|---|---|---|")
        print(f"| 2 × {size:,} records kept, encrypted | {stored:.2f} s | |")
        print(f"| size of the file | {path.stat().st_size / 1e6:.0f} MB | |")
        print(f"| open (password, lock, version) | {opened:.2f} s | |")
        print(f"| open and all results there | {shown:.2f} s | {OPEN_BUDGET:.0f} s |")
        print(
            f"| save a decision, middle of 50 | {statistics.median(saved) * 1e3:.0f} ms | 50 ms |"
        )
        print(f"| save a decision, slowest of 50 | {max(saved) * 1e3:.0f} ms | |")
        print(f"| killed at random, lost anything | {lost} of {kills} | 0 |")
        kept_after = found[-1].kept_decisions if found else 0
        print(f"| decisions kept over all kills | {kept_after:,} | |")
    slow = shown > OPEN_BUDGET or statistics.median(saved) > SAVE_BUDGET
    return int(bool(lost) or (slow and not arguments.small))


def _settings() -> ProjectSettings:
    day = date(2026, 7, 1)
    return ProjectSettings("Klein", Path(), day, day, day)


if __name__ == "__main__":
    sys.exit(main())
