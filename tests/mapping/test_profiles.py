"""Profiles: written, read back, and told apart from a changed layout."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mapping.exports import layout
from wijkcheck.errors import ProjectError
from wijkcheck.mapping import (
    LayoutChange,
    Profile,
    layout_change,
    profile_of,
    read_profile,
    suggest,
    write_profile,
)
from wijkcheck.records.fields import RecordType

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(NAMES, st.lists(NAMES, max_size=4))
def test_a_profile_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, name: str, header: list[str]
) -> None:
    path = tmp_path_factory.mktemp("profile") / "p.toml"
    columns = dict(zip(("bsn", "ingangsdatum"), header, strict=False))
    profile = Profile(name, tuple(header), columns)
    write_profile(profile, path)
    assert read_profile(path) == profile


def test_a_profile_remembers_what_was_used() -> None:
    table = layout({"BSN": "bsn", "Start": "ingangsdatum", "Opmerking": "straatnaam"})
    profile = profile_of("Regas", suggest(table, RecordType.TOEWIJZINGEN))
    assert profile.header == ("BSN", "Start", "Opmerking")
    assert profile.columns["bsn"] == "BSN"
    assert profile.fits(layout({"Start": "bsn", "Opmerking": "bsn", "BSN": "bsn"}))


def test_a_changed_layout_says_which_columns_came_and_went() -> None:
    profile = Profile("Regas", ("BSN", "Start", "Eind"), {"bsn": "BSN"})
    table = layout({"BSN": "bsn", "Begin": "ingangsdatum", "Eind": "einddatum"})
    assert not profile.fits(table)
    assert layout_change(profile, table) == LayoutChange(came=("Begin",), went=("Start",))


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"name = ", b"name = 1", b'name = "a"\nheader = [1]\n[columns]\n']
)
def test_what_is_no_profile_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p.toml"
    path.write_bytes(content)
    with pytest.raises(ProjectError, match="profile_unreadable"):
        read_profile(path)


def test_a_profile_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="profile_unreadable"):
        read_profile(tmp_path / "none.toml")
