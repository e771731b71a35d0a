"""Left of the pages: the stages in order."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
)

from ui.look import colours, icon
from ui.tokens import GAPS
from ui.workspace import STAGES, Workspace

_WIDTH = 196


class Rail(QFrame):
    """The stages in order, each with what asks for attention there."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setObjectName("rail")
        self.setFixedWidth(_WIDTH)
        self.group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        self._counts: dict[str, QLabel] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAPS["s"], GAPS["m"], GAPS["s"], GAPS["m"])
        layout.setSpacing(2)
        for place, stage in enumerate(STAGES):
            layout.addWidget(self._button(place, stage))
        layout.addStretch()
        workspace.changed.connect(self._changed)
        self._changed()

    def _button(self, place: int, stage: str) -> QToolButton:
        button = QToolButton()
        name = self._workspace.text(f"stage_{stage}")
        key = f"Ctrl+{place + 1}"
        button.setText(f" {name}")
        button.setToolTip(f"{name} ({key})")
        button.setAccessibleName(name)
        button.setProperty("role", "stage")
        button.setIcon(icon(stage, colours().muted))
        button.setIconSize(QSize(20, 20))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setShortcut(QKeySequence(key))
        button.setMinimumHeight(34)
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
        count = QLabel()
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(button)
        inside.setContentsMargins(0, 0, GAPS["m"], 0)
        inside.addWidget(count)
        self.group.addButton(button, place)
        self.buttons[stage], self._counts[stage] = button, count
        return button

    def _changed(self) -> None:
        view = self._workspace.view
        todo = view.todo if view is not None else {}
        for stage, count in self._counts.items():
            waiting = todo.get(stage)
            count.setText("" if waiting is None else "✓" if not waiting else str(waiting))
            count.setProperty("role", "todo" if waiting else "done")
            count.style().polish(count)
            name = self._workspace.text(f"stage_{stage}")
            if waiting:
                name = self._workspace.text("window_stage_todo", stage=name, number=waiting)
            self.buttons[stage].setAccessibleName(name)
