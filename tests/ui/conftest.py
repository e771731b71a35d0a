"""The window's tests run without a screen, in Dutch, and leave nothing running."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui import worlds
from ui.jobs import Jobs
from ui.look import dress
from ui.main_window import MainWindow
from ui.workspace import STAGES, State, Workspace


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def workspace(jobs: Jobs) -> Workspace:
    return Workspace(jobs, "nl")


@pytest.fixture
def window(workspace: Workspace, qtbot: QtBot, qapp: object) -> MainWindow:
    """Return a window on the small hand-made run, everything in it settled."""
    dress(qapp, dark=False)  # type: ignore[arg-type]
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    workspace.view = worlds.view("nl")
    workspace.state = State.READY
    workspace.changed.emit(frozenset(STAGES))
    made.show()
    qtbot.waitUntil(lambda: workspace.jobs.idle)
    return made
