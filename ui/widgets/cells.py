"""How a table's cells are painted: a line under each row, what differs, what is not there."""

from typing import Any

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from ui.look import colours
from ui.models.table_model import COUNTERPART, GONE, MARKED, Index
from ui.widgets.text_difference import formats

INSET = 9  # from a cell's edge to its text, as the style sheet has it


class CellDelegate(QStyledItemDelegate):
    """Paints cells as ``TableModel`` describes them."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        gone = index.data(GONE)
        if gone:
            _hatch(painter, option, str(gone))
        elif index.data(MARKED):
            painter.fillRect(option.rect, QColor(colours().difference))
            area = option.rect.adjusted(INSET, 0, -INSET, -1)
            write(
                painter, area, option, str(index.data()) or "–", str(index.data(COUNTERPART) or "")
            )
        else:
            option.state &= ~QStyle.StateFlag.State_HasFocus  # the row is marked, not the cell
            super().paint(painter, option, index)
        line_below(painter, option.rect)
        painter.restore()


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
