"""Room for a page: all there is, and scrolled where that is less than it needs."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget


class Room(QScrollArea):
    """Gives a widget the room where its least size fits, else the height that it would like.

    Qt's own way always gives that height where text wraps, and so scrolls what fits.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own
        self._fit()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own
        if event.type() is QEvent.Type.LayoutRequest and watched is self.widget():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        layout = self.widget().layout()
        if layout is None:
            return
        room, least = self.maximumViewportSize(), layout.totalMinimumSize()
        if least.width() <= room.width() and least.height() <= room.height():
            self.widget().resize(room)
            return
        width = max(room.width() - self.verticalScrollBar().sizeHint().width(), least.width())
        liked = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        self.widget().resize(width, max(room.height(), least.height(), liked))
