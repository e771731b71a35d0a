"""The titles above a table: a press sorts, a drag moves, the arrow at its right opens its menu."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.look import colours, icon

_ARROW = 20  # pixels at the right of a title that open its menu


class Header(QHeaderView):
    """``menu_wanted``: of which column, and where on the screen."""

    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget, filtered: Callable[[int], bool]) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._filtered = filtered
        self._above = 0
        self._pointed = -1
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(True)
        self.viewport().setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def leave_above(self, pixels: int) -> None:
        """Leave space above the titles, where something else stands."""
        self._above = pixels
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:  # noqa: N802 - Qt's own
        below = rect.adjusted(0, self._above, 0, 0)
        marked = self._filtered(logical)
        if not marked and logical != self._pointed:
            super().paintSection(painter, below, logical)
            return
        painter.fillRect(below, QColor(colours().surface))
        painter.save()
        super().paintSection(painter, below.adjusted(0, 0, -_ARROW, 0), logical)
        painter.restore()
        painter.setPen(QColor(colours().line_strong))
        painter.drawLine(below.bottomLeft(), below.bottomRight())
        name, colour = ("filter", colours().accent) if marked else ("arrow-down", "")
        sign = QRect(0, 0, 12, 12)
        sign.moveCenter(QPoint(below.right() - _ARROW // 2, below.center().y()))
        icon(name, colour, 12).paint(painter, sign)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own
        self._point(self.logicalIndexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own
        self._point(-1)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own
        at = event.position().toPoint()
        logical = self.logicalIndexAt(at)
        if logical >= 0 and event.button() is Qt.MouseButton.LeftButton and self._on_arrow(at):
            self.menu_wanted.emit(logical, event.globalPosition().toPoint())
            return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's own
        logical = self.logicalIndexAt(event.pos())
        if logical >= 0:
            self.menu_wanted.emit(logical, event.globalPos())

    def _on_arrow(self, at: QPoint) -> bool:
        """Return whether a place is on the arrow, and not where one drags the edge."""
        logical = self.logicalIndexAt(at)
        right = self.sectionViewportPosition(logical) + self.sectionSize(logical)
        return right - _ARROW <= at.x() < right - 4

    def _point(self, logical: int) -> None:
        if logical != self._pointed:
            self._pointed = logical
            self.viewport().update()
