"""Render every page of the window into a folder, to be looked at.

``python -m tests.ui.gallery FOLDER [PROJECT.toml]``; without a project the small hand-made run.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication

from tests.ui import worlds
from ui.jobs import Jobs
from ui.look import dress
from ui.main_window import MainWindow
from ui.messages import message
from ui.workspace import STAGES, State, Workspace

LOOKS = (
    ("licht", False, "nl", (1280, 800)),
    ("donker", True, "en", (1920, 1080)),
)


def settle(app: QApplication, workspace: Workspace) -> None:
    """Wait until nothing runs any more."""
    for _ in range(4):
        timer = QElapsedTimer()
        timer.start()
        while not workspace.jobs.idle or timer.elapsed() < 80:
            app.processEvents()


def show(workspace: Workspace, project: str | None) -> None:
    """Give the workspace something to show."""
    if project is not None:
        workspace.open_project(Path(project))
    else:
        workspace.view = worlds.view(workspace.language)
        workspace.state = State.READY
        workspace.changed.emit(frozenset(STAGES))


def main(folder: Path, project: str | None) -> None:
    """Render the start page and every stage, light and dark."""
    app = QApplication([])
    for name, dark, language, size in LOOKS:
        dress(app, dark=dark)
        workspace = Workspace(Jobs(), language)
        window = MainWindow(workspace)
        window.resize(*size)
        window.show()
        settle(app, workspace)
        window.grab().save(str(folder / f"{name}-start.png"))
        show(workspace, project)
        settle(app, workspace)
        if workspace.error is not None:
            sys.exit(str(message(workspace.error, language)))
        for stage in STAGES:
            window.go(stage)
            settle(app, workspace)
            window.grab().save(str(folder / f"{name}-{stage}.png"))
        window.make_new()
        settle(app, workspace)
        window.grab().save(str(folder / f"{name}-nieuw.png"))
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
