"""The figures of a chart as a table beside it, for who would rather read or copy them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from ui.look import row_height

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FiguresTable(QTableWidget):
    """Rows of text, a head first; the columns after the first hold numbers. Ctrl+C copies all."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFixedHeight(row_height())
        self.setWordWrap(False)

    def show_figures(self, figures: Sequence[Sequence[str]]) -> None:
        """Show a chart's figures."""
        self._figures = figures
        head, *rows = figures
        self.setColumnCount(len(head))
        self.setRowCount(len(rows))
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, title in enumerate(head):
            side = _RIGHT if column else _LEFT
            self.setHorizontalHeaderItem(column, _item(title, side))
            for row, texts in enumerate(rows):
                self.setItem(row, column, _item(texts[column], side))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own
        if event.matches(QKeySequence.StandardKey.Copy):
            lines = ("\t".join(row) for row in self._figures)
            QApplication.clipboard().setText("\n".join(lines))
        else:
            super().keyPressEvent(event)


def _item(text: str, side: Qt.AlignmentFlag) -> QTableWidgetItem:
    made = QTableWidgetItem(text)
    made.setTextAlignment(side)
    return made
