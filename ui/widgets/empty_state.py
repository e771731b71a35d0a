"""What a page shows in place of its content: what is the matter, and what to do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.look import scaled
from ui.tokens import GAPS

_WIDTH = 560


class EmptyState(QWidget):
    """A heading, a sentence, a bar while something runs, what to do about it, details to copy."""

    def __init__(self, copy: str) -> None:
        super().__init__()
        self._details = ""
        self.copy = QPushButton(copy)
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self._details))
        self.offered = QPushButton()
        self.offered.clicked.connect(lambda: self._then())
        self._then: Callable[[], None] = lambda: None
        self.heading, self.sentence, self.bar = QLabel(), QLabel(), QProgressBar()
        self.heading.setProperty("role", "title")
        self.sentence.setProperty("role", "muted")
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(scaled(320))
        column = QWidget()
        column.setMaximumWidth(scaled(_WIDTH))
        inside = QVBoxLayout(column)
        inside.setSpacing(GAPS["m"])
        inside.addStretch(2)
        for label in (self.heading, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            inside.addWidget(label)
        for widget in (self.bar, self.offered, self.copy):
            inside.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(3)
        layout = QHBoxLayout(self)
        layout.addWidget(column)

    def say(
        self,
        heading: str,
        sentence: str,
        *,
        running: bool = False,
        details: str | None = None,
        offer: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Show a heading and a sentence; ``offer`` is what can be done about it."""
        self.offered.setVisible(offer is not None)
        if offer is not None:
            self.offered.setText(offer[0])
            self._then = offer[1]
        self._details = details or ""
        self.copy.setVisible(details is not None)
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.bar.setVisible(running)
        self.bar.setAccessibleName(heading)
        self.bar.setRange(0, 0)

    def advance(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
