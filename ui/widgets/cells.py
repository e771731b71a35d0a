"""How a table's cells are painted: a line under each row, what differs, what is not there."""

from typing import Any

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate

from ui.look import colours
from ui.models.table_model import COUNTERPART, GONE, MARKED, Index
from ui.tokens import GAPS
from ui.widgets.text_difference import formats


class CellDelegate(QStyledItemDelegate):
    """Paints cells as ``TableModel`` describes them."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        if index.data(GONE):
            _hatch(painter, option.rect)
        elif index.data(MARKED):
            painter.fillRect(option.rect, QColor(colours().difference))
            area = option.rect.adjusted(GAPS["xs"], 0, -GAPS["xs"], -1)
            write(
                painter, area, option, str(index.data()) or "–", str(index.data(COUNTERPART) or "")
            )
        else:
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


def _hatch(painter: QPainter, area: QRect) -> None:
    painter.fillRect(area, QBrush(QColor(colours().line), Qt.BrushStyle.BDiagPattern))
