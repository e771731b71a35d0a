"""Bronnen: what was delivered, whether it could be used, and what reading it decided."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from ui.pages.page import Page, card, label
from ui.widgets.big_table import BigTable

if TYPE_CHECKING:
    from wijkcheck.views import View

_COLUMNS = ["status", "source", "side", "team", "record_type", "rows", "message"]


class BronnenPage(Page):
    """A row per source; beneath it what detection chose for the one that is selected."""

    stage = "bronnen"

    def fill(self) -> None:
        self._table = BigTable(self.text("stage_bronnen"), self.text("empty_bronnen"))
        self._table.chosen.connect(self._choose)
        self._heading = label("", "heading")
        self._choices = label("", "muted", wrap=True)
        self._alert = label("", "alert", wrap=True)
        self.body.addWidget(self._alert)
        told = QScrollArea()
        told.setWidgetResizable(True)
        told.setWidget(self._choices)
        told.setAccessibleName(self.text("window_found"))
        self._choices.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._table, 3)
        self.body.addWidget(card(self._heading, told), 2)
        self.setFocusProxy(self._table)

    def show_view(self, view: "View") -> None:
        lacking = view.sources.order(filters={"status": {"unusable", "missing"}})
        names = [view.sources.raw(int(row))["source"] for row in lacking]
        self._alert.setVisible(bool(names))
        self._alert.setText(self.text("window_lacking", sources=", ".join(names)))
        self._table.show_model(self.model(view.sources, _COLUMNS))
        self._table.choose_again()

    def _choose(self, row: int) -> None:
        view = self.workspace.view
        if row < 0 or view is None:
            self._heading.setText(self.text("window_choose_source"))
            self._choices.setText("")
            return
        source = view.sources.raw(row)
        said = [source["message"] or "", *view.choices(source["source"])]
        self._heading.setText(source["source"])
        self._choices.setText("\n".join(line for line in said if line))
