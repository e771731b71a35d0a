"""What a project file keeps of deliveries and of the last run, and how it comes out again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkcheck import errors
from wijkcheck.deliveries import Delivery
from wijkcheck.errors import WijkCheckError
from wijkcheck.mapping import Columns
from wijkcheck.pipeline import Checked, Run, SourceResult
from wijkcheck.project import ProjectSettings, resolving, store
from wijkcheck.project.file import ProjectFile
from wijkcheck.project.history import now
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.sources import Choice, RawTable

TABLES = (
    "persons", "person_pairs", "pairs", "differences", "figures", "bridge", "bridge_records",
    "copies", "decided",
)  # fmt: skip
_ERRORS = {kind.__name__: kind for kind in (errors.SourceError, errors.ProjectError)}


@dataclass(frozen=True)
class Received:
    """A delivered file that the project keeps: what of it has a field, as text."""

    delivery: int
    path: str
    record_type: RecordType
    side: Side
    team: str | None
    period: str
    sha256: str
    settings: str  # with which it was read
    at: str
    tables: list[dict[str, Any]]


def received(file: ProjectFile) -> list[Received]:
    """Return the deliveries that count, the oldest first: those that no correction replaced."""
    rows = file.rows(
        "SELECT delivery, path, record_type, side, team, period, sha256, settings, at, tables"
        " FROM deliveries WHERE current = 1 ORDER BY delivery"
    )
    return [
        Received(
            row[0],
            row[1],
            RecordType(row[2]),
            Side(row[3]),
            row[4],
            row[5],
            row[6],
            row[7],
            row[8],
            json.loads(row[9]),
        )
        for row in rows
    ]


def dropped(delivery: Delivery) -> list[str]:
    """Return the columns of a delivered table that no field needs."""
    assert delivery.raw is not None  # noqa: S101 - it was read
    needed = _needed(delivery)
    return [str(name) for name in delivery.raw.text if name not in needed]


def _needed(delivery: Delivery) -> list[str]:
    used = delivery.columns["field"].notna()
    return [str(name) for name in delivery.columns.loc[used, "column"].unique()]


def keep(
    file: ProjectFile,
    tables: Sequence[Delivery],
    notes: Sequence[Mapping[str, Any]],
    period: str,
    sha256: str,
    settings: str,
) -> None:
    """Keep the tables of one delivered file, each with its notes, within a transaction."""
    first = tables[0]
    about = first.settings
    told = [
        {
            "source": d.source,
            "member": d.raw.member if d.raw else None,
            "sheet": d.raw.sheet if d.raw else None,
            "choices": [[c.what, c.value, list(c.rows)] for c in d.choices],
            "header": list(d.raw.text.columns) if d.raw else [],
            "notes": note,
        }
        for d, note in zip(tables, notes, strict=True)
    ]
    number = file.run(
        "INSERT INTO deliveries (path, record_type, side, team, period, sha256, settings, at,"
        " tables, current) VALUES (?,?,?,?,?,?,?,?,?,1)",
        (
            first.file, about.record_type, about.side, about.team, period, sha256, settings, now(),
            json.dumps(told, ensure_ascii=False),
        ),
    )  # fmt: skip
    for place, delivery in enumerate(tables):
        assert delivery.raw is not None  # noqa: S101 - it was read
        needed = _needed(delivery)
        stored = delivery.raw.stored
        begin = f"delivery/{number}/{place}"
        store.write_table(file, f"{begin}/text", delivery.raw.text[needed])
        store.write_table(file, f"{begin}/stored", stored[[n for n in needed if n in stored]])
        store.write_table(file, f"{begin}/columns", delivery.columns)


def tables_of(file: ProjectFile, one: Received) -> list[tuple[RawTable, pd.DataFrame]]:
    """Return the tables of a kept delivery, each with its Columns."""
    found = []
    for place, told in enumerate(one.tables):
        begin = f"delivery/{one.delivery}/{place}"
        text, stored, columns = (
            store.read_table(file, f"{begin}/{name}") for name in ("text", "stored", "columns")
        )
        if text is not None and stored is not None and columns is not None:
            raw = RawTable(
                told["source"], told["member"], told["sheet"], text, stored,
                tuple(Choice(what, value, tuple(rows)) for what, value, rows in told["choices"]),
            )  # fmt: skip
            found.append((raw, columns))
    return found


# --- the last run ---


def keep_run(file: ProjectFile, run: Run, findings: pd.DataFrame) -> None:
    """Keep the last run, within a transaction; ``findings`` are all, also those set aside."""
    store.remove_tables(file, "run/")
    for (side, kind), table in run.records.items():
        store.write_table(file, f"run/records/{side}/{kind}", table)
    store.write_table(file, "run/findings", findings)
    store.write_table(file, "run/columns", _columns(run.sources))
    for name in TABLES:
        store.write_table(file, f"run/{name}", getattr(run, name))
    told = {
        "sources": [_source(source) for source in run.sources],
        "not_delivered": {kind: list(teams) for kind, teams in run.not_delivered.items()},
    }
    file.put("run", json.dumps(told, ensure_ascii=False))


def kept_run(file: ProjectFile, project: ProjectSettings, head: str) -> Run | None:
    """Return the last run as it was, or None where there was none or it was purged."""
    told = file.get("run")
    findings, columns = (store.read_table(file, f"run/{n}") for n in ("findings", "columns"))
    if told is None or findings is None or columns is None:
        return None
    told = json.loads(told)
    records = {}
    for name in store.names(file, "run/records/"):
        side, kind = name.split("/")[2:]
        table = store.read_table(file, name)
        if table is not None:
            records[Side(side), RecordType(kind)] = table
    tables: dict[str, Any] = {name: store.read_table(file, f"run/{name}") for name in TABLES}
    return Run(
        project=project,
        sources=tuple(_source_result(source, columns) for source in told["sources"]),
        not_delivered={RecordType(k): tuple(v) for k, v in told["not_delivered"].items()},
        records=records,
        findings=resolving.without(findings, tables["decided"]),
        head=head,
        **tables,
    )


def kept_check(file: ProjectFile, project: ProjectSettings) -> Checked | None:
    """Return what reading and checking found in the last run, without the deliveries themselves."""
    run = kept_run(file, project, "")
    findings = store.read_table(file, "run/findings")  # those that were set aside among them
    if run is None or findings is None:
        return None
    return Checked(project, (), run.sources, run.not_delivered, run.records, run.columns, findings)


def _columns(sources: Sequence[SourceResult]) -> pd.DataFrame:
    tables = [source.columns for source in sources if len(source.columns)]
    return pd.concat(tables, ignore_index=True) if tables else Columns.empty()


def _source(source: SourceResult) -> dict[str, Any]:
    error = source.error
    return {
        "source": source.source,
        "side": source.side,
        "record_type": source.record_type,
        "team": source.team,
        "status": source.status,
        "rows": source.rows,
        "error": [type(error).__name__, error.code, error.values] if error else None,
        "choices": [[choice.what, choice.value, list(choice.rows)] for choice in source.choices],
    }


def _source_result(told: Mapping[str, Any], columns: pd.DataFrame) -> SourceResult:
    error = told["error"]
    return SourceResult(
        source=told["source"],
        side=Side(told["side"]),
        record_type=RecordType(told["record_type"]),
        team=told["team"],
        status=told["status"],
        rows=told["rows"],
        error=_ERRORS.get(error[0], WijkCheckError)(error[1], **error[2]) if error else None,
        choices=tuple(Choice(what, value, tuple(rows)) for what, value, rows in told["choices"]),
        columns=columns[columns["source"] == told["source"]].reset_index(drop=True),
    )
