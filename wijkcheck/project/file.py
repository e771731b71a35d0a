"""The project file: opened, made, closed, and every way in which that can go wrong told.

SQLite is the format; SQLCipher is SQLite that encrypts each page. docs/decisions/0011 says why the
locks are as they are.
"""

import hmac
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from wijkcheck.errors import ProjectError
from wijkcheck.project.connection import ERRORS, PLAIN, SMALLEST, beginning, connect, told
from wijkcheck.project.encrypting import JOURNAL, NEW, beside, clear, encrypted_copy, take_place
from wijkcheck.project.lock import Holder, Lock, take
from wijkcheck.project.schema import APPLICATION, VERSION, migrate

SUFFIX = ".wijkcheck"


def is_project_file(path: Path) -> bool:
    """Tell a project file from a TOML: by its name, or by how it begins."""
    if path.suffix.lower() == SUFFIX:
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(PLAIN)) == PLAIN
    except OSError:
        return False


class ProjectFile:
    """An open project file. Use it as a context manager, or ``close`` it."""

    def __init__(
        self,
        path: Path,
        password: str | None,
        connection: Any,
        lock: Lock | None,
        held: Holder | None,
    ) -> None:
        self.path = path
        self.held_by = held  # who has it, where it is therefore open for reading only
        self._password = password
        self._connection = connection
        self._lock = lock

    @classmethod
    def create(cls, path: Path, password: str | None) -> Self:
        """Make a new, empty project file and open it; without a password it is not encrypted.

        Raises:
            ProjectError: it exists, the folder cannot be written in, or encryption is not there.
        """
        if path.exists():
            raise ProjectError("project_exists", path=path.name)
        if path.parent.is_dir() and not os.access(path.parent, os.W_OK):
            raise ProjectError("project_read_only", path=path.name)
        with told(path):
            clear(path)
            try:
                with closing(connect(beside(path, NEW), password, "rwc")) as connection:
                    migrate(connection, 0)
                    key = secrets.token_bytes(32)
                    connection.execute("INSERT INTO meta VALUES ('key', ?)", (key,))
                beside(path, NEW).replace(path)
            finally:
                clear(path)
        return cls.open(path, password)

    @classmethod
    def open(cls, path: Path, password: str | None = None, *, write: bool = True) -> Self:
        """Open a project file; only for reading where another has it or it cannot be written.

        Raises:
            ProjectError: no such file, wrong password or damage, no WijkCheck project, of a newer
                version; the file stays as it was.
        """
        _check(path, password)
        lock, held = _lock(path) if write and os.access(path, os.W_OK) else (None, None)
        connection = None
        try:
            with told(path, unknown=password is not None):
                connection = connect(path, password, "rw" if lock else "ro")
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            with told(path):
                _bring_up_to_date(connection, path, writable=lock is not None)
            if lock:
                clear(path)
        except BaseException:
            if connection is not None:
                connection.close()
            if lock:
                lock.release()
            raise
        return cls(path, password, connection, lock, held)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *told: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and give back the lock; never raises."""
        with suppress(*ERRORS):
            self._connection.close()
        if self._lock:
            _tidy(self.path)
            self._lock.release()
            self._lock = None

    @property
    def writable(self) -> bool:
        """Tell whether this is the one who may write."""
        return self._lock is not None

    @property
    def taken_over_from(self) -> Holder | None:
        """Return whoever had it open when their program or computer stopped, if anybody."""
        return self._lock.left_by if self._lock else None

    @property
    def folder(self) -> Path:
        """Return the folder to which the paths of sources are relative."""
        return self.path.resolve().parent

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows that a statement reads."""
        with told(self.path):
            return list(self._connection.execute(statement, values).fetchall())

    def run(self, statement: str, values: Sequence[object] = ()) -> int:
        """Run a statement that writes, within a ``transaction``; return the row's number."""
        return int(self._connection.execute(statement, values).lastrowid or 0)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all of a block, or nothing of it; on disk when the block is left.

        Raises:
            ProjectError: open for reading only, disk full, drive gone; the file is as before.
        """
        if not self.writable:
            raise self.refused()
        with told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(*ERRORS):
                    self._connection.execute("ROLLBACK")
                raise

    def rewrite(self) -> None:
        """Write the whole file anew, so that nothing removed is left in it."""
        if not self.writable:
            raise self.refused()
        with told(self.path):
            self._connection.execute("VACUUM")

    def change_password(self, password: str) -> None:
        """Encrypt the whole file anew with another password, or with one where there was none.

        Killed at any moment it has the old password or the new one.

        Raises:
            ProjectError: open for reading only, disk full, in use by a reader; the file is as
                before.
        """
        if not self.writable:
            raise self.refused()
        with told(self.path):
            try:
                encrypted_copy(self.path, self._password, password)
                self._connection.close()  # Windows replaces no file that is open
                take_place(self.path)
                self._password = password
            finally:
                clear(self.path)
                self._connection.close()
                self._connection = connect(self.path, self._password, "rw")

    @property
    def encrypted(self) -> bool:
        """Tell whether the file can only be read with its password."""
        return not beginning(self.path).startswith(PLAIN)

    def get(self, name: str, default: Any = None) -> Any:
        """Return one of the values that stand by name."""
        found = self.rows("SELECT value FROM meta WHERE name = ?", (name,))
        return found[0][0] if found else default

    def put(self, name: str, value: object) -> None:
        """Keep a value by name, within a ``transaction``."""
        self.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def pseudonym(self, text: str) -> str:
        """Return the keyed hash of a text: the same within this project, meaningless outside it."""
        key = self.get("key")
        if not isinstance(key, bytes):
            raise ProjectError("project_damaged", path=self.path.name)
        return hmac.new(key, text.encode(), "sha256").hexdigest()

    def remember(self, text: str | None) -> str | None:
        """Keep a personal value beside the chain and return what stands for it in the chain."""
        if not text:
            return None
        hashed = self.pseudonym(text)
        self.run("INSERT OR IGNORE INTO personal VALUES (?, ?)", (hashed, text))
        return hashed

    def refused(self) -> ProjectError:
        """Return why nothing can be written."""
        if self.held_by:
            return ProjectError(
                "project_held",
                path=self.path.name,
                who=self.held_by.who,
                machine=self.held_by.machine,
                since=self.held_by.since,
            )
        return ProjectError("project_read_only", path=self.path.name)


def _tidy(path: Path) -> None:
    """Remove the journal, where it is empty: nothing is to be undone."""
    journal = beside(path, JOURNAL)
    with suppress(OSError):
        if journal.stat().st_size == 0:
            journal.unlink()


# --- opening ---


def _check(path: Path, password: str | None) -> None:
    """Tell what can be told before the password is tried."""
    try:
        begins = beginning(path)
    except FileNotFoundError:
        raise ProjectError("project_missing", path=path.name) from None
    except PermissionError as error:
        raise ProjectError("project_forbidden", path=path.name) from error
    except OSError as error:
        raise ProjectError("project_drive_gone", path=path.name) from error
    plain = begins.startswith(PLAIN)
    if len(begins) < SMALLEST:
        raise ProjectError("project_damaged", path=path.name)
    if plain and password is not None:
        raise ProjectError("project_without_password", path=path.name)
    if not plain and password is None:
        raise ProjectError("project_needs_password", path=path.name)


def _lock(path: Path) -> tuple[Lock | None, Holder | None]:
    try:
        taken = take(path)
    except OSError:  # a folder in which nothing can be made: read only
        return None, None
    return (taken, None) if isinstance(taken, Lock) else (None, taken)


def _bring_up_to_date(connection: Any, path: Path, *, writable: bool) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise ProjectError("project_foreign", path=path.name)
    if version > VERSION:
        raise ProjectError("project_newer", path=path.name)
    if version < VERSION:
        if not writable:
            raise ProjectError("project_older", path=path.name)
        migrate(connection, version)
