"""The window: a rail of stages at the left, the project above, the running job below."""

import time

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import messages
from ui.look import colours, icon
from ui.pages.bronnen import BronnenPage
from ui.pages.cijfers import CijfersPage
from ui.pages.controle import ControlePage
from ui.pages.kolommen import KolommenPage
from ui.pages.koppelen import KoppelenPage
from ui.pages.page import label
from ui.pages.start import StartPage
from ui.pages.verschillen import VerschillenPage
from ui.tokens import GAPS
from ui.widgets.elided_label import ElidedLabel
from ui.workspace import STAGES, State, Workspace
from wijkcheck.records.fields import Side

_PAGES = (BronnenPage, KolommenPage, ControlePage, KoppelenPage, VerschillenPage, CijfersPage)
_RAIL = 196
_SMALLEST = QSize(1000, 640)


class MainWindow(QMainWindow):
    """Everything a person sees; made anew for another language or look."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.replaced = False
        self.setWindowTitle("WijkCheck")
        self.setWindowIcon(icon("wijkcheck", "", 64))
        self.setMinimumSize(_SMALLEST)
        self.resize(1280, 800)
        self.start = StartPage(workspace)
        self.pages = {page.stage: page(workspace) for page in _PAGES}
        self.stack = QStackedWidget()
        for widget in (self.start, *self.pages.values()):
            self.stack.addWidget(widget)
        self.rail = Rail(workspace)
        self.rail.group.idClicked.connect(lambda place: self.go(STAGES[place]))
        self.head = Head(workspace)
        self.head.open.clicked.connect(self.start.choose)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.rail)
        below.addWidget(self.stack, 1)
        layout.addWidget(self.head)
        layout.addLayout(below, 1)
        self.setCentralWidget(centre)
        self.job = JobBar(workspace)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.job, 1)
        workspace.changed.connect(self._changed)
        workspace.failed.connect(self._failed)
        self._changed()

    def go(self, stage: str) -> None:
        """Show the page of a stage."""
        self.stack.setCurrentWidget(self.pages[stage])
        self.rail.buttons[stage].setChecked(True)
        self.pages[stage].setFocus()

    def take_over(self, other: "MainWindow") -> None:
        """Stand where another window stood, on the same page; that one goes."""
        self.setGeometry(other.geometry())
        self.setWindowState(other.windowState())
        shown = other.stack.currentWidget()
        stage = next((name for name, page in other.pages.items() if page is shown), None)
        if stage is not None:
            self.go(stage)
        self.show()
        other.replaced = True
        other.close()
        other.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's own
        """Close without asking: nothing is lost."""
        if not self.replaced:
            self.workspace.jobs.close()
        super().closeEvent(event)

    def _changed(self) -> None:
        started = self.workspace.state is not State.EMPTY
        if not started:
            self.stack.setCurrentWidget(self.start)
            self.start.setFocus()
        elif self.stack.currentWidget() is self.start:
            self.go(STAGES[0])

    def _failed(self, error: BaseException) -> None:
        messages.show(self, error, self.workspace.language)


class Head(QFrame):
    """The project, its period and both sides; opening another, reading anew, the language."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setObjectName("head")
        self._project = ElidedLabel("WijkCheck")
        self._project.setObjectName("project")
        self._period, self._reference = label("", "chip"), label("", "chip")
        self._left, self._right = label("", "chip-left"), label("", "chip-right")
        self.open = self._button("open", "window_open")
        self.again = self._button("again", "window_again", QKeySequence("F5"))
        self.again.clicked.connect(workspace.reconcile_again)
        self.language = QToolButton()
        other = "en" if workspace.language == "nl" else "nl"
        self.language.setText(workspace.text(f"window_language_{other}"))
        self.language.clicked.connect(lambda: workspace.speak(other))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAPS["l"], GAPS["s"], GAPS["l"], GAPS["s"])
        layout.setSpacing(GAPS["s"])
        chips = (self._period, self._reference, self._left, self._right)
        for widget in (self._project, *chips):
            layout.addWidget(widget)
        layout.addStretch()
        for button in (self.open, self.again, self.language):
            layout.addWidget(button)
        workspace.changed.connect(self._changed)
        self._changed()

    def _button(self, picture: str, code: str, key: QKeySequence | None = None) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(picture, colours().text))
        button.setIconSize(QSize(20, 20))
        button.setAccessibleName(self._workspace.text(code))
        shown = f" ({key.toString()})" if key is not None else ""
        button.setToolTip(self._workspace.text(code) + shown)
        if key is not None:
            button.setShortcut(key)
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


class Rail(QFrame):
    """The stages in order, each with what asks for attention there."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setObjectName("rail")
        self.setFixedWidth(_RAIL)
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


class JobBar(QWidget):
    """The running job: what it does, how far it is, how long it will take, and a way out."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._said, self._left = QLabel(), QLabel()
        self._bar = QProgressBar()
        self._bar.setAccessibleName(workspace.text("window_busy"))
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._cancel = QPushButton(workspace.text("window_cancel"))
        self._cancel.clicked.connect(workspace.cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAPS["m"], 2, GAPS["m"], 2)
        layout.setSpacing(GAPS["m"])
        for widget in (self._said, self._bar, self._left, self._cancel):
            layout.addWidget(widget)
        layout.addStretch()
        self._began = self._phrase_began = time.monotonic()
        self._phrase = ""
        self._spent = 0
        workspace.jobs.heavy_started.connect(self._start)
        workspace.jobs.progressed.connect(self._advance)
        workspace.jobs.heavy_ended.connect(self._end)
        workspace.changed.connect(self._conclude)
        self._end()
        if workspace.jobs.busy:
            self._start()

    def _start(self) -> None:
        self._began = time.monotonic()
        self._phrase = ""
        self._said.setText(self._workspace.text("window_busy"))
        self._bar.setRange(0, 0)
        self._show_work(True)

    def _advance(self, phrase: str, done: int, total: int) -> None:
        now = time.monotonic()
        if phrase != self._phrase:
            self._phrase, self._phrase_began = phrase, now
            self._said.setText(self._workspace.phrase(phrase))
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        spent = now - self._phrase_began
        known = done > 0 and spent > 1
        left = round(spent * (total - done) / done) if known else 0
        self._left.setText(self._workspace.text("window_time_left", seconds=left) if left else "")

    def _end(self) -> None:
        self._spent = round(time.monotonic() - self._began)
        self._show_work(False)
        self._said.setText("")

    def _conclude(self) -> None:
        """Say how long it took, when that led to something."""
        if self._workspace.state is State.READY and self._spent:
            self._said.setText(self._workspace.text("window_done", seconds=self._spent))

    def _show_work(self, shown: bool) -> None:
        for widget in (self._bar, self._left, self._cancel):
            widget.setVisible(shown)
        if shown:
            self._left.setText("")
