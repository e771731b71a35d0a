"""Zips: their tables, and what is refused."""

import zipfile
from io import BytesIO

import pytest

from tests.sources.written import HEADER, JANSEN, lines, refusal, table, tables, value, workbook

TEXT = lines(HEADER, JANSEN, JANSEN)
BOOK = [["BSN", "Naam"], ["999900006", "Jansen"]]


def packed(**members: str | bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_single_table_goes_by_the_name_of_the_zip() -> None:
    raw = table(packed(**{"map/noord.csv": TEXT, "__MACOSX/._noord.csv": "x"}), "bron.zip")
    assert (raw.source, raw.member, len(raw.text)) == ("bron.zip", "map/noord.csv", 2)


def test_several_tables_are_named_after_member_and_sheet() -> None:
    book = workbook(Juli=BOOK, Mei=BOOK)
    found = tables(packed(**{"b.xlsx": book, "a.csv": TEXT}), "bron.zip")
    assert [t.source for t in found] == [
        "bron.zip!a.csv",
        "bron.zip!b.xlsx#Juli",
        "bron.zip!b.xlsx#Mei",
    ]


def test_what_is_no_table_is_passed_by_and_told() -> None:
    inner = packed(**{"diep.csv": TEXT})
    data = packed(**{"a.csv": TEXT, "brief.pdf": b"%PDF-1.4", "nog.zip": inner})
    assert value(table(data, "bron.zip"), "skipped_members") == "brief.pdf, nog.zip"


def test_a_zip_without_a_table_is_refused() -> None:
    error = refusal(packed(**{"brief.pdf": b"%PDF-1.4"}), "bron.zip")
    assert (error.code, error.values["members"]) == ("archive_without_table", "brief.pdf")


@pytest.mark.parametrize("name", ["../buiten.csv", "/etc/buiten.csv", "C:buiten.csv", "a/../b.csv"])
def test_names_that_lead_out_of_the_zip_are_refused(name: str) -> None:
    assert refusal(packed(**{name: TEXT}), "bron.zip").code == "archive_path"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    zeros = bytes(1 << 24)
    data = packed(**{f"{i}.csv": zeros for i in range(20)})
    assert len(data) < 1_000_000
    assert refusal(data, "bron.zip").code == "archive_too_large"


def test_too_many_files_are_refused() -> None:
    data = packed(**{f"{i}.csv": "a;b\n1;2\n" for i in range(201)})
    assert refusal(data, "bron.zip").code == "archive_too_many"


def test_an_encrypted_zip_is_told() -> None:
    data = bytearray(packed(**{"a.csv": TEXT}))
    data[6] |= 1  # the flag in the file's own header and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data), "bron.zip").code == "source_encrypted"


def test_a_damaged_member_is_told() -> None:
    data = bytearray(packed(**{"a.csv": TEXT * 50}))
    data[60] ^= 0xFF
    assert refusal(bytes(data), "bron.zip").code == "source_damaged"


def test_an_unusable_member_makes_the_source_unusable_and_is_named() -> None:
    error = refusal(packed(**{"a.csv": TEXT, "b.csv": ""}), "bron.zip")
    assert (error.code, error.values["source"]) == ("source_empty", "bron.zip!b.csv")
