"""Two folders of exports, an empty start: to the decided differences and a dossier, and back."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.pages.bronnen import BronnenPage
from ui.pages.controle import ControlePage
from ui.pages.koppelen import KoppelenPage
from ui.pages.verschillen import VerschillenPage
from ui.widgets.add_files import AddFiles
from ui.widgets.next_period import NextPeriod
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
) -> tuple[Path, int]:
    """Make a project as somebody who is new here does; also return in how many clicks."""
    clicks = 1
    press(window, "window_new")
    for code, place in (("municipality", "gemeente"), ("teams", "teams")):
        choose(monkeypatch, folder / place)
        press(window, f"window_{code}_folder")
        settle(window, qtbot)
        clicks += 2  # the button, and the folder's own dialog
    assert len(window.new.settings().sources) == 14
    periods = window.new._period  # whatever quarters are offered today
    name = window.workspace.text("window_quarter", number=3, year=2026)
    periods.addItem(name, (date(2026, 7, 1), date(2026, 9, 30)))
    periods.setCurrentIndex(periods.count() - 1)
    assert window.new.settings().period_end == date(2026, 9, 30)
    window.new._password.field.setText(LOCK)
    path = folder / "q3.wijkcheck"
    choose(monkeypatch, path)
    press(window, "window_save_and_compare")
    settle(window, qtbot)
    return path, clicks + 3  # the password, the button, and where it is saved


def bring(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    """A team delivers anew: it takes the place of what it delivered before."""
    window.go("bronnen")
    page = window.pages["bronnen"]
    assert isinstance(page, BronnenPage)
    settle(window, qtbot)
    assert page._card._preview.rowCount() > 10
    lines = (folder / "teams" / "noord_toewijzingen.csv").read_bytes().splitlines(keepends=True)
    again = folder / "teams" / "noord_toewijzingen_nieuw.csv"
    again.write_bytes(b"".join(lines[:-1]))
    page.add([again])
    settle(window, qtbot)
    (dialog,) = page.findChildren(AddFiles)
    assert "teams/noord_toewijzingen.csv" in dialog._told.text()
    dialog.take.click()
    settle(window, qtbot)
    window.activateWindow()  # the dialog had the keys
    qtbot.waitUntil(window.isActiveWindow)
    assert page._came.said.text().startswith("teams/noord_toewijzingen_nieuw.csv: ")


def set_one_aside(window: MainWindow, qtbot: QtBot) -> None:
    window.go("controle")
    settle(window, qtbot)
    checks = window.pages["controle"]
    assert isinstance(checks, ControlePage)
    view = window.workspace.view
    assert view is not None
    before = view.findings.size
    checks._aside.reason.setText("nagevraagd")
    qtbot.keyClick(checks._findings, "t")
    settle(window, qtbot)
    renewed(window, qtbot)
    view = window.workspace.view
    assert view is not None
    assert view.findings.size == before - 1


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_from_two_folders_to_a_dossier_and_back(
    language: str,
    make: Make,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_demo(tmp_path)
    window = make(language)
    path, clicks = new_project(window, tmp_path, qtbot, monkeypatch)
    window.rail.buttons["verschillen"].click()
    settle(window, qtbot)
    assert clicks + 1 <= 10
    first = window.pages["verschillen"]
    assert isinstance(first, VerschillenPage)
    assert first._tables.left.model().rowCount() > 0
    workspace = window.workspace
    assert workspace.can_decide
    for place, stage in enumerate(STAGES):
        key = Qt.Key(Qt.Key.Key_1.value + place)
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        page = window.pages[stage]
        qtbot.waitUntil(lambda page=page: window.stack.currentWidget() is page)  # type: ignore[misc]
        settle(window, qtbot)

    bring(window, tmp_path, qtbot)
    set_one_aside(window, qtbot)

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
    go_on(again, qtbot)


def go_on(window: MainWindow, qtbot: QtBot) -> None:
    """The next quarter comes; its figures stand beside those of the one before."""
    window.go("bronnen")
    press(window, "window_next_period")
    (dialog,) = window.pages["bronnen"].findChildren(NextPeriod)
    dialog.take.click()
    settle(window, qtbot)
    workspace = window.workspace
    assert workspace.view is not None
    assert workspace.desk is not None
    assert workspace.view.project.period_end == date(2026, 12, 31)
    points = workspace.desk.trend("toewijzingen", "peildatum", "*")
    assert [point.period for point in points] == ["Q3 2026", "Q4 2026"]
