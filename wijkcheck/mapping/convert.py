"""A raw table becomes records: every field converted by its kind, every failure a finding."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from wijkcheck.mapping.cells import clean, is_placeholder
from wijkcheck.mapping.composites import composites
from wijkcheck.mapping.dates import month_first
from wijkcheck.mapping.kinds import Cells, Converted, convert_cells
from wijkcheck.progress import Progress, silent
from wijkcheck.records.fields import BIRTH_PARTS, DATE_KINDS, Field, RecordType, fields
from wijkcheck.records.folding import fold
from wijkcheck.records.models import TEXT, dtype, findings, gather, record_ids
from wijkcheck.records.prefixes import split_prefix
from wijkcheck.records.teams import TeamNames
from wijkcheck.sources.tables import STORED, RawTable

RULES: dict[str, str] = {
    "unreadable_date": "error",
    "impossible_date": "error",
    "unreadable_number": "error",
    "unreadable_amount": "error",
    "unreadable_bsn": "error",
    "scientific_notation": "error",
    "unknown_code": "error",
    "several_codes": "error",
    "unreadable_house_number": "warning",
    "unreadable_name": "warning",
    "unreadable_address": "warning",
    "unreadable_period": "error",
    "unreadable_omvang": "error",
    "birth_default": "warning",
    "team_unknown": "warning",
    "placeholder": "notice",
    "american_dates": "notice",
    "bsn_leading_zero": "notice",
    "code_widened": "notice",
}
"""Rules that conversion makes findings of, with their severities."""

_NUMBER_CODE = STORED.index("number")


Faults = list[tuple[str, str, pd.Series]]  # field, column, the rule that each cell breaks


@dataclass
class _Work:
    """What grows while the fields of one source are converted."""

    raw: RawTable
    known: dict[str, Field]
    used: frozenset[str]  # fields that a column gives
    american: bool | None  # its dates have the month before the day, where they prove either
    values: dict[str, pd.Series] = field(default_factory=dict)
    more: dict[str, pd.Series] = field(default_factory=dict)  # found in other fields' cells
    unread: Faults = field(default_factory=list)  # could not be converted
    noted: Faults = field(default_factory=list)  # could, and a person should know
    notices: list[tuple[str, str, str, int]] = field(default_factory=list)  # of the whole source


def convert(
    raw: RawTable,
    columns: pd.DataFrame,
    record_type: RecordType,
    teams: TeamNames,
    team: str | None,
    today: date,
    progress: Progress = silent,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the records of a source, as ``record_schema`` says, and the Findings of converting.

    ``columns`` is the Columns table of the source; ``team`` fills empty cells of the team, or the
    column that is not there. A row without any value is no record. What cannot be converted is
    missing in the record, named in its ``unreadable`` and a finding with the raw text.
    """
    used = columns[columns["status"].isin(["taken", "chosen"]) & columns["field"].notna()]
    known = fields(record_type)
    work = _Work(raw, known, frozenset(used["field"]), _american(raw, used, known))
    groups = list(used.groupby("column", sort=False))
    for done, (column, rows) in enumerate(groups):
        progress("converting", done, len(groups))
        _convert_column(work, str(column), rows, record_type, today)
    _part_names(work)
    for name, series in work.more.items():
        own = work.values.get(name)
        work.values[name] = series if own is None else own.fillna(series)
    unreadable = _unreadable(work)
    filled = unreadable.notna()
    for series in work.values.values():
        filled |= series.notna()
    _name_teams(work, teams, team, used)
    records = _records(work, unreadable, record_type)[filled.to_numpy()]
    return records, _findings(work, records)


def _american(raw: RawTable, used: pd.DataFrame, known: Mapping[str, Field]) -> bool | None:
    """Return what the columns of dates prove together: a day that stands first weighs most.

    Dates that are all the first to twelfth of a month prove nothing of their own.
    """
    dated = used.loc[used["field"].map(lambda name: known[name].kind in DATE_KINDS), "column"]
    proven = {
        month_first(clean(raw.text[name]).dropna().unique().tolist()) for name in dated.unique()
    }
    return False if False in proven else True if True in proven else None


def _convert_column(
    work: _Work, column: str, rows: pd.DataFrame, record_type: RecordType, today: date
) -> None:
    text = clean(work.raw.text[column])
    numeric = pd.Series(False, index=text.index)
    if column in work.raw.stored:
        numeric = work.raw.stored[column].eq(_NUMBER_CODE)
    for name, part in _texts(work, column, text, numeric, rows, record_type).items():
        stored = numeric if part is text else numeric & False
        cells = Cells(work.known[name], column, part, stored, today, work.american)
        _keep(work, cells, convert_cells(cells))


def _texts(
    work: _Work,
    column: str,
    text: pd.Series,
    numeric: pd.Series,
    rows: pd.DataFrame,
    record_type: RecordType,
) -> dict[str, pd.Series]:
    """Return the text of each field of a column: its own, or its part of a composite."""
    wanted = rows["field"].tolist()
    details = json.loads(rows["details"].iloc[0]) if rows["details"].notna().iloc[0] else {}
    if "composite" not in details:
        return dict.fromkeys(wanted, text)
    kind = composites(record_type)[details["composite"]]
    text = text.mask(is_placeholder(text))
    own = {part: name for part, name in kind.parts.items() if name in wanted}
    if "suffix" in details:  # the unit stands in the column's name
        text = text.mask(numeric, text.str.replace(".", ",")) + f" {details['suffix']}"
    elif details["composite"] != "naam" or "achternaam" in wanted:
        # A part too rare to be seen beforehand is no reason to lose it.
        own |= {part: name for part, name in kind.parts.items() if name not in work.used}
    made = kind.take_apart(text)
    failed = text.notna() & made.isna().all(axis=1)
    if failed.any():
        work.unread += [(name, column, _rule(kind.problem, failed)) for name in wanted]
    return {name: made[part] for part, name in own.items()}


def _keep(work: _Work, cells: Cells, made: Converted) -> None:
    name = cells.field.name
    work.values[name] = made.values
    for other, series in made.more.items():
        work.more.setdefault(other, series)
    work.notices += [(rule, name, cells.column, n) for rule, n in made.notices.items()]
    if made.problems is not None and made.problems.notna().any():
        work.unread.append((name, cells.column, made.problems))
    if made.remarks is not None:
        work.noted.append((name, cells.column, made.remarks))
    if cells.field.required:
        nothing = cells.text.notna() & made.values.isna()
        if made.problems is not None:
            nothing &= made.problems.isna()
        work.noted.append((name, cells.column, _rule("placeholder", nothing)))


def _part_names(work: _Work) -> None:
    """Take the prefix out of a surname that has it inside, unless another prefix is given."""
    for prefix, name in (("voorvoegsel", "achternaam"), ("partnervoorvoegsel", "partnernaam")):
        if name not in work.values:
            continue
        parts = split_prefix(work.values[name])
        own = work.values.get(prefix)
        if own is None:
            own = pd.Series(None, index=parts.index, dtype=TEXT)
        inside = parts["prefix"].notna() & (own.isna() | fold(own).eq(fold(parts["prefix"])))
        work.values[name] = work.values[name].mask(inside, parts["name"])
        work.values[prefix] = own.mask(inside, parts["prefix"])


def _unreadable(work: _Work) -> pd.Series:
    """Return the names of the fields that could not be converted, per row, in field order."""
    failed: dict[str, pd.Series] = {}
    for name, _, rules in work.unread:
        failed[name] = rules.notna() | failed.get(name, False)
    text = pd.Series("", index=work.raw.text.index, dtype=TEXT)
    for name in work.known:
        if name in failed:
            text[failed[name]] += f" {name}"
    return text.str.strip().mask(text.eq(""))


def _name_teams(work: _Work, teams: TeamNames, team: str | None, used: pd.DataFrame) -> None:
    """Give each row its team; one that the project does not know stays a group of its own."""
    index = work.raw.text.index
    named = teams.canonical(work.values.get("team", pd.Series(None, index=index, dtype=TEXT)))
    unknown = named["team"].notna() & ~named["known"]
    if len(teams) and unknown.any():
        column = str(used.loc[used["field"].eq("team"), "column"].iloc[0])
        work.noted.append(("team", column, _rule("team_unknown", unknown)))
    work.values["team"] = named["team"] if team is None else named["team"].fillna(team)


def _rule(rule: str, where: pd.Series) -> pd.Series:
    return pd.Series(rule, index=where.index, dtype=TEXT).where(where)


def _records(work: _Work, unreadable: pd.Series, record_type: RecordType) -> pd.DataFrame:
    index = work.raw.text.index
    data = {
        "source": pd.Series(work.raw.source, index=index, dtype=TEXT),
        "row": pd.Series(index, index=index, dtype="int64"),
        **{name: _column(work, name, dtype(field)) for name, field in work.known.items()},
        **{part: _column(work, part, pd.Int16Dtype()) for part in BIRTH_PARTS},
        "unreadable": unreadable,
    }
    frame = pd.DataFrame(data)
    frame.index = record_ids(record_type, work.raw.source, index)
    return frame


def _column(work: _Work, name: str, wanted: Any) -> pd.Series:
    made: pd.Series | None = work.values.get(name)
    if made is None:
        made = pd.Series(None, index=work.raw.text.index, dtype=wanted)
    typed: pd.Series = made.astype(wanted)
    return typed


def _findings(work: _Work, records: pd.DataFrame) -> pd.DataFrame:
    """Make the findings: per cell of the records, and once per source what holds for a column."""
    ids = pd.Series(records.index, index=records["row"].to_numpy(), dtype=TEXT)
    source = work.raw.source
    tables = []
    for name, column, rules in (*work.unread, *work.noted):
        broken = rules.reindex(ids.index).dropna()
        tables.append(
            findings(
                source,
                broken.index,
                broken,
                broken.map(RULES),
                record_id=ids[broken.index],
                field=name,
                value=work.raw.text[column].reindex(broken.index),
                details=json.dumps({"column": column}, ensure_ascii=False),
            )
        )
    for rule, name, column, count in work.notices:
        details = json.dumps({"column": column, "count": count}, ensure_ascii=False)
        tables.append(findings(source, None, rule, RULES[rule], field=name, details=details))
    return gather(tables)
