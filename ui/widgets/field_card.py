"""The fields of a record, or of two beside each other, with the characters that differ marked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTableWidget,
    QTableWidgetItem,
)

from ui.look import colours
from ui.models.table_model import Index
from ui.tokens import ROW
from ui.widgets.cells import INSET, line_below, write

if TYPE_CHECKING:
    from wijkcheck.views import Line

_PLACE = ("source", "row")  # said in the head
_OTHER = Qt.ItemDataRole.UserRole
_MARKED = Qt.ItemDataRole.UserRole + 1


class FieldCard(QTableWidget):
    """A row per field: its name, the left text, the right text."""

    def __init__(self, name: str, titles: Sequence[str]) -> None:
        super().__init__(0, len(titles))
        self.setAccessibleName(name)
        self._titles = tuple(titles)
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
        header.setFixedHeight(ROW)
        header.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)

    def show_lines(self, lines: "Sequence[Line]", marked: frozenset[str] | None = None) -> None:
        """Show fields; marked are those named, or where nothing is named those that differ."""
        places = {line.field: line for line in lines if line.field in _PLACE}
        self._head(places)
        lines = [line for line in lines if line.field not in _PLACE]
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

    def _head(self, places: "dict[str, Line]") -> None:
        """Say above each column where its record stands."""
        titles = list(self._titles)
        if places:
            for column, side in enumerate(("left", "right")[: len(titles) - 1], 1):
                words = [titles[column], *(getattr(line, side) for line in places.values())]
                titles[column] = " · ".join(word for word in words if word)
        self.setHorizontalHeaderLabels(titles)


class _FieldDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        area = option.rect.adjusted(INSET, 0, -INSET, -1)
        if index.column() == 0:
            painter.setPen(QColor(colours().muted))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        elif index.data(_MARKED):
            write(painter, area, option, index.data() or "–", index.data(_OTHER) or "")
        else:
            option.state &= ~QStyle.StateFlag.State_HasFocus
            super().paint(painter, option, index)
        line_below(painter, option.rect)
        painter.restore()
