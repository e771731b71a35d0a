"""The history: entries that are only added, each with the hash of the one before.

What it proves and what not stands in docs/handleiding/project.md. Entries hold no personal values,
only keyed hashes; what those stand for lies beside the chain and goes with a purge.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from wijkcheck.project.account import account
from wijkcheck.project.file import ProjectFile

_START = "0" * 64
_COLUMNS = "entry, at, who, what, about, before, after, reason, program, previous"


@dataclass(frozen=True)
class Entry:
    """One entry: who did what when; ``about``, ``before`` and ``after`` are JSON values."""

    entry: int
    at: str  # ISO, UTC
    who: str
    what: str
    about: Any
    before: Any
    after: Any
    reason: str | None  # a keyed hash; `personal` has the words until they are purged
    program: Any
    hash: str


@dataclass(frozen=True)
class Verified:
    """What checking the chain found: whole, or the first entry that was touched."""

    entries: int
    head: str
    touched: int | None  # the entry, or the decision's entry, that is not as it was written
    why: str | None  # hash, order, decision, value, head
    at: int | None = None  # the entry that has the head which was asked for

    @property
    def whole(self) -> bool:
        """Tell whether nothing was touched, and the head that was asked for is there."""
        return self.why is None


def append(
    file: ProjectFile,
    what: str,
    *,
    about: object = None,
    before: object = None,
    after: object = None,
    reason: str | None = None,
) -> int:
    """Add an entry, within a transaction, and return its number.

    ``reason`` is a keyed hash: its words may name persons and are kept beside the chain.
    """
    last = file.rows("SELECT entry, hash FROM history ORDER BY entry DESC LIMIT 1")
    entry, previous = (last[0][0] + 1, last[0][1]) if last else (1, _START)
    values = (
        entry, now(), account(), what, _json(about), _json(before), _json(after),
        reason, _json(program()), previous,
    )  # fmt: skip
    file.run("INSERT INTO history VALUES (?,?,?,?,?,?,?,?,?,?,?)", (*values, _hash(values)))
    return entry


def now() -> str:
    """Return the time as entries tell it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def program() -> dict[str, object]:
    """Return which program works here; nothing in it draws lots, so there is no seed to keep."""
    try:
        return {"wijkcheck": version("wijkcheck"), "seeds": []}
    except PackageNotFoundError:  # a checkout that was not installed
        return {"wijkcheck": "checkout", "seeds": []}


def head(file: ProjectFile) -> str:
    """Return the hash of the last entry: it stands for everything before it."""
    last = file.rows("SELECT hash FROM history ORDER BY entry DESC LIMIT 1")
    return str(last[0][0]) if last else _START


def entries(file: ProjectFile) -> list[Entry]:
    """Return the history, oldest first."""
    found = file.rows(f"SELECT {_COLUMNS}, hash FROM history ORDER BY entry")  # noqa: S608
    return [_entry(row) for row in found]


def _entry(row: tuple[Any, ...]) -> Entry:
    number, at, who, what, about, before, after, reason, made_by, _, digest = row
    said = [None if part is None else json.loads(part) for part in (about, before, after)]
    return Entry(
        number, at, who, what, said[0], said[1], said[2], reason, json.loads(made_by), digest
    )


def verify(file: ProjectFile, wanted: str | None = None) -> Verified:
    """Check the chain, and what the decisions and the personal values say, against it.

    ``wanted`` is a head that was written down earlier, on an export: it must be in the chain.
    """
    found = file.rows(f"SELECT {_COLUMNS}, hash FROM history ORDER BY entry")  # noqa: S608
    previous, at = _START, None
    for number, row in enumerate(found, 1):
        if row[0] != number or row[9] != previous:
            return Verified(len(found), previous, number, "order")
        if _hash(row[:10]) != row[10]:
            return Verified(len(found), previous, number, "hash")
        previous = row[10]
        at = number if previous == wanted else at
    touched = _touched_decision(file)
    if touched is not None:
        return Verified(len(found), previous, touched, "decision")
    beside = file.rows("SELECT * FROM personal")
    if any(not isinstance(text, str) or file.pseudonym(text) != kept for kept, text in beside):
        return Verified(len(found), previous, None, "value")
    if wanted is not None and at is None:
        return Verified(len(found), previous, None, "head")
    return Verified(len(found), previous, None, None, at)


def _touched_decision(file: ProjectFile) -> int | None:
    """Return the entry of the first decision that is not as its entry says."""
    rows = file.rows("SELECT * FROM decisions")
    kept = {row[0]: _json(list(row)) for row in rows}
    said = file.rows("SELECT entry, after FROM history WHERE what IN ('decided', 'undone')")
    for entry, after in said:
        number = json.loads(after)[0]
        if kept.pop(number, None) != after:
            return int(entry)
    return int(said[-1][0]) if kept and said else (0 if kept else None)


def _json(value: object) -> str | None:
    if value is None:
        return None
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=repr)


def _hash(values: tuple[object, ...]) -> str:
    # What is not as it was written may be anything; it has a hash too, only another.
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=repr)
    return sha256(text.encode()).hexdigest()
