"""A button that shows BSNs in full: only where that can be written down, and may be."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton

from ui.workspace import Workspace
from wijkcheck.policies import policies


class BsnButton(QToolButton):
    """``noted`` says that it was written down that somebody asked for these BSNs."""

    noted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._about: str | None = None
        self.setText(workspace.text("window_show_bsn"))
        self.clicked.connect(self._ask)
        self.concern(None)

    def concern(self, about: str | None) -> None:
        """Say whose BSNs it would show, by ids; None for nobody's."""
        self._about = about
        allowed = policies().bsn_allowed
        can = self._workspace.can_decide and allowed
        self.setEnabled(can and about is not None)
        why = "window_bsn_logged" if allowed else "window_bsn_laid_down"
        self.setToolTip("" if can else self._workspace.text(why))

    def _ask(self) -> None:
        if self._about is not None:
            self._workspace.note("revealed", self._about, self.noted.emit)
