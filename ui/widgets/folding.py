"""Parts of a page beside each other; beneath each other where there is no room for that."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.look import scaled


class Folding(QSplitter):
    """Parts with their least and usual widths; all fold when one of the least has no room."""

    def __init__(self, *parts: tuple[QWidget, int, int]) -> None:
        super().__init__()
        for part, least, _ in parts:
            part.setMinimumWidth(scaled(least))
            self.addWidget(part)
        self.setSizes([usual for _, _, usual in parts])
        self.setChildrenCollapsible(False)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own
        """Ask for no more width than folded parts need."""
        return QSize(max(self._least()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own
        needed = sum(least + self.handleWidth() for least in self._least())
        beside = needed <= event.size().width()
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if wanted is not self.orientation():
            self.setOrientation(wanted)
        super().resizeEvent(event)

    def _least(self) -> list[int]:
        """Return how wide the parts must be, which in a broad font is more than was said."""
        parts = [self.widget(place) for place in range(self.count())]
        for part in parts:
            part.setMinimumWidth(max(part.minimumWidth(), part.minimumSizeHint().width()))
        return [part.minimumWidth() for part in parts]
