"""Somebody starts the program, opens the demo, and looks at everything that was found."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.widgets.big_table import BigTable
from ui.workspace import STAGES, State, Workspace

PATIENCE = 120_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    # A place of its own: what another test left there would be opened instead of made.
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "own"))
    workspace = Workspace(Jobs(), "nl")
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    made.show()
    yield made
    workspace.close()


def press(window: MainWindow, text: str) -> None:
    (button,) = [b for b in window.findChildren(QPushButton) if b.text() == text]
    button.click()


def told(window: MainWindow) -> str:
    page = window.stack.currentWidget()
    labels = page.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(page))


def rows(window: MainWindow, stage: str) -> list[int]:
    return [t.model().rowCount() for t in window.pages[stage].findChildren(BigTable) if t.model()]


@pytest.mark.slow
def test_from_nothing_to_the_differences_of_the_demo(window: MainWindow, qtbot: QtBot) -> None:
    workspace, jobs = window.workspace, window.workspace.jobs
    phrases: list[str] = []
    jobs.progressed.connect(lambda phrase, done, total: phrases.append(phrase))
    press(window, "Voorbeeld openen")
    assert workspace.state is State.BUSY
    assert "Bezig met vergelijken" in told(window)
    qtbot.waitUntil(lambda: workspace.state is not State.BUSY, timeout=PATIENCE)
    assert workspace.state is State.READY, workspace.error
    assert "reading" in phrases
    assert all(workspace.phrase(phrase) for phrase in phrases), set(phrases)
    for place, stage in enumerate(STAGES):
        qtbot.keyClick(
            window, Qt.Key(Qt.Key.Key_1.value + place), Qt.KeyboardModifier.ControlModifier
        )
        qtbot.waitUntil(lambda s=stage: window.stack.currentWidget() is window.pages[s])
        qtbot.waitUntil(lambda: jobs.idle)
        assert all(rows(window, stage)), stage
    window.go("verschillen")
    left = window.pages["verschillen"].findChildren(BigTable)[0]
    left.setFocus()
    before = left.currentIndex().row()
    qtbot.keyClick(left, Qt.Key.Key_F8)
    assert left.currentIndex().row() == before + 1
    workspace.speak("en")
    qtbot.waitUntil(lambda: jobs.idle)
    assert workspace.view is not None
    assert workspace.view.language == "en"


@pytest.mark.slow
def test_cancelling_brings_back_the_start(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "Voorbeeld openen")
    press(window, "Annuleren")
    assert window.workspace.state is State.EMPTY
    assert window.stack.currentWidget() is window.start
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)


@pytest.mark.slow
def test_a_project_that_cannot_be_read_is_told_and_another_can_be_opened(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = window.workspace
    path = tmp_path / "q3.toml"
    for text, expected in (
        (None, "q3.toml: dit projectbestand bestaat niet"),
        ("[project", "q3.toml: dit is geen geldige TOML"),
    ):
        if text is not None:
            path.write_text(text)
        workspace.open_project(path)
        qtbot.waitUntil(lambda: workspace.state is State.FAILED, timeout=PATIENCE)
        assert expected in told(window)
    workspace.reconcile_again()
    assert workspace.state is State.BUSY
