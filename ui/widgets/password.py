"""Asking for a password: of a file that has one, or for one that is to be made."""

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.look import scaled
from ui.tokens import GAPS
from ui.workspace import Workspace
from wijkcheck.policies import policies

_WIDTH = 420
LEAST = 8  # characters


class PasswordDialog(QDialog):
    """Asks for the password of a project file."""

    def __init__(self, parent: QWidget, workspace: Workspace, name: str, *, wrong: bool) -> None:
        super().__init__(parent)
        text = workspace.text
        self.setWindowTitle(text("window_password_title"))
        self.setFixedWidth(scaled(_WIDTH))
        said = QLabel(
            text("window_password_wrong" if wrong else "window_password_asked", name=name)
        )
        said.setWordWrap(True)
        said.setProperty("role", "alert" if wrong else "")
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(text("window_password"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAPS["m"])
        for widget in (said, self.field, buttons):
            layout.addWidget(widget)


class NewPassword(QWidget):
    """A password to choose, or the choice to have none."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        text = workspace.text
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(text("window_password"))
        self.field.setPlaceholderText(text("window_password_new", least=LEAST))
        self.none = QCheckBox(text("window_without_password"))
        self.none.toggled.connect(self.field.setDisabled)
        if policies().encryption_required:
            self.none.setEnabled(False)
            self.none.setText(text("window_password_laid_down"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAPS["xs"])
        self.none.setMinimumHeight(self.none.sizeHint().height())
        layout.addWidget(self.field)
        layout.addWidget(self.none)

    @property
    def chosen(self) -> bool:
        """Whether there is a password that is long enough, or none on purpose."""
        return self.none.isChecked() or len(self.field.text()) >= LEAST

    @property
    def password(self) -> str | None:
        """Return the password; None for none."""
        return None if self.none.isChecked() else self.field.text()
