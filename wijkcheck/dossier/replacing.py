"""Files are written elsewhere first, and moved into place when all are whole."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from wijkcheck.errors import WijkCheckError

_FRESH = ".wijkcheck-new-"


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write in, whose files then replace those in ``folder``.

    Nothing is moved when the block fails, nor when a file that must make way is open elsewhere.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh = Path(mkdtemp(prefix=_FRESH, dir=folder))
    except OSError as error:
        raise WijkCheckError("output_refused", path=folder) from error
    try:
        yield fresh
        _move(sorted(fresh.iterdir()), folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _move(files: list[Path], folder: Path) -> None:
    path = folder
    try:
        for path in (folder / file.name for file in files):
            if path.exists():
                path.open("r+b").close()
        for file in files:
            path = folder / file.name
            file.replace(path)
    except OSError as error:
        raise WijkCheckError("output_locked", path=path.name) from error


def clear_unfinished(folder: Path) -> None:
    """Remove what a process that was ended left half written in a folder."""
    for fresh in folder.glob(f"{_FRESH}*"):
        shutil.rmtree(fresh, ignore_errors=True)
