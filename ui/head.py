"""Above the pages: the project, its period and both sides."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
)

from ui.look import colours, icon, scaled
from ui.pages.page import label
from ui.tokens import GAPS
from ui.widgets.appearance import AppearanceButton
from ui.widgets.elided_label import ElidedLabel
from ui.workspace import State, Workspace
from wijkcheck.moments import day
from wijkcheck.records.fields import Side

_NAME = 120  # pixels at least for the project's name


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
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAPS["l"], GAPS["s"], GAPS["l"], GAPS["s"])
        layout.setSpacing(GAPS["s"])
        chips = (self._period, self._reference, self._left, self._right)
        for widget in (self._project, *chips):
            layout.addWidget(widget)
        layout.addStretch()
        self._buttons = (self.search, self.open, self.again, self.appearance, self.help)
        for button in self._buttons:
            layout.addWidget(button)
        workspace.changed.connect(self._changed)
        self._changed()

    def _button(self, picture: str, code: str, key: QKeySequence | None = None) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "icon")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setIcon(icon(picture, colours().text))
        button.setIconSize(QSize(scaled(20), scaled(20)))
        button.setAccessibleName(self._workspace.text(code))
        shown = f" ({key.toString()})" if key is not None else ""
        button.setToolTip(self._workspace.text(code) + shown)
        if key is not None:
            shortcut = QShortcut(key, self)  # a button's own waits a tenth of a second
            shortcut.setWhatsThis(self._workspace.text(code))
            shortcut.activated.connect(button.click)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own
        """Leave chips out where there is no room for all; the first of them go last."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * GAPS["l"] - scaled(_NAME)
        room -= sum(b.sizeHint().width() + GAPS["s"] for b in self._buttons)
        for chip in (self._left, self._right, self._period, self._reference):
            room -= chip.sizeHint().width() + GAPS["s"]
            chip.setVisible(self._workspace.view is not None and room >= 0)

    def _changed(self) -> None:
        view = self._workspace.view
        self.again.setEnabled(self._workspace.state in (State.READY, State.FAILED))
        if view is None:
            self._project.setText("WijkCheck")
            self._fit()
            return
        project, text = view.project, self._workspace.text
        self._project.setText(project.name)
        period = f"{self._day(project.period_start)} – {self._day(project.period_end)}"
        self._period.setText(period)
        self._period.setToolTip(text("window_period", period=period))
        self._period.setAccessibleName(text("window_period", period=period))
        self._reference.setText(text("window_reference", day=self._day(project.reference_date)))
        for chip, side, code in (
            (self._left, Side.MUNICIPALITY, "window_left_chip"),
            (self._right, Side.TEAM, "window_right_chip"),
        ):
            used = view.sources.order(filters={"side": {side}, "status": {"used"}})
            rows = view.sources.sums(used)["rows"] or "0"
            chip.setText(text(code, rows=rows))
        self._fit()

    def _day(self, found: object) -> str:
        return day(str(found), self._workspace.language)
