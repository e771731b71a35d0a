"""Cijfers: what both sides count, and the walk from one figure to the other, to the record."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from ui.pages.page import Page, card, label
from ui.widgets.big_table import BigTable

if TYPE_CHECKING:
    from wijkcheck.tables import Table
    from wijkcheck.views import View

_FIGURES = ["team", "municipality_value", "team_value", "delta", "agreed_value", "open"]
_STEPS = ["cause", "records", "amount"]
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
        above = QSplitter()
        above.addWidget(self._figures)
        above.addWidget(card(self._heading, self._walk, self._steps))
        above.setSizes([630, 410])
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(above)
        both.addWidget(card(label(self.text("window_step_records"), "heading"), self._records))
        both.setSizes([380, 270])
        for splitter in (above, both):
            splitter.setChildrenCollapsible(False)
        self.body.addWidget(both)
        self.setFocusProxy(self._figures)

    def show_view(self, view: "View") -> None:
        self._group: tuple[str, str, str] | None = None
        for box, column in ((self._measure, "measure"), (self._rule, "period_rule")):
            box.blockSignals(True)
            box.clear()
            for value, text, _ in view.figures.counts(column):
                box.addItem(text, value)
            usual = max(box.findData("toewijzingen"), box.findData("peildatum"), 0)
            box.setCurrentIndex(usual)
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
            self._figures.choose(0)

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

    def _show_steps(self, steps: "Table") -> None:
        self._bridge = steps
        if steps.size == 0 and self._group is not None and self.workspace.view is not None:
            self._show_records(self.workspace.view.step_records(*self._group, 0))
        self._steps.show_model(self.model(steps, _STEPS))
        self._steps.choose(0)

    def _choose_step(self, row: int) -> None:
        view = self.workspace.view
        if view is None or row < 0 or self._group is None:
            return
        step = self._bridge.raw(row)["step"]
        self.workspace.ask("step", view.step_records, *self._group, step, then=self._show_records)

    def _show_records(self, records: "Table") -> None:
        self._records.show_model(self.model(records, _RECORDS))
