"""Cijfers: a figure over the periods, and what is said while there are too few."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeDesk
from tests.ui.test_pages import said, settle, tables
from ui.main_window import MainWindow
from ui.workspace import STAGES
from wijkcheck.views import Point
from wijkcheck.views.trend import period_name


def show(window: MainWindow, qtbot: QtBot) -> None:
    (figures, *_) = tables(window, "cijfers", "Cijfers")
    figures.choose(1)
    settle(window, qtbot)


def test_one_period_makes_no_trend(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    show(window, qtbot)
    assert "twee perioden" in said(window, "cijfers")


def test_a_toml_keeps_no_periods(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot)
    assert "een TOML bewaart niets" in said(window, "cijfers")


def test_two_periods_are_drawn_and_told(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.points = [Point("Q1 2026", 1200, None), Point("Q2 2026", 1300, 1310)]
    window.workspace.changed.emit(frozenset(STAGES))
    show(window, qtbot)
    card = window.pages["cijfers"]._trend  # type: ignore[attr-defined]
    assert card.chart.figures() == [
        ("Periode", "Gemeente", "Team", "Verschil"),
        ("Q1 2026", "1.200", "", ""),
        ("Q2 2026", "1.300", "1.310", "+10"),
    ]
    assert card.figures.rowCount() == 2
    assert not card.chart.grab().toImage().allGray()


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (date(2026, 7, 1), date(2026, 9, 30), "Q3 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "2026-02"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(2026, 2, 1), date(2026, 4, 30), "2026-02-01 – 2026-04-30"),
    ],
)
def test_a_period_has_a_short_name(start: date, end: date, name: str) -> None:
    assert period_name(f"{start}/{end}") == name


def test_a_chart_can_be_saved(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.points = [Point("Q1 2026", 5, 4), Point("Q2 2026", 5, 6)]
    window.workspace.changed.emit(frozenset(STAGES))
    show(window, qtbot)
    chart = window.pages["cijfers"]._trend.chart  # type: ignore[attr-defined]
    for name in ("verloop.svg", "verloop.png"):
        chart.save(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 500
