"""Decisions: made, undone, listed. Nothing is ever overwritten; an undoing is one more."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from wijkcheck.errors import ProjectError
from wijkcheck.project.account import account
from wijkcheck.project.file import ProjectFile
from wijkcheck.project.history import append, now
from wijkcheck.project.judged import (
    Looked,
    Seen,
    Values,
    finding_values,
    mapped_fields,
    only_row,
    records_of,
    source_key,
)
from wijkcheck.project.tables import SCOPES, VERDICTS, Decisions
from wijkcheck.records.fields import PERSON_FIELDS
from wijkcheck.records.models import TEXT

_COLUMNS = (
    "decision_id", "subject", "kind", "verdict", "scope", "left_key", "right_key", "field",
    "values_hash", "value", "reason", "who", "at", "period", "undoes",
)  # fmt: skip
_SAID = ("left_key", "right_key", "values_hash", "value", "reason")
"""Columns that are keyed hashes of what lies beside the chain."""
UNDO = "undo"
_OF_PERSONS = ("pair", "person")
"""Subjects that may be persons rather than records."""


@dataclass(frozen=True)
class Choice:
    """What somebody decides, about records as a run names them.

    ``difference``: its ids, field and kind. ``finding``: ``left_id`` (the record, or the source of
    a finding on a whole source), its rule as ``kind``, its field. ``pair``: ids of records or of
    persons; ``person``: two records or persons of one side.
    """

    subject: str
    verdict: str
    left_id: str | None = None
    right_id: str | None = None
    field: str | None = None
    kind: str | None = None
    scope: str = "this_time"
    reason: str | None = None
    value: str | None = None  # the right one, where both are wrong; who finds out what is asked


@dataclass(frozen=True)
class _About:
    kind: str
    left_key: str | None
    right_key: str | None
    judged: dict[str, Any]


def decide(file: ProjectFile, seen: Seen, choices: Sequence[Choice]) -> list[int]:
    """Keep decisions about what a run shows; all of them, or none. Returns their numbers.

    Raises:
        ProjectError: a subject, verdict or scope that does not exist, or nothing there to decide
            about; or the file cannot be written.
    """
    desk = _Subjects(seen, choices)
    made = [(choice, _about(choice, desk)) for choice in choices]
    with file.transaction():
        return [_keep(file, choice, about) for choice, about in made]


def undo(file: ProjectFile, decision_id: int, reason: str | None = None) -> int:
    """Undo a decision (or an undoing) by one more; returns its number.

    Raises:
        ProjectError: there is no such decision.
    """
    (number,) = undo_all(file, [decision_id], reason)
    return number


def undo_all(
    file: ProjectFile, decision_ids: Sequence[int], reason: str | None = None
) -> list[int]:
    """Undo decisions, the last first, all or none; returns the numbers of the undoings.

    Raises:
        ProjectError: one of them does not exist, or the file cannot be written.
    """
    with file.transaction():
        return [_undo(file, number, reason) for number in sorted(decision_ids, reverse=True)]


def _undo(file: ProjectFile, decision_id: int, reason: str | None) -> int:
    found = file.rows("SELECT * FROM decisions WHERE decision_id = ?", (decision_id,))
    if not found:
        raise ProjectError("decision_unknown", number=decision_id)
    new = dict(zip(_COLUMNS, found[0], strict=True)) | {
        "verdict": UNDO, "reason": file.remember(reason), "who": account(), "at": now(),
        "period": period(file), "undoes": decision_id,
    }  # fmt: skip
    return _insert(file, new, "undone")


def period(file: ProjectFile) -> str:
    """Return the period that the project is about now, as ``2026-07-01/2026-09-30``."""
    return str(file.get("period", ""))


def ended(period: str) -> date:
    """Return the last day of a period."""
    return date.fromisoformat(period.rpartition("/")[2])


def forget(file: ProjectFile, decision_ids: Collection[int]) -> None:
    """Remove what decisions are about and their words, unless another one says the same.

    Within a transaction. The decisions stay, as keyed hashes, and are found no more.
    """
    gone: set[str] = set()
    needed: set[str] = set()
    for number, *hashes in file.rows(f"SELECT decision_id, {', '.join(_SAID)} FROM decisions"):  # noqa: S608
        (gone if number in decision_ids else needed).update(filter(None, hashes))
    for hashed in sorted(gone - needed):
        file.run("DELETE FROM personal WHERE hash = ?", (hashed,))


def decisions(file: ProjectFile) -> pd.DataFrame:
    """Return the Decisions that hold."""
    rows = file.rows("SELECT * FROM decisions ORDER BY decision_id")
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    undone: set[int] = set()
    for number, undoes in zip(table["decision_id"][::-1], table["undoes"][::-1], strict=True):
        if number not in undone and pd.notna(undoes):
            undone.add(int(undoes))
    table = table[~table["decision_id"].isin(undone) & table["undoes"].isna()]
    about = ["subject", "kind", "left_key", "right_key", "field"]
    table = table.drop_duplicates(about, keep="last").rename(columns={"at": "when"})
    personal = dict(file.rows("SELECT hash, value FROM personal"))
    table["judged"] = table["values_hash"].map(personal)
    for name in ("left_key", "right_key", "value", "reason"):
        table[name] = table[name].map(personal)
    schema = Decisions.to_schema()
    types = {name: column.dtype.type for name, column in schema.columns.items()}
    return table[list(types)].astype(types).reset_index(drop=True)


def _keep(file: ProjectFile, choice: Choice, about: _About) -> int:
    judged = json.dumps(about.judged, ensure_ascii=False, sort_keys=True)
    row = {
        "decision_id": None,
        "subject": choice.subject,
        "kind": about.kind,
        "verdict": choice.verdict,
        "scope": choice.scope,
        "left_key": file.remember(about.left_key),
        "right_key": file.remember(about.right_key),
        "field": choice.field,
        "values_hash": file.remember(judged),
        "value": file.remember(choice.value),
        "reason": file.remember(choice.reason),
        "who": account(),
        "at": now(),
        "period": period(file),
        "undoes": None,
    }
    return _insert(file, row, "decided")


def _insert(file: ProjectFile, row: dict[str, Any], what: str) -> int:
    last = file.rows("SELECT max(decision_id) FROM decisions")[0][0]
    row["decision_id"] = (last or 0) + 1
    values = [row[name] for name in _COLUMNS]
    marks = ",".join("?" * len(values))
    file.run(f"INSERT INTO decisions VALUES ({marks})", values)  # noqa: S608
    about = {"subject": row["subject"], "kind": row["kind"], "undoes": row["undoes"]}
    append(file, what, about=about, after=values, reason=row["reason"])
    return int(row["decision_id"])


# --- what it is about ---


class _Subjects:
    """The records and tables that choices are about, looked up once for all of them."""

    def __init__(self, seen: Seen, choices: Sequence[Choice]) -> None:
        ids = {i for choice in choices for i in (choice.left_id, choice.right_id) if i}
        people = any(c.subject in _OF_PERSONS or c.field in PERSON_FIELDS for c in choices)
        self.own = records_of(seen, ids) if people else {}  # of the persons whose these are
        records = {*ids, *(record for some in self.own.values() for record in some)}
        self.sources = seen.sources
        self.looked = Looked(seen.records, mapped_fields(seen.columns), sorted(records))
        named = pd.Series(sorted(ids), dtype=TEXT)
        # `isin` turns what it looks for into objects: the few, not the many.
        known = seen.persons["person_id"]
        self.persons = set(known[known.isin(named)]) if people else set()
        found = seen.findings
        self.findings = found[found["record_id"].isin(named) | found["source"].isin(named)]
        found = seen.differences
        self.differences = found[found["left_id"].isin(named) | found["right_id"].isin(named)]


def _about(choice: Choice, desk: _Subjects) -> _About:
    for name, value, allowed in (
        ("subject", choice.subject, tuple(VERDICTS)),
        ("verdict", choice.verdict, VERDICTS.get(choice.subject, ())),
        ("scope", choice.scope, SCOPES),
    ):
        if value not in allowed:
            raise ProjectError("decision_value", name=name, value=value, allowed=", ".join(allowed))
    if choice.subject == "finding":
        return _finding(choice, desk)
    if choice.subject == "difference":
        return _difference(choice, desk)
    return _pair(choice, desk)


def _finding(choice: Choice, desk: _Subjects) -> _About:
    on_source = not desk.findings["record_id"].eq(str(choice.left_id)).any()
    wanted = {"rule": choice.kind, "field": choice.field}
    wanted |= (
        {"record_id": None, "source": choice.left_id}
        if on_source
        else {"record_id": choice.left_id}
    )
    row = only_row(desk.findings, wanted, f"{choice.left_id} {choice.kind}")
    if on_source:
        key = source_key(next(s for s in desk.sources if s.source == row["source"]))
    else:
        key = desk.looked.key(str(choice.left_id))
    return _About(str(row["rule"]), key, None, finding_values(row))


def _difference(choice: Choice, desk: _Subjects) -> _About:
    wanted = {"left_id": choice.left_id, "right_id": choice.right_id, "field": choice.field}
    if choice.kind:
        wanted["kind"] = choice.kind
    row = only_row(desk.differences, wanted, f"{choice.left_id} {choice.right_id} {choice.field}")
    ids = (choice.left_id, choice.right_id)
    by_person = choice.field in PERSON_FIELDS
    both = [(desk.own[i] if by_person else [i]) if i else [] for i in ids]
    looked = desk.looked
    left_key, right_key = (_key(looked, some, by_person=by_person) for some in both)
    values: list[Values | None]
    if choice.field is None:
        values = [looked.values(some[0]) if some else None for some in both]
    else:
        texts = (row["left_value"], row["right_value"])
        values = [{choice.field: text if isinstance(text, str) else None} for text in texts]
    judged = dict(zip(("left", "right"), values, strict=True))
    return _About(str(row["kind"]), left_key, right_key, judged)


def _key(looked: Looked, records: Sequence[str], *, by_person: bool) -> str | None:
    if not records:
        return None
    return looked.person_key(records) if by_person else looked.key(records[0])


def _pair(choice: Choice, desk: _Subjects) -> _About:
    ids, looked = [str(choice.left_id), str(choice.right_id)], desk.looked
    said = choice.subject == "person"
    by_person = said or not desk.persons.isdisjoint(ids)
    both = [desk.own.get(i, []) if by_person else [i] for i in ids]
    if said:  # of records that pass for one person: those that were named
        both = [[i] if i in some else some[:1] for i, some in zip(ids, both, strict=True)]
    if not all(some and some[0] in looked for some in both):
        raise ProjectError("decision_about_nothing", what=" ".join(ids))
    one_side = looked.side(both[0][0]) == looked.side(both[1][0])
    if one_side != (choice.subject == "person"):
        raise ProjectError("decision_sides", what=" ".join(ids))
    if by_person:
        left, right = (looked.person_values(some) for some in both)
        keys = [looked.said_key(s[0]) if said else looked.person_key(s) for s in both]
    else:
        left, right = (looked.values(some[0]) for some in both)
        keys = [looked.key(some[0]) for some in both]
    kind = "person" if by_person else "record"
    return _About(kind, keys[0], keys[1], {"left": left, "right": right})
