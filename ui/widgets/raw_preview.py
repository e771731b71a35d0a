"""The rows of a file as they stand there, each that is no record with what it was taken for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from ui.look import colours, row_height, scaled
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.sources import RawRow

_HEADER = ("header_row", "two_line_header")
_READ = ("", "short_rows", "long_rows", "open_quotes")  # rows that are records all the same
_WIDEST = 220


class RawPreview(QTableWidget):
    """``header_wanted`` gives the row that is to be the header: a click on its number, or Enter."""

    header_wanted = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(0, 0)
        self._workspace = workspace
        self.setAccessibleName(workspace.text("window_preview"))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.setMinimumHeight(3 * row_height())
        numbers = self.verticalHeader()
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        numbers.setDefaultSectionSize(row_height())
        numbers.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        numbers.setSectionsClickable(True)
        numbers.setToolTip(workspace.text("window_header_hint"))
        numbers.sectionClicked.connect(self._want)
        self.cellDoubleClicked.connect(lambda row, _: self._want(row))

    def show_rows(self, rows: "Sequence[RawRow]") -> None:
        """Show rows; a gap in their numbers is one in what is shown."""
        self._numbers = [row.number for row in rows]
        self.clear()
        self.setRowCount(len(rows))
        self.setColumnCount(1 + max((len(row.cells) for row in rows), default=0))
        self.setVerticalHeaderLabels([str(number) for number in self._numbers])
        for at, row in enumerate(rows):
            for place, text in enumerate((self._told(row.mark), *row.cells)):
                self.setItem(at, place, self._item(text, row.mark, first=place == 0))
        self.resizeColumnsToContents()
        for place in range(self.columnCount()):
            self.setColumnWidth(place, min(self.columnWidth(place) + 8, scaled(_WIDEST)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want(self.currentRow())
        else:
            super().keyPressEvent(event)

    def _want(self, row: int) -> None:
        if 0 <= row < self.rowCount():
            self.header_wanted.emit(self._numbers[row])

    def _told(self, mark: str) -> str:
        return self._workspace.text(f"mark_{mark}") if mark else ""

    def _item(self, text: str, mark: str, *, first: bool) -> QTableWidgetItem:
        item = QTableWidgetItem(text.replace("\n", " ⏎ "))
        item.setToolTip(text)
        found, font = colours(), QFont(self.font())
        if mark in _HEADER:
            font.setBold(True)
            item.setBackground(QBrush(QColor(found.left_background)))
        elif mark not in _READ:
            font.setItalic(True)
            item.setBackground(QBrush(QColor(found.raised)))
            item.setForeground(QBrush(QColor(found.muted)))
        if first:
            item.setForeground(QBrush(QColor(found.accent if mark in _HEADER else found.muted)))
        item.setFont(font)
        return item
