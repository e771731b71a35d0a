"""Files that cannot be used: each ends in a SourceError of its own, never in anything else."""

import contextlib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.written import HEADER, JANSEN, lines, refusal, tables, workbook
from wijkcheck.errors import Cancelled, SourceError
from wijkcheck.sources import read
from wijkcheck.texts import SENTENCES, sentence

FILES = Path(__file__).parent / "files"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how old Excel, Word and encrypted files start
BOOK = workbook(Blad=[HEADER.split(";"), *[JANSEN.split(";")] * 40])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "source_empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "source_empty"),
        (b";;;\n;;;\n", "source_empty"),
        (workbook(Blad=[]), "source_empty"),
        (b"PK\x05\x06" + bytes(18), "source_empty"),
        (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "source_no_table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "source_no_table"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "source_no_table"),
        (b"{\\rtf1 Rapport}", "source_no_table"),
        (b"<?xml version='1.0'?><bericht/>", "source_no_table"),
        (b"<html><body>Sessie verlopen</body></html>", "source_no_table"),
        (bytes(range(256)) * 40, "source_binary"),
        (OLE + bytes(600), "source_damaged"),
        (OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "source_encrypted"),
        (OLE + bytes(512) + "WordDocument".encode("utf-16-le"), "source_no_table"),
        (BOOK[: len(BOOK) // 2], "source_damaged"),
        (b"PK\x03\x04 afgebroken", "source_damaged"),
        ((";" * 3000 + "\n").encode() * 3 + b"a;b", "too_many_columns"),
    ],
)
def test_each_kind_has_its_code_and_sentence(data: bytes, code: str) -> None:
    error = refusal(data, "bron.xls")
    assert error.code == code
    for language in ("nl", "en"):
        assert "bron.xls" in sentence(error.code, error.values, language)


@pytest.mark.parametrize("name", ["wachtwoord.xls", "wachtwoord.ods"])
def test_a_password_is_told(name: str) -> None:
    with pytest.raises(SourceError) as error:
        read(FILES / name, name)
    assert error.value.code == "source_encrypted"


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as missing:
        read(tmp_path / "weg.csv", "weg.csv")
    with pytest.raises(SourceError) as folder:
        read(tmp_path, "map")
    assert (missing.value.code, folder.value.code) == ("source_missing", "source_folder")


@pytest.mark.parametrize(
    ("raised", "code"),
    [(PermissionError(13, "bezet"), "source_locked"), (OSError(5, "I/O"), "source_unreadable")],
)
def test_a_locked_file_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: OSError, code: str
) -> None:
    def fail(_: Path) -> bytes:
        raise raised

    (tmp_path / "bron.csv").write_text("a;b\n1;2\n")
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(SourceError) as error:
        read(tmp_path / "bron.csv", "bron.csv")
    assert error.value.code == code


def test_the_lock_file_of_an_open_workbook_is_told() -> None:
    assert refusal(b"\x05beheer" + bytes(158), "~$bron.xlsx").code == "source_lock_file"


def damaged(data: bytes) -> None:
    with contextlib.suppress(SourceError):
        tables(data, "bron.xlsx")


ZIPPED = [BOOK, (FILES / "open.ods").read_bytes()]
BOOKS = [*ZIPPED, (FILES / "oud.xls").read_bytes()]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(BOOKS), st.data())
def test_a_workbook_cut_off_anywhere_is_a_source_error(book: bytes, data: st.DataObject) -> None:
    damaged(book[: data.draw(st.integers(0, len(book) - 1))])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ZIPPED), st.data())
def test_a_workbook_with_wrong_bytes_is_read_or_a_source_error(
    book: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(book) - 8))
    damaged(book[:at] + data.draw(st.binary(min_size=1, max_size=8)) + book[at + 8 :])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_a_source_error(data: bytes) -> None:
    damaged(data)


@pytest.mark.parametrize("name", ["bron.csv", "bron.xlsx", "bron.zip"])
def test_cancelling_leaves_nothing_open(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("csv"):
        path.write_text(lines(HEADER, JANSEN))
    elif name.endswith("xlsx"):
        path.write_bytes(BOOK)
    else:
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a.csv", lines(HEADER, JANSEN))
        path.write_bytes(packed.getvalue())

    def stop(phrase: str, done: int, total: int) -> None:
        assert phrase in SENTENCES
        if done or name.endswith("zip"):
            raise Cancelled

    with pytest.raises(Cancelled):
        read(path, name, progress=stop)
    path.unlink()  # on Windows an open file cannot be removed
