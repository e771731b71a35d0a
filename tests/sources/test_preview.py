"""A file as it stands there, with what reading made of each row."""

from pathlib import Path

import openpyxl
import pytest

from tests.sources.written import DE_WIT, HEADER, JANSEN
from wijkcheck.errors import SourceError
from wijkcheck.project import SourceSettings
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.sources import ReadSettings, preview, sheets
from wijkcheck.views.previewing import preview as shown

BELOW_TITLES = f"Overzicht wijkteam\n\n{HEADER}\n{JANSEN}\n{DE_WIT}\nTotaal;;;;;;;6,5\n"


def silent(phrase: str, done: int, total: int) -> None: ...


def source(**settings: object) -> SourceSettings:
    return SourceSettings(Side.TEAM, "bron.csv", RecordType.TOEWIJZINGEN, **settings)  # type: ignore[arg-type]


def test_rows_that_are_no_record_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "bron.csv"
    path.write_text(BELOW_TITLES)
    ((_, rows),) = preview(path, "bron.csv", ReadSettings())
    assert [(row.number, row.mark) for row in rows] == [
        (1, "title_rows"), (2, ""), (3, "header_row"), (4, ""), (5, ""), (6, "total_rows"),
    ]  # fmt: skip
    assert rows[3].cells[:2] == ("999900006", "Jansen")


def test_of_a_long_file_the_first_rows_and_the_marked_ones_are_given(tmp_path: Path) -> None:
    path = tmp_path / "bron.csv"
    path.write_text("\n".join([HEADER, *[JANSEN] * 500, "Totaal;;;;;;;6,5"]))
    ((_, rows),) = preview(path, "bron.csv", ReadSettings())
    assert [row.number for row in rows] == [*range(1, 61), 502]


def test_the_sheets_of_a_workbook_are_named_the_hidden_among_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Lijst"  # type: ignore[union-attr]
    book.create_sheet("Oud").sheet_state = "hidden"
    book.save(tmp_path / "bron.xlsx")
    (tmp_path / "bron.csv").write_text(BELOW_TITLES)
    assert sheets(tmp_path / "bron.xlsx", "bron.xlsx") == ("Lijst", "Oud")
    assert sheets(tmp_path / "bron.csv", "bron.csv") == ()


def test_a_bsn_is_masked_the_wrong_one_too(tmp_path: Path) -> None:
    wrong = JANSEN.replace("999900006", "999900007")
    (tmp_path / "bron.csv").write_text(f"{BELOW_TITLES}{wrong}\n")
    found = shown(str(tmp_path), "bron.csv", source(), 0, silent)
    told = " ".join(cell for row in found.rows for cell in row.cells)
    assert "99990" not in told + str(found.samples)
    assert "*****0007" in told
    assert found.samples["BSN"] == ("*****0006", "*****0018", "*****0007")
    assert dict(found.chosen) == {"encoding": "utf-8", "delimiter": ";", "header_row": "3"}


def test_what_is_told_otherwise_is_followed(tmp_path: Path) -> None:
    (tmp_path / "bron.csv").write_text(BELOW_TITLES)
    found = shown(str(tmp_path), "bron.csv", source(header_row=4), 0, silent)
    assert found.chosen["header_row"] == "4"
    assert {row.number: row.mark for row in found.rows}[4] == "header_row"


@pytest.mark.parametrize("settings", [{"header_row": 90}, {"encoding": "geen"}])
def test_why_there_is_nothing_to_see_is_told(tmp_path: Path, settings: dict[str, object]) -> None:
    (tmp_path / "bron.csv").write_text(BELOW_TITLES)
    found = shown(str(tmp_path), "bron.csv", source(**settings), 0, silent)
    assert isinstance(found.error, SourceError)
    assert found.rows == ()


def test_of_a_very_long_file_no_more_is_read_than_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "bron.csv"
    path.write_text("\n".join([HEADER, *[JANSEN] * 400_000, "Totaal;;;;;;;6,5"]))
    read: list[int] = []

    def listen(phrase: str, done: int, total: int) -> None:
        read.append(done)

    assert len(shown(str(tmp_path), "bron.csv", source(), 0, listen).rows) == 60
    assert read[-2] < path.stat().st_size / 2
    read.clear()
    assert shown(str(tmp_path), "bron.csv", source(), 400_002, listen).rows[-1].mark == "total_rows"
    ((table, _),) = preview(path, "bron.csv", ReadSettings())
    assert len(table.text) == 400_000


def test_a_header_far_down_is_read_to(tmp_path: Path) -> None:
    path = tmp_path / "bron.csv"
    path.write_text("\n".join([*[JANSEN] * 200_000, HEADER, DE_WIT]))
    found = shown(str(tmp_path), "bron.csv", source(header_row=200_001), 0, silent)
    assert found.error is None
    assert found.rows[-1].mark == "header_row"
