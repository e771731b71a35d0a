"""Above the pages: the project, its period and both sides."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QToolButton,
)

from ui.look import colours, icon
from ui.pages.page import label
from ui.tokens import GAPS
from ui.widgets.appearance import AppearanceButton
from ui.widgets.elided_label import ElidedLabel
from ui.workspace import State, Workspace
from wijkcheck.records.fields import Side


class Head(QFrame):
    """The project, its period and both sides; searching, opening another, reading anew, help."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setObjectName("head")
        self._project = ElidedLabel("WijkCheck")
        self._project.setObjectName("project")
        self._period, self._reference = label("", "chip"), label("", "chip")
        self._left, self._right = label("", "chip-left"), label("", "chip-right")
        self.open = self._button("open", "window_projects")
        self.again = self._button("again", "window_again", QKeySequence("F5"))
        self.again.clicked.connect(workspace.reconcile_again)
        self.search = self._button("search", "window_everywhere", QKeySequence("Ctrl+K"))
        self.help = self._button("help", "window_help", QKeySequence("F1"))
        self.appearance = AppearanceButton(workspace)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAPS["l"], GAPS["s"], GAPS["l"], GAPS["s"])
        layout.setSpacing(GAPS["s"])
        chips = (self._period, self._reference, self._left, self._right)
        for widget in (self._project, *chips):
            layout.addWidget(widget)
        layout.addStretch()
        for button in (self.search, self.open, self.again, self.appearance, self.help):
            layout.addWidget(button)
        workspace.changed.connect(self._changed)
        self._changed()

    def _button(self, picture: str, code: str, key: QKeySequence | None = None) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "icon")
        button.setIcon(icon(picture, colours().text))
        button.setIconSize(QSize(20, 20))
        button.setAccessibleName(self._workspace.text(code))
        shown = f" ({key.toString()})" if key is not None else ""
        button.setToolTip(self._workspace.text(code) + shown)
        if key is not None:
            shortcut = QShortcut(key, self)  # a button's own waits a tenth of a second
            shortcut.setWhatsThis(self._workspace.text(code))
            shortcut.activated.connect(button.click)
        return button

    def _changed(self) -> None:
        view = self._workspace.view
        for chip in (self._period, self._reference, self._left, self._right):
            chip.setVisible(view is not None)
        self.again.setEnabled(self._workspace.state in (State.READY, State.FAILED))
        if view is None:
            self._project.setText("WijkCheck")
            return
        project, day, text = view.project, self._day, self._workspace.text
        self._project.setText(project.name)
        period = f"{day(project.period_start)} – {day(project.period_end)}"
        self._period.setText(text("window_period", period=period))
        self._reference.setText(text("window_reference", day=day(project.reference_date)))
        for chip, side, code in (
            (self._left, Side.MUNICIPALITY, "window_left_chip"),
            (self._right, Side.TEAM, "window_right_chip"),
        ):
            used = view.sources.order(filters={"side": {side}, "status": {"used"}})
            rows = view.sources.sums(used)["rows"] or "0"
            chip.setText(text(code, rows=rows))

    def _day(self, day: object) -> str:
        iso = str(day)
        return f"{iso[8:]}-{iso[5:7]}-{iso[:4]}" if self._workspace.language == "nl" else iso
