"""Workbooks: sheets, stored values, row numbers, what is hidden or merged."""

import re
import struct
import zipfile
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.sources.written import (
    cells,
    refusal,
    rows,
    saved,
    table,
    tables,
    value,
    workbook,
)
from wijkcheck.sources import STORED, RawTable, read, reading_findings

FILES = Path(__file__).parent / "files"
RECORDS: list[list[object]] = [
    ["BSN", "Naam", "Geboortedatum", "Uren"],
    [999900006, "Jansen", date(1950, 2, 1), 4.5],
    ["999900018", "de Wit", date(1961, 3, 2), 2],
]


def stored(raw: RawTable, row: int, column: str) -> str:
    return STORED[raw.stored.loc[row, column]] if column in raw.stored else "text"


def test_values_keep_exactly_what_is_stored() -> None:
    kept = {
        "geheel": (12345672.0, "12345672", "number"),
        "breuk": (7.5, "7.5", "number"),
        "klein": (0.00000012, "0.00000012", "number"),
        "groot": (123456789012345.0, "123456789012345", "number"),
        "negatief": (-3, "-3", "number"),
        "datum": (date(2026, 7, 1), "2026-07-01", "date"),
        "ver": (date(9999, 12, 31), "9999-12-31", "date"),
        "moment": (datetime(2026, 7, 1, 12, 30, 5), "2026-07-01 12:30:05", "date"),  # noqa: DTZ001
        "tijd": (time(8, 15), "08:15:00", "date"),
        "waar": (True, "true", "boolean"),
        "onwaar": (False, "false", "boolean"),
        "tekst": ("00123", "00123", "text"),
        "fout": ("#REF!", "#REF!", "error"),
    }
    content = [list(kept), [v for v, _, _ in kept.values()], ["x"] * len(kept)]
    raw = table(workbook(Blad=content), "bron.xlsx")
    assert dict(zip(kept, cells(raw)[2], strict=True)) == {k: t for k, (_, t, _) in kept.items()}
    assert {k: stored(raw, 2, k) for k in kept} == {k: s for k, (_, _, s) in kept.items()}
    assert {stored(raw, 3, k) for k in kept} == {"text"}
    assert "tekst" not in raw.stored
    assert set(map(str, raw.stored.dtypes)) == {"int8"}
    assert raw.stored.index.equals(raw.text.index)


def test_a_table_that_does_not_start_at_a1_keeps_its_row_numbers() -> None:
    book = openpyxl.Workbook()
    for r, record in enumerate(RECORDS, 7):
        for c, cell in enumerate(record, 4):
            book.active.cell(r, c, cell)
    book.active.cell(8, 9, "los")
    raw = table(saved(book), "bron.xlsx")
    assert list(raw.text.index) == [8, 9]
    assert list(raw.text.columns) == ["BSN", "Naam", "Geboortedatum", "Uren", "kolom 9"]
    assert value(raw, "header_row") == "7"


def test_hidden_rows_are_read_along_and_told() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(Blad=[[], ["titel"], *RECORDS, *RECORDS[1:]])))
    for row in (2, 4, 5, 7):
        book.active.row_dimensions[row].hidden = True
    raw = table(saved(book), "bron.xlsx")
    assert list(raw.text.index) == [4, 5, 6, 7]
    assert rows(raw, "hidden_rows") == (4, 5, 7)
    found = reading_findings(raw)
    assert list(found["rule"]) == ["hidden_rows"]
    assert '"4–5, 7"' in found.loc[0, "details"]


def test_rows_without_a_number_are_counted() -> None:
    """Some programs leave the numbers of rows and cells out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook(Blad=RECORDS))) as parts, zipfile.ZipFile(out, "w") as to:
        for name in parts.namelist():
            part = parts.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b'<row r="2"', b'<row hidden="1"')
                part = re.sub(rb'<(row|c) r="[A-Z]*\d+"', rb"<\1", part)
            to.writestr(name, part)
    raw = table(out.getvalue(), "bron.xlsx")
    assert list(raw.text.index) == [2, 3]
    assert rows(raw, "hidden_rows") == (2,)


def test_every_visible_sheet_with_content_is_read() -> None:
    data = workbook(Juli=RECORDS, Leeg=[], Augustus=RECORDS)
    found = tables(data, "bron.xlsx")
    assert [t.source for t in found] == ["bron.xlsx#Juli", "bron.xlsx#Augustus"]
    assert [t.sheet for t in found] == ["Juli", "Augustus"]


def test_one_sheet_goes_by_the_name_of_the_file() -> None:
    raw = table(workbook(Juli=RECORDS, Augustus=RECORDS), "bron.xlsx", sheet="juli")
    assert (raw.source, raw.sheet) == ("bron.xlsx", "Juli")


def with_hidden(*names: str) -> bytes:
    book = openpyxl.load_workbook(BytesIO(workbook(Juli=RECORDS, Oud=RECORDS)))
    book.create_sheet("Leeg")
    for name in names:
        book[name].sheet_state = "hidden"
    return saved(book)


def test_hidden_sheets_are_read_when_asked_for_or_when_there_is_nothing_else() -> None:
    data = with_hidden("Oud")
    raw = table(data, "bron.xlsx")
    assert (raw.sheet, value(raw, "hidden_sheets")) == ("Juli", "Oud")
    assert table(data, "bron.xlsx", sheet="Oud").sheet == "Oud"
    found = tables(with_hidden("Oud", "Juli"), "bron.xlsx")
    assert [t.sheet for t in found] == ["Juli", "Oud"]


def test_a_missing_sheet_is_refused_with_the_names_of_the_others() -> None:
    error = refusal(workbook(Juli=RECORDS, Augustus=RECORDS), "bron.xlsx", sheet="Mei")
    assert (error.code, error.values["sheets"]) == ("sheet_missing", "Juli, Augustus")


def test_merged_groups_reach_over_their_columns() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Overzicht"])
    sheet.append(["Cliënt", None, "Toewijzing", None, None])
    sheet.append(["Nummer", "BSN", "Nummer", "Begin", "Einde"])
    for i in range(3):
        sheet.append([i, 999900006, 100 + i, date(2026, 1, 1), None])
    for merged in ("A1:E1", "A2:B2", "C2:E2"):
        sheet.merge_cells(merged)
    raw = table(saved(book), "bron.xlsx")
    assert list(raw.text.columns) == ["Cliënt Nummer", "BSN", "Toewijzing Nummer", "Begin", "Einde"]


def test_a_cell_merged_downwards_holds_for_all_its_rows() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(Blad=[*RECORDS, [None, None, None, 8]])))
    book.active.merge_cells("A3:A4")
    book.active.merge_cells("B3:B4")
    assert cells(table(saved(book), "bron.xlsx"))[4] == ["999900018", "de Wit", "", "8"]


def test_a_title_merged_over_the_columns_is_no_record() -> None:
    content = [RECORDS[0], ["Wijkteam Noord"], RECORDS[1], ["Wijkteam Zuid"], RECORDS[2]]
    book = openpyxl.load_workbook(BytesIO(workbook(Blad=content)))
    for row in (2, 4):
        book.active.merge_cells(f"A{row}:D{row}")
    assert rows(table(saved(book), "bron.xlsx"), "section_rows") == (2, 4)


def test_totals_in_a_sheet_are_left_out() -> None:
    content = [*RECORDS, *RECORDS[1:], ["Totaal", None, None, 13.0], [None, None, None, 13]]
    assert rows(table(workbook(Blad=content), "bron.xlsx"), "total_rows") == (6, 7)


@pytest.mark.parametrize("name", ["oud.xls", "open.ods"])
def test_other_formats_are_read_alike(name: str) -> None:
    (raw,) = read(FILES / name, name)
    assert raw.sheet == "Cliënten"
    assert list(raw.text.index) == [6, 7]
    assert cells(raw)[6][:5] == ["999900006", "Jansen", "1950-02-01", "4.5", "true"]
    assert stored(raw, 6, "Geboortedatum") == "date"


def test_a_binary_workbook_is_read() -> None:
    raw = table(_xlsb([["BSN", "Naam", "Uren"], [999900006.0, "Jansen", 4.5]]), "bron.xlsb")
    assert cells(raw) == {2: ["999900006", "Jansen", "4.5"]}


def _xlsb(content: list[list[object]]) -> bytes:
    """Write the least that a binary workbook needs ([MS-XLSB] 2.1.7)."""

    def record(kind: int, payload: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return head + bytes([len(payload)]) + payload

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    sheet = record(129) + record(148, struct.pack("<4I", 0, len(content) - 1, 0, 2)) + record(145)
    for r, line in enumerate(content):
        sheet += record(0, struct.pack("<IIHBBBI", r, 0, 300, 0, 0, 0, 0))
        for c, cell in enumerate(line):
            place = struct.pack("<II", c, 0)
            number = isinstance(cell, float)
            sheet += record(5, place + struct.pack("<d", cell)) if number else record(6, place + text(str(cell)))  # fmt: skip # noqa: E501
    sheet += record(146) + record(130)
    book = record(131) + record(143)
    book += record(156, struct.pack("<II", 0, 1) + text("rId1") + text("Blad1")) + record(144)
    book += record(132)
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="{}" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/{}"/></Relationships>'
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("_rels/.rels", relation.format("xl/workbook.bin", "officeDocument"))
        parts.writestr("xl/workbook.bin", book)
        parts.writestr(
            "xl/_rels/workbook.bin.rels", relation.format("worksheets/sheet1.bin", "worksheet")
        )
        parts.writestr("xl/worksheets/sheet1.bin", sheet)
    return out.getvalue()


def test_the_name_does_not_decide_what_a_file_is() -> None:
    assert len(table(workbook(Blad=RECORDS), "bron.csv").text) == 2
    assert len(table("a;b\n1;2\n", "bron.xlsx").text) == 1


def test_a_cell_in_the_last_corner_is_refused_before_memory_runs_out() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(Blad=RECORDS)))
    book.active.cell(1_048_576, 16_384, "x")
    assert refusal(saved(book), "bron.xlsx").code == "too_many_columns"
