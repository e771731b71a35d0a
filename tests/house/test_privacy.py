"""Personal data stand in no error and no log: recognisable ones are planted and looked for."""

import logging
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from wijkcheck import cli

PLANTED = ("Xanthippe", "Quackenbosch", "999900006", "Zonderlingstraat")
HEAD = "BSN;Voornaam;Achternaam;Straat;Begindatum\n"
ROW = "999900006;Xanthippe;Quackenbosch;Zonderlingstraat;01-07-2026\n"


def _workbook() -> bytes:
    """Return a workbook that breaks off."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{ROW}</t></si>")
    return content.getvalue()[:-30]


BROKEN = {
    "no_header.csv": ROW.encode(),
    "only_header.csv": HEAD.encode(),
    "ragged.csv": (HEAD + ROW * 4 + "999900006;Xanthippe\n" + ROW.strip() + ";;;x\n").encode(),
    "open_quote.csv": (HEAD + '"' + ROW * 3).encode(),
    "other_columns.csv": (ROW + ROW).encode(),
    "two_encodings.csv": (HEAD + ROW).encode() + "Zoë;Xanthippe\n".encode("cp1252") + b"\xff\x00",
    "nul.csv": (HEAD + ROW).encode() + b"\x00" * 40,
    "utf16.csv": (HEAD + ROW).encode("utf-16")[:-1],
    "truncated.xlsx": _workbook(),
    "text.xlsx": (HEAD + ROW).encode(),
    "page.xls": f"<html><table><tr><td>{ROW}</table>".encode(),
    "empty.ods": b"",
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_an_error_names_nobody(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(BROKEN[name])
    with caplog.at_level(logging.DEBUG):
        status = cli.main(["validate", name, "--as", "toewijzingen"])
    out, err = capsys.readouterr()
    told = err + caplog.text + ("" if status == 0 else out)
    assert [planted for planted in PLANTED if planted in told] == []
