"""What a project file keeps of deliveries and of the last run, and how it comes out again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from wijkcheck import errors
from wijkcheck.deliveries import Delivery
from wijkcheck.errors import WijkCheckError
from wijkcheck.mapping import Columns
from wijkcheck.matching import Evidence, Weights
from wijkcheck.pipeline import Checked, Run, SourceResult
from wijkcheck.project import ProjectSettings, resolving, store
from wijkcheck.project.file import ProjectFile
from wijkcheck.project.history import now, program
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


def delivered_rows(
    file: ProjectFile, source: str, kind: RecordType, rows: Sequence[int]
) -> pd.DataFrame | None:
    """Return rows of a delivered table as they were delivered, the columns that have a field.

    None where the delivery isn't kept, or its contents were purged.
    """
    for one in reversed(received(file)):
        for place, told in enumerate(one.tables):
            if told["source"] == source and one.record_type == kind:
                return store.read_rows(file, f"delivery/{one.delivery}/{place}/text", rows)
    return None


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
    _keep_evidence(file, run.evidence)
    told = {
        "program": program(),
        "model": Weights.form(),
        "sources": [_source(source) for source in run.sources],
        "not_delivered": {kind: list(teams) for kind, teams in run.not_delivered.items()},
    }
    file.put("run", json.dumps(told, ensure_ascii=False))


def kept_run(file: ProjectFile, project: ProjectSettings, head: str) -> Run | None:
    """Return the last run as it was; None if there is none, or another version's.

    Each version may make its tables otherwise.
    """
    told = json.loads(file.get("run", "{}"))
    findings, columns = (store.read_table(file, f"run/{n}") for n in ("findings", "columns"))
    tables: dict[str, Any] = {name: store.read_table(file, f"run/{name}") for name in TABLES}
    made = (told.get("program"), told.get("model"))
    if made != (program(), Weights.form()) or any(t is None for t in tables.values()):
        return None
    if findings is None or columns is None:
        return None
    records = {}
    for name in store.names(file, "run/records/"):
        side, kind = name.split("/")[2:]
        table = store.read_table(file, name)
        if table is not None:
            records[Side(side), RecordType(kind)] = table
    return Run(
        project=project,
        sources=tuple(_source_result(source, columns) for source in told["sources"]),
        not_delivered={RecordType(k): tuple(v) for k, v in told["not_delivered"].items()},
        records=records,
        findings=resolving.without(findings, tables["decided"]),
        head=head,
        evidence=_kept_evidence(file, tables["persons"]),
        **tables,
    )


def kept_check(file: ProjectFile, run: Run) -> Checked:
    """Return what reading and checking found in a kept run, without the deliveries themselves."""
    found = store.read_table(file, "run/findings")  # those that were set aside among them
    assert found is not None  # noqa: S101 - the run has them
    about = (run.sources, run.not_delivered, run.records, run.columns, found)
    return Checked(run.project, (), *about)


def _keep_evidence(file: ProjectFile, evidence: Evidence | None) -> None:
    if evidence is None:
        return
    pairs = {name: getattr(evidence, name) for name in ("left", "right", "pattern")}
    table = pd.DataFrame(pairs, dtype="int32").assign(stop=evidence.stop.astype("int8"))
    store.write_table(file, "run/evidence", table)
    levels = pd.DataFrame(evidence.levels).rename(columns=str)
    store.write_table(file, "run/patterns", levels.assign(log_odds=evidence.log_odds))
    model = json.dumps(asdict(evidence.weights), default=np.ndarray.tolist)
    store.write_table(file, "run/model", pd.DataFrame({"model": [model]}))


def _kept_evidence(file: ProjectFile, persons: pd.DataFrame) -> Evidence | None:
    pairs, levels, model = (
        store.read_table(file, f"run/{name}") for name in ("evidence", "patterns", "model")
    )
    if pairs is None or levels is None or model is None:
        return None
    left_ids, right_ids = (
        pd.Index(persons.loc[persons["side"].eq(side), "person_id"].unique()) for side in Side
    )
    return Evidence(
        left_ids=left_ids,
        right_ids=right_ids,
        left=pairs["left"].to_numpy(np.int64),
        right=pairs["right"].to_numpy(np.int64),
        pattern=pairs["pattern"].to_numpy(np.int64),
        levels=levels.drop(columns="log_odds").to_numpy(np.int8),
        log_odds=levels["log_odds"].to_numpy(),
        stop=pairs["stop"].to_numpy(np.int64),
        weights=Weights.of(json.loads(model["model"].iloc[0])),
    )


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
