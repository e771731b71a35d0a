"""Charts: their figures as text, to be copied and saved; a bar leads to its records."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.pages.cijfers import CijfersPage
from ui.widgets.waterfall import Bar, Waterfall, bridge_bars


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> CijfersPage:
    window.go("cijfers")
    made = window.pages["cijfers"]
    assert isinstance(made, CijfersPage)
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)
    made._figures.choose(1)  # Noord
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)
    return made


def test_the_bridge_walks_from_one_figure_to_the_other(page: CijfersPage) -> None:
    figures = page._chart.figures()
    assert [number for _, number in figures[1:]] == ["3", "+1", "+0", "+2", "6"]
    bars = page._chart._bars
    for before, after in pairwise(bars[:-1]):
        assert after.before == before.after
    assert bars[-2].after == bars[-1].after == 6
    assert "dubbeltelling" in page._chart.accessibleDescription()


def test_a_bar_opens_its_records(page: CijfersPage, window: MainWindow, qtbot: QtBot) -> None:
    page._chart.setFocus()
    for _ in range(4):
        qtbot.keyClick(page._chart, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)
    assert page._steps.currentIndex().row() == 2
    assert page._records.model().rowCount() == 2


def test_where_there_is_no_bridge_none_is_drawn(
    page: CijfersPage, window: MainWindow, qtbot: QtBot
) -> None:
    page._figures.choose(2)  # Zuid did not deliver
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)
    assert page._chart.figures()[1:] == []


def test_a_new_view_keeps_what_was_chosen(
    page: CijfersPage, window: MainWindow, qtbot: QtBot
) -> None:
    page._rule.setCurrentIndex(page._rule.findData("lopend"))
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)
    view = window.workspace.view
    assert view is not None
    window.workspace._renewed(view.in_language("nl"))
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)
    assert page._rule.currentData() == "lopend"


@pytest.mark.parametrize("cut", [False, True])
def test_a_chart_is_copied_and_saved(qtbot: QtBot, qapp: object, tmp_path: Path, cut: bool) -> None:
    chart = Waterfall("Aansluiting", "nl")
    qtbot.addWidget(chart)
    bars = bridge_bars((("Gemeente", 10), ("Team", 8)), [("naam", -2, "-2")])
    chart.show_bars(bars, ("Oorzaak", "Effect"), cut=cut)
    chart.resize(300, 80)
    chart.show()
    qtbot.keyClick(chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = qapp.clipboard()  # type: ignore[attr-defined]
    assert clipboard.text() == "Oorzaak\tEffect\nGemeente\t10\nnaam\t-2\nTeam\t8"
    chart.copy_picture()
    assert clipboard.image().width() == 900
    chart.save(tmp_path / "brug.png")
    image = QImage(str(tmp_path / "brug.png"))
    colours = {image.pixel(x, y) for x in range(0, 900, 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 4
    chart.save(tmp_path / "brug.svg")
    assert "Gemeente" in (tmp_path / "brug.svg").read_text("utf-8")
    assert bool(chart.toolTip()) is cut


def test_all_bars_lie_within_the_chart(qtbot: QtBot) -> None:
    chart = Waterfall("x", "nl")
    qtbot.addWidget(chart)
    for cut in (False, True):
        chart.show_bars([Bar("a", 0, -5, "-5"), Bar("b", -5, 3, "+8")], ("", ""), cut=cut)
        low, high = chart._span()
        assert low <= -5
        assert high >= 3
