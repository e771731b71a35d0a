"""The command line, as a person or a scheduler meets it."""

import csv
import socket
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from wijkcheck import cli
from wijkcheck.errors import Cancelled

HEAD = "Toewijzingnummer;BSN;Achternaam;Geboortedatum;Productcode;Begindatum;Einddatum\n"
ROWS = (
    "1001;999900006;Berg;01-02-1980;02A01;01-07-2026;\n"
    "1002;999900018;Vries;03-04-1951;02A01;01-05-2026;31-08-2026\n"
    "1003;999996770;Jansen;05-06-1962;01A03;01-01-2026;\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a small project, which is also where we are."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gemeente.csv").write_text(HEAD + ROWS, encoding="utf-8")
    (tmp_path / "noord.csv").write_text(
        HEAD + ROWS.replace("01-07-2026", "02-07-2026"), encoding="utf-8"
    )
    (tmp_path / "q3.toml").write_text(
        '[project]\nname = "Q3"\nperiod = { start = 2026-07-01, end = 2026-09-30 }\n'
        '[[source]]\nside = "municipality"\npath = "gemeente.csv"\nrecord_type = "toewijzingen"\n'
        'team = "Wijkteam Noord"\n'
        '[[source]]\nside = "team"\nteam = "Wijkteam Noord"\npath = "noord.csv"\n'
        'record_type = "toewijzingen"\n',
        encoding="utf-8",
    )
    return tmp_path


def add(folder: Path, text: str) -> None:
    """Add settings to the project."""
    path = folder / "q3.toml"
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_reconcile_writes_everything_and_tells_about_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["reconcile", "q3.toml", "--out", "uit"]) == 0
    out, err = capsys.readouterr()
    assert "Wijkteam Noord" in out
    assert "3 / 3" not in out.splitlines()[0]
    assert err == ""
    (difference,) = rows(folder / "uit" / "differences.csv")
    assert (difference["field"], difference["left_row"], difference["right_row"]) == (
        "ingangsdatum", "2", "2",
    )  # fmt: skip
    assert b"999900006" not in (folder / "uit" / "findings.csv").read_bytes()


def test_the_order_of_the_sources_changes_no_byte(folder: Path) -> None:
    assert cli.main(["reconcile", "q3.toml", "--out", "uit"]) == 0
    head, *sources = (folder / "q3.toml").read_text("utf-8").split("[[source]]")
    turned = "[[source]]".join([head, *reversed(sources)])
    (folder / "turned.toml").write_text(turned, "utf-8")
    assert cli.main(["reconcile", "turned.toml", "--out", "turned"]) == 0
    for path in (folder / "uit").iterdir():
        assert path.read_bytes() == (folder / "turned" / path.name).read_bytes()


def test_a_missing_delivery_stands_on_the_first_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(folder, '[[source]]\nside = "team"\nteam = "Wijkteam Oost"\npath = "oost.csv"\n'
                'record_type = "toewijzingen"\n')  # fmt: skip
    assert cli.main(["reconcile", "q3.toml", "--out", "uit", "--language", "en"]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("Takes no part: Wijkteam Oost (allocations): not delivered.")
    assert "oost.csv" in first
    oost = [f for f in rows(folder / "uit" / "figures.csv") if f["team"] == "Wijkteam Oost"]
    assert {f["team_value"] for f in oost} <= {""}


def test_a_limit_exceeded_is_status_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(folder, "[limits]\ndifferences = 1\n")
    assert cli.main(["reconcile", "q3.toml", "--out", "uit"]) == 0
    path = folder / "q3.toml"
    path.write_text(path.read_text("utf-8").replace("differences = 1", "differences = 0"), "utf-8")
    assert cli.main(["reconcile", "q3.toml", "--out", "uit"]) == 1
    assert "Boven de grens: 1 verschillen, 0 toegestaan." in capsys.readouterr().out


def test_nothing_to_compare_is_one_line_and_status_two(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "gemeente.csv").unlink()
    assert cli.main(["reconcile", "q3.toml", "--out", "uit"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert not (folder / "uit").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["reconcile", "q3.toml"], "Er ontbreekt: --out."),
        (["reconcile", "nope.toml", "--out", "uit"], "nope.toml: dit projectbestand bestaat niet."),
        (["--language", "en", "reconcile", "q3.toml"], "Missing: --out."),
        (["validate", "noord.csv", "--as", "iets"], "--as: deze waarde kan niet"),
        (["reconcile", "q3.toml", "--out", "uit", "--fast"], "Onbekend hier: --fast."),
        (["validate", "nope.csv", "--as", "clienten"], "nope.csv"),
        (["dedupe", "noord.csv", "--id", "Nr", "--fields", "BSN=identifier", "--out", "p.csv"],
         "noord.csv: er is geen kolom “Nr”."),
        (["dedupe", "noord.csv", "--id", "BSN", "--fields", "BSN", "--out", "p.csv"],
         "“BSN” is geen KOLOM=SOORT"),
        (["dedupe", "noord.csv", "--id", "Einddatum", "--fields", "BSN=identifier", "--out", "p"],
         "kolom “Einddatum” is leeg in rij 2"),
        (["dedupe", "noord.csv", "--id", "Productcode", "--fields", "BSN=identifier", "--out", "p"],
         "kolom “Productcode” heeft in rij 3 dezelfde waarde"),
        (["template", "clienten", "--out", "map/t.xlsx"], "t.xlsx: "),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_and_status_two(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    try:
        status = cli.main(words)
    except SystemExit as stop:
        status = int(str(stop.code))
    out, err = capsys.readouterr()
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert told in err


def test_stopping_is_status_three_and_leaves_the_old_files(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["reconcile", "q3.toml", "--out", "uit"]) == 0
    before = {path.name: path.read_bytes() for path in (folder / "uit").iterdir()}
    capsys.readouterr()

    for stopped in (KeyboardInterrupt(), Cancelled()):
        monkeypatch.setattr("wijkcheck.pipeline.explain", Mock(side_effect=stopped))
        assert cli.main(["reconcile", "q3.toml", "--out", "uit"]) == 3
        assert capsys.readouterr().err == "Geannuleerd; alles staat nog zoals het was.\n"
    assert {path.name: path.read_bytes() for path in (folder / "uit").iterdir()} == before


def test_validate_tells_what_was_read_and_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "vuil.csv").write_text(HEAD + ROWS.replace("999900018", "999900019"), "utf-8")
    words = ["validate", "vuil.csv", "--as", "toewijzingen", "--out", "uit"]
    assert cli.main(words) == 0
    out = capsys.readouterr().out
    assert "vuil.csv: 3 rijen gelezen." in out
    assert "*****0019" in out
    assert "999900019" not in out
    found = rows(folder / "uit" / "findings.csv")
    assert ("3", "bsn", "*****0019") in {(f["row"], f["field"], f["value"]) for f in found}


def test_profiles_are_kept_when_asked(folder: Path) -> None:
    assert cli.main(["reconcile", "q3.toml", "--out", "uit", "--save-profiles"]) == 0
    assert len(list((folder / "profielen").glob("*.toml"))) == 2
    assert cli.main(["reconcile", "q3.toml", "--out", "uit"]) == 0


def test_link_names_ids_as_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "nr,naam,geboren\n007,Berg,1980-02-01\n008,Vries,1951-04-03\n009,Jansen,1962-06-05\n"
    (folder / "a.csv").write_text(text, "utf-8")
    (folder / "b.csv").write_text(text.replace("naam", "name"), "utf-8")
    words = ["link", "a.csv", "b.csv", "--id", "nr", "--out", "p.csv", "--one-to-one"]
    assert cli.main([*words, "--fields", "naam:name=surname", "geboren=date"]) == 0
    pairs = rows(folder / "p.csv")
    assert list(pairs[0]) == [
        "left_id", "right_id", "probability", "weight", "status", "basis", "runner_up", "margin",
    ]  # fmt: skip
    same = [(p["left_id"], p["right_id"]) for p in pairs if p["status"] in ("certain", "probable")]
    assert same == [("007", "007"), ("008", "008"), ("009", "009")]
    assert str(len(pairs)) in capsys.readouterr().out


def test_dedupe_writes_clusters_when_asked(folder: Path) -> None:
    (folder / "a.csv").write_text(
        "nr,naam,geboren\n1,Berg,1980-02-01\n2,Vries,1951-04-03\n3,Berg,1980-02-01\n", "utf-8"
    )
    words = ["dedupe", "a.csv", "--id", "nr", "--fields", "naam=surname", "geboren=date"]
    assert cli.main([*words, "--out", "p.csv", "--clusters", "c.csv"]) == 0
    assert [row["id"] for row in rows(folder / "c.csv")] == ["1", "2", "3"]


def test_the_demo_opens_no_socket(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def barred(*_: object, **__: object) -> None:
        raise AssertionError("no network")

    monkeypatch.setattr(socket, "socket", barred)
    monkeypatch.setattr(socket, "create_connection", barred)
    monkeypatch.setattr(socket, "getaddrinfo", barred)
    assert cli.main(["demo", "voorbeeld", "--headless"]) in (0, 1)
    assert (folder / "voorbeeld" / "uit" / "summary.json").exists()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the programs that would have been started."""
    programs: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: programs.append(command))
    return programs


def test_the_window_is_a_program_of_its_own(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name)
    assert cli.main(["open", "q3.toml"]) == 0
    source = [sys.executable, "-m", "ui.app", "q3.toml"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(Path("apps", "wijkcheck.exe")))
    assert cli.main(["open"]) == 0
    assert started == [source, [str(Path("apps", "wijkcheck-gui.exe"))]]


def test_without_a_screen_no_window_opens(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert cli.main(["open"]) == 2
    assert capsys.readouterr().err == "Er is hier geen scherm om een venster op te openen.\n"
    assert started == []


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [("nl", "gebruik: wijkcheck link", "toon deze uitleg"),
     ("en", "usage: wijkcheck link", "show this help")],
)  # fmt: skip
def test_help_is_in_the_users_language(
    capsys: pytest.CaptureFixture[str], language: str, first: str, last: str
) -> None:
    with pytest.raises(SystemExit, match="0"):
        cli.main(["link", "--language", language, "--help"])
    shown = capsys.readouterr().out
    assert shown.startswith(first)
    assert shown.rstrip().endswith(last)
