"""Cijfers: what both sides count, and the walk from one figure to the other, to the record."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter

from ui.pages.page import Page, card, label, stretch
from ui.widgets.big_table import BigTable
from ui.widgets.trend_card import TrendCard
from ui.widgets.waterfall import Bar, Waterfall, bridge_bars

if TYPE_CHECKING:
    from wijkcheck.tables import Table
    from wijkcheck.views import View

_FIGURES = ["team", "municipality_value", "team_value", "delta", "agreed_value", "open"]
_STEPS = ["explained", "records", "amount"]
_RECORDS = [
    "left_client", "left_source", "left_row", "right_client", "right_source", "right_row", "effect",
]  # fmt: skip


class CijfersPage(Page):
    """The figures per team; for the selected one its bridge; for the selected step its records."""

    stage = "cijfers"

    def fill(self) -> None:
        self._measure = self.choice(self.text("column_measure"), self._refine)
        self._rule = self.choice(self.text("column_period_rule"), self._refine, widest=340)
        self.tools.addWidget(self._measure)
        self.tools.addWidget(self._rule)
        self.tools.addStretch()
        self._figures = BigTable(self.text("stage_cijfers"), self.text("window_no_figures"))
        self._steps = BigTable(self.text("window_bridge"), self.text("window_no_steps"))
        self._records = BigTable(self.text("window_step_records"), self.text("window_no_rows"))
        self._heading, self._walk = label("", "heading"), label("", "muted", wrap=True)
        self._figures.chosen.connect(self._choose_group)
        self._steps.chosen.connect(self._choose_step)
        self._chart = Waterfall(self.text("window_bridge"), self.workspace.language)
        self._chart.pressed.connect(self._press)
        drawn = QScrollArea()
        drawn.setWidgetResizable(True)
        drawn.setAccessibleName(self.text("window_bridge"))
        drawn.setWidget(self._chart)
        walk = QSplitter(Qt.Orientation.Vertical)
        walk.addWidget(drawn)
        walk.addWidget(self._steps)
        walk.setSizes([230, 110])
        walk.setChildrenCollapsible(False)
        told = card(self._heading, self._walk, walk)
        stretch(told, walk)
        self._trend = TrendCard(self.workspace)
        records = card(label(self.text("window_step_records"), "heading"), self._records)
        beside = QSplitter(Qt.Orientation.Vertical)
        below, both = QSplitter(), QSplitter(Qt.Orientation.Vertical)
        for splitter, one, other, sizes in (
            (beside, records, self._trend, [250, 170]),
            (below, told, beside, [520, 510]),
            (both, self._figures, below, [230, 420]),
        ):
            splitter.addWidget(one)
            splitter.addWidget(other)
            splitter.setSizes(sizes)
            splitter.setChildrenCollapsible(False)
        self.body.addWidget(both)
        self.setFocusProxy(self._figures)

    def show_view(self, view: "View") -> None:
        self._group: tuple[str, str, str] | None = None
        for box, column in ((self._measure, "measure"), (self._rule, "period_rule")):
            chosen = box.currentData()
            box.blockSignals(True)
            box.clear()
            for value, text, _ in view.figures.counts(column):
                box.addItem(text, value)
            usual = max(box.findData("toewijzingen"), box.findData("peildatum"), 0)
            box.setCurrentIndex(max(box.findData(chosen), -1) if chosen else usual)
            box.blockSignals(False)
        self._model = self.model(view.figures, _FIGURES)
        self._figures.show_model(self._model)
        self._model.ordered.connect(self._first)
        self._refine()

    def _refine(self) -> None:
        self._model.refine(self.filters(measure=self._measure, period_rule=self._rule))

    def _first(self) -> None:
        """Begin at the whole."""
        if self._figures.chosen_row() < 0:
            self._figures.choose_again()

    def _choose_group(self, row: int) -> None:
        view = self.workspace.view
        if view is None or row < 0:
            self._heading.setText(self.text("window_choose_figure"))
            self._walk.setText("")
            return
        figure = view.figures.raw(row)
        told = dict(zip(_FIGURES, view.figures.page([row], _FIGURES)[0], strict=True))
        self._heading.setText(self.text("window_bridge_of", team=told["team"]))
        known = figure["delta"] is not None
        self._walk.setText(self.text("window_walk" if known else "window_no_walk", **told))
        self._steps.say_when_empty(self.text("window_no_steps" if known else "window_no_walk"))
        self._group = (figure["measure"], figure["period_rule"], figure["team"])
        self.workspace.ask("bridge", view.bridge, *self._group, then=self._show_steps)
        desk = self.workspace.desk
        if desk is None:
            self._trend.show_points(None)
        else:
            self.workspace.ask("trend", desk.trend, *self._group, then=self._trend.show_points)

    def _draw(self, steps: "Table") -> None:
        """Draw the walk, where there is one."""
        view, row = self.workspace.view, self._figures.chosen_row()
        figure: dict[str, Any] = view.figures.raw(row) if view is not None and row >= 0 else {}
        bars: list[Bar] = []
        if figure.get("delta") is not None:
            ends = (
                (self.text("window_municipality"), figure["municipality_value"]),
                (self.text("column_team"), figure["team_value"]),
            )
            shown = steps.page(range(steps.size), ["explained", "amount"])
            amounts = [steps.raw(place)["amount"] for place in range(steps.size)]
            walked = [(c, n, text) for (c, text), n in zip(shown, amounts, strict=True)]
            bars = bridge_bars(ends, walked)
        heads = self.text("column_explained"), self.text("column_amount")
        self._chart.show_bars(bars, heads, cut=True)

    def _press(self, place: int) -> None:
        """A bar of the chart leads to its records, as its step does."""
        if 1 <= place <= self._steps.model().rowCount():
            self._steps.choose(self._steps_model.place_of(place - 1))

    def _show_steps(self, steps: "Table") -> None:
        self._bridge = steps
        self._draw(steps)
        if steps.size == 0 and self._group is not None and self.workspace.view is not None:
            self._show_records(self.workspace.view.step_records(*self._group, 0))
        self._steps_model = self.model(steps, _STEPS)
        self._steps.show_model(self._steps_model)
        self._steps.choose_again()

    def _choose_step(self, row: int) -> None:
        view = self.workspace.view
        if view is None or row < 0 or self._group is None:
            return
        self._chart.choose(row + 1)
        step = self._bridge.raw(row)["step"]
        self.workspace.ask("step", view.step_records, *self._group, step, then=self._show_records)

    def _show_records(self, records: "Table") -> None:
        self._records.show_model(self.model(records, _RECORDS))
