"""What a decision is about: the records and values of a run that somebody looked at."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

from wijkcheck.errors import ProjectError
from wijkcheck.project.keys import (
    PARTS,
    PERSON,
    SAID,
    SOURCE,
    USED,
    Records,
    identities,
    key_text,
)
from wijkcheck.records.fields import PERSON_FIELDS, RecordType, Side
from wijkcheck.records.models import TEXT

Values = dict[str, str | None]
_NOT_JUDGED = {"clientnummer", "team"}
"""Numbers that suppliers give anew, and what is a difference of its own."""


class Listed(Protocol):
    """A source of a run, as far as decisions look at it."""

    @property
    def source(self) -> str: ...
    @property
    def side(self) -> Side: ...
    @property
    def record_type(self) -> RecordType: ...
    @property
    def team(self) -> str | None: ...
    @property
    def status(self) -> str: ...


class Seen(Protocol):
    """A run, as far as decisions look at it."""

    @property
    def sources(self) -> Sequence[Listed]: ...
    @property
    def records(self) -> Records: ...
    @property
    def columns(self) -> pd.DataFrame: ...
    @property
    def persons(self) -> pd.DataFrame: ...
    @property
    def findings(self) -> pd.DataFrame: ...
    @property
    def differences(self) -> pd.DataFrame: ...


def mapped_fields(columns: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Return the fields that each source has a column for."""
    used = columns[columns["status"].isin(["taken", "chosen"]) & columns["field"].notna()]
    return {str(s): frozenset(some) for s, some in used.groupby("source")["field"]}


class Looked:
    """The records with these ids, their keys and values, ready to be asked one by one."""

    def __init__(
        self, records: Records, mapped: Mapping[str, frozenset[str]], ids: Sequence[str]
    ) -> None:
        self._mapped = mapped
        self._rows: dict[str, tuple[Side, RecordType, dict[str, object]]] = {}
        self._parts: dict[str, dict[str, object]] = {}
        wanted = pd.Series(ids, dtype=TEXT)
        found = []
        for (side, kind), frame in records.items() if len(wanted) else ():
            # `isin` hashes the few, not the many.
            some = frame[frame.index.isin(wanted)]
            if len(some):
                found.append(some.reindex(columns=[*USED]))
                lists = {str(name): some[name].tolist() for name in some}
                for at, record_id in enumerate(some.index):
                    row = {name: values[at] for name, values in lists.items()}
                    self._rows[record_id] = (side, kind, row)
        if found:
            parts = identities(pd.concat(found))
            texts = {name: parts[name].tolist() for name in PARTS}
            for at, record_id in enumerate(parts.index):
                self._parts[record_id] = {name: values[at] for name, values in texts.items()}

    def __contains__(self, record_id: str | None) -> bool:
        return record_id in self._rows

    def side(self, record_id: str) -> Side:
        """Return whose record it is."""
        return self._rows[record_id][0]

    def key(self, record_id: str) -> str:
        """Return the key of a record."""
        side, kind, _ = self._rows[record_id]
        return key_text(kind, side, self._parts[record_id])

    def said_key(self, record_id: str) -> str:
        """Return the key of one of several records that are said to be of one client."""
        return key_text(SAID, self.side(record_id), self._parts[record_id])

    def person_key(self, record_ids: Sequence[str]) -> str:
        """Return the key of the person whose records these are: the first filled of each part."""
        parts: dict[str, object] = {}
        for record_id in record_ids:
            for name in ("bsn", "name", "team", "clientnummer"):
                value = self._parts[record_id][name]
                if isinstance(value, str):
                    parts.setdefault(name, value)
        return key_text(PERSON, self.side(record_ids[0]), parts)

    def values(self, record_id: str) -> Values:
        """Return what a record says in the fields that its source has columns for."""
        _, _, row = self._rows[record_id]
        mapped = self._mapped.get(str(row["source"]), frozenset()) - _NOT_JUDGED
        return {name: _text(row[name]) for name in sorted(mapped) if name in row}

    def person_values(self, record_ids: Sequence[str]) -> Values:
        """Return what a person's records say of the person: the first filled of each field."""
        found: Values = {}
        for record_id in record_ids:
            for name, value in self.values(record_id).items():
                if name in PERSON_FIELDS and found.get(name) is None:
                    found[name] = value
        return found


def _text(value: Any) -> str | None:
    """Return a value as text; a day as ISO."""
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


def records_of(seen: Seen, names: Collection[str]) -> dict[str, list[str]]:
    """Return the records of persons, each named by its id or by one of its records.

    By source and row; a name that is nobody's has none.
    """
    wanted = pd.Series(sorted(names), dtype=TEXT)
    persons = seen.persons
    by_record = persons[persons["record_id"].isin(wanted)].set_index("record_id")["person_id"]
    person = {name: by_record.get(name, name) for name in wanted}
    theirs = persons[persons["person_id"].isin(pd.Series([*person.values()], dtype=TEXT))]
    places = [
        f.loc[f.index.isin(theirs["record_id"]), ["source", "row"]] for f in seen.records.values()
    ]
    order = pd.concat(places).sort_values(["source", "row"], kind="stable").index
    owner = theirs.set_index("record_id")["person_id"].reindex(order)
    records = owner.index.to_series().groupby(owner).agg(list)
    return {name: records.get(one, []) for name, one in person.items()}


def source_key(source: Listed) -> str:
    """Return the key of a whole source: whose list it is and of what, and which sheet of it.

    Not its name: the next delivery's file has another.
    """
    parts = {"team": source.team, "record_type": source.record_type, "sheet": _sheet(source)}
    return key_text(SOURCE, source.side, parts)


def _sheet(source: Listed) -> str | None:
    """Return the sheet, or the member of a zip, that a source's name ends with."""
    file, sign, sheet = source.source.replace("!", "#").rpartition("#")
    return sheet if sign and file else None


def meant(key: Mapping[str, str], sources: Sequence[Listed]) -> list[str]:
    """Return the names of the usable sources that a key of a whole source means.

    Where several are of one list, those of the sheet that it names, if there are any.
    """
    about = key["side"], key.get("record_type"), key.get("team")
    listed = [s for s in sources if (s.side, s.record_type, s.team) == about and s.status == "used"]
    exact = [s for s in listed if _sheet(s) == key.get("sheet")]
    return [s.source for s in exact or listed]


def finding_values(row: pd.Series) -> Values:
    """Return what a finding says: its value, and of a whole source also the details."""
    names = ["value"] if isinstance(row["record_id"], str) else ["value", "details"]
    return {name: row[name] if isinstance(row[name], str) else None for name in names}


def only_row(table: pd.DataFrame, chosen: Mapping[str, str | None], what: str) -> pd.Series:
    """Return the one row with these values (None: missing).

    Raises:
        ProjectError: there is none.
    """
    mask = pd.Series(True, index=table.index)
    for name, value in chosen.items():
        mask &= table[name].isna() if value is None else table[name].eq(value)
    rows = table[mask]
    if not len(rows):
        raise ProjectError("decision_about_nothing", what=what)
    return rows.iloc[0]
