"""The fields of a record, or of two beside each other, with the characters that differ marked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QTableWidget,
    QTableWidgetItem,
)

from ui.look import colours
from ui.models.table_model import Index
from ui.tokens import GAPS, ROW
from ui.widgets.cells import line_below, write

if TYPE_CHECKING:
    from wijkcheck.views import Line

_OTHER = Qt.ItemDataRole.UserRole
_MARKED = Qt.ItemDataRole.UserRole + 1


class FieldCard(QTableWidget):
    """A row per field: its name, the left text, the right text."""

    def __init__(self, name: str, titles: Sequence[str]) -> None:
        super().__init__(0, len(titles))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(titles))
        self.setItemDelegate(_FieldDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)

    def show_lines(self, lines: "Sequence[Line]", marked: frozenset[str] | None = None) -> None:
        """Show fields; marked are those named, or where nothing is named those that differ."""
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            differs = line.left != line.right if marked is None else line.field in marked
            cells = (line.title, line.left, line.right)[: self.columnCount()]
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column > 0:
                    item.setData(_MARKED, differs)
                    item.setData(_OTHER, line.right if column == 1 else line.left)
                self.setItem(row, column, item)


class _FieldDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        area = option.rect.adjusted(GAPS["xs"], 0, -GAPS["xs"], -1)
        if index.column() == 0:
            painter.setPen(QColor(colours().muted))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        elif index.data(_MARKED):
            write(painter, area, option, index.data() or "–", index.data(_OTHER) or "")
        else:
            super().paint(painter, option, index)
        line_below(painter, option.rect)
        painter.restore()
