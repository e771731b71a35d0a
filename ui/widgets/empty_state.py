"""What a page shows in place of its content: what is the matter, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from ui.tokens import GAPS


class EmptyState(QWidget):
    """A heading, a sentence, and a bar while something runs."""

    def __init__(self) -> None:
        super().__init__()
        self.heading, self.sentence, self.bar = QLabel(), QLabel(), QProgressBar()
        self.heading.setProperty("role", "title")
        self.sentence.setProperty("role", "muted")
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(320)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAPS["m"])
        layout.addStretch(2)
        for widget in (self.heading, self.sentence, self.bar):
            layout.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        for label in (self.heading, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            label.setMinimumWidth(480)

    def say(self, heading: str, sentence: str, *, running: bool = False) -> None:
        """Show a heading and a sentence."""
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.bar.setVisible(running)
        self.bar.setAccessibleName(heading)
        self.bar.setRange(0, 0)

    def advance(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
