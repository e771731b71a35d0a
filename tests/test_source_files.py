"""Which files a source of a project is."""

from datetime import date
from pathlib import Path

import pytest

from wijkcheck.project import ProjectSettings, SourceSettings
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.source_files import files


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A folder that is not the project's, with lists and an open workbook's lock file."""
    share = tmp_path / "teams"
    share.mkdir()
    for name in ("noord.csv", "zuid.csv", "zuid.txt", "~$oost.csv"):
        (share / name).touch()
    return share


def named(folder: Path, path: str) -> list[str]:
    source = SourceSettings(Side.TEAM, path, RecordType.CLIENTEN)
    days = (date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 30))
    project = ProjectSettings("q3", folder, *days, sources=(source,))
    found = files(project, source, ())
    assert all(place == folder / name for place, name in found)
    return [name for _, name in found]


def test_a_glob_is_from_the_project(share: Path) -> None:
    assert named(share.parent, "teams/*.csv") == ["teams/noord.csv", "teams/zuid.csv"]


def test_a_glob_may_be_of_another_drive_or_share(share: Path, tmp_path: Path) -> None:
    whole = share.as_posix()
    assert named(tmp_path / "project", f"{whole}/*.csv") == [
        f"{whole}/noord.csv",
        f"{whole}/zuid.csv",
    ]


def test_what_a_glob_finds_nothing_for_is_named_as_it_stands(tmp_path: Path) -> None:
    whole = (tmp_path / "lijst [definitief].csv").as_posix()
    assert named(tmp_path, whole) == [whole]
    assert named(tmp_path, "lijst [definitief].csv") == ["lijst [definitief].csv"]
