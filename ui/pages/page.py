"""What every page has: a title with its tools, the content, and a state in place of it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ui.look import scaled
from ui.messages import Message, message
from ui.models.table_model import TableModel
from ui.tokens import GAPS
from ui.widgets.big_table import BigTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.room import Room
from ui.wording import written
from ui.workspace import STAGES, State, Workspace

if TYPE_CHECKING:
    from wijkcheck.tables import Table
    from wijkcheck.views import View

_EVERYTHING = "*everything*"
_NARROWEST = 90  # pixels of a list to choose from
_APART = 60  # milliseconds between pages that nobody sees yet


class Page(QWidget):
    """A stage of the open project; a page fills ``body`` once and shows a view in ``show_view``."""

    stage = ""
    stage_wanted = Signal(str)
    """Another page is to be shown."""
    start_wanted = Signal()
    """Where projects are opened is to be shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName(workspace.text(f"stage_{self.stage}"))
        self.tools = QHBoxLayout()
        self.tools.setSpacing(GAPS["s"])
        self.tools.addWidget(label(workspace.text(f"stage_{self.stage}"), "title"))
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAPS["m"])
        self._state = EmptyState(workspace.text("window_copy_details"))
        self._stack = QStackedLayout()
        self._stack.addWidget(self._state)
        self._stack.addWidget(self._content)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(GAPS["xl"], GAPS["l"], GAPS["xl"], GAPS["l"])
        layout.setSpacing(GAPS["m"])
        layout.addLayout(self.tools)
        layout.addLayout(self._stack, 1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(Room(whole))
        self._shown: View | None = None
        # Pages that nobody sees are shown one after another.
        self._later = QTimer(self, singleShot=True, interval=_APART * STAGES.index(self.stage))
        self._later.timeout.connect(self._show_now)
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        undo.setWhatsThis(self.text("window_undo"))
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(workspace.undo)
        self._thens: dict[QComboBox, Callable[[], None]] = {}
        self._shortcuts: dict[QComboBox, tuple[Table, str]] = {}  # to filter by a column
        self.fill()
        for view in self.findChildren(BigTable):
            view.filters.changed.connect(partial(self._follow, view))
            view.model_shown.connect(partial(self._follow, view))
        workspace.changed.connect(self._changed)
        workspace.jobs.progressed.connect(self._progressed)
        self.refresh()

    def fill(self) -> None:
        """Make the content, once."""
        raise NotImplementedError

    def show_view(self, view: "View") -> None:
        """Show what was found."""
        raise NotImplementedError

    def show_row(self, row: int) -> None:
        """Show a row of the table that this page is about, whatever was filtered there."""

    def text(self, code: str, **values: object) -> str:
        """Return a sentence in the window's language."""
        return self.workspace.text(code, **values)

    def refresh(self) -> None:
        """Show the workspace as it is."""
        state, view = self.workspace.state, self.workspace.view
        ready = state is State.READY and view is not None
        self._turn(content=ready)
        if ready and view is not None and view is not self._shown:
            self._shown = view
            if self.isVisible():
                self.show_view(view)
            else:
                self._later.start()
        elif not ready:
            self._say(state)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own
        """Show what is still to be shown, now that somebody looks."""
        super().showEvent(event)
        if self._later.isActive():
            self._show_now()

    def _show_now(self) -> None:
        self._later.stop()
        wanted = self.workspace.state is State.READY and self.window().isVisible()
        if self._shown is not None and wanted:
            self.show_view(self._shown)

    def model(self, table: "Table", names: list[str], **what: bool | list[str]) -> TableModel:
        """Return a model that shows some columns of a table, of those that it has."""
        known = {column.name for column in table.columns}
        kept = [name for name in names if name in known]
        sides = {side: self.text(f"window_{side}_title") for side in ("left", "right")}
        return TableModel(
            table,
            kept,
            self.workspace.ask,
            side_names=sides,
            memory=self.workspace.memory,
            key=f"{self.stage}.{kept[0]}",
            gone=self.text("window_gone"),
            **what,  # type: ignore[arg-type]
        )

    def choice(self, name: str, then: Callable[[], None], widest: int = 200) -> QComboBox:
        """Return a list to choose from, for the tools."""
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setMinimumWidth(scaled(_NARROWEST))
        box.setMaximumWidth(scaled(widest))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.currentIndexChanged.connect(lambda _: self._pick(box))
        self._thens[box] = then
        return box

    def offer(self, box: QComboBox, table: "Table", column: str, everything: str) -> None:
        """Fill a list with a column's values and their counts: a short way to filter by one.

        What was chosen stays so.
        """
        chosen = box.currentData()
        self._shortcuts[box] = (table, column)
        box.setPlaceholderText(self.text("window_several"))
        box.blockSignals(True)
        box.clear()
        box.addItem(everything, _EVERYTHING)
        for value, text, count in table.counts(column):
            if value is not None:
                box.addItem(f"{text} ({written(count, table.language)})", value)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.blockSignals(False)
        for view in self._views(table):
            self._follow(view)

    def filters(self, **boxes: QComboBox) -> dict[str, set[object]]:
        """Return what the lists let pass, by column."""
        chosen = {name: box.currentData() for name, box in boxes.items()}
        return {n: {value} for n, value in chosen.items() if value not in (None, _EVERYTHING)}

    def search_field(self, then: Callable[[str], None]) -> QLineEdit:
        """Return a field that searches the page's table; Ctrl+F goes there, Escape clears."""
        field = QLineEdit()
        field.setAccessibleName(self.text("window_search"))
        field.setPlaceholderText(self.text("window_search_hint"))
        field.setClearButtonEnabled(True)
        field.setMaximumWidth(scaled(220))
        field.textChanged.connect(then)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.setWhatsThis(self.text("window_search"))
        find.activated.connect(field.setFocus)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), field)
        leave.setWhatsThis(self.text("window_search_clear"))
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(lambda: field.clear() if field.text() else self.setFocus())
        return field

    def _views(self, table: "Table") -> list[BigTable]:
        """Return where a table is shown."""
        views = self.findChildren(BigTable)
        return [view for view in views if view.shown is not None and view.shown.table is table]

    def _pick(self, box: QComboBox) -> None:
        """Filter by what was chosen in a list, where it is a short way to do so."""
        table, column = self._shortcuts.get(box, (None, ""))
        if table is not None:
            value = box.currentData()
            passing = None if value in (None, _EVERYTHING) else frozenset({value})
            for view in self._views(table):
                view.filters.choose(column, passing)
        self._thens[box]()

    def _follow(self, view: BigTable) -> None:
        """Show in the lists what a table is filtered by, whichever way that was asked for."""
        for box, (table, column) in self._shortcuts.items():
            if view.shown is None or view.shown.table is not table:
                continue
            several = column in view.filters.filters and view.filters.only(column) is None
            place = max(box.findData(view.filters.only(column)), 0)
            place = -1 if several else place
            if place != box.currentIndex():
                box.blockSignals(True)
                box.setCurrentIndex(place)
                box.blockSignals(False)
                self._thens[box]()

    def _changed(self, stages: frozenset[str]) -> None:
        if self.stage in stages:
            self.refresh()

    def _progressed(self, phrase: str, done: int, total: int) -> None:
        if self.workspace.state is State.BUSY:
            self._state.advance(done, total)

    def _say(self, state: State) -> None:
        if state is State.BUSY:
            self._state.say(self.text("window_busy"), self.text("window_busy_hint"), running=True)
        elif state is State.FAILED and self.workspace.error is not None:
            said = message(self.workspace.error, self.workspace.language) or Message("")
            again = self.text("window_again"), self.workspace.reconcile_again
            self._state.say(
                self.text("window_failed"), said.sentence, details=said.details, offer=again
            )
        else:
            begin = self.text("window_to_start"), self.start_wanted.emit
            said_here = self.text(f"empty_{self.stage}")
            self._state.say(self.text("window_nothing_open"), said_here, offer=begin)

    def _turn(self, *, content: bool) -> None:
        """Show the content, or how things are in place of it; the keyboard stays on the page."""
        here = QApplication.focusWidget()
        here = here if here is not None and self.isAncestorOf(here) else None
        self._stack.setCurrentIndex(1 if content else 0)
        self._show_tools(content)
        if here is not None and not here.isVisible():
            (self if content else self._state).setFocus()

    def _show_tools(self, shown: bool) -> None:
        for place in range(1, self.tools.count()):
            widget = self.tools.itemAt(place).widget()
            if widget is not None:
                widget.setVisible(shown)


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label in a role of the style sheet."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def stretch(frame: QFrame, widget: QWidget) -> None:
    """Give a widget of a card all the height that the others do not need; hidden, it stays free."""
    layout = frame.layout()
    if isinstance(layout, QVBoxLayout):
        layout.setStretchFactor(widget, 1)
        layout.addStretch()
    for other in frame.findChildren(QLabel):
        policy = other.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)
        other.setSizePolicy(policy)


def card(*widgets: QWidget) -> QFrame:
    """Return a framed part of a page with widgets under each other."""
    frame = QFrame()
    frame.setProperty("role", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(GAPS["l"], GAPS["m"], GAPS["l"], GAPS["m"])
    layout.setSpacing(GAPS["s"])
    for widget in widgets:
        layout.addWidget(widget)
    return frame
