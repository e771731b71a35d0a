"""Kolommen: which field each column of a source became, how sure that is, why, or otherwise."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QSplitter

from ui.pages.page import Page, label
from ui.widgets.big_table import BigTable
from ui.widgets.column_card import ColumnCard
from ui.widgets.desk_bar import DeskBar

if TYPE_CHECKING:
    from wijkcheck.views import View

_COLUMNS = ["source", "column", "field", "status", "confidence", "message"]
_CHANGED = "layout_changed"


class KolommenPage(Page):
    """A row per column, what is doubtful first; beneath it the column that is selected."""

    stage = "kolommen"

    def fill(self) -> None:
        self._source = self.choice(self.text("column_source"), self._refine)
        self._status = self.choice(self.text("column_status"), self._refine)
        self.tools.addStretch()
        self.tools.addWidget(self._source)
        self.tools.addWidget(self._status)
        self.tools.addWidget(self.search_field(lambda text: self._model.refine(text=text)))
        self._changed_layout, self._saved = label("", "alert", wrap=True), label("", "good")
        self._saved.hide()
        self._table = BigTable(self.text("stage_kolommen"), self.text("window_no_rows"))
        self._table.chosen.connect(self._choose)
        self._card = ColumnCard(self.workspace)
        self._card.profile.clicked.connect(self._ask_name)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self._table)
        both.addWidget(self._card)
        both.setSizes([480, 150])
        both.setChildrenCollapsible(False)
        self.body.addWidget(self._changed_layout)
        self.body.addWidget(self._saved)
        self.body.addWidget(both, 1)
        self.body.addWidget(DeskBar(self.workspace))
        self.setFocusProxy(self._table)

    def show_view(self, view: "View") -> None:
        self._card.show_view(view)
        rows = view.findings.order(filters={"rule": {_CHANGED}})
        told = [view.message(int(row)) for row in rows]
        self._changed_layout.setVisible(bool(told))
        self._changed_layout.setText("\n".join(told))
        self._model = self.model(view.columns, _COLUMNS)
        self._model.ordered.connect(self._first)
        self._table.show_model(self._model)
        self.offer(self._source, view.columns, "source", self.text("window_all_sources"))
        self.offer(self._status, view.columns, "status", self.text("window_all_statuses"))
        self._refine()

    def _refine(self) -> None:
        self._model.refine(self.filters(source=self._source, status=self._status))

    def _first(self) -> None:
        if self._table.chosen_row() < 0:
            self._table.choose_again()

    def _choose(self, row: int) -> None:
        view = self.workspace.view
        if view is not None:
            self._card.show_column(view.columns.raw(row) if row >= 0 else None)

    # --- the supplier's profile ---

    def _ask_name(self) -> None:
        """Ask what the supplier's profile is to be called, and keep it."""
        text = self.text("window_profile_name")
        name, sure = QInputDialog.getText(
            self, self.text("window_save_profile"), text, text=self._card.usual_name
        )
        name = "".join(c if c.isalnum() or c in " -_" else "_" for c in name).strip()
        view = self.workspace.view
        if sure and name and view is not None:
            self.workspace.ask(
                "profile", view.save_profile, self._card.source, name, then=self._tell
            )

    def _tell(self, path: Path) -> None:
        self._saved.setText(
            self.text("window_profile_saved", path=f"{path.parent.name}/{path.name}")
        )
        self._saved.show()
