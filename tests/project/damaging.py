"""Damage a project file at random places, and see that it is told or does no harm."""

import random
from pathlib import Path

import pandas as pd

from wijkcheck.errors import ProjectError
from wijkcheck.project import history
from wijkcheck.project.file import ProjectFile
from wijkcheck.project.store import read_table, write_table

TABLE = pd.DataFrame({"n": range(20_000), "text": [f"waarde {n}" for n in range(20_000)]})
TOLD = (
    "project_damaged",
    "project_key_or_damage",
    "project_needs_password",
    "project_foreign",
    "project_newer",
)


def fill(file: ProjectFile) -> None:
    """Keep a history, personal values and a table."""
    with file.transaction():
        for number in range(200):
            history.append(file, "created", reason=file.remember(f"naam {number}"))
        write_table(file, "t", TABLE)


def damage_once(good: bytes, path: Path, password: str | None, draw: random.Random) -> str:
    """Write a damaged copy and use it; return what was told, ``harmless`` or ``touched``.

    Raises:
        AssertionError: damage passed unseen, or the file was changed.
    """
    content = bytearray(good)
    at, length = draw.randrange(len(content)), draw.choice([1, 4, 100, 5000])
    content[at : at + length] = draw.randbytes(len(content[at : at + length]))
    if draw.random() < 0.1:
        content = content[: draw.randrange(len(content))]
    path.write_bytes(content)
    try:
        with ProjectFile.open(path, password) as file:
            verified, table = history.verify(file), read_table(file, "t")
            told = "harmless" if verified.whole else "touched"
            assert not verified.whole or (table is not None and table.equals(TABLE)), (at, length)
    except ProjectError as error:
        assert error.code in TOLD, error.code  # noqa: PT017
        told = error.code
    assert path.read_bytes() == content, (at, length)
    return told
