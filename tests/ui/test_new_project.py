"""A new project says what it still lacks; a locked one asks; what was open is remembered."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.memory import Memory
from ui.pages.nieuw import NieuwPage
from ui.widgets.password import PasswordDialog
from ui.workspace import State, Workspace
from wijkcheck.errors import ProjectError, SourceError
from wijkcheck.guessing import Guess
from wijkcheck.project import ProjectSettings, SourceSettings
from wijkcheck.records.fields import RecordType, Side

CARE, PEOPLE = RecordType.TOEWIJZINGEN, RecordType.CLIENTEN


def guess(path: str, side: Side, kind: RecordType = CARE, team: str | None = None) -> Guess:
    return Guess(SourceSettings(side, path, kind, team=team), 12, 1.0)


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> NieuwPage:
    made = NieuwPage(workspace)
    qtbot.addWidget(made)
    return made


def told(page: NieuwPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_it_says_what_is_lacking_one_after_the_other(page: NieuwPage) -> None:
    table, lacking = page._files, page._lacking
    assert "gemeente" in lacking.text()
    table.add([guess("gemeente.xlsx", Side.MUNICIPALITY, PEOPLE)])
    assert "teams" in lacking.text()
    table.add([guess("noord.csv", Side.TEAM, CARE, "Noord")])
    assert "gegevenssoort" in lacking.text()
    table.add([guess("gemeente.xlsx", Side.MUNICIPALITY)])
    assert "wachtwoord" in lacking.text()
    assert not page.start.isEnabled()
    page._password.field.setText("kort")
    assert not page.start.isEnabled()
    page._password.field.setText("lang genoeg")
    assert (page.start.isEnabled(), lacking.text()) == (True, "")
    page._name.setText(" ")
    assert not page.start.isEnabled()


def test_what_was_guessed_can_be_changed(page: NieuwPage) -> None:
    page._files.add(
        [guess("a.csv", Side.TEAM, CARE, "Noord"), guess("b.csv", Side.TEAM, CARE, "Zuid")]
    )
    side = page._files.cellWidget(0, 2)
    assert isinstance(side, QComboBox)
    side.setCurrentIndex(side.findData("municipality"))
    team = page._files.cellWidget(1, 4)
    assert isinstance(team, QLineEdit)
    team.setText("Wijkteam Zuid")
    one, other = page.settings().sources
    assert (one.side, one.team) == (Side.MUNICIPALITY, None)
    assert (other.side, other.team) == (Side.TEAM, "Wijkteam Zuid")
    item = page._files.item(1, 0)
    assert item is not None
    item.setCheckState(Qt.CheckState.Unchecked)
    assert len(page.settings().sources) == 1


def test_a_file_that_cannot_be_read_is_told_and_not_taken(page: NieuwPage) -> None:
    settings = SourceSettings(Side.TEAM, "zuid.csv", CARE)
    page._files.add([Guess(settings, 0, 0.0, SourceError("source_missing", source="zuid.csv"))])
    assert page.settings().sources == ()
    item = page._files.item(0, 1)
    assert item is not None
    assert "zuid.csv" in item.text()


def test_the_period_fills_the_days_and_names_the_project(page: NieuwPage) -> None:
    settings = page.settings()
    assert settings.period_start.day == 1
    assert settings.reference_date == settings.period_end
    assert settings.name == page._period.currentText()
    page._period.setCurrentIndex(2)
    assert page.settings().name == page._period.currentText()
    page._name.setText("Merendam")
    page._period.setCurrentIndex(1)
    assert page.settings().name == "Merendam"


def test_it_is_saved_where_one_says(
    page: NieuwPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[tuple[Path, str | None, ProjectSettings]] = []
    monkeypatch.setattr(page._workspace, "new_project", lambda *what: made.append(what))
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "q3"), "WijkCheck")
    )
    page._files.add([guess("g.csv", Side.MUNICIPALITY), guess("n.csv", Side.TEAM)])
    page._password.none.setChecked(True)
    page.start.click()
    ((path, password, settings),) = made
    assert (path.name, password, len(settings.sources)) == ("q3.wijkcheck", None, 2)


def test_projects_are_remembered_the_last_first(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    for name in ("een", "twee", "drie", "een"):
        (tmp_path / f"{name}.toml").touch()
        Memory(settings).opened(tmp_path / f"{name}.toml", f"Project {name}")
    (tmp_path / "twee.toml").unlink()
    workspace.memory = Memory(settings)
    assert [name for _, name in workspace.memory.recent()] == ["Project een", "Project drie"]
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.show()
    shown = [b.text() for b in window.start.findChildren(QPushButton) if "·" in b.text()]
    assert shown == ["Project een   ·   een.toml", "Project drie   ·   drie.toml"]
    settings.setValue("recent", "{")
    assert Memory(settings).recent() == []


def test_a_locked_project_asks_for_its_password(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Path, str | None]] = []
    workspace, path = window.workspace, Path("geheim.wijkcheck")
    workspace._next, workspace.state = (path, None), State.BUSY
    workspace._fail(ProjectError("project_needs_password", path=path.name))
    (dialog,) = window.findChildren(PasswordDialog)
    monkeypatch.setattr(workspace, "open_project", lambda *what: opened.append(what))
    dialog.field.setText("een lang geheim")
    dialog.accept()
    assert opened == [(path, "een lang geheim")]


def test_the_head_leads_to_projects_and_back(window: MainWindow) -> None:
    window.head.open.click()
    assert window.stack.currentWidget() is window.start
    window.make_new()
    assert window.stack.currentWidget() is window.new
    window.workspace.changed.emit(frozenset({"bronnen"}))  # worked out behind the window
    assert window.stack.currentWidget() is window.new
    window.new.left.emit()
    assert window.stack.currentWidget() is window.start


def test_a_new_project_leads_to_the_differences_another_to_its_sources(window: MainWindow) -> None:
    for begin, stage in ((window.make_new, "verschillen"), (window.begin, "bronnen")):
        window.workspace._become(State.EMPTY)
        begin()
        window.workspace._become(State.BUSY)
        assert window.stack.currentWidget() is window.pages[stage]


def test_what_is_dropped_on_the_start_begins_a_project(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    added: list[object] = []
    monkeypatch.setattr(window.new, "add", added.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/leveringen/gemeente"), QUrl("http://elders/x.csv")])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.start.dropEvent(drop)
    assert window.stack.currentWidget() is window.new
    assert added == [[("/leveringen/gemeente", None)]]


def test_another_look_or_language_loses_nothing_that_was_filled_in(
    workspace: Workspace, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(workspace.errands, "guess", lambda *what: asked.append(what))
    page = window.new
    window.make_new()
    page._files.add([guess("a.csv", Side.TEAM, team="Noord"), guess("b.csv", Side.MUNICIPALITY)])
    team, taken = page._files.cellWidget(0, 4), page._files.item(1, 0)
    assert isinstance(team, QLineEdit)
    assert taken is not None
    team.setText("Wijkteam Noord")
    taken.setCheckState(Qt.CheckState.Unchecked)
    page._period.setCurrentIndex(2)
    page._name.setText("Merendam")
    page._days[2].show_day(date(2026, 8, 31))
    page._password.field.setText("lang genoeg")
    page.add([("c.csv", None)])  # nothing is known of it yet
    before = page.settings()
    workspace.language = "en"
    other = MainWindow(workspace)
    qtbot.addWidget(other)
    other.take_over(window)
    assert other.stack.currentWidget() is other.new
    assert other.new.settings() == replace(before, language="en")
    assert other.new._password.field.text() == "lang genoeg"
    assert [what[1] for what in asked] == [[("c.csv", None)]] * 2
    asked[0][2]([guess("c.csv", Side.TEAM)])  # told to the page that is gone
    asked[1][2]([guess("c.csv", Side.TEAM)])
    assert [source.path for source in other.new.settings().sources] == ["a.csv", "c.csv"]


def test_a_project_that_its_period_names_is_named_in_the_other_language(
    workspace: Workspace, page: NieuwPage, qtbot: QtBot
) -> None:
    page._period.setCurrentIndex(1)
    workspace.language = "en"
    other = NieuwPage(workspace)
    qtbot.addWidget(other)
    other.take_over(page.hand_over())
    assert other.settings().name == other._period.currentText() != page._period.currentText()


def test_a_file_is_judged_anew_with_those_that_follow(
    page: NieuwPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(workspace.errands, "guess", lambda *what: asked.append(what))
    page.add([("teams", Side.TEAM)])
    asked[0][2]([guess("noord.csv", Side.TEAM, team="Noord")])
    page.add([("gemeente", Side.MUNICIPALITY)])
    assert asked[1][1] == [("teams", Side.TEAM), ("gemeente", Side.MUNICIPALITY)]
    asked[1][2]([guess("noord.csv", Side.TEAM, team="Wijkteam Noord")])
    assert [source.team for source in page.settings().sources] == ["Wijkteam Noord"]


def test_more_files_leave_what_was_changed(page: NieuwPage) -> None:
    page._files.add([guess("a.csv", Side.TEAM, team="Noord")])
    team = page._files.cellWidget(0, 4)
    assert isinstance(team, QLineEdit)
    team.setText("Wijkteam Noord")
    page._files.add([guess("b.csv", Side.TEAM), guess("a.csv", Side.TEAM, team="Noord")])
    assert [source.team for source in page.settings().sources] == ["Wijkteam Noord", None]
