"""Below the pages: the running job."""

import time

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from ui.look import scaled
from ui.tokens import GAPS
from ui.workspace import State, Workspace

_KEY = "Shift+Esc"
_MINUTES = 100  # seconds from which it is told in minutes


class JobBar(QWidget):
    """The running job: what it does, how far it is, how long it will take, and a way out."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._said, self._left = QLabel(), QLabel()
        self._bar = QProgressBar()
        self._bar.setAccessibleName(workspace.text("window_busy"))
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(scaled(180))
        self._cancel = QPushButton(workspace.text("window_cancel"))
        self._cancel.clicked.connect(workspace.cancel)
        self._cancel.setToolTip(f"{self._cancel.text()} ({_KEY})")
        stop = QShortcut(QKeySequence(_KEY), self)
        stop.setWhatsThis(self._cancel.text())
        stop.activated.connect(self._cancel.click)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAPS["m"], 2, GAPS["m"], 2)
        layout.setSpacing(GAPS["m"])
        for widget in (self._said, self._bar, self._left, self._cancel):
            layout.addWidget(widget)
        layout.addStretch()
        self._began = self._phrase_began = time.monotonic()
        self._phrase = ""
        self._spent = 0
        self._reconciles = False
        workspace.jobs.heavy_started.connect(self._start)
        workspace.jobs.progressed.connect(self._advance)
        workspace.jobs.heavy_ended.connect(self._end)
        workspace.changed.connect(self._conclude)
        self._end()
        if workspace.jobs.busy:
            self._start()

    def _start(self, function: str = "") -> None:
        self._began = time.monotonic()
        self._phrase = ""
        doing = self._workspace.phrase(f"doing_{function}")
        self._reconciles = not doing
        self._said.setText(doing or self._workspace.text("window_busy"))
        self._bar.setRange(0, 0)
        self._show_work(True)

    def _advance(self, phrase: str, done: int, total: int) -> None:
        now = time.monotonic()
        if phrase != self._phrase:
            self._phrase, self._phrase_began = phrase, now
            self._said.setText(self._workspace.phrase(phrase))
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        spent = now - self._phrase_began
        known = done > 0 and spent > 1
        self._left.setText(self._told(round(spent * (total - done) / done) if known else 0))

    def _told(self, seconds: int) -> str:
        """Say how long it will take."""
        if seconds >= _MINUTES:
            return self._workspace.text("window_minutes_left", minutes=round(seconds / 60))
        return self._workspace.text("window_time_left", seconds=seconds) if seconds else ""

    def _end(self) -> None:
        self._spent = round(time.monotonic() - self._began) if self._reconciles else 0
        self._show_work(False)
        self._said.setText("")

    def _conclude(self) -> None:
        """Say how long it took, when that led to something."""
        if self._workspace.state is State.READY and self._spent:
            self._said.setText(self._workspace.text("window_done", seconds=self._spent))

    def _show_work(self, shown: bool) -> None:
        for widget in (self._bar, self._left, self._cancel):
            widget.setVisible(shown)
        if shown:
            self._left.setText("")
