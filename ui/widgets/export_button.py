"""A button with what can be exported; whether with BSN is asked, and all of it written down."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton

from ui.workspace import Workspace
from wijkcheck.policies import policies

if TYPE_CHECKING:
    from wijkcheck.views import Writing


@dataclass(frozen=True)
class Export:
    """Something to export: ``work`` tells how to write it to a path, with BSN or not.

    ``what`` names it in the history; ``name`` is the workbook's usual name, empty for a folder.
    """

    text: str
    what: str
    name: str
    work: Callable[[Path, bool], "Writing"]


class ExportButton(QToolButton):
    """A menu of exports and of other ``actions`` (text, what to do)."""

    written = Signal(object)  # the path

    def __init__(
        self,
        workspace: Workspace,
        exports: Sequence[Export],
        actions: Sequence[tuple[str, Callable[[], None]]] = (),
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self.setText(workspace.text("window_export"))
        self.setPopupMode(self.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for text, then in actions:
            menu.addAction(text).triggered.connect(lambda _=False, then=then: then())
        for export in exports:
            action = menu.addAction(export.text)
            action.triggered.connect(lambda _=False, export=export: self.ask(export))
        menu.addSeparator()
        self.bsn = QAction(workspace.text("window_with_bsn"), menu)
        self.bsn.setCheckable(True)
        menu.addAction(self.bsn)
        menu.aboutToShow.connect(self._judge)
        self.setMenu(menu)

    def ask(self, export: Export) -> None:
        """Ask where it is to go; write down that it goes; write it."""
        path = self._file(export) if export.name else self._folder(export)
        if path is None:
            return
        with_bsn = self.bsn.isChecked() and self._workspace.can_decide

        def write() -> None:
            self._workspace.errands.export(
                lambda: export.work(path, with_bsn), path, then=self.written.emit
            )

        if self._workspace.can_decide:
            about = f"{export.what} with BSN" if with_bsn else export.what
            self._workspace.note("exported", about, write)
        else:
            write()

    def _file(self, export: Export) -> Path | None:
        name = "".join(c if c.isalnum() or c in " -_." else "_" for c in export.name)
        path, _ = QFileDialog.getSaveFileName(self, export.text, name, "Excel (*.xlsx)")
        return Path(path).with_suffix(".xlsx") if path else None

    def _folder(self, export: Export) -> Path | None:
        path = QFileDialog.getExistingDirectory(self, export.text)
        return Path(path) if path else None

    def _judge(self) -> None:
        """Without a project file it cannot be written down, so it cannot be."""
        allowed = policies().bsn_allowed
        self.bsn.setText(
            self._workspace.text("window_with_bsn" if allowed else "window_bsn_laid_down")
        )
        can = allowed and self._workspace.can_decide
        self.bsn.setEnabled(can)
        if not can:
            self.bsn.setChecked(False)
