"""Dossier: what is complete and what is not, what happened, and what leaves the house."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from ui.look import row_height
from ui.pages.page import Page, card, label, stretch
from ui.widgets.big_table import BigTable
from ui.widgets.desk_bar import DeskBar
from ui.widgets.export_button import Export, ExportButton
from ui.widgets.folding import Folding
from wijkcheck.moments import moment

if TYPE_CHECKING:
    from wijkcheck.views import Exports, View, Writing

_COLUMNS = ["point", "stage", "lacking"]


class DossierPage(Page):
    """Points with what is lacking, each leading to its page; beside them what happened so far."""

    stage = "dossier"

    def fill(self) -> None:
        text = self.text
        self._export = ExportButton(
            self.workspace,
            [
                Export(text("window_dossier_export"), "dossier", "dossier.xlsx", self._dossier),
                Export(text("window_to_teams"), "teams", "", self._teams),
                Export(text("window_to_tables"), "tables", "", self._tables),
            ],
        )
        self._export.written.connect(self._tell)
        self.tools.addStretch()
        self.tools.addWidget(self._export)
        self._state_said = label("", "muted", wrap=True)
        self._written = label("", "good", wrap=True)
        self._written.hide()
        self._points = BigTable(self.text("window_dossier_points"), self.text("window_no_rows"))
        self._points.activated.connect(self._go)
        hint = label(self.text("window_open_stage"), "muted")
        left = card(
            label(self.text("window_dossier_points"), "heading"),
            self._state_said,
            self._points,
            hint,
            label(self.text("window_dossier_contents"), "muted", wrap=True),
        )
        stretch(left, self._points)
        self._history = self._table()
        self._no_history = label(self.text("window_no_history"), "muted", wrap=True)
        right = card(label(self.text("window_history"), "heading"), self._no_history, self._history)
        stretch(right, self._history)
        self.body.addWidget(self._written)
        self.body.addWidget(Folding((left, 400, 540), (right, 400, 490)), 1)
        self.body.addWidget(DeskBar(self.workspace))
        self.setFocusProxy(self._points)

    def show_view(self, view: "View") -> None:
        self._points.show_model(self.model(view.points, _COLUMNS))
        self._points.choose_again()
        open_ = view.todo["dossier"]
        code = "window_dossier_not_ready" if open_ else "window_dossier_ready"
        self._state_said.setText("\n".join([self.text(code, number=open_), *view.lacking()]))
        desk = self.workspace.desk
        self._no_history.setVisible(desk is None)
        self._history.setVisible(desk is not None)
        if desk is not None:
            self.workspace.ask("history", desk.history, then=self._show_history)

    def _table(self) -> QTableWidget:
        columns = ("column_entry", "column_at", "column_who", "column_what")
        table = QTableWidget(0, len(columns))
        table.setAccessibleName(self.text("window_history"))
        table.setHorizontalHeaderLabels([self.text(code) for code in columns])
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(row_height())
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        return table

    def _show_history(self, entries: list[tuple[int, str, str, str, str]]) -> None:
        """Show the last entries first."""
        self._history.setRowCount(len(entries))
        for row, (entry, at, who, what, digest) in enumerate(reversed(entries)):
            told = self.workspace.phrase(f"history_{what}") or what
            shown = (str(entry), moment(at, self.workspace.language), who, told)
            for column, text in enumerate(shown):
                item = QTableWidgetItem(text)
                item.setToolTip(digest if column == 0 else text)
                self._history.setItem(row, column, item)

    def _go(self, index: QModelIndex) -> None:
        view, row = self.workspace.view, self._points.chosen_row()
        if view is not None and row >= 0:
            self.stage_wanted.emit(view.points.raw(row)["stage"])

    def _dossier(self, path: Path, with_bsn: bool) -> "Writing":
        return self._exports.dossier(path, self.workspace.desk, with_bsn=with_bsn)

    def _tables(self, folder: Path, with_bsn: bool) -> "Writing":
        return self._exports.tables(folder, with_bsn=with_bsn)

    def _teams(self, folder: Path, with_bsn: bool) -> "Writing":
        return self._exports.teams(folder, with_bsn=with_bsn)

    @property
    def _exports(self) -> "Exports":
        assert self.workspace.view is not None  # noqa: S101 - the page shows one
        return self.workspace.view.exports

    def _tell(self, path: Path) -> None:
        self._written.setText(self.text("window_written", path=path))
        self._written.show()
        desk = self.workspace.desk
        if desk is not None:
            self.workspace.ask("history", desk.history, then=self._show_history)
