"""A label that gives way: what does not fit is cut with an ellipsis and told on hovering.

It never asks for height: where it gets room for more lines, it uses them.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

_LEAST = 80
_TIGHT = 2  # pixels of leading that two lines can do without
_RAGGED = 5  # of a line that goes on, at most one part in so many stays empty


class ElidedLabel(QLabel):
    """Shows as much of its text as there is room for."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own
        return QSize(_LEAST, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own
        room = self.contentsRect()
        metrics = QFontMetrics(self.font())
        lines = max((room.height() + _TIGHT) // metrics.lineSpacing(), 1)
        width = room.width() * lines - (lines - 1) * room.width() // _RAGGED
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        wrap = Qt.TextFlag.TextWordWrap if lines > 1 else Qt.TextFlag.TextSingleLine
        around = room.adjusted(0, -_TIGHT, 0, _TIGHT)
        painter.drawText(around, Qt.AlignmentFlag.AlignVCenter | wrap, shown)
        painter.end()
