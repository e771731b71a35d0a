"""Heavy work waits its turn; what is stopped or fails leaves everything as it was."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.ui import chores, worlds
from tests.ui.chores import LONG
from tests.ui.conftest import FakeDesk
from ui.errands import Errands
from ui.jobs import Jobs, WorkerStopped
from ui.main_window import MainWindow
from ui.workspace import State
from wijkcheck.errors import ProjectError
from wijkcheck.views import View


def test_work_waits_until_the_time_is_there(jobs: Jobs) -> None:
    ready, done = [False], []
    errands = Errands(jobs, lambda: ready[0], lambda: None)
    for key in ("a", "b", "a"):
        errands._ask(key, lambda key=key: done.append(key))  # type: ignore[misc]
    assert done == []
    ready[0] = True
    errands.next()
    errands.next()
    errands.next()
    assert done == ["b", "a"]  # what was asked again comes once, and last


def test_what_was_decided_goes_before_what_waits(
    window: MainWindow, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, started = window.workspace, []

    def heavy(module: str, function: str, *what: object, then: Any, **more: object) -> None:
        started.append((function, then))
        workspace.jobs._heavy = object()  # type: ignore[assignment]

    monkeypatch.setattr(workspace.jobs, "heavy", heavy)
    workspace.path = Path("q3.wijkcheck")
    workspace.renewal.stale = True
    workspace.errands.export(lambda: print, Path("dossier.xlsx"), print)
    assert [name for name, _ in started] == ["open_again"]
    workspace.jobs._heavy = None
    workspace.jobs.free.emit()
    assert [name for name, _ in started] == ["open_again", "write"]
    workspace.jobs._heavy = None


def test_an_export_is_written_elsewhere_and_told(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[Path] = []
    view = window.workspace.view
    assert view is not None
    path = tmp_path / "dossier.xlsx"
    prepare = partial(view.exports.dossier, path, None, with_bsn=False)
    window.workspace.errands.export(prepare, path, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    assert list(tmp_path.iterdir()) == [path]


def test_an_export_that_is_stopped_leaves_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = window.workspace
    with qtbot.waitSignal(workspace.jobs.progressed, timeout=LONG):
        writing = partial(chores.half_done, str(tmp_path))
        workspace.errands.export(lambda: writing, tmp_path / "dossier.xlsx", pytest.fail)
    assert list(tmp_path.iterdir())
    workspace.cancel()
    assert list(tmp_path.iterdir()) == []
    assert workspace.state is State.READY


def test_closing_during_an_export_leaves_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = window.workspace
    with qtbot.waitSignal(workspace.jobs.progressed, timeout=LONG):
        writing = partial(chores.half_done, str(tmp_path))
        workspace.errands.export(lambda: writing, tmp_path / "dossier.xlsx", pytest.fail)
    window.close()
    assert list(tmp_path.iterdir()) == []


def test_a_worker_that_is_ended_from_outside_is_told_and_the_next_work_runs(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = window.workspace
    failures: list[object] = []
    workspace.failed.disconnect()
    workspace.failed.connect(failures.append)
    with qtbot.waitSignal(workspace.jobs.progressed, timeout=LONG):
        writing = partial(chores.half_done, str(tmp_path))
        workspace.errands.export(lambda: writing, tmp_path / "dossier.xlsx", pytest.fail)
    worker = workspace.jobs._worker
    assert worker is not None
    worker.process.kill()
    qtbot.waitUntil(lambda: bool(failures), timeout=LONG)
    assert isinstance(failures[0], WorkerStopped)
    assert list(tmp_path.iterdir()) == []
    answers: list[object] = []
    workspace.jobs.heavy(chores.__name__, "double", 4, then=answers.append)
    qtbot.waitUntil(lambda: answers == [8], timeout=LONG)


def test_a_change_that_fails_leaves_what_is_shown(
    window: MainWindow, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    workspace, failures = window.workspace, []
    workspace.failed.disconnect()
    workspace.failed.connect(failures.append)
    workspace.path = workspace.path or Path("q3.wijkcheck")
    monkeypatch.setattr(View, "desk", staticmethod(lambda *_: FakeDesk()))
    monkeypatch.setattr(workspace.jobs, "heavy", lambda *_, **__: None)
    shown = workspace.view
    workspace.change_source(None, None)  # type: ignore[arg-type]
    assert workspace.state is State.BUSY
    error = ProjectError("nothing_to_compare")
    workspace._fail(error)
    qtbot.waitUntil(lambda: workspace.state is State.READY)
    assert (failures, workspace.view) == ([error], shown)
    assert workspace.can_decide
    assert worlds.NORTH in shown.sources.page([1])[0]  # type: ignore[union-attr]
