"""A project TOML is read as it is meant, and a mistake in it is told with its place."""

from datetime import date
from pathlib import Path

import pytest

from wijkcheck.errors import ProjectError
from wijkcheck.project import ProjectSettings, read_project
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.texts import sentence

HEAD = """
[project]
name = "Q3 2026"
period = { start = 2026-07-01, end = 2026-09-30 }
"""
SOURCE = """
[[source]]
side = "municipality"
path = "gemeente/toewijzingen.xlsx"
record_type = "toewijzingen"
"""


def read(folder: Path, text: str) -> ProjectSettings:
    path = folder / "q3.toml"
    path.write_text(text, encoding="utf-8")
    return read_project(path)


def problem(folder: Path, text: str) -> ProjectError:
    with pytest.raises(ProjectError) as caught:
        read(folder, text)
    assert sentence(caught.value.code, caught.value.values, "nl").startswith("q3.toml: ")
    return caught.value


def test_a_full_project(tmp_path: Path) -> None:
    project = read(
        tmp_path,
        HEAD
        + 'reference_date = 2026-08-31\nlanguage = "en"\n'
        + SOURCE
        + 'columns = { ingangsdatum = "Start zorg", budget = "" }\n'
        + '[[source]]\nside = "team"\nteam = "Wijkteam Noord"\npath = "teams\\\\noord.csv"\n'
        + 'record_type = "clienten"\ndelivered = 2026-10-09\nheader_row = 4\n'
        + '[teams]\n"Wijkteam Noord" = ["T03", "Noord-West"]\n'
        + '[scope]\nwet = "wmo"\n[tolerance]\ningangsdatum = "3 days"\n'
        + '[limits]\nerrors = 0\n[rules]\nbsn_test_range = "off"\n'
        + '[[rule]]\nrecord_type = "toewijzingen"\nfield = "volume"\n'
        + 'comparison = "<="\nvalue = 40\n',
    )
    assert project.folder == tmp_path.resolve()
    assert (project.period_start, project.period_end) == (date(2026, 7, 1), date(2026, 9, 30))
    assert project.reference_date == date(2026, 8, 31)
    assert project.language == "en"
    first, second = project.sources
    assert first.columns == {"ingangsdatum": "Start zorg", "budget": ""}
    assert (second.side, second.record_type) == (Side.TEAM, RecordType.CLIENTEN)
    assert (second.path, second.delivered) == ("teams/noord.csv", date(2026, 10, 9))
    assert second.header_row == 4
    assert project.teams == {"Wijkteam Noord": ("T03", "Noord-West")}
    assert project.scope == {"wet": ("wmo",)}
    assert (project.tolerance, project.limits) == ({"ingangsdatum": "3 days"}, {"errors": 0})
    assert project.rules == {"bsn_test_range": "off"}
    assert (project.own_rules[0].value, project.own_rules[0].severity) == (40, "warning")


def test_the_reference_date_is_the_periods_last_day(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + SOURCE).reference_date == date(2026, 9, 30)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "q3.toml"
    path.write_text(HEAD + SOURCE, encoding="utf-8-sig")
    assert read_project(path).name == "Q3 2026"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (HEAD + SOURCE + "[extra]\n", "key_unknown", "extra"),
        (HEAD + SOURCE + 'collumns = { volume = "x" }\n', "key_unknown", "source[1].collumns"),
        (HEAD + SOURCE + 'columns = { vol = "x" }\n', "key_unknown", "source[1].columns.vol"),
        (HEAD, "key_missing", "source"),
        (SOURCE, "key_missing", "project"),
        (HEAD + SOURCE.replace("path", "pad"), "key_unknown", "source[1].pad"),
        (HEAD + SOURCE.replace("toewijzingen\"", "zorg\""), "value_not_allowed",
         "source[1].record_type"),
        (HEAD.replace("2026-07-01", "2027-07-01") + SOURCE, "period_reversed", "project.period"),
        (HEAD.replace("2026-07-01", '"1 juli"') + SOURCE, "value_no_date", "project.period.start"),
        (HEAD + SOURCE + "header_row = -1\n", "value_wrong", "source[1].header_row"),
        (HEAD + SOURCE + "[limits]\nerrors = -1\n", "value_wrong", "limits.errors"),
        (HEAD + SOURCE + "[limits]\nerrors = true\n", "value_wrong", "limits.errors"),
        (HEAD + SOURCE + "header_row = true\n", "value_wrong", "source[1].header_row"),
        (HEAD + SOURCE + '[rules]\nbsn = "zwaar"\n', "value_not_allowed", "rules.bsn"),
        (HEAD + SOURCE + "[tolerance]\ndatum = 3\n", "key_unknown", "tolerance.datum"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, code: str, place: str) -> None:
    error = problem(tmp_path, text)
    assert (error.code, error.values["place"]) == (code, place)


def test_no_file_and_no_toml(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="project_missing"):
        read_project(tmp_path / "absent.toml")
    assert problem(tmp_path, "naam: Q3").code == "project_no_toml"
    (tmp_path / "q3.toml").write_bytes(b"\xff\xfe\x00\x00")
    with pytest.raises(ProjectError, match="project_unreadable"):
        read_project(tmp_path / "q3.toml")
