"""What became of the files that came in: in short where they are many, all of it when asked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout

from ui.look import scaled
from ui.tokens import GAPS
from ui.workspace import Workspace

if TYPE_CHECKING:
    from wijkcheck.views import View

_MOST = 3  # lines
_HIGH = 132  # pixels of the whole, which scrolls


class Came(QFrame):
    """Hidden where nothing came in."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._text = workspace.text
        self.setProperty("role", "good")
        self.said, self._whole = QLabel(), QLabel()
        for told in (self.said, self._whole):
            told.setWordWrap(True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.room = QScrollArea()
        self.room.setWidgetResizable(True)
        self.room.setFixedHeight(scaled(_HIGH))
        self.room.setAccessibleName(self._text("stage_bronnen"))
        self.room.setWidget(self._whole)
        self.all = QPushButton()
        self.all.clicked.connect(lambda: self._open(whole=self.room.isHidden()))
        above = QHBoxLayout()
        above.addWidget(self.said, 1)
        above.addWidget(self.all, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAPS["m"], GAPS["xs"], GAPS["m"], GAPS["xs"])
        layout.addLayout(above)
        layout.addWidget(self.room)

    def show_view(self, view: "View") -> None:
        """Say what came in with a view."""
        lines = view.came()
        many = len(lines) > _MOST
        self.setVisible(bool(lines))
        self.said.setText("\n".join(view.came(short=True) if many else lines))
        self._whole.setText("\n".join(lines))
        self.all.setVisible(many)
        self._open(whole=False)

    def _open(self, *, whole: bool) -> None:
        self.room.setVisible(whole)
        self.all.setText(self._text("window_show_less" if whole else "window_show_all"))
