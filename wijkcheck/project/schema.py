"""The tables of a project file, and how a file of an older version becomes one of this version."""

from typing import Any

APPLICATION = 0x574A4B43  # "WJKC", in the header of every project file: what kind of file this is

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
        # The chain. `about`, `before` and `after` are JSON that names persons by keyed hash only.
        "CREATE TABLE history (entry INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL,"
        " what TEXT NOT NULL, about TEXT, before TEXT, after TEXT, reason TEXT,"
        " program TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL)",
        # Beside the chain: what the keyed hashes stand for. A purge empties it.
        "CREATE TABLE personal (hash TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE decisions (decision_id INTEGER PRIMARY KEY, subject TEXT NOT NULL,"
        " kind TEXT NOT NULL, verdict TEXT NOT NULL, scope TEXT NOT NULL, left_key TEXT,"
        " right_key TEXT, field TEXT, values_hash TEXT, value TEXT, reason TEXT,"
        " who TEXT NOT NULL, at TEXT NOT NULL, period TEXT NOT NULL, undoes INTEGER)",
        "CREATE TABLE profiles (name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE deliveries (delivery INTEGER PRIMARY KEY, path TEXT NOT NULL,"
        " record_type TEXT NOT NULL, side TEXT NOT NULL, team TEXT, period TEXT NOT NULL,"
        " sha256 TEXT NOT NULL, settings TEXT NOT NULL, at TEXT NOT NULL, tables TEXT NOT NULL,"
        " current INTEGER NOT NULL)",
        "CREATE TABLE chunks (name TEXT NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL,"
        " PRIMARY KEY (name, part))",
    ),
    (
        # Delivered files themselves, only where the project says so.
        "CREATE TABLE files (sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, data BLOB NOT NULL)",
        "CREATE INDEX deliveries_by_file ON deliveries (sha256)",
    ),
    # What each chunk sums up to: a file that is not encrypted does not notice damage by itself.
    ("ALTER TABLE chunks ADD COLUMN sum INTEGER",),
)
"""Statements per version: the n-th make a file of version n out of one of version n - 1."""

VERSION = len(MIGRATIONS)


def migrate(connection: Any, version: int) -> None:
    """Bring the tables of an open file to this version, in one transaction or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
