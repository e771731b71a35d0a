"""How SQLite, or SQLCipher where there is a password, opens a file; and what it says in sentences.

docs/decisions/0011 says why the journal is as it is.
"""

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from wijkcheck.errors import ProjectError

try:
    from sqlcipher3 import dbapi2 as sqlcipher
except (ImportError, OSError):  # told when a project that wants encryption is made or opened
    sqlcipher = None

PLAIN = b"SQLite format 3\x00"
"""How a file begins that is not encrypted."""
SMALLEST = 512  # bytes: the smallest page of a database
_TOLD = {
    "SQLITE_FULL": "project_disk_full",
    "SQLITE_READONLY": "project_read_only",
    "SQLITE_BUSY": "project_busy",
    "SQLITE_LOCKED": "project_busy",
    "SQLITE_IOERR": "project_drive_gone",
    "SQLITE_CANTOPEN": "project_drive_gone",
    "SQLITE_PERM": "project_read_only",
    "SQLITE_CORRUPT": "project_damaged",
    "SQLITE_NOTADB": "project_damaged",
}
"""What went wrong by the first words of SQLite's name for it."""
ERRORS: tuple[type[Exception], ...] = (
    (sqlite3.Error,) if sqlcipher is None else (sqlite3.Error, sqlcipher.Error)
)
# In what SQLite says of damage it may quote the damage, which need be no text.
_SAID: tuple[type[Exception], ...] = (*ERRORS, UnicodeDecodeError)


def beginning(path: Path) -> bytes:
    """Return the first bytes of a file."""
    with path.open("rb") as file:
        return file.read(SMALLEST)


def connect(path: Path, password: str | None, mode: str, salt: bytes | None = None) -> Any:
    """Return an SQLite connection (``rwc``: new, ``rw``, ``ro``) that knows the password.

    ``salt``: that of another file, to make one with its key.
    """
    if password is not None and sqlcipher is None:
        raise ProjectError("encryption_absent", path=path.name)
    driver = sqlite3 if password is None else sqlcipher
    connection = driver.connect(
        address(path, mode), uri=True, isolation_level=None, timeout=10, check_same_thread=False
    )
    try:
        _prepare(connection, path, password, mode, salt)
    except BaseException:
        connection.close()  # Windows removes no file that is open
        raise
    return connection


def _prepare(
    connection: Any, path: Path, password: str | None, mode: str, salt: bytes | None
) -> None:
    """Tell a connection the password and how to write."""
    if password is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
        connection.execute(f"PRAGMA key = {quoted(password, path)}")
        if salt is not None:
            connection.execute(f"PRAGMA cipher_salt = \"x'{salt.hex()}'\"")
    # Rollback journal, never WAL: its shared memory does not cross a network share. Truncated
    # rather than deleted: fewer trips to the server, and no scanner holds on to a deleted file.
    for pragma in (
        "journal_mode = TRUNCATE", "synchronous = FULL", "temp_store = MEMORY",
        "secure_delete = ON", "trusted_schema = OFF", "cell_size_check = ON",
    ):  # fmt: skip
        if mode != "ro" or not pragma.startswith("journal"):
            connection.execute(f"PRAGMA {pragma}")


def quoted(password: str, path: Path) -> str:
    """Return a password as SQL text, composed alike whatever keyboard typed its accents."""
    text = unicodedata.normalize("NFC", password)
    if not text or "\x00" in text:
        raise ProjectError("password_empty", path=path.name)
    return "'" + text.replace("'", "''") + "'"


def address(path: Path, mode: str) -> str:
    """Return a file as SQLite's addresses name it."""
    posix = path.resolve().as_posix()
    # A share is //server/share: SQLite wants it behind an empty authority.
    root = "file://" if posix.startswith("/") else "file:///"
    for sign, code in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        posix = posix.replace(sign, code)
    return f"{root}{posix}?mode={mode}"


@contextmanager
def told(path: Path, *, unknown: bool = False) -> Iterator[None]:
    """Turn what SQLite says into a sentence; ``unknown``: whether the password fits is not."""
    try:
        yield
    except _SAID as error:
        code = _code(error)
        if code is None:
            raise
        if code == "project_read_only" and not path.exists():  # removed while it was open
            code = "project_drive_gone"
        if code == "project_damaged" and unknown:
            code = "project_key_or_damage"
        raise ProjectError(code, path=path.name) from error
    except PermissionError as error:
        raise ProjectError("project_read_only", path=path.name) from error
    except OSError as error:
        code = "project_disk_full" if error.errno == 28 else "project_drive_gone"
        raise ProjectError(code, path=path.name) from error


def _code(error: Exception) -> str | None:
    """Return the sentence for what SQLite says; None where it is a mistake of ours."""
    name = getattr(error, "sqlite_errorname", "") or ""
    code = next((said for known, said in _TOLD.items() if name.startswith(known)), None)
    plain = isinstance(error, (sqlite3.DatabaseError, UnicodeDecodeError))
    return code or ("project_damaged" if plain or "encrypted" in str(error) else None)
