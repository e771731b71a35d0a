"""Bronnen: what was delivered, files that come in, and a file that is read otherwise."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import worlds
from tests.ui.conftest import FakeDesk
from tests.ui.test_pages import cells, said, settle, tables
from ui.main_window import MainWindow
from ui.pages.bronnen import BronnenPage
from ui.widgets.add_files import AddFiles
from ui.widgets.next_period import NextPeriod
from ui.workspace import STAGES
from wijkcheck.errors import SourceError
from wijkcheck.guessing import Guess
from wijkcheck.intake import Arrival
from wijkcheck.project import SourceSettings
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.sources import RawRow
from wijkcheck.views import view_of
from wijkcheck.views.previewing import Preview

ROWS = (
    RawRow(1, "title_rows", ("Overzicht", "")),
    RawRow(2, "header_row", ("BSN", "Naam")),
    RawRow(3, "", ("*****0006", "Jansen")),
    RawRow(90, "total_rows", ("", "Totaal")),
)
SEEN = Preview(ROWS, {"header_row": "2", "delimiter": ";", "encoding": "utf-8"})
SOURCES = (
    SourceSettings(Side.MUNICIPALITY, worlds.LEFT, RecordType.TOEWIJZINGEN),
    SourceSettings(Side.TEAM, worlds.NORTH, RecordType.TOEWIJZINGEN, team="Noord"),
    SourceSettings(Side.TEAM, worlds.SOUTH, RecordType.TOEWIJZINGEN, team="Zuid"),
)


@pytest.fixture
def page(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> BronnenPage:
    """Return the page of a project file with these sources, the second one chosen."""
    run = worlds.run()
    run = replace(run, project=replace(run.project, sources=SOURCES))
    window.workspace.view = view_of(run, "nl")
    window.workspace.changed.emit(frozenset(STAGES))
    settle(window, qtbot)
    (table,) = tables(window, "bronnen")
    table.choose(1)
    found = window.pages["bronnen"]
    assert isinstance(found, BronnenPage)
    return found


@pytest.fixture
def changed(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what was to be changed in the project file; nothing is."""
    asked: list[Any] = []
    monkeypatch.setattr(window.workspace, "change_source", lambda *what: asked.append(what))
    monkeypatch.setattr(window.workspace, "add_deliveries", asked.append)
    return asked


def test_when_and_by_which_bytes_it_came_is_told(page: BronnenPage) -> None:
    assert cells(page._table)[1][-2:] == ["08-10-2026", "0123456789ab"]


def test_what_is_no_record_is_marked_in_the_file(page: BronnenPage, looked: list[Any]) -> None:
    _, source, settings, then = looked[-1]
    assert (source, settings) == (worlds.NORTH, SOURCES[1])
    then(SEEN)
    shown = page._card._preview
    marks = [shown.item(row, 0).text() for row in range(shown.rowCount())]  # type: ignore[union-attr]
    assert marks == ["titel", "koprij", "", "totaal"]
    assert shown.verticalHeaderItem(3).text() == "90"  # type: ignore[union-attr]
    assert page._card._header.value() == 2
    assert page._card._sheet.isHidden()


def test_another_header_row_is_tried_before_it_is_kept(
    page: BronnenPage, looked: list[Any], changed: list[Any], qtbot: QtBot
) -> None:
    looked[-1][-1](SEEN)
    shown = page._card._preview
    shown.selectRow(0)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    tried = looked[-1][2]
    assert tried == replace(SOURCES[1], header_row=1)
    looked[-1][-1](replace(SEEN, chosen={**SEEN.chosen, "header_row": "1"}))
    assert page._card.apply.isEnabled()
    page._card.discard.click()
    assert (looked[-1][2], page._card.apply.isHidden()) == (SOURCES[1], True)
    shown.header_wanted.emit(1)
    page._card.apply.click()
    assert changed == [(SOURCES[1], tried)]


def test_a_file_that_cannot_be_read_so_is_told_and_cannot_be_kept(
    page: BronnenPage, window: MainWindow, looked: list[Any]
) -> None:
    looked[-1][-1](SEEN)
    page._card._header.setValue(99)
    error = SourceError("header_row_missing", source=worlds.NORTH, row=99, last=90)
    looked[-1][-1](Preview(error=error))
    assert "99" in said(window, "bronnen")
    assert not page._card.apply.isEnabled()
    assert page._card._preview.rowCount() == len(ROWS)  # to choose another row from
    assert not page._card._header.isHidden()
    page._table.choose(0)
    assert page._card._preview.rowCount() == 0


def test_an_answer_about_an_earlier_question_is_left_alone(
    page: BronnenPage, looked: list[Any]
) -> None:
    early = looked[-1][-1]
    page._card._header.setValue(7)
    early(SEEN)
    assert page._card._header.value() == 7


def test_the_municipality_has_no_team(page: BronnenPage, changed: list[Any]) -> None:
    box = page._card._side
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("municipality"))
    box.activated.emit(box.currentIndex())
    page._card.apply.click()
    ((_, after),) = changed
    assert (after.side, after.team) == (Side.MUNICIPALITY, None)


def test_what_came_and_what_lacks_is_told(page: BronnenPage, window: MainWindow) -> None:
    assert window.workspace.view is not None
    arrivals = (Arrival("teams/noord.csv", "replaces", 6, added=1, removed=2, changed=3),)
    window.workspace.view = replace(window.workspace.view, arrivals=arrivals)
    window.workspace.changed.emit(frozenset({"bronnen"}))
    told = said(window, "bronnen")
    assert "teams/noord.csv" in told.replace(worlds.NORTH, "teams/noord.csv")
    assert "Doet niet mee: teams/zuid.csv" in told
    assert not page._came.isHidden()


def test_dropped_files_are_looked_at_and_asked_about(
    page: BronnenPage,
    window: MainWindow,
    changed: list[Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(window.workspace.errands, "guess", lambda *what: asked.append(what))
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(tmp_path / "noord2.csv"))])
    page.dropEvent(
        QDropEvent(
            QPointF(1, 1), Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    ((_, places, then, teams),) = asked
    assert teams == ["Noord", "Zuid"]
    assert places == [(str(tmp_path / "noord2.csv"), None)]
    came = replace(SOURCES[1], path="noord2.csv")
    then([Guess(came, 7, 1.0)])
    (dialog,) = page.findChildren(AddFiles)
    assert "Vervangt: teams/noord.csv" in dialog._told.text()
    dialog.adds.setChecked(True)
    assert "Vervangt niets" in dialog._told.text()
    dialog.take.click()
    assert changed == [(replace(came, adds=True),)]


def test_a_missing_file_can_be_pointed_at(
    page: BronnenPage, window: MainWindow, changed: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page._card.point.isHidden()
    page._table.choose(2)
    assert not page._card.point.isHidden()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/weg/zuid.csv", ""))
    found = [Guess(replace(SOURCES[2], path="../weg/zuid.csv"), 3, 1.0)]
    monkeypatch.setattr(
        window.workspace.errands, "guess", lambda folder, places, then, *_: then(found)
    )
    page._card.point.click()
    assert changed == [(SOURCES[2], replace(SOURCES[2], path="../weg/zuid.csv"))]


def test_in_a_toml_everything_is_shown_and_nothing_changed(
    page: BronnenPage, window: MainWindow, looked: list[Any]
) -> None:
    window.workspace.desk = None
    window.workspace.changed.emit(frozenset(STAGES))
    assert "projectbestand" in said(window, "bronnen")
    assert not any(button.isEnabled() for button in page._changing)
    page._card._preview.header_wanted.emit(1)
    looked[-1][-1](SEEN)
    assert not page._card.apply.isEnabled()


@pytest.fixture
def wanted(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return the settings with which the project was to be reconciled; it is not."""
    asked: list[Any] = []
    monkeypatch.setattr(window.workspace, "change_settings", asked.append)
    return asked


def test_the_next_period_follows_on_the_projects(
    page: BronnenPage, window: MainWindow, wanted: list[Any]
) -> None:
    next(b for b in page._changing if b.text() == "Volgende periode…").click()
    (dialog,) = page.findChildren(NextPeriod)
    assert "De 3 bronnen van de vorige periode blijven staan" in said_in(dialog)
    dialog.name.setText("Vierde kwartaal 2026")
    dialog.take.click()
    (after,) = wanted
    assert window.workspace.view is not None
    assert after == replace(
        window.workspace.view.project,
        name="Vierde kwartaal 2026",
        period_start=date(2026, 10, 1),
        period_end=date(2026, 12, 31),
        reference_date=date(2026, 12, 31),
    )


def test_the_reference_date_goes_along_and_a_period_ends_after_it_starts(
    page: BronnenPage, wanted: list[Any]
) -> None:
    page.offer_period()
    (dialog,) = page.findChildren(NextPeriod)
    dialog.days[1].show_day(date(2026, 10, 31))
    assert dialog.settings().reference_date == date(2026, 10, 31)
    dialog.days[1].show_day(date(2026, 9, 1))
    assert not dialog.take.isEnabled()
    assert "De periode eindigt voor zij begint." in said_in(dialog)
    dialog.reject()
    assert wanted == []


@pytest.mark.parametrize(
    ("name", "last", "renamed"),
    [
        ("3e kwartaal 2026", date(2026, 9, 30), "4e kwartaal 2026"),
        ("Merendam 2026", date(2026, 9, 30), "Merendam 2026"),
        ("Merendam 2026", date(2027, 6, 30), "Merendam 2027"),
    ],
)
def test_a_quarter_or_year_in_the_name_moves_on(
    window: MainWindow, name: str, last: date, renamed: str
) -> None:
    project = replace(worlds.project(), name=name, period_end=last)
    assert NextPeriod(window, window.workspace, project).name.text() == renamed


def test_a_source_is_taken_out_when_that_is_meant(
    page: BronnenPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(window.workspace, "remove_source", asked.append)
    for answer in (QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes):
        monkeypatch.setattr(QMessageBox, "question", lambda *_, said=answer: said)
        page._card.remove.click()
    assert asked == [SOURCES[1]]


def test_many_arrivals_are_summed_up_and_told_in_full_when_asked(
    page: BronnenPage, window: MainWindow
) -> None:
    assert window.workspace.view is not None
    arrivals = tuple(Arrival(f"teams/{name}.csv", "new", 1000) for name in "abcd")
    again = Arrival("teams/e.csv", "replaces", 6, added=1, removed=2, columns_came=("Wijk",))
    window.workspace.view = replace(window.workspace.view, arrivals=(*arrivals, again))
    window.workspace.changed.emit(frozenset({"bronnen"}))
    came = page._came
    assert came.said.text().splitlines() == [
        "Nieuw: 4, met 4.000 records.",
        "Vervangen: 1. Records erbij: 1, weg: 2, veranderd: 0.",
        "Andere indeling dan de vorige keer: teams/e.csv.",
    ]
    assert came.room.isHidden()
    came.all.click()
    assert not came.room.isHidden()
    assert "teams/c.csv" in said_in(came.room)
    came.all.click()
    assert came.room.isHidden()


def said_in(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())
