"""Work for the worker process to do in tests."""

import os
import time
from pathlib import Path

from wijkcheck.errors import SourceError
from wijkcheck.progress import Progress

LONG = 600_000
"""Milliseconds to wait for the worker process: only so that what hangs ends some time."""


def double(number: int, progress: Progress) -> int:
    progress("reading", 1, 2)
    progress("reading", 2, 2)
    return 2 * number


def columns(size: int, progress: Progress) -> object:
    import numpy as np

    return np.arange(size)


def refuse(progress: Progress) -> None:
    raise SourceError("source_missing", source="noord.csv")


def stumble(progress: Progress) -> None:
    raise ValueError("Jansen 999900006")


def last(progress: Progress) -> None:
    progress("reading", 0, 1)
    time.sleep(60)


def die(progress: Progress) -> None:
    os._exit(3)


def half_done(folder: str, progress: Progress) -> None:
    """Begin to write something, and never end."""
    fresh = Path(folder) / ".wijkcheck-new-x"
    fresh.mkdir()
    (fresh / "dossier.xlsx").touch()
    progress("writing", 1, 2)
    time.sleep(60)
