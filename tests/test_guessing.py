"""Files are guessed to be what they are, and everything else is left out."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from wijkcheck.guessing import guess_sources
from wijkcheck.records.fields import RecordType, Side

CARE = "BSN;Achternaam;Geboortedatum;Productcode;Ingangsdatum;Volume;Eenheid;Frequentie{team}\n"
ROW = "999900006;Jansen;12-6-1987;02A05;1-7-2026;4;uur;week{team}\n"
PEOPLE = "BSN;Achternaam;Voorletters;Geboortedatum;Postcode;Woonplaats\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    def write(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")

    teams = ("Wijkteam Noord", "WT Noord", "Wijkteam Noord", "Wijkteam De Akkers")
    rows = "".join(ROW.format(team=f";{team}") for team in teams)
    write("gemeente/export.csv", CARE.format(team=";Wijkteam") + rows)
    write("teams/noord_toewijzingen_q3_2026.csv", CARE.format(team="") + ROW.format(team=""))
    write("teams/Akkers clienten.csv", PEOPLE + "999900006;Jansen;P;12-6-1987;5016TL;Merendam\n")
    write("teams/berg.csv", CARE.format(team=";Team") + ROW.format(team=";Berg en Dal"))
    write("teams/leesmij.txt", "Vragen?;Bel toestel 1234\nof;mail\n")
    write("teams/~$noord.xlsx", "x")
    write("teams/notulen.docx", "x")
    write("teams/leeg.csv", "")
    return tmp_path


def test_side_type_and_team_of_each_file(folder: Path) -> None:
    found = guess_sources(folder, [(folder, None)])
    told = {
        g.settings.path: (g.settings.side, g.settings.record_type, g.settings.team)
        for g in found
        if g.wanted
    }
    assert told == {
        "gemeente/export.csv": (Side.MUNICIPALITY, RecordType.TOEWIJZINGEN, None),
        "teams/Akkers clienten.csv": (Side.TEAM, RecordType.CLIENTEN, "Wijkteam De Akkers"),
        "teams/noord_toewijzingen_q3_2026.csv": (
            Side.TEAM, RecordType.TOEWIJZINGEN, "Wijkteam Noord",
        ),
        "teams/berg.csv": (Side.TEAM, RecordType.TOEWIJZINGEN, "Berg en Dal"),
    }  # fmt: skip


def test_what_is_no_list_is_shown_but_not_wanted(folder: Path) -> None:
    found = {g.settings.path: g for g in guess_sources(folder, [(folder, None)])}
    assert not found["teams/leesmij.txt"].wanted
    assert found["teams/leeg.csv"].error is not None
    assert not {"teams/~$noord.xlsx", "teams/notulen.docx"} & found.keys()


def test_the_side_that_is_given_holds(folder: Path) -> None:
    (found,) = guess_sources(folder, [(folder / "teams/berg.csv", Side.MUNICIPALITY)])
    assert found.settings.side is Side.MUNICIPALITY
    assert found.settings.team is None


def test_files_beside_the_project_are_named_from_it(folder: Path) -> None:
    (found,) = guess_sources(folder / "teams", [(folder / "gemeente", None)])
    assert found.settings.path == "../gemeente/export.csv"


def test_a_file_that_delivers_for_several_teams_has_none_of_its_own(folder: Path) -> None:
    (found,) = guess_sources(folder, [(folder / "gemeente", Side.TEAM)])
    assert found.settings.team is None


def test_a_workbook_with_sheets_of_both_types_is_two_sources(tmp_path: Path) -> None:
    book = Workbook()
    for name, text in (("Cliënten", PEOPLE), ("Zorg", CARE.format(team=""))):
        sheet = book.create_sheet(name)
        sheet.append(text.strip().split(";"))
        sheet.append(["999900006", "Jansen", "12-6-1987", "02A05", "1-7-2026", "4"])
    book.remove(book.worksheets[0])
    book.save(tmp_path / "noord.xlsx")
    found = guess_sources(tmp_path, [(tmp_path, None)])
    assert [g.settings.record_type for g in found if g.wanted] == [
        RecordType.CLIENTEN, RecordType.TOEWIJZINGEN,
    ]  # fmt: skip


def test_a_new_delivery_is_of_the_team_that_the_project_knows(folder: Path) -> None:
    path = folder / "noord_gecorrigeerd.csv"
    path.write_bytes((folder / "teams/noord_toewijzingen_q3_2026.csv").read_bytes())

    def team(*known: str) -> str | None:
        (found,) = guess_sources(folder, [(path, Side.TEAM)], teams=known)
        return found.settings.team

    assert team("Wijkteam Noord", "Dal") == "Wijkteam Noord"
    assert team("Wijkteam Noord", "Gecorrigeerd") == "Noord Gecorrigeerd"  # it could be either's
    assert team("Dal") == "Noord Gecorrigeerd"
