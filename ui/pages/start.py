"""Start: a new project, one that was open before, or the demo."""

from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.look import colours, icon, scaled
from ui.pages.page import card, label
from ui.tokens import GAPS
from ui.workspace import Workspace

_WIDTH = 640


class StartPage(QWidget):
    """Where nothing is open yet."""

    new_wanted = Signal()
    dropped = Signal(list)
    """Files and folders for a new project: their paths."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        text = workspace.text
        self.setAccessibleName(text("window_start"))
        self.setAcceptDrops(True)
        title = label(text("window_motto"), "title")
        said = label(text("window_intro"), "muted", wrap=True)
        new = self._button(
            text("window_new"), "new", colours().on_accent, self.new_wanted.emit, "Ctrl+N"
        )
        new.setProperty("role", "strong")
        self.setFocusProxy(new)
        opening = self._button(text("window_open"), "open", colours().text, self.choose, "Ctrl+O")
        demo = self._button(text("window_demo"), "demo", colours().text, self.open_demo)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAPS["m"])
        buttons.addStretch()
        for button in (new, opening, demo):
            buttons.addWidget(button)
        buttons.addStretch()
        self._recent = card(label(text("window_recent"), "heading"))
        self._listed: list[QPushButton] = []
        column = QWidget()
        column.setMaximumWidth(scaled(_WIDTH))
        inside = QVBoxLayout(column)
        inside.setSpacing(GAPS["l"])
        inside.addStretch(2)
        for line in (title, said):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(line)
        inside.addLayout(buttons)
        inside.addSpacing(GAPS["m"])
        inside.addWidget(self._recent)
        inside.addStretch(3)
        layout = QHBoxLayout(self)
        layout.addWidget(column)
        self._list_recent()

    def choose(self) -> None:
        """Ask which project to open, and open it."""
        text = self._workspace.text
        path, _ = QFileDialog.getOpenFileName(
            self, text("window_open"), "", text("window_project_files") + " (*.wijkcheck *.toml)"
        )
        if path:
            self._workspace.open_project(Path(path))

    def open_demo(self) -> None:
        """Make the demo among the program's own data and open it."""
        place = QStandardPaths.StandardLocation.AppLocalDataLocation
        folder = Path(QStandardPaths.writableLocation(place)) / "demo"
        self._workspace.open_demo(folder)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's own
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's own
        self.dropped.emit(
            [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        )

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own
        self._list_recent()
        super().showEvent(event)

    def _list_recent(self) -> None:
        recent = self._workspace.memory.recent()
        self._recent.setVisible(bool(recent))
        for button in self._listed:
            button.setParent(None)
            button.deleteLater()
        self._listed = [self._project(path, name) for path, name in recent]
        layout = self._recent.layout()
        for button in self._listed:
            if layout is not None:
                layout.addWidget(button)

    def _project(self, path: Path, name: str) -> QPushButton:
        button = QPushButton(f"{name}   ·   {path.name}")
        button.setProperty("role", "row")
        button.setToolTip(str(path))
        button.clicked.connect(lambda: self._workspace.open_project(path))
        return button

    def _button(
        self, text: str, picture: str, colour: str, then: object, key: str = ""
    ) -> QPushButton:
        button = QPushButton(icon(picture, colour), text)
        button.setIconSize(QSize(scaled(20), scaled(20)))
        button.setMinimumHeight(scaled(36))
        button.clicked.connect(then)
        if key:
            button.setShortcut(key)
            button.setToolTip(f"{text} ({key})")
        return button
