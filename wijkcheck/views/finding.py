"""What the words that somebody types lead to: clients, sources and rules."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wijkcheck.tables import Rows, Table
from wijkcheck.views.packed import Packed

_MOST = 8  # of each kind
_NUMBERS = ("bsn", "clientnummer", "toewijzingnummer")
_SIDES = ("left", "right")


@dataclass(frozen=True)
class Found:
    """A row of ``persons``, ``sources`` or ``rules`` in a few words."""

    row: int
    title: str
    detail: str


@dataclass(frozen=True)
class Hits:
    """What was found of a kind, the first of them, and how many there are."""

    kind: str  # client, source, rule
    first: tuple[Found, ...]
    number: int


def client_hits(persons: Table, packed: Packed, text: str) -> Hits:
    """Return the clients whose name, birth date or team is meant, or whose number this is whole.

    ``persons`` as in ``View``.
    """
    seen = [f"{side}_{name}" for side in _SIDES for name in ("client", "geboortedatum", "team")]
    named = persons.search(text, seen)
    numbered = _with_number(persons, packed, text.strip())
    rows = np.concatenate([numbered, named[~np.isin(named, numbered)]])
    names = [*seen, "status"]
    found = [
        _client(int(row), dict(zip(names, cells, strict=True)))
        for row, cells in zip(rows, persons.page(rows[:_MOST], names), strict=False)
    ]
    return Hits("client", tuple(found), len(rows))


def hits(kind: str, table: Table, names: Sequence[str], text: str) -> Hits:
    """Return the rows of a table in which a text occurs; the first of the names is the title."""
    rows = table.search(text, names)
    pages = table.page(rows[:_MOST], names)
    found = [
        Found(int(row), title, _joined(details))
        for row, (title, *details) in zip(rows, pages, strict=False)
    ]
    return Hits(kind, tuple(found), len(rows))


def _with_number(persons: Table, packed: Packed, number: str) -> Rows:
    """Return the clients of whom a record has exactly this number."""
    if not any(c.isdigit() for c in number):
        return np.empty(0, np.int64)
    held = [
        record_id
        for frame in packed.records.values()
        for name in _NUMBERS
        if name in frame.columns
        for record_id in frame.pandas(frame.rows(name, [number])).index
    ]
    whose = set(packed.of("persons", ["record_id"], held)["person_id"])
    rows = [persons.order(filters={f"{side}_id": whose}) for side in _SIDES]
    return np.unique(np.concatenate(rows))


def _client(row: int, cells: dict[str, str]) -> Found:
    side = "left" if cells["left_client"] else "right"
    details = (cells[f"{side}_geboortedatum"], cells[f"{side}_team"], cells["status"])
    return Found(row, cells[f"{side}_client"], _joined(details))


def _joined(details: Sequence[str]) -> str:
    return " · ".join(detail for detail in details if detail)
