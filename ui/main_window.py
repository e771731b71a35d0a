"""The window: a rail of stages at the left, the project above, the running job below."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import messages
from ui.controls import keys
from ui.everywhere import Everywhere
from ui.head import Head
from ui.help import Help
from ui.job_bar import JobBar
from ui.look import icon, scaled
from ui.manual import Part, chapter
from ui.pages.bronnen import BronnenPage
from ui.pages.cijfers import CijfersPage
from ui.pages.controle import ControlePage
from ui.pages.dossier import DossierPage
from ui.pages.kolommen import KolommenPage
from ui.pages.koppelen import KoppelenPage
from ui.pages.nieuw import NieuwPage
from ui.pages.start import StartPage
from ui.pages.verschillen import VerschillenPage
from ui.places import places
from ui.rail import Rail
from ui.widgets import table_keys
from ui.widgets.big_table import BigTable
from ui.widgets.password import PasswordDialog
from ui.widgets.selection_summary import SelectionSummary
from ui.workspace import STAGES, State, Workspace

_PAGES = (
    BronnenPage, KolommenPage, ControlePage, KoppelenPage, VerschillenPage, CijfersPage,
    DossierPage,
)  # fmt: skip
_SMALLEST = QSize(1000, 640)


class MainWindow(QMainWindow):
    """Everything a person sees; made anew for another language or look."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.replaced = False
        self._before = State.EMPTY
        self.setWindowTitle("WijkCheck")
        self.setWindowIcon(icon("wijkcheck", "", 64))
        self.setMinimumSize(_SMALLEST)
        self.resize(1280, 800)
        self.start = StartPage(workspace)
        self.start.new_wanted.connect(self.make_new)
        self.start.dropped.connect(self.make_new_of)
        self.new = NieuwPage(workspace)
        self.new.left.connect(self.begin)
        self.pages = {page.stage: page(workspace) for page in _PAGES}
        for page in self.pages.values():
            page.stage_wanted.connect(self.go)
            page.start_wanted.connect(self.begin)
        self.stack = QStackedWidget()
        for widget in (self.start, self.new, *self.pages.values()):
            self.stack.addWidget(widget)
        self.rail = Rail(workspace)
        self.rail.group.idClicked.connect(lambda place: self.go(STAGES[place]))
        self.head = Head(workspace)
        self.head.open.clicked.connect(self.begin)
        self.head.search.clicked.connect(self.look_for)
        self.head.help.clicked.connect(lambda: self.show_help())
        self.help: Help | None = None
        also = QShortcut(QKeySequence("?"), self)
        also.setWhatsThis(workspace.text("window_help"))
        also.activated.connect(self.show_help)
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
        self.statusBar().addPermanentWidget(SelectionSummary())
        workspace.changed.connect(self._changed)
        workspace.failed.connect(self._failed)
        workspace.password_wanted.connect(self._ask_password)
        self._changed()

    def go(self, stage: str) -> None:
        """Show the page of a stage."""
        self.stack.setCurrentWidget(self.pages[stage])
        self.rail.show_stage(stage)
        self.pages[stage].setFocus()

    def begin(self) -> None:
        """Show where projects are opened and made."""
        self.rail.show_stage(None)
        self.stack.setCurrentWidget(self.start)
        self.start.setFocus()

    def make_new(self) -> None:
        """Show where a new project is made."""
        self.rail.show_stage(None)
        self.stack.setCurrentWidget(self.new)
        self.new.setFocus()

    def make_new_of(self, paths: list[str]) -> None:
        """Begin a new project with delivered files and folders."""
        self.make_new()
        self.new.add([(path, None) for path in paths])

    def look_for(self) -> Everywhere:
        """Search everything, and go where one chooses."""
        asked = Everywhere(self, self.workspace, places(self), self.show_row)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.open()
        return asked

    def show_row(self, stage: str, row: int) -> None:
        """Show a row of the table that a page is about."""
        self.go(stage)
        self.pages[stage].show_row(row)

    def show_help(self, part: Part | None = None) -> None:
        """Show a part of the manual, or the chapter about the page that is shown."""
        if self.help is None:
            self.help = Help(self, self.workspace)
        page = self.stack.currentWidget()
        name = next((s for s, p in self.pages.items() if p is page), "start")
        path, heading = (part.path, part.heading) if part is not None else (chapter(name), "")
        shown = [self.stack.widget(place) for place in range(self.stack.count())]
        everywhere = keys(self, without=[*shown, self.help])
        tables = table_keys.listed(self.workspace.text) if page.findChild(BigTable) else []
        every = [*keys(page), *everywhere, *tables]
        self.help.show_page(path, heading, page.accessibleName(), every)

    def take_over(self, other: "MainWindow") -> None:
        """Stand where another window stood, on the same page; that one goes."""
        self.setGeometry(other.geometry())
        self.setWindowState(other.windowState())
        shown = other.stack.currentWidget()
        stage = next((name for name, page in other.pages.items() if page is shown), None)
        self.new.take_over(other.new.hand_over())
        if stage is not None:
            self.go(stage)
        elif shown is other.new:
            self.make_new()
        self.show()
        other.replaced = True
        other.close()
        other.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own
        """Leave the room to the pages where large text takes much of it."""
        super().resizeEvent(event)
        self.rail.fit(compact=self.width() < scaled(_SMALLEST.width()))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's own
        """Close without asking, with what stands over it: nothing is lost."""
        for dialog in self.findChildren(QDialog):
            dialog.close()
        if not self.replaced:
            self.workspace.close()
        super().closeEvent(event)

    def _changed(self) -> None:
        started = self.workspace.state is not State.EMPTY
        elsewhere = self.stack.currentWidget() in (self.start, self.new)
        ready = self.workspace.state is State.READY
        before, self._before = self._before, self.workspace.state
        if not started:
            self.stack.setCurrentWidget(self.start)
            self.start.setFocus()
        elif elsewhere and (before is State.EMPTY or not ready):
            begun = self.stack.currentWidget() is self.new
            self.go("verschillen" if begun else STAGES[0])

    def _failed(self, error: BaseException) -> None:
        messages.show(self, error, self.workspace.language)

    def _ask_password(self, path: Path, wrong: bool) -> None:
        dialog = PasswordDialog(self, self.workspace, path.name, wrong=wrong)
        dialog.accepted.connect(
            lambda: self.workspace.open_project(path, dialog.field.text() or None)
        )
        dialog.open()
