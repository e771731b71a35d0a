"""Buttons that decide, each with its key; keys of a letter work wherever nobody types."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.tokens import GAPS


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
            button = QPushButton(f"{text}  {key}")
            button.clicked.connect(lambda _checked=False, then=then: then())
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)  # nothing where the button is off
            layout.addWidget(button)
            self.buttons.append(button)
        layout.addStretch()
