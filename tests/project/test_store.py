"""Tables, settings and figures come out of the project file as they went in."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.project.worlds import ANNA, BRAM, records
from wijkcheck.project import OwnRule, ProjectSettings, SourceSettings
from wijkcheck.project import store as stored
from wijkcheck.project.file import ProjectFile
from wijkcheck.project.settings import parse_settings
from wijkcheck.project.settings_text import settings_text
from wijkcheck.records.fields import RecordType, Side


@pytest.fixture
def file(tmp_path: Path) -> Iterator[ProjectFile]:
    with ProjectFile.create(tmp_path / "q3.wijkcheck", None) as file:
        yield file


@pytest.mark.parametrize("rows", [0, 1, 2, 5])
def test_a_table_comes_back_with_its_types(
    file: ProjectFile, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(stored, "_ROWS", 2)
    table = records(ANNA, BRAM, {**ANNA, "volume": 7.5}, BRAM, ANNA).iloc[:rows]
    with file.transaction():
        stored.write_table(file, "t", records(BRAM, BRAM, BRAM, BRAM, BRAM))
        stored.write_table(file, "t", table)
    found = stored.read_table(file, "t")
    pd.testing.assert_frame_equal(found, table)
    assert stored.read_table(file, "other") is None


def test_tables_are_removed_by_how_their_names_begin(file: ProjectFile) -> None:
    with file.transaction():
        for name in ("run/a", "run/b", "figures/a"):
            stored.write_table(file, name, records(ANNA))
        stored.remove_tables(file, "run/")
    assert stored.names(file, "") == ["figures/a"]


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
SOURCES = st.builds(
    SourceSettings,
    side=st.sampled_from(Side),
    path=TEXTS.map(lambda text: text.replace("\\", "/")),
    record_type=st.just(RecordType.TOEWIJZINGEN),
    team=st.none() | TEXTS,
    delivered=st.none() | st.dates(),
    header_row=st.none() | st.integers(0, 9),
    columns=st.dictionaries(st.sampled_from(["bsn", "ingangsdatum"]), st.just("") | TEXTS),
    adds=st.booleans(),
)
RULES = st.builds(
    OwnRule,
    record_type=st.just(RecordType.TOEWIJZINGEN),
    field=st.just("volume"),
    comparison=st.sampled_from(["=", "in", "filled"]),
    value=st.none() | TEXTS | st.integers() | st.booleans() | st.dates() | st.lists(TEXTS),
    severity=st.sampled_from(["error", "notice"]),
    message=st.just("") | TEXTS,
)


@given(
    name=TEXTS,
    days=st.tuples(st.dates(), st.dates()).map(sorted),
    sources=st.lists(SOURCES, max_size=3),
    teams=st.dictionaries(TEXTS, st.lists(TEXTS, max_size=2).map(tuple), max_size=2),
    rules=st.lists(RULES, max_size=2),
)
def test_settings_come_back_as_they_were_written(
    name: str,
    days: list[date],
    sources: list[SourceSettings],
    teams: dict[str, tuple[str, ...]],
    rules: list[OwnRule],
) -> None:
    path = Path("q3.wijkcheck").resolve()
    settings = ProjectSettings(
        name, path.parent, days[0], days[1], days[1], sources=tuple(sources), teams=teams,
        tolerance={"ingangsdatum": "3 days"}, scope={"wet": ("wmo",)}, limits={"errors": 0},
        rules={"volume_zero": "off"}, own_rules=tuple(rules), end_included=False, language="en",
    )  # fmt: skip
    assert parse_settings(settings_text(settings), path) == settings
