"""Which columns a table shows, in which order: ticked and dragged in a list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from ui.tokens import GAPS
from wijkcheck.texts import sentence

if TYPE_CHECKING:
    from ui.widgets.big_table import BigTable

_SIZE = (280, 420)
_NAME = Qt.ItemDataRole.UserRole


class ColumnChooser(QFrame):
    """A list over a table; what is changed in it shows at once."""

    def __init__(self, table: "BigTable") -> None:
        super().__init__(table, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._table = table
        language = table.shown.table.language if table.shown is not None else "nl"
        self.setAccessibleName(sentence("window_columns", {}, language))
        self.list = _List()
        self.list.setAccessibleName(self.accessibleName())
        self.list.moved.connect(self._arrange)
        self.list.itemChanged.connect(lambda _: self._arrange())
        self.list.model().rowsMoved.connect(self._arrange)
        hint = QLabel(sentence("window_columns_hint", {}, language))
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        reset = QPushButton(sentence("window_columns_reset", {}, language))
        reset.clicked.connect(self._reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAPS["m"], GAPS["m"], GAPS["m"], GAPS["m"])
        layout.setSpacing(GAPS["s"])
        for widget in (hint, self.list, reset):
            layout.addWidget(widget)
        self.resize(*_SIZE)
        self._fill()

    def open_at(self, at: QPoint) -> None:
        """Open at a place on the screen, and within it."""
        area = self._table.screen().availableGeometry()
        self.move(
            min(at.x(), area.right() - self.width()), min(at.y(), area.bottom() - self.height())
        )
        self.show()
        self.list.setFocus()

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for name, title, seen in self._table.columns.offered():
            item = QListWidgetItem(title, self.list)
            item.setData(_NAME, name)
            item.setCheckState(Qt.CheckState.Checked if seen else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def _arrange(self) -> None:
        items = [self.list.item(place) for place in range(self.list.count())]
        seen = {i.data(_NAME) for i in items if i.checkState() is Qt.CheckState.Checked}
        if seen:
            self._table.columns.arrange([item.data(_NAME) for item in items], seen)

    def _reset(self) -> None:
        self._table.columns.reset()
        self._fill()


class _List(QListWidget):
    """Ctrl with an arrow moves an item, as dragging does."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        by = steps.get(Qt.Key(event.key()), 0)
        here = self.currentRow()
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not (by and held and 0 <= here + by < self.count()):
            super().keyPressEvent(event)
            return
        self.insertItem(here + by, self.takeItem(here))
        self.setCurrentRow(here + by)
        self.moved.emit()
