"""How a table's cells are painted: a line under each row, what differs, what is not there."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QTableView

from ui.look import colours
from ui.models.table_model import COUNTERPART, GONE, MARKED, Index, TableModel
from ui.widgets.text_difference import formats
from ui.wording import written

INSET = 9  # from a cell's edge to its text, as the style sheet has it


class CellDelegate(QStyledItemDelegate):
    """Paints cells as ``TableModel`` describes them, the whole of the current row marked.

    ``many``: tells whether more than one cell is selected; those are marked then.
    """

    def __init__(self, view: QTableView, many: Callable[[], bool]) -> None:
        super().__init__(view)
        self._view, self._many = view, many

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        here = self._view.currentIndex()
        option.state &= ~QStyle.StateFlag.State_HasFocus
        picked = selected and self._many()
        if index.row() == here.row() and not picked:
            option.state |= QStyle.StateFlag.State_Selected
        elif picked:
            option.state &= ~QStyle.StateFlag.State_Selected
            painter.fillRect(option.rect, QColor(colours().picked))
        self._content(painter, option, index)
        line_below(painter, option.rect)
        if _ends_group(index):
            painter.fillRect(option.rect.adjusted(0, option.rect.height() - 2, 0, 0), _strong())
        if index == here and self._focused():
            painter.setPen(QPen(QColor(colours().accent)))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -2))
        painter.restore()

    def _content(self, painter: QPainter, option: Any, index: Index) -> None:
        gone = index.data(GONE)
        if gone:
            _hatch(painter, option, str(gone))
        elif index.data(MARKED):
            painter.fillRect(option.rect, QColor(colours().difference))
            area = option.rect.adjusted(INSET, 0, -INSET, -1)
            write(
                painter, area, option, str(index.data()) or "–", str(index.data(COUNTERPART) or "")
            )
        elif (model := _headed(index)) is not None:
            _head(painter, option, index, model, top=self._view.rowAt(0) == index.row())
        else:
            super().paint(painter, option, index)

    def _focused(self) -> bool:
        above = self._view.parentWidget()
        return self._view.hasFocus() or (above is not None and above.hasFocus())


def _grouped(index: Index) -> TableModel | None:
    """Return the model of a cell where its rows are grouped."""
    model = index.model()
    return model if isinstance(model, TableModel) and model.group is not None else None


def _headed(index: Index) -> TableModel | None:
    """Return the model of a cell whose value stands for a group: rows are grouped by it."""
    model = _grouped(index)
    named = model is not None and model.columns[index.column()].name == model.group
    return model if named else None


def _ends_group(index: Index) -> bool:
    model = _grouped(index)
    return model is not None and model.group_at(index.row())[1] == index.row() + 1


def _head(painter: QPainter, option: Any, index: Index, model: TableModel, *, top: bool) -> None:
    """Write what a group has in common, and its size, where it begins or comes into sight."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, QColor(colours().selected))
    group = model.group_at(index.row())
    first = index.row() == group[0]
    if not first and not top:
        return
    size = written(group[1] - group[0], model.table.language)
    area = option.rect.adjusted(INSET, 0, -INSET, -1)
    font = QFont(option.font)
    font.setBold(first)
    metrics = QFontMetrics(font)
    room = area.width() - metrics.horizontalAdvance(f"  {size}")
    text = metrics.elidedText(str(index.data()) or "–", Qt.TextElideMode.ElideRight, room)
    painter.setFont(font)
    painter.setPen(QColor(colours().text if first else colours().muted))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
    painter.setFont(option.font)
    painter.setPen(QColor(colours().muted))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, size)


def _strong() -> QColor:
    return QColor(colours().line_strong)


def write(painter: QPainter, area: QRect, option: Any, text: str, other: str) -> None:
    """Write a text with the characters marked that another has not.

    ``option`` is a ``QStyleOptionViewItem``, whose type stub lacks most of its attributes.
    """
    shown = QFontMetrics(option.font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    layout = QTextLayout(shown, option.font)
    layout.setFormats(formats(shown, other, colours()))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(float(area.width() + 1000))
    layout.endLayout()
    left = float(area.left())
    if option.displayAlignment & Qt.AlignmentFlag.AlignRight:
        left = area.right() - line.naturalTextWidth()
    painter.setPen(QColor(colours().text))
    layout.draw(painter, QPointF(left, area.top() + (area.height() - line.height()) / 2))


def line_below(painter: QPainter, area: QRect) -> None:
    """Draw the line under a row."""
    painter.setPen(QPen(QColor(colours().line)))
    painter.drawLine(area.bottomLeft(), area.bottomRight())


def _hatch(painter: QPainter, option: Any, text: str) -> None:
    """Show that there is no record here."""
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    ground = QColor(colours().selected if selected else colours().surface)
    painter.fillRect(option.rect, ground)
    painter.fillRect(option.rect, QBrush(QColor(colours().line), Qt.BrushStyle.BDiagPattern))
    if text.strip():
        area = option.rect.adjusted(INSET, 0, 0, -1)
        font = QFont(option.font)
        font.setItalic(True)
        painter.setFont(font)
        painter.fillRect(
            QFontMetrics(font).boundingRect(area, Qt.AlignmentFlag.AlignVCenter, text), ground
        )
        painter.setPen(QColor(colours().muted))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
