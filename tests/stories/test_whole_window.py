"""Two folders of exports, an empty start: to the decided differences and a dossier, and back."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.pages.koppelen import KoppelenPage
from ui.pages.verschillen import VerschillenPage
from ui.widgets.password import PasswordDialog
from ui.workspace import STAGES, State, Workspace
from wijkcheck.demo import make_demo

PATIENCE = 180_000
LOCK = "een lang geheim"

Make = Callable[[str], MainWindow]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    made: list[Workspace] = []

    def start(language: str) -> MainWindow:
        workspace = Workspace(Jobs(), language)
        made.append(workspace)
        window = MainWindow(workspace)
        qtbot.addWidget(window)
        window.show()
        return window

    yield start
    for workspace in made:
        workspace.close()


def settle(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    qtbot.waitUntil(
        lambda: workspace.jobs.idle and workspace.state is not State.BUSY, timeout=PATIENCE
    )
    assert workspace.state is not State.FAILED, workspace.error


def renewed(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until what was decided has been worked out behind the window."""
    before = window.workspace.view
    qtbot.waitUntil(lambda: window.workspace.view is not before, timeout=PATIENCE)
    settle(window, qtbot)


def press(window: MainWindow, code: str) -> None:
    text = window.workspace.text(code)
    shown = [b for b in window.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    shown[0].click()


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Answer the next questions where something is or is to be."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def new_project(
    window: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Path:
    press(window, "window_new")
    for code, place in (("municipality", "gemeente"), ("teams", "teams")):
        choose(monkeypatch, folder / place)
        press(window, f"window_{code}_folder")
        settle(window, qtbot)
    assert len(window.new.settings().sources) == 14
    first, last, reference = window.new._days
    first.setDate(QDate(2026, 7, 1))
    for day in (last, reference):
        day.setDate(QDate(2026, 9, 30))
    window.new._password.field.setText(LOCK)
    path = folder / "q3.wijkcheck"
    choose(monkeypatch, path)
    press(window, "window_save_and_compare")
    settle(window, qtbot)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_from_two_folders_to_a_dossier_and_back(
    language: str, make: Make, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_demo(tmp_path)
    window = make(language)
    path = new_project(window, tmp_path, qtbot, monkeypatch)
    workspace = window.workspace
    assert workspace.can_decide
    for place, stage in enumerate(STAGES):
        key = Qt.Key(Qt.Key.Key_1.value + place)
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        page = window.pages[stage]
        qtbot.waitUntil(lambda page=page: window.stack.currentWidget() is page)  # type: ignore[misc]
        settle(window, qtbot)

    window.go("koppelen")
    settle(window, qtbot)
    pairs = window.pages["koppelen"]
    assert isinstance(pairs, KoppelenPage)
    assert workspace.view is not None
    waiting = workspace.view.todo["koppelen"]
    assert pairs._card.sentence.text()
    assert len(pairs._card.waterfall.figures()) > 5
    qtbot.keyClick(pairs._table, "j")
    settle(window, qtbot)
    qtbot.keyClick(pairs._table, "n")
    renewed(window, qtbot)
    assert workspace.view.todo["koppelen"] < waiting

    window.go("verschillen")
    settle(window, qtbot)
    differences = window.pages["verschillen"]
    assert isinstance(differences, VerschillenPage)
    before = workspace.view.todo["verschillen"]
    differences._card.judgement.reason.setText("gebeld")
    qtbot.keyClick(differences._tables.left, "t")
    renewed(window, qtbot)
    assert workspace.view.todo["verschillen"] < before

    window.go("dossier")
    settle(window, qtbot)
    dossier = tmp_path / "dossier.xlsx"
    choose(monkeypatch, dossier)
    window.pages["dossier"]._export.menu().actions()[0].trigger()  # type: ignore[attr-defined]
    settle(window, qtbot)
    book = load_workbook(dossier)
    assert workspace.text("dossier_history") in book.sheetnames
    assert book[workspace.text("dossier_decisions")].max_row > 2
    todo = dict(workspace.view.todo)
    workspace.close()

    again = make(language)
    again.workspace.open_project(path)
    qtbot.waitUntil(lambda: bool(again.findChildren(PasswordDialog)), timeout=PATIENCE)
    (dialog,) = again.findChildren(PasswordDialog)
    dialog.field.setText(LOCK)
    dialog.accept()
    qtbot.waitUntil(lambda: again.workspace.state is State.READY, timeout=PATIENCE)
    assert again.workspace.view is not None
    assert dict(again.workspace.view.todo) == todo
    assert again.workspace.can_decide
