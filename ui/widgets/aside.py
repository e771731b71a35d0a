"""Setting findings aside: this one or all like it, this time or from now on, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.tokens import GAPS
from ui.widgets.verdicts import VerdictButtons
from ui.wording import written
from ui.workspace import Workspace


class Aside(QWidget):
    """``wanted`` gives whether all are meant, whether it holds from now on, and the reason."""

    wanted = Signal(bool, bool, str)

    def __init__(self, page: QWidget, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        text = workspace.text
        self.reason = QLineEdit()
        self.reason.setAccessibleName(text("window_reason"))
        self.reason.setPlaceholderText(text("window_reason"))
        self.lasting = QCheckBox(text("window_lasting"))
        verdicts = VerdictButtons(
            page,
            [
                (text("window_set_aside"), "T", lambda: self._want(every=False)),
                (text("window_set_all_aside"), "Shift+T", lambda: self._want(every=True)),
                (text("window_undo"), "Z", workspace.undo),
            ],
        )
        self.one, self.all, self.undo = verdicts.buttons
        said = QHBoxLayout()
        said.setSpacing(GAPS["s"])
        said.addWidget(self.reason, 1)
        said.addWidget(self.lasting)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAPS["s"])
        layout.addLayout(said)
        layout.addWidget(verdicts)

    def offer(self, one: bool, alike: int) -> None:
        """Offer to set one aside, and ``alike`` that are like it."""
        can = self._workspace.can_decide
        key = self.all.text().rpartition("  ")[2]
        number = f" ({written(alike, self._workspace.language)})" if alike > 1 else ""
        self.all.setText(f"{self._workspace.text('window_set_all_aside')}{number}  {key}")
        for widget, wanted in (
            (self.reason, one), (self.lasting, one), (self.one, one), (self.all, alike > 1),
        ):  # fmt: skip
            widget.setEnabled(can and wanted)
        self.undo.setEnabled(self._workspace.can_undo)

    def clear(self) -> None:
        """Forget what was typed, for the next."""
        self.reason.clear()

    def _want(self, *, every: bool) -> None:
        self.wanted.emit(every, self.lasting.isChecked(), self.reason.text().strip())
