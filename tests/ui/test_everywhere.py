"""Ctrl+K finds pages, actions, clients, sources, rules and the manual, and goes there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ui.everywhere import Everywhere
from ui.main_window import MainWindow
from ui.pages.koppelen import KoppelenPage
from ui.workspace import State


@pytest.fixture
def asked(window: MainWindow, qtbot: QtBot) -> Everywhere:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    (found,) = window.findChildren(Everywhere)
    return found


def lines(asked: Everywhere, window: MainWindow, qtbot: QtBot, text: str) -> list[str]:
    """Return what is found, the heads among it."""
    asked.field.setText(text)
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)
    return [asked.found.item(row).text() for row in range(asked.found.count())]


def enter(asked: Everywhere, qtbot: QtBot) -> None:
    qtbot.keyClick(asked.field, Qt.Key.Key_Return)


def test_a_page_is_found_and_shown(asked: Everywhere, window: MainWindow, qtbot: QtBot) -> None:
    assert lines(asked, window, qtbot, "cijf")[:2] == ["Pagina's", "Cijfers"]
    enter(asked, qtbot)
    assert window.stack.currentWidget() is window.pages["cijfers"]


def test_a_client_is_found_by_name_and_chosen(
    asked: Everywhere, window: MainWindow, qtbot: QtBot
) -> None:
    found = lines(asked, window, qtbot, "visser")
    assert found == ["Cliënten", "Visser, S.  ·  31-12-1999 · Noord · alleen team"]
    enter(asked, qtbot)
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)
    page = window.pages["koppelen"]
    assert isinstance(page, KoppelenPage)
    assert window.stack.currentWidget() is page
    assert window.workspace.view is not None
    chosen = window.workspace.view.persons.raw(page._table.chosen_row())
    assert chosen["right_client"] == "Visser, S."


@pytest.mark.parametrize(("number", "hits"), [("999900055", 1), ("99990005", 0)])
def test_a_number_is_found_when_it_is_whole(
    asked: Everywhere, window: MainWindow, qtbot: QtBot, number: str, hits: int
) -> None:
    found = lines(asked, window, qtbot, number)
    assert len([line for line in found if line.startswith("Visser")]) == hits
    assert not any(number in line for line in found)


def test_a_source_and_a_rule_are_found_and_chosen(
    asked: Everywhere, window: MainWindow, qtbot: QtBot
) -> None:
    assert "Bronnen" in lines(asked, window, qtbot, "zuid.csv")
    enter(asked, qtbot)
    page = window.pages["bronnen"]
    assert window.stack.currentWidget() is page
    assert page._table.chosen_row() == 2  # type: ignore[attr-defined]
    again = window.look_for()
    assert lines(again, window, qtbot, "BSN ontbreekt")[0] == "Regels"
    enter(again, qtbot)
    page = window.pages["controle"]
    assert page._rules.chosen_row() == 2  # type: ignore[attr-defined]


def test_an_action_is_found_and_reached_but_not_done(
    asked: Everywhere, window: MainWindow, qtbot: QtBot
) -> None:
    found = lines(asked, window, qtbot, "exporteren naar werkmap")
    assert found == ["Handelingen", "Exporteren: Deze rijen naar een werkmap…  ·  Verschillen"]
    enter(asked, qtbot)
    assert window.stack.currentWidget() is window.pages["verschillen"]
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.activeAction().text() == "Deze rijen naar een werkmap…"
    menu.close()


def test_a_heading_of_the_manual_is_shown(
    asked: Everywhere, window: MainWindow, qtbot: QtBot
) -> None:
    assert lines(asked, window, qtbot, "afgesproken cijfer")[0] == "In de handleiding"
    enter(asked, qtbot)
    assert window.help is not None
    assert window.help.isVisible()
    assert window.help.view.verticalScrollBar().value() > 0


def test_up_and_down_pass_the_heads(asked: Everywhere, window: MainWindow, qtbot: QtBot) -> None:
    found = lines(asked, window, qtbot, "koppelen")
    chosen = []
    for _ in found:
        item = asked.found.currentItem()
        assert item is not None
        chosen.append(item.text())
        qtbot.keyClick(asked.field, Qt.Key.Key_Down)
    assert {"Pagina's", "In de handleiding"} <= set(found)
    assert {"Pagina's", "In de handleiding"}.isdisjoint(chosen)
    assert chosen[0] == "Koppelen"
    assert chosen[-1] == found[-1]


def test_without_a_project_pages_and_the_manual_are_found(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.view, window.workspace.state = None, State.EMPTY
    asked = window.look_for()
    assert lines(asked, window, qtbot, "nieuw project")[0] == "Pagina's"
    assert lines(asked, window, qtbot, "zzzz") == []
    assert asked._said.isVisible()
