"""What the window's worker does in a project file: files come in, a source is read otherwise."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.stories.months import KIND, MONTHS, Lists, deliver, settings, write
from wijkcheck.errors import ProjectError, SourceError
from wijkcheck.mapping import read_profile
from wijkcheck.progress import silent
from wijkcheck.project import SourceSettings, history
from wijkcheck.project.periods import following
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.rounds import Project
from wijkcheck.verdict import Verdict
from wijkcheck.views import Desk, View
from wijkcheck.views.opening import (
    add_deliveries,
    change_settings,
    change_source,
    open_again,
    open_project,
    remove_source,
)
from wijkcheck.views.trend import trend

WORDS = "een wachtwoord"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project file of July, not reconciled yet."""
    lists = Lists.equal()
    lists.change("teams", 7000, hours="6")
    deliver(tmp_path, lists)
    path = tmp_path / "t.wijkcheck"
    Project.new(path, settings(tmp_path, 0), WORDS).close()
    return path


def shown(path: Path) -> View:
    return open_project(str(path), WORDS, "nl", silent)


def rows_of(view: View) -> dict[str, int]:
    return {source.source: source.rows for source in view.run.sources}


def a_source(name: str, team: str = "Noord", **values: object) -> SourceSettings:
    return replace(SourceSettings(Side.TEAM, name, KIND, team=team), **values)  # type: ignore[arg-type]


def test_files_come_in_and_replace_their_lists(path: Path) -> None:
    shown(path)
    lists = Lists.equal()
    north = [c for c in lists.teams.values() if c.team == "Noord"]
    south = [c for c in lists.teams.values() if c.team == "Zuid"]
    write(path.parent / "noord_2.csv", north[:-1])
    write(path.parent / "zuid_2.csv", south[:-2])
    sources = [a_source("noord_2.csv"), a_source("zuid_2.csv", "Zuid")]
    view = add_deliveries(str(path), WORDS, sources, "nl", silent)
    assert rows_of(view) == {"gemeente.csv": 80, "noord_2.csv": 39, "zuid_2.csv": 38}
    assert [(one.status, one.removed) for one in view.arrivals] == [
        ("replaces", 1),
        ("replaces", 2),
    ]
    assert view.came()[0].startswith("noord_2.csv: vervangt")
    assert view.in_language("en").came()[0].startswith("noord_2.csv: replaces")


def test_a_run_of_another_form_is_worked_out_anew(path: Path) -> None:
    shown(path)
    with Project.open(path, WORDS) as project:
        assert project.results() is not None
        told = json.loads(project.get("run"))
        with project.transaction():
            project.put("run", json.dumps(told | {"model": [*told["model"], "alike"]}))
        assert project.results() is None
    assert rows_of(shown(path))
    with Project.open(path, WORDS) as project:
        assert project.results() is not None


def test_a_file_that_cannot_be_used_leaves_everything_as_it_was(path: Path) -> None:
    before = rows_of(shown(path))
    write(path.parent / "noord_2.csv", list(Lists.equal().teams.values())[:2])
    sources = [a_source("noord_2.csv"), a_source("weg.csv", "Zuid")]
    with pytest.raises(SourceError, match="source_missing"):
        add_deliveries(str(path), WORDS, sources, "nl", silent)
    assert rows_of(shown(path)) == before


def test_a_source_is_read_otherwise_and_the_history_tells(path: Path) -> None:
    view = shown(path)
    before = view.settings_of("noord.csv", KIND)
    assert before is not None
    after = replace(before, team="Zuid", columns={"postcode": ""})
    view = change_source(str(path), WORDS, before, after, "nl", silent)
    assert view.settings_of("noord.csv", KIND) == after
    (records,) = (t for (s, _), t in view.run.records.items() if s is Side.TEAM)
    own = records[records["source"] == "noord.csv"]
    assert own["postcode"].isna().all()
    with Project.open(path, WORDS) as project:
        told = [e for e in history.entries(project) if e.what == "settings"][-1]
        assert 'columns = { postcode = "" }' in told.after
        assert 'columns = { postcode = "" }' not in told.before
        teams = project.rows("SELECT team FROM deliveries WHERE path = 'noord.csv' AND current = 1")
        assert teams == [("Zuid",)]


def test_another_team_needs_no_file(path: Path) -> None:
    view = shown(path)
    (path.parent / "noord.csv").unlink()
    before = view.settings_of("noord.csv", KIND)
    assert before is not None
    view = change_source(str(path), WORDS, before, replace(before, team="Oost"), "nl", silent)
    assert {s.source: (s.team, s.status) for s in view.run.sources}["noord.csv"] == ("Oost", "used")
    with Project.open(path, WORDS) as project:
        teams = project.rows("SELECT team FROM deliveries WHERE path = 'noord.csv' AND current = 1")
        assert teams == [("Oost",)]


def test_a_file_that_went_cannot_be_read_otherwise(path: Path) -> None:
    view = shown(path)
    (path.parent / "noord.csv").unlink()
    before = view.settings_of("noord.csv", KIND)
    assert before is not None
    after = replace(before, columns={"postcode": ""})
    view = change_source(str(path), WORDS, before, after, "nl", silent)
    assert {s.source: s.status for s in view.run.sources}["noord.csv"] == "missing"
    view = change_source(str(path), WORDS, after, before, "nl", silent)
    assert {s.source: s.status for s in view.run.sources}["noord.csv"] == "used"


def test_what_leaves_nothing_to_compare_is_not_kept(path: Path) -> None:
    view = shown(path)
    before = view.settings_of("gemeente.csv", KIND)
    assert before is not None
    with pytest.raises(ProjectError, match="nothing_to_compare"):
        change_source(
            str(path), WORDS, before, replace(before, columns={"ingangsdatum": "",
            "achternaam": "", "voornamen": "", "bsn": ""}), "nl", silent,
        )  # fmt: skip
    assert shown(path).settings_of("gemeente.csv", KIND) == before
    with pytest.raises(ProjectError, match="source_unknown"):
        change_source(str(path), WORDS, a_source("weg.csv"), before, "nl", silent)


def test_one_file_of_a_glob_becomes_a_source_of_its_own(path: Path, tmp_path: Path) -> None:
    glob = replace(settings(tmp_path, 0), sources=(
        SourceSettings(Side.MUNICIPALITY, "gemeente.csv", KIND),
        SourceSettings(Side.TEAM, "*d.csv", KIND),
    ))  # fmt: skip
    place = tmp_path / "glob.wijkcheck"
    Project.new(place, glob, WORDS).close()
    before = shown(place).settings_of("noord.csv", KIND)
    assert before == SourceSettings(Side.TEAM, "noord.csv", KIND)
    view = change_source(str(place), WORDS, before, replace(before, team="Noord"), "nl", silent)
    assert rows_of(view) == {"gemeente.csv": 80, "noord.csv": 40, "zuid.csv": 40}
    assert {s.source: s.team for s in view.run.sources}["noord.csv"] == "Noord"
    assert view.settings_of("noord.csv", RecordType.CLIENTEN) is None


def test_without_one_file_of_a_glob_the_others_stay(path: Path, tmp_path: Path) -> None:
    glob = replace(settings(tmp_path, 0), sources=(
        SourceSettings(Side.MUNICIPALITY, "gemeente.csv", KIND),
        SourceSettings(Side.TEAM, "*d.csv", KIND),
    ))  # fmt: skip
    place = tmp_path / "glob.wijkcheck"
    Project.new(place, glob, WORDS).close()
    source = shown(place).settings_of("noord.csv", KIND)
    assert source is not None
    view = remove_source(str(place), WORDS, source, "nl", silent)
    assert rows_of(view) == {"gemeente.csv": 80, "zuid.csv": 40}


def test_a_suppliers_columns_are_saved_beside_the_project(path: Path) -> None:
    profile = read_profile(shown(path).save_profile("noord.csv", "Regas"))
    assert profile.columns["ingangsdatum"] == "Begindatum"
    assert "Notitie" in profile.header


def test_a_finding_is_set_aside_and_taken_back(path: Path) -> None:
    lists = Lists.equal()
    lists.change("teams", 7002, postcode="12")
    deliver(path.parent, lists)
    view = shown(path)
    rule = "postcode_shape"
    row = view.run.findings.query("rule == @rule").iloc[0]
    desk = Desk.open(path, WORDS)
    verdict = Verdict("finding", "set_aside", row["record_id"], field=row["field"], kind=rule)
    numbers = desk.decide(view.run, [verdict])
    after = open_again(str(path), WORDS, "nl", silent)
    assert rule not in set(after.run.findings["rule"])
    assert after.run.decided["decision_id"].tolist() == numbers
    desk.undo(numbers)
    assert rule in set(open_again(str(path), WORDS, "nl", silent).run.findings["rule"])
    desk.close()


def test_the_next_period_is_compared_and_the_figures_get_a_point(path: Path) -> None:
    view = shown(path)
    desk = Desk.open(path, WORDS)
    pair = view.run.pairs.iloc[0]
    verdict = Verdict("pair", "same", pair["left_id"], pair["right_id"], lasting=True)
    numbers = desk.decide(view.run, [verdict])
    desk.close()
    start, end = following(view.project.period_start, view.project.period_end)
    after = replace(view.project, period_start=start, period_end=end, reference_date=end)
    view = change_settings(str(path), WORDS, after, "nl", silent)
    assert (start, end) == MONTHS[1]
    assert view.project.period_start == start
    held = view.run.decided.set_index("decision_id")["state"]
    assert held.to_dict() == dict.fromkeys(numbers, "applied")
    assert {one.status for one in view.arrivals} == {"repeated"}
    with Project.open(path, WORDS) as project:
        told = [e for e in history.entries(project) if e.what == "settings"][-1]
        assert "start = 2026-08-01" in told.after
        points = trend(project, "toewijzingen", "lopend", "*")
        assert [point.period for point in points] == ["2026-07", "2026-08"]


def test_a_source_is_taken_out_and_comes_back(path: Path) -> None:
    view = shown(path)
    source = view.settings_of("noord.csv", KIND)
    assert source is not None
    view = remove_source(str(path), WORDS, source, "nl", silent)
    assert rows_of(view) == {"gemeente.csv": 80, "zuid.csv": 40}
    with Project.open(path, WORDS) as project:
        told = [e for e in history.entries(project) if e.what == "settings"][-1]
        assert ("noord.csv" in told.before, "noord.csv" in told.after) == (True, False)
    view = add_deliveries(str(path), WORDS, [source], "nl", silent)
    assert rows_of(view) == {"gemeente.csv": 80, "noord.csv": 40, "zuid.csv": 40}


def test_without_its_last_source_a_side_stays_as_it_was(path: Path) -> None:
    view = shown(path)
    source = view.settings_of("gemeente.csv", KIND)
    assert source is not None
    with pytest.raises(ProjectError, match="nothing_to_compare"):
        remove_source(str(path), WORDS, source, "nl", silent)
    assert rows_of(shown(path)) == rows_of(view)


def test_a_project_that_is_only_looked_at_keeps_its_period(path: Path) -> None:
    view = shown(path)
    after = replace(view.project, name="Anders")
    with Project.open(path, WORDS), pytest.raises(ProjectError):
        change_settings(str(path), WORDS, after, "nl", silent)
    assert shown(path).project.name == view.project.name
