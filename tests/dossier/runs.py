"""A small run, made by hand: two records on either side, one client, one difference."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from wijkcheck.comparison.tables import Differences
from wijkcheck.errors import SourceError
from wijkcheck.figures.tables import Bridge, BridgeRecords, Figures
from wijkcheck.mapping.tables import Columns
from wijkcheck.matching.tables import Pairs, Persons
from wijkcheck.pipeline import Run, SourceResult
from wijkcheck.project import ProjectSettings
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import findings, record_columns, record_ids
from wijkcheck.sources.tables import Choice

TYPE = RecordType.TOEWIJZINGEN
LEFT, RIGHT = "gemeente.xlsx", "teams/noord.csv"


def records(source: str, rows: list[int]) -> pd.DataFrame:
    """Return records of which only the place is known."""
    index = record_ids(TYPE, source, pd.Index(rows))
    columns = {
        name: pd.Series(source if name == "source" else None, index=index, dtype=dtype)
        for name, dtype in record_columns(TYPE).items()
        if name != "row"
    }
    table = pd.DataFrame(columns, index=index)
    table.insert(1, "row", pd.Series(rows, index=index, dtype="int64"))
    return table


def table(model: type, **columns: object) -> pd.DataFrame:
    """Return a table as a stage declares it; a column not given is missing."""
    schema = model.to_schema()  # type: ignore[attr-defined]
    given = {name: columns.get(name) for name in schema.columns}
    size = max(len(v) for v in given.values() if isinstance(v, list))
    frame = pd.DataFrame({n: [None] * size if v is None else v for n, v in given.items()})
    return schema.validate(frame.astype({n: c.dtype.type for n, c in schema.columns.items()}))


def source(name: str, side: Side, status: str = "used") -> SourceResult:
    columns = table(
        Columns,
        source=[name, name],
        column=["BSN", "Gebied"],
        field=["bsn", "team"],
        status=["taken", "doubtful"],
        confidence=[0.98766, 0.4],
        reason=["by_name", "by_content"],
    )
    error = None if status == "used" else SourceError("project_missing", path=name)
    choices = (Choice("title_rows", "2", (1, 2)),)
    team = "Wijkteam Noord" if side is Side.TEAM else None
    return SourceResult(name, side, TYPE, team, status, 2, error, choices, columns)


def run(folder: Path = Path()) -> Run:
    """Return the run."""
    left, right = records(LEFT, [4, 5]), records(RIGHT, [2, 3])
    (left_id, other), (right_id, extra) = left.index, right.index
    return Run(
        project=ProjectSettings("Q3", folder, date(2026, 7, 1), *[date(2026, 9, 30)] * 2),
        sources=(source(LEFT, Side.MUNICIPALITY), source(RIGHT, Side.TEAM)),
        not_delivered={},
        records={(Side.MUNICIPALITY, TYPE): left, (Side.TEAM, TYPE): right},
        findings=findings(
            RIGHT, pd.Series([2]), "value_no_date", "error",
            record_id=pd.Series([right_id]), field="bsn", value="999900006",
            details='{"path": "noord", "place": "bsn 999900006"}',
        ),
        persons=table(
            Persons,
            person_id=["m1", "m1", "t1", "t1"],
            side=["municipality"] * 2 + ["team"] * 2,
            record_id=[other, left_id, right_id, extra],
        ),
        person_pairs=table(
            Pairs, left_id=["m1"], right_id=["t1"], probability=[1.0], weight=[18.347],
            basis=["bsn"], status=["certain"],
        ),
        pairs=table(
            Pairs, left_id=[left_id], right_id=[right_id], probability=[0.987654], weight=[-0.001],
            basis=["productcode volume"], status=["probable"], margin=[0.5],
        ),
        differences=table(
            Differences, kind=["field", "only_team"], cause=["bsn", "onbekend"],
            cause_certainty=["established", "presumed"], left_id=[left_id, None],
            right_id=[right_id, extra], field=["bsn", None], left_value=["999900006", None],
            right_value=["999900018", None], status=["open", "open"],
        ),
        figures=table(
            Figures, measure=["toewijzingen"] * 2, period_rule=["peildatum"] * 2,
            team=["Wijkteam Noord", "*"], municipality_value=[2, 2], team_value=[2, None],
            delta=[0, None], agreed_value=[2, None], open=[0, None],
        ),
        bridge=table(
            Bridge, measure=["toewijzingen"], period_rule=["peildatum"], team=["*"], step=[1],
            cause=["onbekend"], amount=[1], records=[1],
        ),
        bridge_records=table(
            BridgeRecords, measure=["toewijzingen"], period_rule=["peildatum"], team=["*"],
            step=[1], right_id=[extra], effect=[1],
        ),
    )  # fmt: skip


def without_noord(folder: Path = Path()) -> Run:
    """Return the run with the team's delivery unusable, and another team without any."""
    whole = run(folder)
    municipality, team = whole.sources
    return replace(
        whole,
        sources=(municipality, replace(team, status="unusable",
                                       error=SourceError("project_missing", path=RIGHT))),
        not_delivered={TYPE: ("Wijkteam Noord", "Wijkteam Oost")},
    )  # fmt: skip
