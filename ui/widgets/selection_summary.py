"""In the status bar: what is selected in the table that has the focus, and what it adds up to."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ui.widgets.big_table import BigTable


class SelectionSummary(QLabel):
    """Follows the focus from table to table."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("selected")
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._table: BigTable | None = None
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, BigTable) and now is not self._table and now.window() is self.window():
            if self._table is not None:
                self._table.selecting.told.disconnect(self.setText)
            self._table = now
            self.setText("")
            now.selecting.told.connect(self.setText)
            now.selecting.tell()
