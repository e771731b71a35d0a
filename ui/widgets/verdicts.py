"""Buttons that decide, each with its key."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from ui.tokens import GAPS
from ui.widgets.keys import give_key


class VerdictButtons(QWidget):
    """Buttons of (text, key, what to do), so many in a row."""

    def __init__(
        self,
        page: QWidget,
        choices: Sequence[tuple[str, str, Callable[[], None]]],
        in_a_row: int = 9,
    ) -> None:
        super().__init__()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAPS["s"])
        layout.setColumnStretch(in_a_row, 1)
        self.buttons = []
        for place, (text, key, then) in enumerate(choices):
            button = QPushButton()
            give_key(page, button, text, key)
            button.clicked.connect(lambda _checked=False, then=then: then())
            layout.addWidget(button, *divmod(place, in_a_row))
            self.buttons.append(button)
