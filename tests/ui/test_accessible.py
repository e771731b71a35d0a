"""Everything in the window can be named, reached and pressed, and is told in its language."""

import re
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
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
from ui.look import dress
from ui.main_window import MainWindow
from ui.tokens import LEAST, LIGHT
from ui.widgets.chart import Chart
from ui.widgets.room import Room
from ui.workspace import STAGES, State, Workspace
from wijkcheck.resources import resource

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QProgressBar,
)


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


def test_with_text_twice_as_large_everything_can_be_read(
    workspace: Workspace, qtbot: QtBot, qapp: QApplication
) -> None:
    """What does not fit is scrolled to, one way; no button is smaller than what stands on it."""
    dress(qapp, LIGHT, 200)
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    workspace.view, workspace.state = worlds.view(), State.READY
    workspace.changed.emit(frozenset(STAGES))
    squeezed, both_ways = set(), set()
    for stage, page in {**window.pages, "nieuw": window.new}.items():
        window.stack.setCurrentWidget(page)
        qtbot.waitUntil(lambda: workspace.jobs.idle)
        qtbot.wait(1)
        (room,) = page.findChildren(Room)
        if room.horizontalScrollBar().maximum():
            both_ways.add(stage)
        for w in own(window):
            if isinstance(w, QAbstractButton) and w.isVisible() and w.text():
                wanted = w.sizeHint()
                if w.width() < wanted.width() or w.height() < w.fontMetrics().height():
                    squeezed.add((stage, w.text(), w.size().toTuple(), wanted.toTuple()))
    dress(qapp, LIGHT)
    assert squeezed == set()
    assert both_ways <= {"koppelen", "verschillen"}  # two sides need their room


def test_tab_goes_as_one_reads(window: MainWindow, qtbot: QtBot) -> None:
    """Downwards; upwards only to what stands further to the right."""
    back = []
    for stage in STAGES:
        window.go(stage)
        qtbot.waitUntil(lambda: window.workspace.jobs.idle)
        qtbot.wait(1)
        places = [w.mapTo(window, QPoint(0, 0)) for w in chain(window.pages[stage])]
        back += [
            (stage, one.toTuple(), other.toTuple())
            for one, other in pairwise(places)
            if other.y() < one.y() - LEAST and other.x() <= one.x()
        ]
    assert back == []


def chain(page: QWidget) -> list[QWidget]:
    """Return what Tab goes through on a page, in its order."""
    found, now = [], page.nextInFocusChain()
    while now is not page:
        if page.isAncestorOf(now) and now.isVisible() and now.isEnabled():
            found.append(now)
        now = now.nextInFocusChain()
    return [w for w in found if w.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_whatever_has_the_focus_shows_it(window: MainWindow) -> None:
    """By a rule of the style sheet, or drawn by the widget itself."""
    sheet = resource("style/window.qss").read_text("utf-8")
    ruled = set(re.findall(r"(\w+)(?:\[[^]]*\])?:focus", sheet))
    own_classes = (w for w in window.findChildren(QWidget) if not isinstance(w, Chart))
    blind = {
        type(w).__name__
        for w in own_classes
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(w.parent(), QComboBox | QAbstractSpinBox)
        and not (ruled & {kind.__name__ for kind in type(w).__mro__})
        and not w.inherits("QComboBoxPrivateContainer")
    }
    assert blind == {"QListView"}  # what a list to choose from opens


def test_dialogs_are_named_and_large_enough(window: MainWindow, qtbot: QtBot) -> None:
    window.show_help()
    assert window.help is not None
    asked = window.look_for()
    for dialog in (window.help, asked):
        assert dialog.windowTitle()
        nameless = [w for w in own(dialog) if not w.accessibleName()]
        assert nameless == []
        small = [w for w in own(dialog) if w.isVisible() and min(w.width(), w.height()) < LEAST]
        assert small == []


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
    for one in (window, other):
        one.show_help()
        one.look_for()
    same = {text for text in words(window) & words(other) if re.search(r"[a-z]{3}", text)}
    same = {
        text
        for text in same
        if not re.search(
            r"qt_|^(Ctrl|Shift)\+|^Enter$|^Home End$|PgUp|\.csv|\.xlsx|, [A-Z]\.|\d records", text
        )
    }
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
