"""The findings that were set aside, whenever that was; those that one chooses are taken back."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.look import scaled
from ui.models.table_model import TableModel
from ui.tokens import GAPS
from ui.widgets.big_table import BigTable
from ui.widgets.keys import give_key
from ui.workspace import Workspace

_WIDTH, _HEIGHT = 980, 520


class SetAside(QDialog):
    """``taken_back`` gives the numbers of the decisions. Escape closes it."""

    taken_back = Signal(list)

    def __init__(self, parent: QWidget, workspace: Workspace, model: TableModel) -> None:
        """``model``: of ``Checking.decisions``."""
        super().__init__(parent)
        text = workspace.text
        self.setWindowTitle(text("window_aside_title"))
        wanted = QSize(scaled(_WIDTH), scaled(_HEIGHT))
        self.resize(wanted.boundedTo(parent.window().size()))
        self.table = BigTable(text("window_aside_title"), text("window_aside_none"))
        self.table.show_model(model)
        self.table.choose_again()
        self.take = QPushButton()
        give_key(self, self.take, text("window_take_back"), "Z")
        self.take.clicked.connect(self._take)
        self.take.setEnabled(workspace.can_decide and model.rowCount() > 0)
        close = QPushButton(text("window_close"))
        close.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.addWidget(self.take)
        below.addStretch()
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAPS["m"])
        layout.addWidget(self.table, 1)
        layout.addLayout(below)
        self.table.setFocus()

    def _take(self) -> None:
        """Take the selected ones back, and close."""
        model = self.table.shown
        if model is not None:
            spans, _ = self.table.selecting.area()
            rows = model.table.spanned(model.order, spans)
            self.taken_back.emit([model.table.raw(int(row))["decision_id"] for row in rows])
            self.accept()
