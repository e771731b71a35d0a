"""Spellings of teams: only case, accents, punctuation and empty words are looked past."""

import pandas as pd
import pytest

from wijkcheck.records.models import TEXT
from wijkcheck.records.teams import TeamNames, one_spelling

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


def test_a_team_without_a_name_of_its_own_is_written_as_in_the_first_list() -> None:
    municipality = pd.Series(["Kern Oost", "kern oost", "Kern Oost", None, "West"], dtype=TEXT)
    team = pd.Series(["KERN OOST", "KERN OOST", "wt Kern-Oost", "Zuid", "zuid"], dtype=TEXT)
    assert one_spelling(municipality, team) == {
        "KERN OOST": "Kern Oost",
        "kern oost": "Kern Oost",
        "wt Kern-Oost": "Kern Oost",
        "zuid": "Zuid",
    }
