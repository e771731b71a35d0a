"""Why nothing can be decided here, and what to do about it; hidden where something can."""

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from ui.tokens import GAPS
from ui.widgets.password import NewPassword
from ui.workspace import PROJECT_FILE, State, Workspace


class DeskBar(QFrame):
    """A TOML keeps no decisions; a project file that another has open can only be looked at."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("role", "alert")
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._make = QPushButton(workspace.text("window_make_file"))
        self._make.clicked.connect(self._ask)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAPS["m"], GAPS["xs"], GAPS["m"], GAPS["xs"])
        layout.addWidget(self._said, 1)
        layout.addWidget(self._make)
        workspace.changed.connect(self._changed)
        self._changed()

    def _changed(self) -> None:
        workspace, desk = self._workspace, self._workspace.desk
        self.setVisible(workspace.state is State.READY and not workspace.can_decide)
        self._make.setVisible(desk is None)
        if desk is None:
            self._said.setText(workspace.text("window_no_desk"))
        elif desk.held_by is not None:
            held = desk.held_by
            self._said.setText(
                workspace.text("window_desk_held", who=held.who, machine=held.machine)
            )
        else:
            self._said.setText(workspace.text("window_desk_read_only"))

    def _ask(self) -> None:
        """Ask for a password and a place, and make the project file."""
        text = self._workspace.text
        dialog = QDialog(self)
        dialog.setWindowTitle(text("window_make_file"))
        password = NewPassword(self._workspace)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        save = buttons.button(QDialogButtonBox.StandardButton.Save)

        def judge() -> None:
            save.setEnabled(password.chosen)

        password.field.textChanged.connect(judge)
        password.none.toggled.connect(judge)
        judge()
        buttons.accepted.connect(dialog.accept)
        buttons.rejected.connect(dialog.reject)
        layout = QVBoxLayout(dialog)
        layout.addWidget(QLabel(text("window_lacks_password")))
        layout.addWidget(password)
        layout.addWidget(buttons)
        dialog.accepted.connect(lambda: self._save(password.password))
        dialog.open()

    def _save(self, password: str | None) -> None:
        place = (self._workspace.path or Path("project")).with_suffix(PROJECT_FILE)
        path, _ = QFileDialog.getSaveFileName(
            self,
            self._workspace.text("window_save_project"),
            str(place),
            f"{self._workspace.text('window_project_file')} (*{PROJECT_FILE})",
        )
        if path:
            self._workspace.keep_as_file(Path(path).with_suffix(PROJECT_FILE), password)
