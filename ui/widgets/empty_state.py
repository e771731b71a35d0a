"""What a page shows in place of its content: what is the matter, and what to do."""

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

from ui.tokens import GAPS

_WIDTH = 560


class EmptyState(QWidget):
    """A heading, a sentence, a bar while something runs, details to copy when it broke."""

    def __init__(self, copy: str) -> None:
        super().__init__()
        self._details = ""
        self.copy = QPushButton(copy)
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self._details))
        self.heading, self.sentence, self.bar = QLabel(), QLabel(), QProgressBar()
        self.heading.setProperty("role", "title")
        self.sentence.setProperty("role", "muted")
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(320)
        column = QWidget()
        column.setFixedWidth(_WIDTH)
        inside = QVBoxLayout(column)
        inside.setSpacing(GAPS["m"])
        inside.addStretch(2)
        for label in (self.heading, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            inside.addWidget(label)
        for widget in (self.bar, self.copy):
            inside.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(3)
        layout = QHBoxLayout(self)
        layout.addWidget(column)

    def say(
        self, heading: str, sentence: str, *, running: bool = False, details: str | None = None
    ) -> None:
        """Show a heading and a sentence."""
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
