"""What the organisation lays down cannot be chosen in the window, which says why."""

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.pages.koppelen import KoppelenPage
from ui.pages.nieuw import NieuwPage
from ui.widgets.bsn_button import BsnButton
from ui.widgets.export_button import ExportButton
from ui.workspace import Workspace
from wijkcheck import policies


@pytest.fixture
def laid_down(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = {"EncryptionRequired": 1, "RetentionMonths": 84, "BsnAllowed": 0}
    monkeypatch.setattr(policies, "_number", numbers.get)


@pytest.mark.usefixtures("laid_down")
def test_a_new_project_has_a_password_and_says_until_when_it_is_kept(
    workspace: Workspace, qtbot: QtBot
) -> None:
    page = NieuwPage(workspace)
    qtbot.addWidget(page)
    assert not page._password.none.isEnabled()
    assert "door uw organisatie bepaald" in page._password.none.text()
    page._days[1].setDate(QDate(2026, 9, 30))
    assert page._kept.text() == "Wordt bewaard tot 30-09-2033: door uw organisatie bepaald"


def test_without_policies_the_choice_is_there(workspace: Workspace, qtbot: QtBot) -> None:
    page = NieuwPage(workspace)
    qtbot.addWidget(page)
    assert page._password.none.isEnabled()
    assert page._kept.isHidden()


@pytest.mark.usefixtures("laid_down", "desk")
def test_a_bsn_stays_masked(window: MainWindow, qtbot: QtBot) -> None:
    page = window.pages["koppelen"]
    assert isinstance(page, KoppelenPage)
    window.go("koppelen")
    page._table.selectRow(0)
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)
    reveal = next(iter(page.findChildren(BsnButton)))
    assert not reveal.isEnabled()
    assert "door uw organisatie bepaald" in reveal.toolTip()
    button = next(iter(window.pages["dossier"].findChildren(ExportButton)))
    button.menu().aboutToShow.emit()
    assert not button.bsn.isEnabled()
    assert "door uw organisatie bepaald" in button.bsn.text()
