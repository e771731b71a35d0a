"""A run in a fraction of its memory, as the window keeps it: each distinct value once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from wijkcheck.coded import Frame, Rows, Uniques
from wijkcheck.pipeline import Run
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import TEXT

Shared = Mapping[str, Uniques]
"""By column, the distinct values that tables have in common."""

_LARGE = (
    "findings", "persons", "person_pairs", "pairs", "differences", "bridge_records", "copies",
)  # fmt: skip
_OF_PERSONS = ("person_id", "left_id", "right_id", "runner_up")
_OF_RECORDS = ("record_id", "left_record", "right_record", "runner_record")
_SIDES = ("left_id", "right_id")


@dataclass(frozen=True)
class Packed:
    """``bare`` is the run without its large tables; those come out when they are asked for.

    ``people``: as ``people.brief``, by record.
    """

    bare: Run
    tables: Mapping[str, Frame]
    records: Mapping[tuple[Side, RecordType], Frame]
    people: Frame

    def run(self, *names: str) -> Run:
        """Return the run as it was; where tables are named, with those of the large ones only."""
        wanted = names or ("records", *_LARGE)
        made: dict[str, Any] = {n: self.tables[n].pandas() for n in wanted if n in self.tables}
        if "records" in wanted:
            made["records"] = {key: frame.pandas() for key, frame in self.records.items()}
        return replace(self.bare, **made)

    def about(self, ids: Iterable[str | None]) -> Run:
        """Return of the run what concerns records, persons or sources with these ids.

        With a record comes its person, with a person whoever is in a pair with it, and all records
        of these.
        """
        named = {one for one in ids if one is not None}
        persons, pairs = self.tables["persons"], self.tables["person_pairs"]
        own = persons.pandas(_either(persons, ("record_id", "person_id"), named))["person_id"]
        near = pairs.pandas(_either(pairs, _SIDES, own))
        everybody = {*own, *near["left_id"], *near["right_id"]}
        rows = {"persons": persons.rows("person_id", everybody)}
        rows["person_pairs"] = _either(pairs, _SIDES, everybody)
        theirs = persons.pandas(rows["persons"])["record_id"]
        records = named.union(theirs)
        for name in ("pairs", "differences"):
            rows[name] = _either(self.tables[name], _SIDES, records)
        findings = self.tables["findings"]
        about_source = findings.rows("source", named)
        rows["findings"] = np.union1d(findings.rows("record_id", records), about_source)
        tables = {name: self.tables[name].pandas(at) for name, at in rows.items()}
        found = {k: f.pandas(f.rows("record_id", records)) for k, f in self.records.items()}
        return replace(self.bare, records=found, **tables)  # type: ignore[arg-type]

    def record(self, record_id: str | None) -> tuple[RecordType, pd.DataFrame] | None:
        """Return a record, as a table of one row, and what it is."""
        for (_, kind), frame in self.records.items():
            at = frame.rows("record_id", [record_id])
            if len(at):
                return kind, frame.pandas(at)
        return None

    def of(self, name: str, columns: Iterable[str], values: Iterable[str | None]) -> pd.DataFrame:
        """Return the rows of a large table that have one of the values in one of the columns."""
        table = self.tables[name]
        return table.pandas(_either(table, columns, values))


def pack(run: Run, people: pd.DataFrame) -> tuple[Packed, Callable[..., Frame]]:
    """Return a run packed, and what packs tables about it with the values that it has already.

    The latter takes a table, and ``persons``: whether its ids are those of persons.
    """
    of_records, of_persons = _shared(run, people)

    def packing(table: pd.DataFrame, *, persons: bool = False) -> Frame:
        return Frame.of(table, of_persons if persons else of_records)

    tables = {
        name: packing(getattr(run, name), persons=name in ("persons", "person_pairs"))
        for name in _LARGE
    }
    nothing: dict[str, Any] = {name: getattr(run, name).iloc[:0] for name in _LARGE}
    bare = replace(run, records={}, **nothing)
    records = {key: packing(frame) for key, frame in run.records.items()}
    return Packed(bare, tables, records, packing(people)), packing


def _shared(run: Run, people: pd.DataFrame) -> tuple[Shared, Shared]:
    """Return the values that tables share, where their ids are of records and of persons."""
    parts: dict[str, list[pd.Series]] = {"client": [people["client"]]}
    for frame in run.records.values():
        for name in frame:
            if frame[name].dtype == TEXT:
                parts.setdefault(str(name), []).append(frame[name])
    found = {name: _distinct(pd.concat(some)) for name, some in parts.items()}
    shared = dict(found)
    for side in ("left", "right"):
        shared |= {f"{side}_{name}": uniques for name, uniques in found.items()}
    records = Uniques(people.index.array)
    persons = _distinct(run.persons["person_id"])
    shared |= dict.fromkeys((*_OF_RECORDS, *_SIDES), records)
    return shared, shared | dict.fromkeys(_OF_PERSONS, persons)


def _distinct(values: pd.Series) -> Uniques:
    return Uniques(values.dropna().drop_duplicates().array)


def _either(table: Frame, columns: Iterable[str], values: Iterable[str | None]) -> Rows:
    """Return the rows that have one of the values in one of the columns."""
    wanted = list(values)
    found = [table.rows(name, wanted) for name in columns]
    return np.unique(np.concatenate(found))
