"""From which amount up to which: two fields that may be left empty."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.look import scaled
from ui.tokens import GAPS
from ui.workspace import Workspace

_WIDTH = 84


class Amounts(QWidget):
    """``changed`` says that another range of euros is meant."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._locale = QLocale(workspace.language)
        self.least, self.most = QLineEdit(), QLineEdit()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAPS["xs"])
        for field, code in ((self.least, "window_least"), (self.most, "window_most")):
            field.setAccessibleName(workspace.text(code))
            field.setToolTip(workspace.text(code))
            field.setPlaceholderText(workspace.text(f"{code}_hint"))
            field.setFixedWidth(scaled(_WIDTH))
            field.textChanged.connect(lambda _: self.changed.emit())
            layout.addWidget(field)
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetFixedSize)

    @property
    def range(self) -> tuple[float | None, float | None] | None:
        """The two amounts in euros, None where open; None without either."""
        found = self._euros(self.least), self._euros(self.most)
        return None if found == (None, None) else found

    def _euros(self, field: QLineEdit) -> float | None:
        value, readable = self._locale.toDouble(field.text().strip())
        return float(value) if readable else None
