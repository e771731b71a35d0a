"""The workbook that a team fills in is read back without being told which column is what."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from wijkcheck.deliveries import read_all
from wijkcheck.dossier import write_template
from wijkcheck.errors import WijkCheckError
from wijkcheck.project import ProjectSettings, SourceSettings
from wijkcheck.records.fields import FIELDS, RecordType, Side

FILLED = {
    "clientnummer": "0012",
    "bsn": "999900006",
    "voornamen": "Sanne",
    "voorletters": "S",
    "voorvoegsel": "van der",
    "achternaam": "Berg",
    "geboortedatum": datetime(1980, 3, 1),  # noqa: DTZ001 - a workbook's dates have no zone
    "geslacht": "V",
    "postcode": "1234AB",
    "huisnummer": 12,
    "toewijzingnummer": "0815",
    "gemeentecode": "0363 - Amsterdam",
    "wet": "wmo",
    "productcategorie": "02 - Begeleiding",
    "productcode": "02A01",
    "ingangsdatum": datetime(2026, 7, 1),  # noqa: DTZ001
    "volume": 7.5,
    "eenheid": "04 - Uur",
    "frequentie": "2 - Per week",
    "budget": 1234.5,
    "begindatum": datetime(2026, 7, 1),  # noqa: DTZ001
    "einddatum": datetime(2026, 9, 30),  # noqa: DTZ001
}
READ = {
    "bsn": "999900006",
    "achternaam": "Berg",
    "geslacht": "V",
    "postcode": "1234AB",
    "gemeentecode": "0363",
    "productcategorie": "02",
    "volume": 7.5,
    "eenheid": "04",
    "frequentie": "2",
    "budget": 123450,
}


@pytest.mark.parametrize("record_type", RecordType)
def test_what_is_filled_in_is_read_back(tmp_path: Path, record_type: RecordType) -> None:
    path = tmp_path / "team.xlsx"
    write_template(record_type, path)
    book = load_workbook(path)
    names = [cell.value for cell in book.worksheets[0][1]]
    assert names == [field.name for field in FIELDS[record_type]]
    for row in (2, 3):
        for column, name in enumerate(names, 1):
            book.worksheets[0].cell(row, column, FILLED.get(name))
    book.save(path)

    day = date(2026, 9, 30)
    source = SourceSettings(Side.TEAM, path.name, record_type, team="Wijkteam Noord")
    project = ProjectSettings("q3", tmp_path, day, day, day, sources=(source,))
    (delivery,) = read_all(project, lambda phrase, done, total: None)
    assert delivery.error is None
    used = delivery.columns[delivery.columns["field"].notna()]
    assert (used["column"] == used["field"]).all()
    assert delivery.records is not None
    assert delivery.records["row"].tolist() == [2, 3]
    first = delivery.records.iloc[0]
    expected = {name: value for name, value in READ.items() if name in names}
    assert {name: first[name] for name in expected} == expected


def test_codes_dates_and_numbers_are_made_ready(tmp_path: Path) -> None:
    path = tmp_path / "team.xlsx"
    write_template(RecordType.TOEWIJZINGEN, path, "en")
    book = load_workbook(path)
    sheet, explanation, lists = book.worksheets
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    formats = {name: sheet.column_dimensions[at].number_format for name, at in letters.items()}
    assert (formats["bsn"], formats["postcode"], formats["ingangsdatum"]) == (
        "@",
        "@",
        "dd-mm-yyyy",
    )
    assert sheet.freeze_panes == "A2"
    cell = f"{letters['eenheid']}2"
    (allowed,) = [v for v in sheet.data_validations.dataValidation if cell in v.sqref]
    place = allowed.formula1.partition("!")[2].replace("$", "")
    assert "04 - Uur" in [row[0].value for row in lists[place]]
    assert lists.sheet_state == "hidden"
    assert explanation.title == "explanation"


def test_a_workbook_that_is_open_elsewhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "open.xlsx").mkdir()
    with pytest.raises(WijkCheckError, match=r"output_locked.*open\.xlsx"):
        write_template(RecordType.CLIENTEN, tmp_path / "open.xlsx")
