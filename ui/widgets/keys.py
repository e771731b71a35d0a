"""Buttons with a key of their own on a page; keys of a letter work wherever nobody types."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TypedLine(QLineEdit):
    """A line in which Enter is its own, and no key of the page."""

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
        ):
            event.accept()
            return True
        return super().event(event)


def give_key(page: QWidget, button: QAbstractButton, text: str, key: str) -> None:
    """Let a key of a page press a button, and say so on it."""
    sequence = QKeySequence(key)
    shown = {"Return": "Enter"}.get(key, key)
    button.setText(f"{text}  {shown}")
    give_bare_key(page, text, sequence, button.click)  # nothing where the button is off


def give_bare_key(
    page: QWidget, text: str, sequence: QKeySequence, then: Callable[[], object]
) -> None:
    """Let a key of a page do what no button does."""
    shortcut = QShortcut(sequence, page)
    shortcut.setWhatsThis(text)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(then)
