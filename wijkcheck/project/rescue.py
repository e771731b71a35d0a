"""A damaged project file: what can still be read goes to a new one; the damaged one stays."""

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from wijkcheck.errors import ProjectError
from wijkcheck.project.connection import ERRORS, beginning, connect
from wijkcheck.project.encrypting import beside
from wijkcheck.project.file import ProjectFile
from wijkcheck.project.history import append
from wijkcheck.project.schema import migrate

TABLES = {
    "meta": "name",
    "history": "entry",
    "personal": "hash",
    "decisions": "decision_id",
    "profiles": "name",
    "deliveries": "delivery",
    "chunks": "rowid",
    "files": "rowid",
}
"""Tables by what their rows are ordered by, the irreplaceable ones first."""
_PAGE, _SALT = 4096, 16  # bytes; a file that is encrypted begins with the salt of its key


def rescue(path: Path, password: str | None, copy: Path) -> tuple[int, tuple[str, ...]]:
    """Write what can be read of a project file to a new one with the same password.

    Returns how many rows were rescued, and the tables of which some could not be read.

    Raises:
        ProjectError: the password does not fit, nothing can be read, or the copy exists.
    """
    if not path.exists():
        raise ProjectError("project_missing", path=path.name)
    with ProjectFile.create(copy, password) as fresh:
        rows, lost = _rescued(path, password, fresh)
        if not rows:
            mended = beside(copy, ".mended~")
            try:
                _with_first_page(path, password, mended)
                rows, lost = _rescued(mended, password, fresh)
            finally:
                mended.unlink(missing_ok=True)
    if not rows:
        copy.unlink()
        raise ProjectError("rescue_nothing", path=path.name)
    return rows, lost


def _rescued(path: Path, password: str | None, fresh: ProjectFile) -> tuple[int, tuple[str, ...]]:
    rows, lost = 0, []
    with fresh.transaction():
        for table, order in TABLES.items():
            found, whole = _readable(path, password, table, order)
            rows += len(found)
            if not whole:
                lost.append(table)
            width = len(fresh.rows(f"PRAGMA table_info({table})"))
            marks = ",".join("?" * width)
            for row in found:
                # A file of an older version has fewer columns; the newer ones stand behind.
                values = row + (None,) * (width - len(row))
                fresh.run(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", values)  # noqa: S608
        if rows:
            append(fresh, "rescued", after={"rows": rows, "lost": lost})
    return rows, tuple(lost)


def _with_first_page(path: Path, password: str | None, mended: Path) -> None:
    """Copy a file whose first page is damaged, with that page as every project file begins.

    It tells where the tables begin, which is alike in all files of a version, and how long the
    file is. Of an encrypted file the salt must be whole: without it there is no key.
    """
    donor = beside(mended, "~")
    salt = None if password is None else beginning(path)[:_SALT]
    try:
        with closing(connect(donor, password, "rwc", salt)) as connection:
            migrate(connection, 0)
            fill = "INSERT INTO chunks (name, part, data) VALUES ('', 0, zeroblob(?))"
            connection.execute(fill, (path.stat().st_size,))
        shutil.copyfile(path, mended)
        with donor.open("rb") as first, mended.open("r+b") as file:
            file.write(first.read(_PAGE))
            file.truncate(donor.stat().st_size)  # longer: the page says how many there are
    finally:
        donor.unlink(missing_ok=True)
        beside(donor, "-journal").unlink(missing_ok=True)


def _readable(
    path: Path, password: str | None, table: str, order: str
) -> tuple[list[tuple[Any, ...]], bool]:
    """Return the rows that can be read, from both ends up to what is damaged."""
    statement = f"SELECT * FROM {table} ORDER BY {order}"  # noqa: S608
    found, whole = _walk(path, password, statement)
    if not whole:
        more, _ = _walk(path, password, f"{statement} DESC")
        known = {row[:2] for row in found}
        found += [row for row in reversed(more) if row[:2] not in known]
    return found, whole


def _walk(path: Path, password: str | None, statement: str) -> tuple[list[tuple[Any, ...]], bool]:
    """Return the rows up to the first that cannot be read, and whether that was all.

    Each time over a connection of its own: SQLCipher reads no more once it met damage.
    """
    rows = []
    try:
        with closing(connect(path, password, "ro")) as connection:
            for row in connection.execute(statement):
                rows.append(tuple(row))
    except ERRORS:
        return rows, False
    return rows, True
