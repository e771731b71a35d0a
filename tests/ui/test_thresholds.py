"""Thresholds on all pairs: moved by mouse and keys, told before they are applied, taken back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeDesk
from ui.main_window import MainWindow
from ui.pages.koppelen import KoppelenPage
from ui.widgets.histogram import Histogram, Scale
from ui.widgets.thresholds import Thresholds
from wijkcheck.views import Bin


@pytest.fixture
def page(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> KoppelenPage:
    window.go("koppelen")
    made = window.pages["koppelen"]
    assert isinstance(made, KoppelenPage)
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)
    qtbot.keyClick(made._table, "d")
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)
    return made


def settle(page: KoppelenPage, qtbot: QtBot) -> Thresholds:
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    return page._thresholds


@pytest.fixture
def chart(qtbot: QtBot) -> Histogram:
    made = Histogram("Verdeling", "nl", ["Over", "Open", "Af"], ["onder", "vanaf"])
    qtbot.addWidget(made)
    bins = [Bin(n / 10, (n + 1) / 10, 10**n, n, n % 2) for n in range(4)]
    made.show_bins(bins, Scale(0.0, 1.0, 0.01, 2), "Kans")
    made.resize(550, 260)
    made.show()
    return made


def test_the_figures_stand_beside_the_picture(page: KoppelenPage, qtbot: QtBot) -> None:
    thresholds = settle(page, qtbot)
    assert thresholds.isVisible()
    table = thresholds.table
    shown = [
        [table.item(r, c).text() for c in range(table.columnCount())]  # type: ignore[union-attr]
        for r in range(table.rowCount())
    ]
    assert [tuple(row) for row in shown] == thresholds.chart.figures()[1:]
    assert sum(int(row[1]) for row in shown) == 3
    assert sum(int(row[2]) for row in shown) == 1
    thresholds.measure.setCurrentIndex(1)
    settle(page, qtbot)
    assert thresholds.chart.figures()[0][0] == "Gewicht"
    assert thresholds.chart.figures()[1][0] == "0,0 – 2,0"


def test_consequences_are_told_and_then_applied_as_one(
    page: KoppelenPage, desk: FakeDesk, qtbot: QtBot
) -> None:
    thresholds = settle(page, qtbot)
    assert not thresholds.apply.isEnabled()
    thresholds.above.setValue(0.4)
    settle(page, qtbot)
    assert thresholds.said.text().startswith("2 koppels worden zeker, waarvan 1 nu waarschijnlijk")
    assert "0,9 fout" in thresholds.said.text()
    assert desk.kept == {}
    thresholds.apply.click()
    settle(page, qtbot)
    assert {(v.left_id, v.verdict) for v in desk.kept.values()} == {("m7", "same"), ("m10", "same")}
    assert len(page.workspace._made) == 1
    qtbot.keyClick(page._table, "z")
    settle(page, qtbot)
    assert desk.kept == {}


def test_pairs_below_the_lower_threshold_are_rejected(
    page: KoppelenPage, desk: FakeDesk, qtbot: QtBot
) -> None:
    thresholds = settle(page, qtbot)
    thresholds.below.setValue(0.5)
    settle(page, qtbot)
    thresholds.apply.click()
    settle(page, qtbot)
    assert [(v.left_id, v.verdict) for v in desk.kept.values()] == [("m10", "different")]


def test_neither_threshold_goes_past_the_other(page: KoppelenPage, qtbot: QtBot) -> None:
    thresholds = settle(page, qtbot)
    thresholds.above.setValue(0.6)
    thresholds.below.setValue(0.8)
    assert (thresholds.below.value(), thresholds.above.value()) == (0.8, 0.8)
    assert thresholds.chart.thresholds == [0.8, 0.8]


def test_the_same_key_goes_back_to_the_pair(page: KoppelenPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page._thresholds.chart, "d")
    assert not page._thresholds.isVisible()
    assert page._card.isVisible()
    page._kind.setCurrentIndex(1)
    assert not page._spread.isEnabled()  # records are not judged by their odds
    assert page._without.isVisible()
    assert "nummer, product en periode" in page._without.text()


def test_a_threshold_is_dragged(chart: Histogram, qtbot: QtBot) -> None:
    told: list[tuple[float, float]] = []
    chart.moved.connect(lambda *both: told.append(both))
    plot = chart._plot()

    def at(value: float) -> QPoint:
        return QPoint(round(plot.left() + value * plot.width()), 100)

    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=at(0.9))
    assert chart.thresholds == pytest.approx([0.0, 0.9], abs=0.01)
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=at(0.9))
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=at(0.2))
    assert chart.thresholds == pytest.approx([0.2, 0.9], abs=0.01)
    assert told == [pytest.approx((0.0, 0.9), abs=0.01), pytest.approx((0.2, 0.9), abs=0.01)]


def test_a_threshold_is_moved_by_keys(chart: Histogram, qtbot: QtBot) -> None:
    keys = Qt.Key
    for key in (keys.Key_Left, keys.Key_PageDown, keys.Key_Right):
        qtbot.keyClick(chart, key)
    assert chart.thresholds == [0.0, 0.9]
    for key in (keys.Key_Up, keys.Key_Right, keys.Key_Right):
        qtbot.keyClick(chart, key)
    assert chart.thresholds == [0.02, 0.9]
    qtbot.keyClick(chart, keys.Key_End)
    assert chart.thresholds == [0.9, 0.9]
    qtbot.keyClick(chart, keys.Key_Home)
    assert chart.thresholds == [0.0, 0.9]


def test_small_bars_are_seen_beside_large_ones(chart: Histogram) -> None:
    image = QImage(chart.size(), QImage.Format.Format_ARGB32)
    chart.render(image)
    plot, ground = chart._plot(), QImage(chart.size(), QImage.Format.Format_ARGB32)
    ground.fill(Qt.GlobalColor.white)
    heights = []
    for number in range(4):  # 1, 10, 100 and 1.000 pairs: the left edge of each bar
        x = round(plot.left() + plot.width() * number / 10) + 4
        column = [image.pixelColor(x, y).name() for y in range(int(plot.top()), int(plot.bottom()))]
        heights.append(column.count("#18754a"))
    assert heights[0] > 10
    assert heights == sorted(heights)
    assert heights[3] < 5 * heights[1]
