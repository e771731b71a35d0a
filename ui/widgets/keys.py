"""Buttons with a key of their own on a page; keys of a letter work wherever nobody types."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget


def give_key(page: QWidget, button: QAbstractButton, text: str, key: str) -> None:
    """Let a key of a page press a button, and say so on it."""
    sequence = QKeySequence(key)
    shown = {"Return": "Enter"}.get(key, key)
    button.setText(f"{text}  {shown}")
    shortcut = QShortcut(sequence, page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(button.click)  # nothing where the button is off


def retitle(button: QAbstractButton, text: str) -> None:
    """Call a button that has a key otherwise."""
    button.setText(f"{text}  {button.text().rpartition('  ')[2]}")
