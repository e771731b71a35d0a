"""Start: open a project, or look at the demo."""

from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.look import colours, icon
from ui.pages.page import label
from ui.tokens import GAPS
from ui.workspace import Workspace

_WIDTH = 560


class StartPage(QWidget):
    """Where nothing is open yet."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        text = workspace.text
        self.setAccessibleName(text("window_start"))
        title = label(text("window_motto"), "title")
        said = label(text("window_intro"), "muted", wrap=True)
        opening = self._button(text("window_open"), "open", colours().on_accent, self.choose)
        opening.setProperty("role", "strong")
        opening.setShortcut("Ctrl+O")
        self.setFocusProxy(opening)
        demo = self._button(text("window_demo"), "demo", colours().text, self.open_demo)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAPS["m"])
        buttons.addStretch()
        for button in (opening, demo):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QWidget()
        column.setFixedWidth(_WIDTH)
        inside = QVBoxLayout(column)
        inside.setSpacing(GAPS["l"])
        inside.addStretch(2)
        for line in (title, said):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(line)
        inside.addLayout(buttons)
        inside.addStretch(3)
        layout = QHBoxLayout(self)
        layout.addWidget(column)

    def choose(self) -> None:
        """Ask which project to open, and open it."""
        text = self._workspace.text
        path, _ = QFileDialog.getOpenFileName(
            self, text("window_open"), "", text("window_project_files") + " (*.toml)"
        )
        if path:
            self._workspace.open_project(Path(path))

    def open_demo(self) -> None:
        """Make the demo among the program's own data and open it."""
        place = QStandardPaths.StandardLocation.AppLocalDataLocation
        folder = Path(QStandardPaths.writableLocation(place)) / "demo"
        self._workspace.open_demo(folder)

    def _button(self, text: str, picture: str, colour: str, then: object) -> QPushButton:
        button = QPushButton(icon(picture, colour), text)
        button.setIconSize(QSize(20, 20))
        button.setMinimumHeight(36)
        button.clicked.connect(then)
        return button
