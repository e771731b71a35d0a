"""What is held of people is shown, removed and purged for real."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.months import Lists, deliver, settings
from wijkcheck.errors import ProjectError
from wijkcheck.project import history, privacy
from wijkcheck.project.decisions import Choice
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
    held = privacy.held_of(project, BSN)
    assert set(held["path"]) == {"gemeente.csv", "noord.csv"}
    assert BSN in set(held["value"])
    assert not set(held["value"]) & {"999990019", "7001"}
    assert privacy.held_of(project, "999999990").empty


def test_a_person_is_removed_everywhere(project: Project) -> None:
    head = history.head(project)
    assert BSN.encode() in project.path.read_bytes()
    for path in project.folder.glob("*.csv"):
        path.unlink()
    assert privacy.remove_person(project, BSN) == 2
    assert BSN.encode() not in project.path.read_bytes()
    assert privacy.held_of(project, BSN).empty
    run = project.reconcile()
    assert BSN not in {b for records in run.records.values() for b in records["bsn"]}
    assert run.decided["state"].tolist() == ["not_found"]
    assert history.verify(project, head).whole
    with pytest.raises(ProjectError, match="person_unknown"):
        privacy.remove_person(project, BSN)


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
