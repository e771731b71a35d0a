"""Bronnen: what was delivered, whether it could be used, and how its files are read."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QSplitter

from ui.pages.page import Page, label
from ui.widgets.add_files import AddFiles
from ui.widgets.big_table import BigTable
from ui.widgets.came import Came
from ui.widgets.desk_bar import DeskBar
from ui.widgets.next_period import NextPeriod
from ui.widgets.source_card import SourceCard

if TYPE_CHECKING:
    from wijkcheck.guessing import Guess
    from wijkcheck.tables import Table
    from wijkcheck.views import View

_COLUMNS = ["status", "source", "side", "team", "record_type", "rows", "delivered", "sha256"]


class BronnenPage(Page):
    """A row per source; beneath it its file. Files may be dropped anywhere on the page."""

    stage = "bronnen"

    def fill(self) -> None:
        self.tools.addStretch()
        self._changing = [
            self._button("window_next_period", self.offer_period),
            self._button("window_add_files", self._choose_files),
            self._button("window_add_folder", self._choose_folder),
        ]
        self._alert, self._came = label("", "alert", wrap=True), Came(self.workspace)
        self._table = BigTable(self.text("stage_bronnen"), self.text("empty_bronnen"))
        self._table.chosen.connect(self._choose)
        self._card = SourceCard(self.workspace)
        self._card.elsewhere.connect(self._point)
        self._card.unwanted.connect(self._remove)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self._table)
        both.addWidget(self._card)
        both.setSizes([260, 380])
        both.setChildrenCollapsible(False)
        self.body.addWidget(self._alert)
        self.body.addWidget(self._came)
        self.body.addWidget(both, 1)
        self.body.addWidget(DeskBar(self.workspace))
        self.setFocusProxy(self._table)
        self.setAcceptDrops(True)

    def show_view(self, view: "View") -> None:
        lacking = view.lacking()
        self._alert.setVisible(bool(lacking))
        self._alert.setText("\n".join(lacking))
        self._came.show_view(view)
        self.workspace.ask("sources", view.delivered, self.workspace.desk, then=self._show)

    def refresh(self) -> None:
        super().refresh()
        for button in self._changing:
            button.setEnabled(self.workspace.can_decide)

    def add(self, places: list[Path]) -> None:
        """Look what files and folders are, and ask whether they are to be taken in."""
        view = self.workspace.view
        if view is not None and places and self.workspace.can_decide:
            found = [(str(path), None) for path in places]
            teams = [source.team for source in view.project.sources if source.team]
            self.workspace.errands.guess(view.project.folder, found, self._offer, teams)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's own
        if event.mimeData().hasUrls() and self.workspace.can_decide:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's own
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _button(self, code: str, then: object) -> QPushButton:
        button = QPushButton(self.text(code))
        button.clicked.connect(then)
        self.tools.addWidget(button)
        return button

    def _show(self, table: "Table") -> None:
        self._table.show_model(self.model(table, _COLUMNS))
        self._table.choose_again()

    def show_row(self, row: int) -> None:
        self._table.seek(row)

    def _choose(self, row: int) -> None:
        if self.workspace.view is not None:
            self._card.show_source(self.workspace.view, row)

    # --- what changes the project ---

    def offer_period(self) -> None:
        """Ask which period comes next, and reconcile that."""
        view = self.workspace.view
        if view is not None:
            dialog = NextPeriod(self, self.workspace, view.project)
            dialog.taken.connect(self.workspace.change_settings)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _remove(self) -> None:
        """Take the selected source out, when that is really meant."""
        source = self._card.before
        if source is not None:
            asked = self.text("window_remove_asked", source=source.path)
            answer = QMessageBox.question(self, self.text("window_remove_source"), asked)
            if answer == QMessageBox.StandardButton.Yes:
                self.workspace.remove_source(source)

    # --- files that come in ---

    def _choose_files(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(self, self.text("window_add_files"))
        self.add([Path(path) for path in paths])

    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, self.text("window_add_folder"))
        self.add([Path(path)] if path else [])

    def _offer(self, guesses: "list[Guess]") -> None:
        view = self.workspace.view
        if view is not None:
            dialog = AddFiles(self, self.workspace, view.project.sources)
            dialog.taken.connect(self.workspace.add_deliveries)
            dialog.finished.connect(dialog.deleteLater)
            dialog.show_files(guesses)

    def _point(self) -> None:
        """Ask where the file of the selected source is now."""
        path, _ = QFileDialog.getOpenFileName(self, self.text("window_point_file"))
        view, before = self.workspace.view, self._card.before
        if path and view is not None and before is not None:

            def found(guesses: "list[Guess]") -> None:
                for guess in guesses[:1]:
                    after = replace(before, path=guess.settings.path)
                    self.workspace.change_source(before, after)

            self.workspace.errands.guess(view.project.folder, [(path, before.side)], found)
