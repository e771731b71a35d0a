"""Killed at any moment, a project opens with at most the action at hand missing."""

import random
from pathlib import Path

import pytest

from tests.project.crashing import kill_once
from wijkcheck.project.file import ProjectFile

KILLS = 10


@pytest.mark.slow
@pytest.mark.parametrize("password", [None, "geheim"], ids=["plain", "encrypted"])
def test_killed_at_random_nothing_is_lost(tmp_path: Path, password: str | None) -> None:
    path = tmp_path / "q3.wijkcheck"
    ProjectFile.create(path, password).close()
    draw = random.Random(7)
    found = [kill_once(path, password, draw, 0.1) for _ in range(KILLS)]
    assert [one for one in found if not one.nothing_lost] == []
    assert found[-1].kept_decisions > KILLS
    assert found[-1].kept_tables > 0
