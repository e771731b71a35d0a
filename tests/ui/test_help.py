"""The manual within the window: there for every page, whole, and with the keys that there are."""

import re

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.gallery import listed
from ui import manual
from ui.app import load_qt_words
from ui.controls import keys
from ui.help import Help
from ui.main_window import MainWindow
from ui.workspace import STAGES
from wijkcheck.resources import MANUAL

FILES = sorted(MANUAL.glob("*.md"))


@pytest.fixture
def opened(window: MainWindow) -> Help:
    window.go("verschillen")
    window.show_help()
    assert window.help is not None
    return window.help


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_a_key_shows_the_chapter_of_the_page(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    window.go("controle")
    qtbot.keyClick(window, key)
    assert window.help is not None
    assert window.help.isVisible()
    assert window.help.view.toPlainText().startswith("Controle\n")


def test_help_closes_with_the_window(opened: Help, window: MainWindow) -> None:
    window.close()
    assert not opened.isVisible()


def test_every_page_has_its_chapter(window: MainWindow) -> None:
    for stage in (*STAGES, "start"):
        assert manual.chapter(stage) in [path for _, path in manual.chapters()]


def test_the_contents_name_every_chapter() -> None:
    named = {path for _, path in manual.chapters()}
    assert set(FILES) - named == {MANUAL / "README.md"}


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_link_and_picture_leads_somewhere(path: object) -> None:
    assert hasattr(path, "read_text")
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)", text)
    missing = [link for link in links if not (MANUAL / link).exists()]
    assert missing == []


def test_every_picture_of_the_manual_is_shown(opened: Help) -> None:
    for _, path in manual.chapters():
        for place in re.findall(r"!\[[^]]*\]\(([^)]+)\)", path.read_text("utf-8")):
            opened.view.show_chapter(path)
            picture = opened.view.loadResource(2, place)
            assert picture is not None, place


def test_the_keys_of_the_page_are_told(opened: Help, window: MainWindow) -> None:
    told = [label.text() for label in opened.findChildren(QLabel)]
    for key in ("F8", "Volgende", "G", "Gemeente juist", "Ctrl+K", "Alles doorzoeken"):
        assert key in told
    assert "J" not in told


def test_a_word_finds_the_parts_that_have_it_the_headings_first(opened: Help) -> None:
    opened.search.setText("afgesproken cijfer")
    assert opened.contents.item(0).text() == "Cijfers\nHet afgesproken cijfer"
    assert opened.contents.count() > 1
    opened.search.setText("xyzzy")
    assert opened.contents.count() == 0
    opened.search.clear()
    assert opened.contents.count() == len(manual.chapters())


def test_a_link_leads_to_another_chapter(opened: Help) -> None:
    opened.view.show_chapter(manual.chapter("verschillen"))
    opened.view.anchorClicked.emit("beslissen.md#terugnemen")
    assert opened.view.toPlainText().startswith("Beslissen")


def test_every_shortcut_says_what_it_does(window: MainWindow) -> None:
    silent = [s.keys() for s in window.findChildren(QShortcut) if not s.whatsThis()]
    assert silent == []


def test_no_key_does_two_things_on_a_page(window: MainWindow) -> None:
    pages = [window.stack.widget(place) for place in range(window.stack.count())]
    everywhere = {key.key for key in keys(window, without=pages)}
    for page in window.pages.values():
        assert everywhere.isdisjoint({key.key for key in keys(page)})


def test_the_manual_lists_the_keys_that_there_are(window: MainWindow) -> None:
    """Otherwise: ``python -m tests.ui.gallery --manual``."""
    written = (MANUAL / "sneltoetsen.md").read_text(encoding="utf-8")
    words = QTranslator()
    if load_qt_words(words, "nl"):
        QApplication.installTranslator(words)
    found = listed(window)
    QApplication.removeTranslator(words)
    assert set(found.splitlines()) == set(written.splitlines())


def test_the_keys_of_the_stages_work_whatever_the_size_of_the_text(
    window: MainWindow, qtbot: QtBot
) -> None:
    for compact in (False, True):
        window.rail.fit(compact=compact)
        for place, stage in enumerate(STAGES):
            shown = {key.key: key.what for key in keys(window.rail)}
            assert shown[f"Ctrl+{place + 1}"] == window.workspace.text(f"stage_{stage}")
            key = Qt.Key(Qt.Key.Key_1.value + place)
            qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
            assert window.stack.currentWidget() is window.pages[stage]


def test_the_keys_of_every_table_are_told_with_the_page(opened: Help) -> None:
    told = [label.text() for label in opened.findChildren(QLabel)]
    for key in ("Alt+↓", "Waarden kiezen", "Ctrl+C Ctrl+Ins"):
        assert key in told
