"""A workbook per team with only what is its own: its records, what differs, what it must mend."""

import json
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
_OTHER = '"other_source"'
_SHARED, _SIDES = (*_PERSON, *_CARE), ("left", "right")


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
    findings = _findings_of_teams(run, records)
    teams = sorted(_teams(run))
    with replacing(folder) as fresh:
        for done, team in enumerate(teams):
            progress("writing", done, len(teams))
            own = _findings(findings, team, language, with_bsn=with_bsn)
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
    # Whose it is and what: by the record that is the team's own, or the municipality's for it.
    shared = {
        name: own[f"left_{name}"].mask(from_elsewhere).fillna(own[f"right_{name}"].mask(away))
        for name in _SHARED
        if f"left_{name}" in own
    }
    kept = own.drop(columns=["left_team", "right_team", *_both(own)])
    return pd.concat([pd.DataFrame(shared), kept], axis=1)


def _both(rows: pd.DataFrame) -> list[str]:
    """Return the columns that say, per side, whose a row is and what."""
    return [f"{side}_{n}" for side in _SIDES for n in _SHARED if f"{side}_{n}" in rows]


def _rows(run: Run, records: pd.DataFrame) -> pd.DataFrame:
    """Return a row per difference with whose it is, on either side, and where it stands."""
    told = masked(run.differences)[
        ["kind", "cause", "status", "field", "left_value", "right_value", "left_id", "right_id"]
    ]
    left = records.reindex(told["left_id"]).set_axis(told.index)
    right = records.reindex(told["right_id"]).set_axis(told.index)
    known = [name for name in _SHARED if name in records]
    whose = [left[known].add_prefix("left_"), right[known].add_prefix("right_")]
    places = pd.DataFrame(
        {
            "left_team": left["team"],
            "left_row": left["row"].astype("Int64"),
            "right_team": right["team"],
            "right_source": right["source"],
            "right_row": right["row"].astype("Int64"),
        }
    )
    return pd.concat([*whose, told.drop(columns=["left_id", "right_id"]), places], axis=1)


def _records(run: Run) -> pd.DataFrame:
    names = ["source", "row", "team", *_SHARED]
    return pd.concat(
        [table[[n for n in names if n in table]] for table in run.records.values()]
    ).astype({"team": TEXT})


def _teams(run: Run) -> set[str]:
    """Return the teams of which something was delivered."""
    own = [table["team"].dropna() for (side, _), table in run.records.items() if side == "team"]
    return {str(team) for teams in own for team in teams.unique()}


def _team_sources(run: Run) -> set[str]:
    return {source.source for source in run.sources if source.side == "team"}


def _findings_of_teams(run: Run, records: pd.DataFrame) -> pd.DataFrame:
    """Return the findings in the teams' sources with their ``team`` and, where they name another
    record, that one's team as ``other_team``.
    """
    found = run.findings[run.findings["source"].isin(_team_sources(run))]
    own_sources = {s.source: s.team for s in run.sources if s.team}
    team = found["record_id"].map(records["team"]).fillna(found["source"].map(own_sources))
    naming = found.loc[found["details"].str.contains(_OTHER, regex=False).fillna(False), "details"]
    named = [json.loads(details) for details in naming]
    places = records.drop_duplicates(["source", "row"]).set_index(["source", "row"])["team"]
    at = pd.MultiIndex.from_tuples(
        [(one["other_source"], int(one["other_row"])) for one in named], names=places.index.names
    )
    other = pd.Series(places.reindex(at).to_numpy(), index=naming.index).fillna("")
    return found.assign(team=team, other_team=other.reindex(found.index))


def _findings(findings: pd.DataFrame, team: str, language: str, *, with_bsn: bool) -> pd.DataFrame:
    """Return a team's findings; of a record elsewhere that one names it says no more than that."""
    own = findings[findings["team"].eq(team)]
    shown = own if with_bsn else masked(own)
    away = own["other_team"].notna() & own["other_team"].ne(team)
    hidden = {"other_source": sentence("cause_ander_team", {}, language), "other_row": "–"}
    details = [json.dumps(json.loads(told) | hidden) for told in shown.loc[away, "details"]]
    shown = shown.assign(details=shown["details"].mask(away, pd.Series(details, own.index[away])))
    told = shown.assign(message=messages(shown, language))
    return told[["severity", "source", "row", "field", "value", "message"]]


def _file_name(team: str) -> str:
    name = "".join(c if c.isalnum() or c in " -_" else "_" for c in team).strip()
    return f"{name or '_'}.xlsx"
