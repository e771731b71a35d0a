"""A first dossier: everything that a controller must be able to follow, in one workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from wijkcheck.dossier.about import about
from wijkcheck.dossier.folder import named_tables
from wijkcheck.dossier.messages import messages
from wijkcheck.dossier.workbook import write_workbook
from wijkcheck.figures.tables import WHOLE
from wijkcheck.pipeline import Run
from wijkcheck.progress import Progress, silent
from wijkcheck.records.models import TEXT
from wijkcheck.texts import sentence

_SHEETS = {
    "findings": "window_findings", "person_pairs": "dossier_person_pairs", "pairs": "window_pairs",
    "differences": "stage_verschillen", "figures": "stage_cijfers", "bridge": "window_bridge",
    "bridge_records": "dossier_bridge_records",
}  # fmt: skip
_INTERNAL = ("record_id", "left_id", "right_id", "details", "runner_up", "duplicate_of_source")


@dataclass(frozen=True)
class Point:
    """Something that a whole dossier needs: whether it is there, and how much is lacking."""

    code: str
    stage: str
    lacking: int

    @property
    def done(self) -> bool:
        """Tell whether nothing is lacking."""
        return self.lacking == 0


def completeness(run: Run) -> tuple[Point, ...]:
    """Return what is complete and what is not, in the order of the stages."""
    columns = run.columns
    moving = run.figures["open"].fillna(0).gt(0) & run.figures["team"].ne(WHOLE)
    return (
        Point("point_sources", "bronnen", sum(s.status != "used" for s in run.sources)),
        Point("point_teams", "bronnen", sum(len(teams) for teams in run.not_delivered.values())),
        Point("point_columns", "kolommen", int(columns["status"].eq("doubtful").sum())),
        Point("point_errors", "controle", int(run.findings["severity"].eq("error").sum())),
        Point("point_pairs", "koppelen", int(run.person_pairs["status"].eq("review").sum())),
        Point("point_differences", "verschillen", int(run.differences["status"].eq("open").sum())),
        Point("point_asked", "verschillen", int(run.differences["status"].eq("asked").sum())),
        Point("point_figures", "cijfers", int(run.figures.loc[moving, "team"].nunique())),
    )


def write_dossier(
    run: Run,
    path: Path,
    language: str,
    *,
    history: pd.DataFrame | None = None,
    with_bsn: bool = False,
    progress: Progress = silent,
) -> None:
    """Write the dossier of a run; ``history`` is what the project file keeps, if there is one.

    Raises:
        WijkCheckError: the file cannot be written.
    """

    def text(code: str, **values: object) -> str:
        return sentence(code, values, language)

    sheets = {
        name: pd.concat([table, _lacking(run, language)], ignore_index=True)
        for name, table in about(run, language).items()
    }
    sheets[text("stage_bronnen")] = _sources(run, language)
    for name, table in named_tables(run, with_bsn=with_bsn):
        if name in _SHEETS:
            if name == "findings":
                table = table.assign(message=messages(table, language))
            kept = [column for column in table if column not in _INTERNAL]
            sheets[text(_SHEETS[name])] = table[kept]
    if len(run.decided):
        sheets[text("dossier_decisions")] = run.decided.drop(
            columns=["left_id", "right_id", "changed"]
        )
    if history is not None:
        sheets[text("dossier_history")] = history
    write_workbook(path, sheets, language, with_bsn=with_bsn, progress=progress)


def _lacking(run: Run, language: str) -> pd.DataFrame:
    """Return what is there and what is lacking, ``title, value``."""
    told = []
    for point in completeness(run):
        state = "dossier_complete" if point.done else "dossier_lacking"
        told.append(
            (
                sentence(point.code, {}, language),
                sentence(state, {"number": point.lacking}, language),
            )
        )
    return pd.DataFrame(told, columns=["title", "value"]).astype(TEXT)


def _sources(run: Run, language: str) -> pd.DataFrame:
    rows = [
        {
            "source": s.source,
            "side": s.side,
            "team": s.team,
            "record_type": s.record_type,
            "rows": s.rows,
            "status": s.status,
            "message": sentence(s.error.code, s.error.values, language) if s.error else None,
        }
        for s in run.sources
    ]
    table = pd.DataFrame(rows)
    return table.astype({name: TEXT for name in table if name != "rows"})


def history_table(entries: Sequence[tuple[int, str, str, str, str]]) -> pd.DataFrame:
    """Return the entries of a project's history (number, when, who, what, hash) as a table."""
    names = ["entry", "at", "who", "what", "hash"]
    return pd.DataFrame(entries, columns=names).astype({n: TEXT for n in names if n != "entry"})
