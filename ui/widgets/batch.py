"""Pairs that agree in the same way: chosen together, and what a verdict on all would do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.tokens import GAPS
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.views import Pattern


class Batch(QWidget):
    """A list of patterns; beneath it the consequences, and the buttons that judge all."""

    chosen = Signal()
    judged = Signal(object)  # rows by verdict

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._patterns: Sequence[Pattern] = ()
        text = workspace.text
        self.patterns = QComboBox()
        self.patterns.setAccessibleName(text("window_pattern"))
        policy = self.patterns.sizePolicy().Policy
        self.patterns.setSizePolicy(policy.Ignored, policy.Fixed)
        self.patterns.currentIndexChanged.connect(self._choose)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setProperty("role", "muted")
        self.same = QPushButton(text("window_all_same"))
        self.same.clicked.connect(lambda: self._judge("same"))
        self.different = QPushButton(text("window_all_different"))
        self.different.clicked.connect(lambda: self._judge("different"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.same)
        buttons.addWidget(self.different)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAPS["s"])
        layout.addWidget(self.patterns)
        layout.addWidget(self.said)
        layout.addLayout(buttons)
        self.offer(())

    @property
    def pattern(self) -> "Pattern | None":
        """Return the pattern that is chosen; None for all pairs."""
        place = self.patterns.currentIndex() - 1
        return self._patterns[place] if 0 <= place < len(self._patterns) else None

    def offer(self, patterns: "Sequence[Pattern]") -> None:
        """Offer patterns; the one that was chosen stays so."""
        before = self.pattern.title if self.pattern is not None else None
        self._patterns = patterns
        self.patterns.blockSignals(True)
        self.patterns.clear()
        self.patterns.addItem(self._workspace.text("window_all_patterns"))
        for pattern in patterns:
            self.patterns.addItem(f"{pattern.title} ({len(pattern.rows)})")
        titles = [pattern.title for pattern in patterns]
        self.patterns.setCurrentIndex(titles.index(before) + 1 if before in titles else 0)
        self.patterns.blockSignals(False)
        self._choose()

    def _choose(self) -> None:
        pattern = self.pattern
        for widget in (self.said, self.same, self.different):
            widget.setVisible(pattern is not None)
        self.patterns.setToolTip(self.patterns.currentText())
        if pattern is not None:
            clear = len(pattern.clear)
            self.said.setText(
                self._workspace.text(
                    "window_batch",
                    pairs=len(pattern.rows),
                    clear=clear,
                    double=len(pattern.rows) - clear,
                    waiting=pattern.waiting,
                )
            )
            self.same.setEnabled(bool(clear) and self._workspace.can_decide)
            self.different.setEnabled(self._workspace.can_decide)
        self.chosen.emit()

    def _judge(self, verdict: str) -> None:
        if self.pattern is not None:
            rows = self.pattern.clear if verdict == "same" else self.pattern.rows
            self.judged.emit({verdict: rows})
