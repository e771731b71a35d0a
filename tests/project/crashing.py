"""A program that writes in a project without pause, to be killed at any moment."""

import multiprocessing
import random
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pandas as pd

from tests.project.worlds import LEFT, RIGHT, World, differences
from wijkcheck.project import history
from wijkcheck.project.decisions import Choice, decide
from wijkcheck.project.file import ProjectFile
from wijkcheck.project.store import read_table, write_table

ROWS = 20_000
MOST_KEPT = 8


@dataclass
class Found:
    """What stands in the file after a kill, beside what was reported as kept before it."""

    decisions: int
    tables: int
    kept_decisions: int = 0
    kept_tables: int = 0
    whole: bool = False
    sound: bool = False

    @property
    def nothing_lost(self) -> bool:
        """Tell whether at most the action at hand is missing, or is there unreported."""
        return (
            self.whole
            and self.sound
            and 0 <= self.kept_decisions - self.decisions <= 1
            and 0 <= self.kept_tables - self.tables <= 1
        )


def work(path: str, password: str | None, tell: Connection) -> None:
    """Decide, and replace a table after every fifth decision, until killed."""
    seen = World(differences=differences(("field", LEFT, RIGHT, "volume", "4", "2")))
    choice = Choice("difference", "team_right", LEFT, RIGHT, "volume", reason="gebeld")
    with ProjectFile.open(Path(path), password) as file:
        tables = int(file.get("tables", 0))
        while True:
            (number,) = decide(file, seen, [choice])
            tell.send(("decisions", number))
            if number % 5 == 0:
                tables += 1
                with file.transaction():
                    write_table(file, "t", pd.DataFrame({"n": [tables] * ROWS}))
                    file.put("tables", tables)
                    history.append(file, "reconciled", after=tables)
                tell.send(("tables", tables))


def kill_once(path: Path, password: str | None, draw: random.Random, longest: float) -> Found:
    """Start such a program, kill it at random, look at the file.

    Killed after a drawn number of things that it kept, so that a busy machine does not matter, and
    up to ``longest`` seconds more, so that it is in the midst of something.
    """
    with ProjectFile.open(path, password, write=False) as file:
        said = {"decisions": _count(file), "tables": int(file.get("tables", 0))}
    context = multiprocessing.get_context("spawn" if _windows() else "forkserver")
    if not _windows():
        context.set_forkserver_preload(["tests.project.crashing"])
    hear, tell = context.Pipe(duplex=False)
    program = context.Process(target=work, args=(str(path), password, tell))
    program.start()
    tell.close()
    for _ in range(draw.randint(1, MOST_KEPT)):
        said.update([hear.recv()])
    time.sleep(draw.random() * longest)
    program.kill()
    program.join()
    try:
        while hear.poll(0):
            said.update([hear.recv()])
    except (EOFError, BrokenPipeError):  # Windows breaks the pipe of a killed program
        pass
    hear.close()
    found = Found(said["decisions"], said["tables"])
    with ProjectFile.open(path, password) as file:
        found.kept_decisions = _count(file)
        found.kept_tables = int(file.get("tables", 0))
        found.whole = history.verify(file).whole
        table = read_table(file, "t")
        right = table is None or table["n"].eq(found.kept_tables).all()
        found.sound = bool(right) and file.rows("PRAGMA integrity_check") == [("ok",)]
    return found


def _count(file: ProjectFile) -> int:
    return int(file.rows("SELECT count(*) FROM decisions")[0][0])


def _windows() -> bool:
    return "forkserver" not in multiprocessing.get_all_start_methods()
