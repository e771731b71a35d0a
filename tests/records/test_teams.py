"""Spellings of teams: only case, accents, punctuation and empty words are looked past."""

import pandas as pd
import pytest

from wijkcheck.records.models import TEXT
from wijkcheck.records.teams import TeamNames

TEAMS = TeamNames({"Wijkteam Noord": ["T03", "Noord-West"], "Zuid": [], "Team West": []})


def canonical(*values: str | None) -> pd.DataFrame:
    return TEAMS.canonical(pd.Series(values, dtype=TEXT))


@pytest.mark.parametrize(
    ("written", "team"),
    [
        ("noord", "Wijkteam Noord"),
        ("Sociaal Wijkteam NOORD", "Wijkteam Noord"),
        ("WT Noord", "Wijkteam Noord"),
        ("t03", "Wijkteam Noord"),
        ("Noord West", "Wijkteam Noord"),
        ("wijkteam zuid", "Zuid"),
        ("west", "Team West"),
    ],
)
def test_other_spellings_are_the_team(written: str, team: str) -> None:
    found = canonical(written).iloc[0]
    assert (found["team"], found["known"]) == (team, True)


@pytest.mark.parametrize("written", ["Noordoost", "Zuyd", "Zuid 2", "Wijkteam"])
def test_anything_else_stays_itself(written: str) -> None:
    found = canonical(f" {written} ").iloc[0]
    assert (found["team"], found["known"]) == (written, False)


def test_an_empty_team_is_missing() -> None:
    found = canonical(None, "  ")
    assert found["team"].isna().all()
    assert not found["known"].any()


def test_a_teams_own_name_goes_before_anothers_spelling() -> None:
    teams = TeamNames({"Oost": ["West"], "West": []})
    found = teams.canonical(pd.Series(["west"], dtype=TEXT))
    assert found["team"].tolist() == ["West"]
