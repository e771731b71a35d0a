"""The buckets that pairs are sorted into, each with how many there are: one is looked through."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton

from ui.tokens import GAPS
from ui.widgets.flow import Flow
from ui.wording import written
from ui.workspace import Workspace

if TYPE_CHECKING:
    from wijkcheck.tables import Table

_STATUSES = {
    "certain": ("certain",),
    "probable": ("probable",),
    "review": ("review",),
    "rejected": ("rejected",),
    "only_municipality": ("only_municipality",),
    "only_team": ("only_team",),
    "double": ("double_municipality", "double_team"),
}
"""Statuses that are looked through together, in the order of their buttons."""


class Buckets(Flow):
    """``opened`` says that another bucket was chosen, which is ``now``."""

    opened = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.now = ""
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        self.setSpacing(GAPS["xs"])
        for bucket in _STATUSES:
            button = self.buttons[bucket] = QToolButton()
            button.setProperty("role", "bucket")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, bucket=bucket: self.open(bucket))
            self._group.addButton(button)
            self.addWidget(button)

    @property
    def statuses(self) -> set[object]:
        """The statuses of the pairs in the bucket that is open."""
        return set(_STATUSES[self.now])

    def open(self, bucket: str) -> None:
        """Open a bucket."""
        self.now = bucket
        self.buttons[bucket].setChecked(True)
        self.opened.emit()

    def step(self, by: int) -> None:
        """Open the next or previous bucket that has something in it."""
        shown = [name for name, button in self.buttons.items() if not button.isHidden()]
        self.open(shown[(shown.index(self.now) + by) % len(shown)])

    def open_status(self, status: str) -> None:
        """Open the bucket of a status."""
        self.open(next(bucket for bucket, held in _STATUSES.items() if status in held))

    def sort_out(self, pairs: "Table") -> None:
        """Count pairs; the bucket that was open stays so, else the first with work in it opens."""
        found = {value: count for value, _, count in pairs.counts("status")}
        counts = {b: sum(found.get(one, 0) for one in some) for b, some in _STATUSES.items()}
        if not counts.get(self.now):
            self.now = next((b for b in ("review", *_STATUSES) if counts[b]), "review")
        for bucket, button in self.buttons.items():
            name = self._workspace.text(f"status_{bucket}").capitalize()
            button.setText(f"{name}  {written(counts[bucket], self._workspace.language)}")
            button.setVisible(bool(counts[bucket]) or bucket == self.now)
        self.open(self.now)
