"""The fields of a record, or of some beside each other, with the characters that differ marked."""

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

from ui.look import colours, row_height
from ui.models.table_model import Index
from ui.widgets.cells import INSET, line_below, write

if TYPE_CHECKING:
    from wijkcheck.views import Line

_PLACE = ("row", "source")  # where a record stands: said in one line, and never a difference
_OTHER = Qt.ItemDataRole.UserRole
_MARKED = Qt.ItemDataRole.UserRole + 1


class FieldCard(QTableWidget):
    """A row per field: its name, the left text, the right text, and that of another candidate."""

    def __init__(self, name: str, titles: Sequence[str]) -> None:
        super().__init__(0, len(titles))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(titles))
        self.setItemDelegate(_FieldDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height())
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setFixedHeight(row_height())
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)

    def name_columns(self, titles: Sequence[str]) -> None:
        """Call the columns otherwise; a column without a title is hidden."""
        self.setHorizontalHeaderLabels(list(titles))
        for column, title in enumerate(titles):
            self.setColumnHidden(column, not title)

    def show_lines(
        self,
        lines: "Sequence[Line]",
        marked: frozenset[str] | None = None,
        beside: str = "left",
    ) -> None:
        """Show fields; marked are those named, or where nothing is named those that differ.

        ``beside``: the side that another candidate is held against.
        """
        places = {line.field: line for line in lines if line.field in _PLACE}
        lines = [line for line in lines if line.field not in _PLACE]
        self.setRowCount(len(lines) + bool(places))
        for row, line in enumerate(lines):
            texts = (line.title, line.left, line.right, line.other)
            others = ("", line.right, line.left, getattr(line, beside))
            for column, (text, other) in enumerate(zip(texts, others, strict=True)):
                differs = text != other if marked is None else line.field in marked
                self._put(row, column, text, other if column and differs else None)
        if places:
            self._put(len(lines), 0, places["source"].title)
            for column, side in enumerate(("left", "right", "other"), 1):
                where = (getattr(places[name], side) for name in _PLACE if name in places)
                self._put(len(lines), column, " · ".join(filter(None, where)))

    def _put(self, row: int, column: int, text: str, other: str | None = None) -> None:
        """Put a text in a cell; ``other`` is what it differs from, where it does."""
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        item.setData(_MARKED, other is not None)
        item.setData(_OTHER, other)
        if column < self.columnCount():
            self.setItem(row, column, item)


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
