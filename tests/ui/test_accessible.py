"""Everything in the window can be named, reached and pressed, and is told in its language."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui import worlds
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.workspace import STAGES, State, Workspace

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QProgressBar,
)
LEAST = 24  # pixels, either way


def own(window: QWidget) -> list[QWidget]:
    """Return the controls that we made; not the parts that Qt makes of them."""
    parts = (QHeaderView, QScrollBar)
    found = [w for w in window.findChildren(QWidget) if isinstance(w, CONTROLS)]
    within = (QComboBox, QAbstractItemView, QAbstractSpinBox, QLineEdit)
    return [
        w
        for w in found
        if not isinstance(w, parts) and not any(isinstance(p, within) for p in parents(w))
    ]


def parents(widget: QWidget) -> list[QWidget]:
    above = widget.parentWidget()
    return [] if above is None else [above, *parents(above)]


def test_everything_has_a_name(window: MainWindow) -> None:
    nameless = [
        w
        for w in own(window)
        if not w.accessibleName() and not (isinstance(w, QAbstractButton) and w.text())
    ]
    assert nameless == []


def test_every_page_and_control_can_be_reached_by_keyboard(window: MainWindow) -> None:
    deaf = [
        w
        for w in own(window)
        if w.focusPolicy() == Qt.FocusPolicy.NoFocus and not isinstance(w, QProgressBar)
    ]
    assert deaf == []


def test_targets_are_large_enough(window: MainWindow, qtbot: QtBot) -> None:
    small = set()
    for stage in STAGES:
        window.go(stage)
        qtbot.wait(1)
        small |= {
            (stage, w.accessibleName() or getattr(w, "text", str)(), w.width(), w.height())
            for w in own(window)
            if w.isVisible()
            and not isinstance(w, QProgressBar)
            and min(w.width(), w.height()) < LEAST
        }
    assert small == set()


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_nothing_is_cut_off(window: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    window.resize(*size)
    for stage in STAGES:
        window.go(stage)
        qtbot.waitUntil(lambda: window.workspace.jobs.idle)
        qtbot.wait(1)
        page = window.pages[stage]
        for widget in page.findChildren(QWidget):
            if isinstance(widget, QAbstractButton | QComboBox) and widget.isVisible():
                right = widget.mapTo(page, widget.rect().bottomRight())
                assert page.rect().contains(right), (stage, widget.accessibleName())
                if isinstance(widget, QAbstractButton) and widget.text():
                    assert widget.width() >= widget.sizeHint().width(), (stage, widget.text())


def words(window: QWidget) -> set[str]:
    texts = set()
    for w in window.findChildren(QWidget):
        if isinstance(w, QLabel | QAbstractButton):
            texts.add(w.text())
        texts.update((w.accessibleName(), w.toolTip()))
    return texts


def test_nothing_is_left_untranslated(window: MainWindow, qtbot: QtBot) -> None:
    """What reads the same in both languages is a name, a number, or one of a few words."""
    jobs = Jobs()
    workspace = Workspace(jobs, "en")
    other = MainWindow(workspace)
    qtbot.addWidget(other)
    workspace.view, workspace.state = worlds.view("en"), State.READY
    workspace.changed.emit(frozenset(STAGES))
    other.show()
    qtbot.waitUntil(lambda: jobs.idle)
    same = {text for text in words(window) & words(other) if re.search(r"[a-z]{3}", text)}
    same = {text for text in same if not re.search(r"qt_|\.csv|\.xlsx|, [A-Z]\.|\d records", text)}
    same = {text.partition(" (Ctrl")[0].strip() for text in same}
    assert same <= {
        "Dossier",
        "Product",
        "Derde kwartaal 2026",
        "WijkCheck",
        "Records",
        "Status",
        "Start",
        "Team",
    }
    other.close()
