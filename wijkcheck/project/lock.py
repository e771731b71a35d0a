"""Who may write in a project file: one at a time, told by a lock file beside it.

The lock is the operating system's, on an open file: it goes with the program that holds it,
however that ends, on this computer or on the server of a share. What the file says is only who.
"""

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from wijkcheck.project.account import account, machine

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

SUFFIX = ".lock"
_FAR = 1 << 30  # the locked byte: far behind the text, which must stay readable on Windows


@dataclass(frozen=True)
class Holder:
    """Who has a project open for writing."""

    who: str
    machine: str
    since: str  # ISO, UTC


class Lock:
    """A lock that is held until ``release``."""

    def __init__(self, path: Path, handle: int, left_by: Holder | None) -> None:
        self.path = path
        self.left_by = left_by  # whoever had it and did not release it: a stale lock
        self._handle = handle

    def release(self) -> None:
        """Give the lock back and remove its file."""
        with suppress(OSError):
            if sys.platform == "win32":
                # Windows removes no file that is open; whoever comes between empties it anyway.
                os.ftruncate(self._handle, 0)
                os.close(self._handle)
                self.path.unlink(missing_ok=True)
            else:
                self.path.unlink(missing_ok=True)
                os.close(self._handle)


def take(project: Path) -> Lock | Holder:
    """Lock a project file for writing, or say who holds it.

    Raises:
        OSError: no lock file can be made beside it (the folder is read-only).
    """
    path = project.with_name(project.name + SUFFIX)
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        if not _locked(handle):
            holder = _read(handle)
            os.close(handle)
            return holder or Holder("?", "?", "")
        if _same(handle, path):
            break
        os.close(handle)  # released and removed between opening and locking: try again
    left_by = _read(handle)
    mine = Holder(account(), machine(), datetime.now(UTC).isoformat(timespec="seconds"))
    os.lseek(handle, 0, os.SEEK_SET)
    os.ftruncate(handle, 0)
    with suppress(OSError):  # on a full disk: it is held all the same, but does not say by whom
        os.write(handle, json.dumps(asdict(mine)).encode())
    return Lock(path, handle, left_by)


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # whatever the reason: who cannot have the lock does not write
        return False
    return True


def _same(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _read(handle: int) -> Holder | None:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        return Holder(**json.loads(os.read(handle, 4096)))
    except (ValueError, TypeError):
        return None
