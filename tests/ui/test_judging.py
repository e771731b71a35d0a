"""Judging pairs: one key each, on to the next, back as far as one wants; all of a kind at once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeDesk
from ui.main_window import MainWindow
from ui.models.table_model import ROW
from ui.pages.koppelen import KoppelenPage
from ui.widgets.desk_bar import DeskBar
from wijkcheck.views import Pattern, Step, Weighed

Press = Callable[[str], None]


@pytest.fixture
def page(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> KoppelenPage:
    window.go("koppelen")
    made = window.pages["koppelen"]
    assert isinstance(made, KoppelenPage)
    made._buckets.buttons["certain"].click()
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)
    made._table.choose(0)
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)
    return made


@pytest.fixture
def press(page: KoppelenPage, qtbot: QtBot) -> Press:
    def pressed(key: str) -> None:
        qtbot.keyClick(page._table, key)
        qtbot.waitUntil(lambda: page.workspace.jobs.idle)

    return pressed


def signs(page: KoppelenPage) -> list[str]:
    model = page._table.model()
    return [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]


def test_a_key_decides_and_goes_on(page: KoppelenPage, desk: FakeDesk, press: Press) -> None:
    assert page._table.currentIndex().row() == 0
    press("n")
    (verdict,) = desk.kept.values()
    assert (verdict.subject, verdict.verdict) == ("pair", "different")
    assert (verdict.left_id, verdict.right_id, verdict.lasting) == ("m5", "t2", True)
    assert signs(page) == ["✗", ""]
    assert page._table.currentIndex().row() == 1
    press("j")
    assert signs(page) == ["✗", "✓"]
    press("o")
    assert len(desk.kept) == 3


def test_what_was_settled_goes_back_to_review_with_a_key(
    page: KoppelenPage, desk: FakeDesk, press: Press, qtbot: QtBot
) -> None:
    unsure = page._card.verdicts.buttons[2]
    assert unsure.text() == "Toch beoordelen  O"
    press("o")
    (verdict,) = desk.kept.values()
    assert (verdict.left_id, verdict.right_id, verdict.verdict) == ("m5", "t2", "unsure")
    assert signs(page) == ["?", ""]
    page._buckets.buttons["review"].click()
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    assert unsure.text() == "Onzeker  O"


def test_the_next_bucket_is_opened_with_a_key(page: KoppelenPage, qtbot: QtBot) -> None:
    opened = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(page._table, key, Qt.KeyboardModifier.AltModifier)
        opened.append(page._buckets.now)
    assert opened == ["probable", "review", "probable", "certain"]
    qtbot.keyClick(page._table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page._buckets.now == "only_team"  # past the first: the last that has something in it


def test_undo_goes_back_as_far_as_one_decided(
    page: KoppelenPage, desk: FakeDesk, press: Press
) -> None:
    assert not page._card.verdicts.buttons[3].isEnabled()
    for key in "jnzz":
        press(key)
    assert desk.kept == {}
    assert signs(page) == ["", ""]
    assert page._table.currentIndex().row() == 0
    assert not page._card.verdicts.buttons[3].isEnabled()
    press("z")
    assert desk.kept == {}


def test_what_could_not_be_kept_is_told_and_stays_open(
    page: KoppelenPage, desk: FakeDesk, press: Press, window: MainWindow
) -> None:
    desk.refuses = True
    press("j")
    assert signs(page) == ["", ""]
    assert page._table.currentIndex().row() == 0
    (box,) = window.findChildren(QMessageBox)
    assert "q3.wijkcheck" in box.text()


def test_letters_typed_in_the_search_decide_nothing(
    page: KoppelenPage, desk: FakeDesk, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = page.window().focusWidget()
    qtbot.keyClicks(field, "jansen")
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    assert desk.kept == {}


def test_without_a_project_file_nothing_can_be_decided(window: MainWindow, qtbot: QtBot) -> None:
    window.go("koppelen")
    page = window.pages["koppelen"]
    assert isinstance(page, KoppelenPage)
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)
    assert not any(button.isEnabled() for button in page._card.verdicts.buttons)
    (bar,) = page.findChildren(DeskBar)
    assert bar.isVisible()
    assert [b.text() for b in bar.findChildren(QPushButton)] == ["Projectbestand maken…"]


def test_all_that_agree_alike_are_judged_and_taken_back_as_one(
    page: KoppelenPage, desk: FakeDesk, press: Press, qtbot: QtBot
) -> None:
    page._buckets.buttons["review"].click()
    batch = page._batch
    batch.offer([Pattern("Zelfde achternaam", (3,), (3,), 2)])
    batch.patterns.setCurrentIndex(1)
    assert batch.isVisible()
    assert batch.said.text().startswith("1 koppels komen zo overeen")
    batch.same.click()
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    assert [(v.left_id, v.right_id) for v in desk.kept.values()] == [("m10", "t5")]
    assert len(page.workspace._made) == 1
    press("z")
    assert desk.kept == {}
    batch.offer([Pattern("Zelfde achternaam", (3,), (), 2)])
    assert batch.patterns.currentIndex() == 1  # stays chosen when it is offered anew
    assert not batch.same.isEnabled()
    assert batch.different.isEnabled()


def test_only_the_rows_of_the_pattern_are_shown(page: KoppelenPage, qtbot: QtBot) -> None:
    page._model.keep_to((1,))
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    assert [page._model.index(r, 0).data(ROW) for r in range(page._model.rowCount())] == [1]


def test_the_waterfall_adds_up_and_is_told(page: KoppelenPage) -> None:
    page._card.weigh(Weighed("Zelfde BSN.", (Step("Vooraf", -9.25), Step("BSN", 19.5))))
    assert page._card.sentence.text() == "Zelfde BSN."
    assert page._card.waterfall.figures() == [
        ("Stap", "Gewicht"), ("Vooraf", "−9,2"), ("BSN", "+19,5"), ("Samen", "+10,2"),
    ]  # fmt: skip
    assert page._card.waterfall.accessibleDescription() == "Vooraf −9,2; BSN +19,5; Samen +10,2"
    page._card.weigh(None)
    assert page._card.waterfall.figures()[1:] == []
    assert not page._card.sentence.isVisible()  # this run has no evidence at all


def test_a_bsn_is_shown_when_it_is_asked_for_and_that_is_written_down(
    page: KoppelenPage, desk: FakeDesk, qtbot: QtBot
) -> None:
    def shown() -> list[str]:
        fields = page._card.fields
        cells = [(fields.item(r, 0), fields.item(r, 1)) for r in range(fields.rowCount())]
        return [b.text() for a, b in cells if a is not None and b is not None and a.text() == "BSN"]

    assert shown() == ["*****0006"]
    page._card.bsn.click()
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    assert shown() == ["999900006"]
    assert desk.noted == [("revealed", "m5 t2")]
    page._table.choose(1)
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    assert shown() == ["*****0018"]


def test_the_runner_up_stands_in_place_of_the_team(page: KoppelenPage, qtbot: QtBot) -> None:
    assert page._card.runner.isVisible()
    page._card.runner.click()
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    names = [page._card.fields.item(r, 2) for r in range(page._card.fields.rowCount())]
    assert "Visser" in [item.text() for item in names if item is not None]


def test_a_new_view_leaves_one_where_one_was(page: KoppelenPage, qtbot: QtBot) -> None:
    page._table.choose(1)
    page.workspace._renewed(page.workspace.view.in_language("nl"))  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    assert page._buckets.buttons["certain"].isChecked()
    assert page._table.currentIndex().row() == 1
