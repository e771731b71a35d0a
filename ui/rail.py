"""Left of the pages: the stages in order."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
)

from ui.look import colours, icon, scaled
from ui.tokens import GAPS
from ui.wording import written
from ui.workspace import STAGES, Workspace

_COUNT = "99.999"  # the widest number of things to do that has room beside a name


class Rail(QFrame):
    """The stages in order, each with what asks for attention there."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setObjectName("rail")
        self.group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        self._counts: dict[str, QLabel] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAPS["s"], GAPS["m"], GAPS["s"], GAPS["m"])
        layout.setSpacing(2)
        for place, stage in enumerate(STAGES):
            layout.addWidget(self._button(place, stage))
        layout.addStretch()
        self._compact = False
        self.fit(compact=False)
        workspace.changed.connect(self._changed)
        self._changed()

    def show_stage(self, stage: str | None) -> None:
        """Mark the stage whose page is shown, or none."""
        self.group.setExclusive(stage is not None)
        for name, button in self.buttons.items():
            button.setChecked(name == stage)

    def fit(self, *, compact: bool) -> None:
        """Leave the names out where they would take too much room, or show them."""
        self._compact = compact
        style = Qt.ToolButtonStyle
        under, beside = style.ToolButtonTextUnderIcon, style.ToolButtonTextBesideIcon
        for button in self.buttons.values():
            button.setToolButtonStyle(under if compact else beside)
        self._changed()
        self.setFixedWidth(self._width())

    def _width(self) -> int:
        """Return how wide the rail is with each name in bold and a number beside or beneath it."""
        font = self.font()
        font.setBold(True)
        metrics = QFontMetrics(font)
        number = metrics.horizontalAdvance(_COUNT)
        if self._compact:
            return number + 2 * GAPS["l"]
        names = (metrics.horizontalAdvance(button.text()) for button in self.buttons.values())
        return max(names) + number + scaled(20) + 2 * GAPS["xl"] + GAPS["l"]

    def _button(self, place: int, stage: str) -> QToolButton:
        button = QToolButton()
        name = self._workspace.text(f"stage_{stage}")
        key = f"Ctrl+{place + 1}"
        button.setToolTip(f"{name} ({key})")
        button.setAccessibleName(name)
        button.setProperty("role", "stage")
        button.setIcon(icon(stage, colours().muted))
        button.setIconSize(QSize(scaled(20), scaled(20)))
        button.setCheckable(True)
        button.setMinimumHeight(scaled(34))
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
        shortcut = QShortcut(QKeySequence(key), self)  # another text takes a button's own away
        shortcut.setWhatsThis(name)
        shortcut.activated.connect(button.click)
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
            said = "" if waiting is None else "✓" if not waiting else self._number(waiting)
            count.setText(said)
            count.setVisible(not self._compact)
            count.setProperty("role", "todo" if waiting else "done")
            count.style().polish(count)
            button, name = self.buttons[stage], self._workspace.text(f"stage_{stage}")
            button.setText(said if self._compact else f" {name}")
            if waiting:
                name = self._workspace.text("window_stage_todo", stage=name, number=said)
            button.setAccessibleName(name)

    def _number(self, number: int) -> str:
        return written(number, self._workspace.language)
