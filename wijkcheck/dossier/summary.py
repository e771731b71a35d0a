"""A run as data: what ``summary.json`` holds."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from wijkcheck.pipeline import Run, SourceResult
from wijkcheck.project import ProjectSettings
from wijkcheck.texts import sentence

_COUNTED = {
    "findings": ("rule", "severity", "source"),
    "person_pairs": ("status", "basis"),
    "pairs": ("status", "basis"),
    "differences": ("kind", "cause", "cause_certainty", "field", "status"),
}


def summary(run: Run, language: str) -> dict[str, Any]:
    """Return what ``summary.json`` holds: no time, path or machine, so equal runs give equal bytes.

    ``missing`` names each delivery that takes no part; ``sources`` says per source what was read,
    which choices detection made (with the rows concerned) and what became of its columns.
    """
    return {
        "project": _project(run.project),
        "missing": missing(run, language),
        "sources": [_source(source, language) for source in run.sources],
        "records": [
            {"side": side, "record_type": kind, "records": len(table)}
            for (side, kind), table in sorted(run.records.items())
        ],
        "counts": {name: _counts(getattr(run, name), by) for name, by in _COUNTED.items()},
        "figures": _rows(run.figures),
        "limits": limits(run),
        **({"head": run.head} if run.head else {}),
    }


def missing(run: Run, language: str) -> list[dict[str, Any]]:
    """Return the deliveries that take no part: sources by name, then teams without a source."""
    unused = [source for source in run.sources if source.status != "used"]
    gaps: list[dict[str, Any]] = [
        {
            "source": source.source,
            "side": source.side,
            "record_type": source.record_type,
            "team": source.team,
            "status": source.status,
            "reason": _reason(source, language),
        }
        for source in unused
    ]
    told = {(source.record_type, source.team) for source in unused}
    gaps += [
        {"side": "team", "record_type": kind, "team": team, "status": "not_delivered"}
        for kind, teams in sorted(run.not_delivered.items())
        for team in teams
        if (kind, team) not in told
    ]
    return gaps


def limits(run: Run) -> dict[str, dict[str, Any]]:
    """Return the project's limits with what they are held against."""
    values = {
        "errors": int(run.findings["severity"].eq("error").sum()),
        "differences": len(run.differences),
    }
    return {
        name: {"limit": limit, "value": values[name], "exceeded": values[name] > limit}
        for name, limit in run.project.limits.items()
    }


def _project(project: ProjectSettings) -> dict[str, Any]:
    return {
        "name": project.name,
        "period": [project.period_start.isoformat(), project.period_end.isoformat()],
        "reference_date": project.reference_date.isoformat(),
        "end_included": project.end_included,
    }


def _source(source: SourceResult, language: str) -> dict[str, Any]:
    columns = source.columns
    return {
        "source": source.source,
        "side": source.side,
        "record_type": source.record_type,
        "team": source.team,
        "status": source.status,
        "reason": _reason(source, language),
        "rows": source.rows,
        "choices": [
            {"what": choice.what, "value": choice.value, "rows": list(choice.rows)}
            for choice in source.choices
        ],
        "columns": _rows(columns.drop(columns=["source", "details"])),
        "doubtful": columns.loc[columns["status"].eq("doubtful"), "column"].unique().tolist(),
    }


def _reason(source: SourceResult, language: str) -> str | None:
    return sentence(source.error.code, source.error.values, language) if source.error else None


def _counts(table: pd.DataFrame, columns: Sequence[str]) -> dict[str, Any]:
    by = {f"by_{name}": table[name].value_counts().sort_index().to_dict() for name in columns}
    return {"total": len(table), **by}


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as JSON's own values: a missing one is null, a number has 4 decimals."""
    shown = table.round(4).astype(object)
    rows = shown.where(table.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]
