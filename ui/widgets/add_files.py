"""Files that were dropped on an open project: what each is, and what it replaces."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from ui.tokens import GAPS
from ui.widgets.source_table import SourceTable
from ui.workspace import Workspace
from wijkcheck.project import SourceSettings

if TYPE_CHECKING:
    from wijkcheck.guessing import Guess


class AddFiles(QDialog):
    """Asks whether the files are what they seem to be; ``taken`` gives the sources."""

    taken = Signal(object)

    def __init__(
        self, parent: QWidget, workspace: Workspace, present: Sequence[SourceSettings]
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._present = present
        text = workspace.text
        self.setWindowTitle(text("window_add_title"))
        self.resize(900, 420)
        self.files = SourceTable(workspace)
        self.files.changed.connect(self._judge)
        self.adds = QCheckBox(text("window_adds"))
        self.adds.toggled.connect(self._judge)
        self._told = QLabel()
        self._told.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = buttons.addButton(text("window_add_take"), buttons.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.taken.emit(self._chosen()))
        layout = QVBoxLayout(self)
        layout.setSpacing(GAPS["m"])
        for widget in (self.files, self.adds, self._told, buttons):
            layout.addWidget(widget)
        self._judge()

    def show_files(self, guesses: "Sequence[Guess]") -> None:
        """Show what the files seem to be."""
        self.files.add(guesses)
        self.open()

    def _chosen(self) -> tuple[SourceSettings, ...]:
        return tuple(replace(s, adds=self.adds.isChecked()) for s in self.files.chosen())

    def _judge(self) -> None:
        """Say which sources make way."""
        chosen = self._chosen()
        self.take.setEnabled(bool(chosen))
        lists = {(s.side, s.record_type, s.team) for s in chosen if not s.adds}
        going = [
            s.path for s in self._present if (s.side, s.record_type, s.team) in lists
        ]  # the same list, delivered again
        code = "window_replaces" if going else "window_replaces_none"
        self._told.setText(self._workspace.text(code, sources=", ".join(going)))
