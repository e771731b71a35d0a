"""What a project holds of one person: shown cell by cell, and removed for real."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wijkcheck.errors import ProjectError
from wijkcheck.project.decisions import forget
from wijkcheck.project.file import ProjectFile
from wijkcheck.project.history import append
from wijkcheck.project.keys import identities
from wijkcheck.project.store import names, read_table, remove_tables, write_table
from wijkcheck.records.models import TEXT

_COLUMNS = ["delivery", "path", "period", "row", "column", "value"]


@dataclass(frozen=True)
class Person:
    """Who is meant: by BSN, or by client number, of ``team`` where several people have it."""

    bsn: str | None = None
    clientnummer: str | None = None
    team: str | None = None

    @property
    def number(self) -> str:
        """Return the number by which the person is meant."""
        return self.bsn or self.clientnummer or ""


def held_of(file: ProjectFile, person: Person) -> pd.DataFrame:
    """Return ``delivery, path, period, row, column, value``: what is held of one person.

    Rows with the number, in every kept delivery, and the rows that the last run took to be of the
    same person; then what decisions about the person say.

    Raises:
        ProjectError: several people have that client number.
    """
    held = _Held(file, person)
    parts = [pd.DataFrame(columns=_COLUMNS)]
    for begin, rows in held.places.items():
        text = read_table(file, f"{begin}/text")
        if text is None or not len(rows):
            continue
        number = int(begin.split("/")[1])
        own = text[text.index.isin(rows)].rename_axis("row").reset_index()
        found = own.melt("row", var_name="column").dropna().sort_values("row", kind="stable")
        ((path, period),) = file.rows(
            "SELECT path, period FROM deliveries WHERE delivery = ?", (number,)
        )
        parts.append(found.assign(delivery=number, path=path, period=period))
    said = [
        (None, f"{what} {number}", period, None, column, value)
        for number, what, period, values in held.decisions
        for column, value in values.items()
    ]
    parts.append(pd.DataFrame(said, columns=_COLUMNS))
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)[
        _COLUMNS
    ]


def remove_person(file: ProjectFile, person: Person) -> int:
    """Remove what is held of one person and write the file anew; returns how many rows.

    The results of the last run go, to be made again without the person; figures of earlier periods
    stay. Files that were kept whole and hold the person go whole.

    Raises:
        ProjectError: nothing is held, several people have that number, or the file cannot be
            written.
    """
    held = _Held(file, person)
    places = {begin: rows for begin, rows in held.places.items() if len(rows)}
    if not places:
        raise ProjectError("person_unknown", path=file.path.name)
    with file.transaction():
        for begin, rows in places.items():
            for name in (f"{begin}/text", f"{begin}/stored"):
                table = read_table(file, name)
                if table is not None:
                    write_table(file, name, table[~table.index.isin(rows)])
            number = int(begin.split("/")[1])
            file.run(
                "DELETE FROM files WHERE sha256 IN"
                " (SELECT sha256 FROM deliveries WHERE delivery = ?)",
                (number,),
            )
            remove_tables(file, f"delivery/{number}/changes")
        forget(file, [number for number, *_ in held.decisions])
        for number in (person.number, *held.bsns):  # of whom it was written down who looked
            file.run("DELETE FROM personal WHERE value = ?", (number,))
        _forget_carried(file, (*held.bsns, *held.names, *held.numbers))
        remove_tables(file, "run/")
        file.run("DELETE FROM meta WHERE name IN ('run', 'stamps')")
        removed = sum(len(rows) for rows in places.values())
        about = {"hash": file.pseudonym(person.number)}
        append(file, "person_removed", about=about, after={"rows": removed})
    file.rewrite()
    return removed


class _Held:
    """Where one person stands: by the number, and by what the last run tied to it."""

    def __init__(self, file: ProjectFile, person: Person) -> None:
        self._file = file
        self._person = person
        tied = self._tied
        self.bsns = {*tied["bsn"].dropna(), *filter(None, [person.bsn])}
        self.names = set(tied["name"].dropna())
        with_number = tied.dropna(subset=["clientnummer"])
        self.numbers = set(with_number["team"].fillna("") + "|" + with_number["clientnummer"])

    @cached_property
    def _tied(self) -> pd.DataFrame:
        """Return ``source, row`` and the parts of keys of the person's records in the last run.

        Raises:
            ProjectError: they are of several people.
        """
        file, person = self._file, self._person
        tables = [read_table(file, name) for name in names(file, "run/records/")]
        records = [table for table in tables if table is not None]
        persons = read_table(file, "run/persons")
        pairs = read_table(file, "run/person_pairs")
        nobody = pd.DataFrame(columns=["source", "row", "bsn", "name", "team", "clientnummer"])
        if not records or persons is None or pairs is None:
            if person.bsn is None:  # only a run tells whose a client number is
                raise ProjectError("no_results", path=file.path.name)
            return nobody
        named = [record for table in records for record in table.index[_meant(table, person)]]
        own = set(persons.loc[persons["record_id"].isin(named), "person_id"])
        same = pairs[pairs["status"].isin(["certain", "probable"])]
        mine = _with_partners(own, same)
        if person.bsn is None and not own <= _with_partners(set(sorted(own)[:1]), same):
            raise ProjectError("person_several", path=file.path.name)
        ids = {*named, *persons.loc[persons["person_id"].isin(mine), "record_id"]}
        found = [table[table.index.isin(ids)] for table in records]
        parts = [identities(table) for table in found if len(table)]
        places = [table[["source", "row"]] for table in found]
        return pd.concat(places).join(pd.concat(parts)) if parts else nobody

    @cached_property
    def places(self) -> dict[str, pd.Index]:
        """Return per kept table (where its chunks begin) the rows that are of this person."""
        found = {}
        for name in names(self._file, "delivery/"):
            begin, _, kind = name.rpartition("/")
            text = read_table(self._file, name) if kind == "text" else None
            columns = read_table(self._file, f"{begin}/columns") if kind == "text" else None
            if text is not None and columns is not None:
                found[begin] = self._rows(begin, text, columns)
        return found

    def _rows(self, begin: str, text: pd.DataFrame, columns: pd.DataFrame) -> pd.Index:
        rows = text.index[:0]
        for column in columns.loc[columns["field"].eq("bsn"), "column"]:
            digits = text[column].str.replace(r"\.0+$|\D", "", regex=True).str.zfill(9)
            rows = rows.union(text.index[digits.isin(self.bsns)])
        if self._person.clientnummer is not None and int(begin.split("/")[1]) in self._numbered:
            for column in columns.loc[columns["field"].eq("clientnummer"), "column"]:
                mine = text[column].str.strip().eq(self._person.number)
                rows = rows.union(text.index[mine.to_numpy(dtype=bool, na_value=False)])
        source = columns["source"].iloc[0] if len(columns) else ""
        also = self._tied.loc[self._tied["source"].eq(source), "row"]
        return rows.union(text.index[text.index.isin(also)])

    @cached_property
    def _numbered(self) -> set[int]:
        """Return the deliveries, of any period, of the lists in which the number is this person's.

        Elsewhere it may be another's.
        """
        mine = self._tied["clientnummer"].eq(self._person.number)
        own = set(self._tied.loc[mine, "source"])
        kept = self._file.rows("SELECT delivery, side, team, tables FROM deliveries")
        lists = {
            (side, team)
            for _, side, team, tables in kept
            if own & {table["source"] for table in json.loads(tables)}
        }
        return {delivery for delivery, side, team, _ in kept if (side, team) in lists}

    @cached_property
    def decisions(self) -> list[tuple[int, str, str, dict[str, str]]]:
        """Return number, subject, period and values of the decisions about this person."""
        personal = dict(self._file.rows("SELECT hash, value FROM personal"))
        columns = ("left_key", "right_key", "values_hash", "value", "reason")
        rows = self._file.rows(
            f"SELECT decision_id, subject, period, {', '.join(columns)} FROM decisions"  # noqa: S608
        )
        found = []
        for number, subject, period, *hashes in rows:
            values = {n: personal[h] for n, h in zip(columns, hashes, strict=True) if h in personal}
            keys = [json.loads(values[name]) for name in columns[:2] if name in values]
            if any(self._about(key) for key in keys):
                found.append((number, subject, period, values))
        return found

    def _about(self, key: Mapping[str, str]) -> bool:
        """Tell whether a key is of this person, by the surest part that it has."""
        if "bsn" in key:
            return key["bsn"] in self.bsns
        if "name" in key:
            return key["name"] in self.names
        return f"{key.get('team', '')}|{key.get('clientnummer')}" in self.numbers


def _meant(records: pd.DataFrame, person: Person) -> pd.Series:
    if person.bsn is not None:
        return records["bsn"].eq(person.bsn)
    mine = records["clientnummer"].eq(person.number)
    return mine if person.team is None else mine & records["team"].eq(person.team)


def _with_partners(persons: set[str], same: pd.DataFrame) -> set[str]:
    """Return persons with whoever the other side has as the same."""
    return {
        *persons,
        *same.loc[same["left_id"].isin(persons), "right_id"],
        *same.loc[same["right_id"].isin(persons), "left_id"],
    }


def _forget_carried(file: ProjectFile, values: tuple[str, ...]) -> None:
    table = read_table(file, "carried")
    if table is not None:
        own = pd.Series(False, index=table.index)
        for side in ("left_identity", "right_identity"):
            for value in values:
                begins = table[side].astype(TEXT).str.startswith(value)
                own |= begins.fillna(value=False).astype(bool)
        write_table(file, "carried", table[~own].reset_index(drop=True))
