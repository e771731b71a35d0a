"""What was delivered, when and by which bytes; a figure over the periods of a project file."""

from hashlib import sha256
from pathlib import Path

import pytest

from tests.stories.months import Lists, deliver, settings
from wijkcheck.pipeline import reconcile
from wijkcheck.progress import silent
from wijkcheck.rounds import Project
from wijkcheck.views import Desk, view_of
from wijkcheck.views.opening import open_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project file of two months."""
    lists = Lists.equal()
    deliver(tmp_path, lists)
    path = tmp_path / "t.wijkcheck"
    with Project.new(path, settings(tmp_path, 0), None) as project:
        project.reconcile()
        project.change_settings(settings(tmp_path, 1))
        project.reconcile()
    return path


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]


def test_a_project_file_tells_what_it_took_in(path: Path) -> None:
    view = open_project(str(path), None, "nl", silent)
    before = {name: digest(path.parent / name) for name in ("gemeente.csv",)}
    (path.parent / "gemeente.csv").unlink()  # what counts was taken in before
    desk = Desk.open(path, None)
    table = view.delivered(desk)
    told = {table.raw(row)["source"]: table.raw(row) for row in range(table.size)}
    assert told["gemeente.csv"]["sha256"] == before["gemeente.csv"]
    assert told["gemeente.csv"]["delivered"] is not None
    desk.close()


def test_a_toml_tells_the_bytes_that_are_there_now(path: Path) -> None:
    view = view_of(reconcile(settings(path.parent, 1)), "nl")
    table = view.delivered(None)
    for row in range(table.size):
        told = table.raw(row)
        assert told["sha256"] == digest(path.parent / told["source"])
        assert told["delivered"] is None


def test_a_figure_is_kept_of_every_period(path: Path) -> None:
    view = open_project(str(path), None, "nl", silent)
    desk = Desk.open(path, None)
    points = desk.trend("toewijzingen", "peildatum", "*")
    assert len(points) == 2
    last = view.run.figures.query(
        "measure == 'toewijzingen' and period_rule == 'peildatum' and team == '*'"
    ).iloc[0]
    assert (points[-1].municipality, points[-1].team) == (
        last["municipality_value"], last["team_value"],
    )  # fmt: skip
    assert [point.period for point in points] == sorted(point.period for point in points)
    assert desk.trend("toewijzingen", "peildatum", "Onbekend") == []
    desk.close()
