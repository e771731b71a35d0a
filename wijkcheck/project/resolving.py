"""Decisions meet a new delivery: found again by their keys, held against what they judged."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkcheck.project.judged import Listed, Looked, Values, finding_values, mapped_fields, meant
from wijkcheck.project.keys import PERSON, SOURCE, Records, find, identities
from wijkcheck.project.tables import Resolved


@dataclass(frozen=True)
class _Met:
    """A decision and the records that its keys find."""

    row: Any  # a named tuple of Decisions
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def missed(self) -> bool:
        """Tell whether a record that it is about is not there."""
        return (isinstance(self.row.left_key, str) and not self.left) or (
            isinstance(self.row.right_key, str) and not self.right
        )


Answer = tuple[str, str | None, str | None, dict[str, Any] | None]  # state, ids, what changed


def resolve(decisions: pd.DataFrame, records: Records, columns: pd.DataFrame) -> pd.DataFrame:
    """Return what decisions on pairs and persons say about these records, as Resolved."""
    chosen = decisions[decisions["subject"].isin(["pair", "person"])]
    met, looked = _meet(chosen, records, columns)
    return _resolved(met, lambda one: _pair(one, looked))


def resolve_findings(
    decisions: pd.DataFrame,
    records: Records,
    columns: pd.DataFrame,
    findings: pd.DataFrame,
    sources: Sequence[Listed],
) -> pd.DataFrame:
    """Return what decisions on findings say about these, as Resolved.

    ``left_id`` is the source of a finding on a whole source.
    """
    chosen = decisions[decisions["subject"] == "finding"]
    met, _ = _meet(chosen, records, columns)
    about = findings[findings["rule"].isin(chosen["kind"])]
    return _resolved(met, lambda one: _finding(one, about, sources))


def resolve_differences(
    decisions: pd.DataFrame, records: Records, columns: pd.DataFrame, differences: pd.DataFrame
) -> pd.DataFrame:
    """Return what decisions on differences say about these, as Resolved."""
    chosen = decisions[decisions["subject"] == "difference"]
    met, looked = _meet(chosen, records, columns)
    ids = {record for one in met for record in (*one.left, *one.right)}
    near = differences["left_id"].isin(ids) | differences["right_id"].isin(ids)
    by_kind = {
        (kind, field): some
        for (kind, field), some in differences[near].groupby(["kind", "field"], dropna=False)
    }
    nothing = differences.iloc[:0]

    def answer(one: _Met) -> Answer:
        field = one.row.field if isinstance(one.row.field, str) else float("nan")
        known = [v for k, v in by_kind.items() if k[0] == one.row.kind and _equal(k[1], field)]
        return _difference(one, known[0] if known else nothing, looked)

    return _resolved(met, answer)


def _equal(one: object, other: object) -> bool:
    return one == other or (one != one and other != other)


def lapsed(decisions: pd.DataFrame, period: str) -> pd.DataFrame:
    """Return, as Resolved, the decisions that were for an earlier period only."""
    old = decisions[(decisions["scope"] == "this_time") & (decisions["period"] != period)]
    return _resolved([_Met(row, (), ()) for row in old.itertuples()], _lapsed)


def _lapsed(one: _Met) -> Answer:
    return "lapsed", None, None, None


def holding(decisions: pd.DataFrame, period: str) -> pd.DataFrame:
    """Return the decisions that hold in a period."""
    return decisions[(decisions["scope"] == "from_now_on") | (decisions["period"] == period)]


def concerning(decisions: pd.DataFrame, records: Records) -> pd.DataFrame:
    """Return the decisions on these few records or on whose they are, whatever their period.

    A key that has a BSN is of nobody with another one: twins may share all the rest of it.
    """
    keys = pd.unique(pd.concat([decisions["left_key"], decisions["right_key"]]).dropna()).tolist()
    some = [frame for frame in records.values() if len(frame)]
    if not keys or not some:
        return decisions.iloc[:0]
    hits = find(keys, records)
    asked = pd.Series([json.loads(keys[n]).get("bsn") for n in hits["number"]], hits.index)
    numbers = pd.concat([identities(frame)["bsn"] for frame in some])
    theirs = hits["record_id"].map(numbers[~numbers.index.duplicated()])
    another = asked.notna() & theirs.notna() & asked.ne(theirs)
    known = {keys[number] for number in hits.loc[~another, "number"]}
    return decisions[decisions["left_key"].isin(known) | decisions["right_key"].isin(known)]


def _meet(
    decisions: pd.DataFrame, records: Records, columns: pd.DataFrame
) -> tuple[list[_Met], Looked]:
    keys = [*decisions["left_key"].dropna(), *decisions["right_key"].dropna()]
    hits = find(keys, records) if keys else pd.DataFrame({"number": [], "record_id": []})
    found: dict[object, tuple[str, ...]] = {}
    for number, record in zip(hits["number"].tolist(), hits["record_id"].tolist(), strict=True):
        found[keys[number]] = (*found.get(keys[number], ()), record)
    met = [
        _Met(row, found.get(row.left_key, ()), found.get(row.right_key, ()))
        for row in decisions.itertuples()
    ]
    ids = sorted({record for some in found.values() for record in some})
    return met, Looked(records, mapped_fields(columns), ids)


def _resolved(met: Sequence[_Met], answer: Callable[[_Met], Answer]) -> pd.DataFrame:
    rows = []
    for one in met:
        row = one.row
        purged = not isinstance(row.left_key, str) and not isinstance(row.right_key, str)
        lost = ("not_found", None, None, None)
        state, left, right, changed = lost if purged and answer is not _lapsed else answer(one)
        said = json.dumps(changed, ensure_ascii=False, sort_keys=True) if changed else None
        rows.append(
            (row.decision_id, row.subject, row.kind, row.verdict, left, right, row.field,
             row.value, state, said)
        )  # fmt: skip
    columns = Resolved.to_schema().columns
    types = {name: column.dtype.type for name, column in columns.items()}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


# --- the state of one decision ---


def _pair(one: _Met, looked: Looked) -> Answer:
    if not one.left or not one.right:
        return "not_found", None, None, None
    judged = json.loads(one.row.judged)
    lefts = _as_judged(one.left, judged["left"], looked)
    rights = _as_judged(one.right, judged["right"], looked)
    left, right = lefts[0], rights[0]
    several = _several_persons if one.row.kind == PERSON else _unlike
    if left == right or several(lefts, looked) or several(rights, looked):
        return "ambiguous", None, None, None
    if one.row.kind == PERSON:
        now = {"left": looked.person_values(lefts), "right": looked.person_values(rights)}
    else:
        now = {"left": looked.values(left), "right": looked.values(right)}
    changed = _changes(judged, now)
    return ("stale" if changed else "applied"), left, right, changed


def _as_judged(records: Sequence[str], judged: Values, looked: Looked) -> Sequence[str]:
    """Return, of the records that one key found, those that say what was judged; else all."""
    same = [
        record
        for record in records
        if not any(
            value is not None and judged.get(name) not in (None, value)
            for name, value in looked.values(record).items()
        )
    ]
    return same or records


def _difference(one: _Met, differences: pd.DataFrame, looked: Looked) -> Answer:
    if one.missed:
        return "not_found", None, None, None
    rows = differences[
        (differences["left_id"].isin(one.left) | (differences["left_id"].isna() & (not one.left)))
        & (
            differences["right_id"].isin(one.right)
            | (differences["right_id"].isna() & (not one.right))
        )
    ]
    if not len(rows):
        return "solved", None, None, None
    if len(rows) > 1:
        return "ambiguous", None, None, None
    row = rows.iloc[0]
    left, right = (i if isinstance(i, str) else None for i in (row["left_id"], row["right_id"]))
    if isinstance(one.row.field, str):
        values = (row["left_value"], row["right_value"])
        texts = (value if isinstance(value, str) else None for value in values)
        now: dict[str, Any] = dict(
            zip(("left", "right"), ({one.row.field: text} for text in texts), strict=True)
        )
    else:
        now = {
            "left": looked.values(left) if left else None,
            "right": looked.values(right) if right else None,
        }
    changed = _changes(json.loads(one.row.judged), now)
    return ("stale" if changed else "applied"), left, right, changed


def _finding(one: _Met, findings: pd.DataFrame, sources: Sequence[Listed]) -> Answer:
    key = json.loads(one.row.left_key)
    same = findings["rule"].eq(one.row.kind)
    field = one.row.field
    same &= findings["field"].eq(field) if isinstance(field, str) else findings["field"].isna()
    of_source = key["type"] == SOURCE
    named = meant(key, sources) if of_source else one.left
    if not named:
        return "not_found", None, None, None
    about = findings["source"].where(findings["record_id"].isna() == of_source)
    about = about if of_source else findings["record_id"]
    rows = findings[same & about.isin(named)].assign(about=about)
    if not len(rows):
        return "solved", None, None, None
    if rows["about"].nunique() > 1:
        return "ambiguous", None, None, None
    row = rows.iloc[0]
    changed = _changes({"left": json.loads(one.row.judged)}, {"left": finding_values(row)})
    return ("stale" if changed else "applied"), row["about"], None, changed


def _several_persons(records: Sequence[str], looked: Looked) -> bool:
    """Tell whether records that one key found are evidently of several people.

    Two BSNs, or without any: two names, or two client numbers of one team.
    """
    keys = [json.loads(looked.person_key([record])) for record in records]
    numbers = {key["bsn"] for key in keys if "bsn" in key}
    if numbers:
        return len(numbers) > 1
    own = {(key.get("team"), key["clientnummer"]) for key in keys if "clientnummer" in key}
    teams = [team for team, _ in own]
    return len({key.get("name") for key in keys}) > 1 or len(teams) > len(set(teams))


def _unlike(records: Sequence[str], looked: Looked) -> bool:
    """Tell whether records that one key found differ; equal ones are copies of one another."""
    return any(looked.values(record) != looked.values(records[0]) for record in records[1:])


def _changes(judged: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Return what changed of the fields that both deliveries have columns for."""
    changed: dict[str, Any] = {}
    for side in ("left", "right"):
        before, after = judged.get(side) or {}, now.get(side) or {}
        for name in sorted(before.keys() & after.keys()):
            if before[name] != after[name]:
                changed.setdefault(side, {})[name] = [before[name], after[name]]
    return changed


def without(findings: pd.DataFrame, resolved: pd.DataFrame) -> pd.DataFrame:
    """Return the findings without those that decisions (Resolved) set aside."""
    aside = resolved[(resolved["subject"] == "finding") & (resolved["state"] == "applied")]
    if not len(aside):
        return findings
    about = pd.DataFrame(
        {
            "left_id": findings["record_id"].fillna(findings["source"]),
            "kind": findings["rule"],
            "field": findings["field"].fillna(""),
        }
    )
    told = pd.MultiIndex.from_frame(aside[[*about]].assign(field=aside["field"].fillna("")))
    return findings[~pd.MultiIndex.from_frame(about).isin(told)].reset_index(drop=True)
