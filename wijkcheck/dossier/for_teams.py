"""A workbook per team with only what is its own: its records, what differs, what it must mend."""

from pathlib import Path

import pandas as pd

from wijkcheck.dossier.about import about
from wijkcheck.dossier.masking import masked
from wijkcheck.dossier.messages import messages
from wijkcheck.dossier.replacing import replacing
from wijkcheck.dossier.workbook import write_workbook
from wijkcheck.pipeline import Run
from wijkcheck.progress import Progress, silent
from wijkcheck.records.models import TEXT
from wijkcheck.texts import sentence

_PERSON = ("bsn", "voorletters", "voorvoegsel", "achternaam", "geboortedatum")
_CARE = ("toewijzingnummer", "productcode", "ingangsdatum", "einddatum")


def write_for_teams(
    run: Run,
    folder: Path,
    language: str,
    *,
    with_bsn: bool = False,
    progress: Progress = silent,
) -> list[Path]:
    """Write a workbook per team into a folder, all or none; returns which, by team.

    Raises:
        WijkCheckError: a file cannot be written.
        Cancelled: the old files then stand as they were.
    """
    records = _records(run)
    rows = _rows(run, records)
    findings = run.findings.assign(team=run.findings["record_id"].map(records["team"]))
    own_sources = {s.source: s.team for s in run.sources if s.team}
    findings["team"] = findings["team"].fillna(findings["source"].map(own_sources))
    findings = findings[findings["source"].isin(_team_sources(run))]
    teams = sorted(_teams(run))
    with replacing(folder) as fresh:
        for done, team in enumerate(teams):
            progress("writing", done, len(teams))
            own = _findings(findings[findings["team"].eq(team)], language, with_bsn=with_bsn)
            sheets = {
                sentence("stage_verschillen", {}, language): of_team(rows, team, language),
                sentence("window_findings", {}, language): own,
                **about(run, language),
            }
            write_workbook(fresh / _file_name(team), sheets, language, with_bsn=with_bsn)
    return [folder / _file_name(team) for team in teams]


def of_team(rows: pd.DataFrame, team: str, language: str) -> pd.DataFrame:
    """Return a team's differences: nothing of another team's records, not even which they are."""
    elsewhere = sentence("cause_ander_team", {}, language)
    own = rows[rows["left_team"].eq(team) | rows["right_team"].eq(team)].copy()
    away = own["right_team"].notna() & own["right_team"].ne(team)
    own.loc[away, "right_value"] = own.loc[away, "right_value"].mask(
        own["right_value"].notna(), elsewhere
    )
    for name in ("right_source", "right_row"):
        own.loc[away, name] = pd.NA
    from_elsewhere = own["left_team"].notna() & own["left_team"].ne(team)
    about_team = from_elsewhere & own["field"].eq("team")
    own.loc[about_team, "left_value"] = elsewhere
    own.loc[from_elsewhere, "left_row"] = pd.NA
    return own.drop(columns=["left_team", "right_team"])


def _rows(run: Run, records: pd.DataFrame) -> pd.DataFrame:
    """Return a row per difference with whose it is, on either side, and where it stands."""
    told = masked(run.differences)[
        ["kind", "cause", "status", "field", "left_value", "right_value", "left_id", "right_id"]
    ]
    left = records.reindex(told["left_id"]).set_axis(told.index)
    right = records.reindex(told["right_id"]).set_axis(told.index)
    shared = {n: left[n].fillna(right[n]) for n in (*_PERSON, *_CARE) if n in records}
    places = pd.DataFrame(
        {
            "left_team": left["team"],
            "left_row": left["row"].astype("Int64"),
            "right_team": right["team"],
            "right_source": right["source"],
            "right_row": right["row"].astype("Int64"),
        }
    )
    whose = pd.DataFrame(shared)
    return pd.concat([whose, told.drop(columns=["left_id", "right_id"]), places], axis=1)


def _records(run: Run) -> pd.DataFrame:
    names = ["source", "row", "team", *_PERSON, *_CARE]
    return pd.concat(
        [table[[n for n in names if n in table]] for table in run.records.values()]
    ).astype({"team": TEXT})


def _teams(run: Run) -> set[str]:
    """Return the teams of which something was delivered."""
    own = [table["team"].dropna() for (side, _), table in run.records.items() if side == "team"]
    return {str(team) for teams in own for team in teams.unique()}


def _team_sources(run: Run) -> set[str]:
    return {source.source for source in run.sources if source.side == "team"}


def _findings(findings: pd.DataFrame, language: str, *, with_bsn: bool) -> pd.DataFrame:
    shown = findings if with_bsn else masked(findings)
    told = shown.assign(message=messages(shown, language))
    return told[["severity", "source", "row", "field", "value", "message"]]


def _file_name(team: str) -> str:
    name = "".join(c if c.isalnum() or c in " -_" else "_" for c in team).strip()
    return f"{name or '_'}.xlsx"
