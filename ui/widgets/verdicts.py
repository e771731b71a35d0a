"""Buttons that decide, each with its key."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.tokens import GAPS
from ui.widgets.keys import give_key


class VerdictButtons(QWidget):
    """A row of (text, key, what to do)."""

    def __init__(
        self, page: QWidget, choices: Sequence[tuple[str, str, Callable[[], None]]]
    ) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAPS["s"])
        self.buttons = []
        for text, key, then in choices:
            button = QPushButton()
            give_key(page, button, text, key)
            button.clicked.connect(lambda _checked=False, then=then: then())
            layout.addWidget(button)
            self.buttons.append(button)
        layout.addStretch()
