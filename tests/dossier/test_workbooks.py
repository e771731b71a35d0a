"""Workbooks that leave the house: nothing runs in them, nobody reads more than is theirs."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from tests.dossier import runs
from wijkcheck.demo import make_demo
from wijkcheck.dossier import (
    clear_unfinished,
    completeness,
    write_dossier,
    write_for_teams,
    write_workbook,
)
from wijkcheck.dossier import workbook as module
from wijkcheck.errors import Cancelled, WijkCheckError
from wijkcheck.pipeline import Run, reconcile
from wijkcheck.project import read_project
from wijkcheck.records.fields import Side


def rows(path: Path, sheet: str | None = None) -> list[tuple[object, ...]]:
    book = load_workbook(path)
    return list(book[sheet or book.sheetnames[0]].iter_rows(values_only=True))


TABLE = pd.DataFrame(
    {
        "achternaam": ["=1+1", "+31 6", "Jan\x0bsen", None],
        "bsn": ["999900006", None, "999900018", "x"],
        "geboortedatum": pd.to_datetime(["1987-06-12", None, "2001-01-01", "1999-09-09"]),
        "budget": pd.array([12000, None, 5, -1], dtype="Int64"),
        "left_team": ["Noord", "Zuid", None, None],
        "kind": ["field", "only_team", None, "field"],
    }
).astype({"achternaam": "str", "bsn": "str", "left_team": "str", "kind": "str"})


def test_text_is_text_numbers_are_numbers_and_days_are_days(tmp_path: Path) -> None:
    path = tmp_path / "uit.xlsx"
    write_workbook(path, {"Rijen": TABLE}, "nl")
    head, first, second, third, fourth = rows(path)
    assert head == ("Achternaam", "BSN", "Geboren", "Budget", "Team gemeente", "Soort")
    assert first == ("=1+1", "*****0006", pd.Timestamp(1987, 6, 12), 120, "Noord", "veld verschilt")
    assert second[:4] == ("+31 6", None, None, None)
    assert (third[0], fourth[3]) == ("Jansen", -0.01)
    cell = load_workbook(path)["Rijen"]["A2"]
    assert cell.data_type == "s"
    assert list(tmp_path.iterdir()) == [path]


def test_a_bsn_is_in_full_only_where_it_was_asked_for(tmp_path: Path) -> None:
    write_workbook(tmp_path / "uit.xlsx", {"Rijen": TABLE}, "nl", with_bsn=True)
    assert [row[1] for row in rows(tmp_path / "uit.xlsx")[1:]] == [
        "999900006", None, "999900018", "x",
    ]  # fmt: skip


def test_more_rows_than_fit_go_on_in_another_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    write_workbook(tmp_path / "uit.xlsx", {"Een/twee": TABLE, "Leeg": TABLE.iloc[:0]}, "nl")
    book = load_workbook(tmp_path / "uit.xlsx")
    assert book.sheetnames == ["Een twee", "Een twee (2)", "Leeg"]
    assert [sheet.max_row for sheet in book] == [4, 2, 1]


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    with pytest.raises(WijkCheckError) as told:
        write_workbook(tmp_path / "bestand" / "uit.xlsx", {"Rijen": TABLE}, "nl")
    assert told.value.code == "output_refused"


def test_a_workbook_that_is_stopped_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "uit.xlsx"
    write_workbook(path, {"Oud": TABLE}, "nl")

    def stop(phrase: str, done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_workbook(path, {"Nieuw": TABLE}, "nl", progress=stop)
    assert load_workbook(path).sheetnames == ["Oud"]
    assert list(tmp_path.iterdir()) == [path]


def test_what_an_ended_process_left_is_cleared(tmp_path: Path) -> None:
    path = tmp_path / "uit.xlsx"
    write_workbook(path, {"Oud": TABLE}, "nl")
    half = tmp_path / ".wijkcheck-new-a1"
    half.mkdir()
    (half / "uit.xlsx").touch()
    clear_unfinished(tmp_path)
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return reconcile(read_project(make_demo(tmp_path_factory.mktemp("demo"))))


@pytest.mark.slow
def test_a_team_reads_its_own_and_nobody_elses(run: Run, tmp_path: Path) -> None:
    written = write_for_teams(run, tmp_path, "nl")
    teams = {path.stem for path in written}
    assert "Wijkteam Noord" in teams
    assert len(teams) == 6
    own_files = {s.source for s in run.sources if s.team == "Wijkteam Noord"}
    others = {s.source for s in run.sources if s.side == "team"} - own_files
    path = tmp_path / "Wijkteam Noord.xlsx"
    cells = {
        cell for sheet in load_workbook(path).sheetnames for r in rows(path, sheet) for cell in r
    }
    assert not cells & others
    assert not cells & (teams - {"Wijkteam Noord"})
    assert "ander team" in cells
    assert len(rows(path)) > 10
    assert not any(isinstance(c, str) and c.isdigit() and len(c) == 9 for c in cells)


def test_a_team_reads_nothing_of_a_record_elsewhere(tmp_path: Path) -> None:
    """The municipality has no BSN; the other team's record has one, and is at another team."""
    one = runs.run(tmp_path)
    north, south = one.records[Side.TEAM, runs.TYPE], one.records[Side.MUNICIPALITY, runs.TYPE]
    team = north.assign(team="Zuid", bsn="999900018", source="teams/zuid.csv")
    records = {
        (Side.MUNICIPALITY, runs.TYPE): south.assign(team="Noord", bsn=None).astype(south.dtypes),
        (Side.TEAM, runs.TYPE): pd.concat(
            [team.astype(north.dtypes), north.assign(team="Noord").set_axis(["n1", "n2"])]
        ),
    }
    moved = one.differences.iloc[:1].assign(
        kind="field", field="team", left_id=south.index[0], right_id=north.index[0],
        left_value="Noord", right_value="Zuid",
    ).astype(one.differences.dtypes)  # fmt: skip
    write_for_teams(replace(one, records=records, differences=moved), tmp_path, "nl", with_bsn=True)
    (head, row), said = rows(tmp_path / "Noord.xlsx"), rows(tmp_path / "Noord.xlsx")
    told = dict(zip(head, row, strict=True))
    assert "ander team" in row
    assert "999900018" not in row
    assert not any("zuid" in str(cell).lower() for line in said for cell in line)
    assert told["BSN"] is None


@pytest.mark.slow
def test_a_finding_names_no_row_of_another_team(run: Run, tmp_path: Path) -> None:
    """A number that stands with two teams: each reads of its own row only."""
    own = run.findings[run.findings["source"].str.contains("noord")].iloc[:1]
    other = next(s.source for s in run.sources if s.team == "Wijkteam Zuid")
    details = json.dumps({"other_source": other, "other_row": "7"})
    added = own.assign(rule="duplicate_record", details=details).astype(run.findings.dtypes)
    write_for_teams(replace(run, findings=added), tmp_path, "nl")
    (_, row) = rows(tmp_path / "Wijkteam Noord.xlsx", "Bevindingen")
    assert other not in str(row)
    assert "ander team" in str(row)


@pytest.mark.slow
def test_the_head_of_the_history_stands_in_every_workbook(run: Run, tmp_path: Path) -> None:
    kept = replace(run, head="7f" * 32)
    write_dossier(kept, tmp_path / "dossier.xlsx", "nl")
    for path in (*write_for_teams(kept, tmp_path, "nl"), tmp_path / "dossier.xlsx"):
        assert ("Kop van de geschiedenis", "7f" * 32) in rows(path, "Overzicht"), path.name


@pytest.mark.slow
def test_the_dossier_holds_every_table_whole(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "dossier.xlsx"
    write_dossier(run, path, "nl")
    book = load_workbook(path)
    assert book.sheetnames == [
        "Overzicht", "Bronnen", "Bevindingen", "Koppels van cliënten", "Koppels", "Verschillen",
        "Cijfers", "Aansluiting", "Records van de aansluiting",
    ]  # fmt: skip
    for sheet, table in (
        ("Bevindingen", run.findings), ("Verschillen", run.differences), ("Koppels", run.pairs),
        ("Cijfers", run.figures), ("Aansluiting", run.bridge),
    ):  # fmt: skip
        assert book[sheet].max_row == len(table) + 1
    overview = dict(row[:2] for row in rows(path, "Overzicht"))
    assert overview["Naam"] == run.project.name
    assert overview["Bronnen die niet bruikbaar waren"] == "compleet"
    assert str(overview["Koppels van cliënten te beoordelen"]).startswith("nog ")
    assert run.project.period_start == date(2026, 7, 1)


@pytest.mark.slow
def test_what_is_lacking_is_counted_per_stage(run: Run) -> None:
    points = {point.code: point for point in completeness(run)}
    assert points["point_sources"].done
    assert points["point_pairs"].lacking == int(run.person_pairs["status"].eq("review").sum()) > 0
    assert points["point_differences"].stage == "verschillen"
