"""What is held of people is shown, removed and purged for real."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.stories.months import KIND, Lists, deliver, settings
from wijkcheck.errors import ProjectError
from wijkcheck.project import history, one_person, privacy, store
from wijkcheck.project.decisions import Choice
from wijkcheck.project.one_person import Person
from wijkcheck.records.fields import Side
from wijkcheck.rounds import Project

BSN, FAMILY = "999900006", b"Hoekstra"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project that is not encrypted, reconciled, with a decision about its first client."""
    lists = Lists.equal()
    lists.change("teams", 7000, hours="6")
    deliver(tmp_path, lists)
    with Project.new(tmp_path / "t.wijkcheck", settings(tmp_path, 0), None, keep_files=True) as own:
        run = own.reconcile()
        row = run.differences.iloc[0]
        own.decide(
            run, [Choice("difference", "ask", row["left_id"], row["right_id"], row["field"])]
        )
        own.reconcile()
        yield own


def test_what_is_held_of_a_person_is_shown_cell_by_cell(project: Project) -> None:
    held = one_person.held_of(project, Person(BSN))
    assert set(held["path"]) == {"gemeente.csv", "noord.csv", "difference 1"}
    assert BSN in set(held["value"])
    assert not set(held["value"]) & {"999990019", "7001"}
    assert one_person.held_of(project, Person("999999990")).empty


def test_a_person_is_removed_everywhere(project: Project) -> None:
    head = history.head(project)
    assert BSN.encode() in project.path.read_bytes()
    for path in project.folder.glob("*.csv"):
        path.unlink()
    assert one_person.remove_person(project, Person(BSN)) == 2
    assert BSN.encode() not in project.path.read_bytes()
    assert one_person.held_of(project, Person(BSN)).empty
    run = project.reconcile()
    assert BSN not in {b for records in run.records.values() for b in records["bsn"]}
    assert run.decided["state"].tolist() == ["not_found"]
    assert history.verify(project, head).whole
    with pytest.raises(ProjectError, match="person_unknown"):
        one_person.remove_person(project, Person(BSN))


@pytest.fixture
def numbered(tmp_path: Path) -> Iterator[Project]:
    """A project in which both teams count their clients from 1."""
    deliver(tmp_path, Lists.equal())
    for name in ("noord.csv", "zuid.csv"):
        first, *lines = (tmp_path / name).read_text("utf-8").splitlines()
        rows = [f"{line};{number}" for number, line in enumerate(lines, 1)]
        (tmp_path / name).write_text("\n".join([f"{first};Clientnummer", *rows, ""]), "utf-8")
    with Project.new(tmp_path / "n.wijkcheck", settings(tmp_path, 0), None) as own:
        own.reconcile()
        yield own


def test_a_person_is_meant_by_the_client_number_of_a_team(numbered: Project) -> None:
    with pytest.raises(ProjectError, match="person_several"):
        one_person.held_of(numbered, Person(clientnummer="1"))
    first = Person(clientnummer="1", team="Noord")
    held = one_person.held_of(numbered, first)
    assert set(held["path"]) == {"gemeente.csv", "noord.csv"}  # the municipality by the pair
    assert BSN in set(held["value"])
    assert one_person.remove_person(numbered, first) == 2
    assert BSN.encode() not in numbered.path.read_bytes()
    with pytest.raises(ProjectError, match="no_results"):
        one_person.held_of(numbered, first)


def test_only_what_was_decided_about_the_person_is_forgotten(project: Project) -> None:
    run = project.reconcile()
    other = run.records[Side.TEAM, KIND].query("bsn != @BSN").iloc[0]
    finding = run.findings[run.findings["record_id"].isna()].iloc[0]
    about = {"field": finding["field"], "kind": finding["rule"], "reason": "ja"}
    project.decide(run, [Choice("finding", "set_aside", finding["source"], **about)])
    one_person.remove_person(project, Person(BSN))
    kept = {value for (value,) in project.rows("SELECT value FROM personal")}
    assert "ja" in kept
    assert len(one_person.held_of(project, Person(other["bsn"]))) > 0


def test_what_is_old_goes_and_what_holds_from_then_on_stays(tmp_path: Path) -> None:
    lists = Lists.equal()
    lists.change("teams", 7000, hours="6")
    lists.change("teams", 7002, hours="6")
    deliver(tmp_path, lists)
    path = tmp_path / "o.wijkcheck"
    with Project.new(path, settings(tmp_path, 0), None, keep_files=True) as project:
        run = project.reconcile()
        for row, scope in zip(
            run.differences.itertuples(), ("this_time", "from_now_on"), strict=True
        ):
            project.decide(
                run,
                [Choice("difference", "ask", row.left_id, row.right_id, row.field, scope=scope,
                        reason=scope)],
            )  # fmt: skip
        lists.teams["7000"], lists.municipality["7000"] = (
            replace(lists.teams["7002"], number="9000", bsn="999990019", family="Zwaan")
            for _ in range(2)
        )
        deliver(tmp_path, lists)
        project.change_settings(settings(tmp_path, 1))
        project.reconcile()
        assert b"this_time" in path.read_bytes()
        assert privacy.purge_before(project, date(2026, 8, 1)) == 3
        content = path.read_bytes()
        assert BSN.encode() not in content
        assert b"nagevraagd" not in content
        values = {value for (value,) in project.rows("SELECT value FROM personal")}
        assert "from_now_on" in values
        assert "this_time" not in values
        assert [p for (p,) in project.rows("SELECT name FROM files ORDER BY name")] == [
            "gemeente.csv", "noord.csv", "zuid.csv",
        ]  # fmt: skip
        assert project.reconcile().decided["state"].tolist() == ["lapsed", "applied"]
        assert history.verify(project).whole
        assert store.names(project, "figures/") == [
            "figures/2026-07-01/2026-07-31", "figures/2026-08-01/2026-08-31",
        ]  # fmt: skip


def test_past_its_day_a_project_says_so_until_it_is_purged(tmp_path: Path) -> None:
    deliver(tmp_path, Lists.equal())
    path, day = tmp_path / "t.wijkcheck", date(2026, 1, 1)
    with Project.new(path, settings(tmp_path, 0), None, retain_until=day) as project:
        assert project.overdue is None  # nothing is held yet
        project.reconcile()
        assert project.overdue == day
        privacy.purge(project)
        assert project.overdue is None


def test_after_a_purge_no_number_can_be_tried_against_the_history(project: Project) -> None:
    privacy.log_access(project, "revealed", BSN)
    told = history.entries(project)[-1].about["hash"]
    assert project.pseudonym(BSN) == told
    privacy.purge(project)
    assert project.pseudonym(BSN) != told
    assert history.verify(project).whole


def test_files_are_kept_whole_only_where_the_project_says_so(project: Project) -> None:
    kept = {name for (name,) in project.rows("SELECT name FROM files")}
    assert kept == {"gemeente.csv", "noord.csv", "zuid.csv"}


def test_a_purge_removes_people_and_leaves_the_figures(project: Project) -> None:
    assert FAMILY in project.path.read_bytes()
    size, head = project.path.stat().st_size, history.head(project)
    privacy.purge(project)
    content = project.path.read_bytes()
    assert [p for p in (FAMILY, BSN.encode(), b"7000", b"1000 AB") if p in content] == []
    assert project.path.stat().st_size < size
    assert project.results() is None
    assert project.rows("SELECT DISTINCT name FROM chunks ORDER BY name") == [
        ("bridge/2026-07-01/2026-07-31",),
        ("figures/2026-07-01/2026-07-31",),
    ]
    assert history.verify(project, head).whole
    assert project.settings.name == "Toewijzingen"


def test_nothing_is_shown_that_cannot_be_written_down(project: Project) -> None:
    with (
        Project.open(project.path) as colleague,
        pytest.raises(ProjectError, match="project_held"),
    ):
        privacy.log_access(colleague, "revealed", BSN)
