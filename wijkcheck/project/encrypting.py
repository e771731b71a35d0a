"""A project file gets a password, or another: an encrypted copy takes its place, the old is wiped.

SQLCipher can change the key of a file in its place, but says only that it failed when a disk is
full, and cannot encrypt what is plain.
"""

import os
from contextlib import closing, suppress
from pathlib import Path

from wijkcheck.project.connection import address, connect, quoted
from wijkcheck.project.schema import migrate

NEW, OLD, JOURNAL = ".new~", ".old~", "-journal"
"""What stands beside a project file for a moment."""
_BLOCK = bytes(1 << 20)


def beside(path: Path, end: str) -> Path:
    """Return the place of what stands beside a project file."""
    return path.with_name(path.name + end)


def encrypted_copy(path: Path, old: str | None, password: str) -> None:
    """Write a copy of a project file beside it, encrypted with a password."""
    fresh = beside(path, NEW)
    _remove(fresh)
    with closing(connect(fresh, password, "rwc")) as copy:
        word = "''" if old is None else quoted(old, path)
        copy.execute(f"ATTACH ? AS old KEY {word}", (address(path, "ro"),))
        migrate(copy, 0)
        copy.execute("BEGIN")
        for (table,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            copy.execute(f"INSERT INTO main.{table} SELECT * FROM old.{table}")  # noqa: S608
        copy.execute("COMMIT")
    # It must open before it takes the place of what it is a copy of.
    with closing(connect(fresh, password, "ro")) as copy:
        copy.execute("SELECT count(*) FROM history").fetchone()


def take_place(path: Path) -> None:
    """Put the copy in the place of the file, in one step, and wipe what was there.

    Where the disk knows no second name for a file, its blocks are given back as they are.
    """
    _wipe(beside(path, JOURNAL))
    with suppress(OSError):
        os.link(path, beside(path, OLD))
    beside(path, NEW).replace(path)


def clear(path: Path) -> None:
    """Wipe the file that a copy replaced, and remove a copy that was not ready."""
    old = beside(path, OLD)
    with suppress(OSError):
        # Killed before the copy took its place, it is the project itself under a second name.
        if old.samefile(path):
            old.unlink()
        else:
            _wipe(old)
    _remove(beside(path, NEW))


def _wipe(path: Path) -> None:
    with suppress(OSError):
        with path.open("r+b", buffering=0) as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(_BLOCK[:left])
            os.fsync(file.fileno())
        path.unlink()


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    beside(path, JOURNAL).unlink(missing_ok=True)
