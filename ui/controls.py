"""Which keys do what, and what can be pressed: asked of the widgets themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QToolButton, QWidget

T = TypeVar("T", bound=QObject)
_ON_KEYBOARDS = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Up: "↑",
    Qt.Key.Key_Down: "↓",
    Qt.Key.Key_Left: "←",
    Qt.Key.Key_Right: "→",
}


@dataclass(frozen=True)
class Key:
    """A key, as the system writes it, and what it does."""

    key: str
    what: str


@dataclass(frozen=True)
class Action:
    """Something that can be pressed, perhaps in the menu of a button; ``name`` says it in full."""

    name: str
    button: QAbstractButton
    menu: QMenu | None = None
    entry: QAction | None = None


def keys(owner: QWidget, without: Sequence[QWidget] = ()) -> list[Key]:
    """Return the keys of a widget, those of some parts of it left out, each once."""
    found = [
        *((s.keys(), s.whatsThis()) for s in _within(owner, QShortcut, without)),
        *(([b.shortcut()], called(b)) for b in _within(owner, QAbstractButton, without)),
        *((a.shortcuts(), a.text()) for a in _within(owner, QAction, without)),
    ]
    shown = (
        Key(written(sequence), what)
        for sequences, what in found
        for sequence in sequences[:1]
        if not sequence.isEmpty()
    )
    return list({key.key: key for key in shown}.values())


def actions(owner: QWidget) -> Iterator[Action]:
    """Yield what can be pressed in a widget as it stands, by its name."""
    for button in owner.findChildren(QAbstractButton):
        if not button.isVisibleTo(owner) or not called(button) or button.isCheckable():
            continue
        menu = button.menu() if isinstance(button, QToolButton | QPushButton) else None
        if menu is None:
            yield Action(called(button), button)
            continue
        for entry in menu.actions():
            if entry.text() and not entry.isSeparator():
                yield Action(f"{called(button)}: {entry.text()}", button, menu, entry)


def written(sequence: QKeySequence) -> str:
    """Return a key as the system writes it, Enter and arrows as they stand on keyboards."""
    text = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    pressed = sequence[0]  # type: ignore[index] # its stub doesn't know
    sign = _ON_KEYBOARDS.get(pressed.key())
    if sign is None:
        return text
    letter = QKeySequence(QKeyCombination(pressed.keyboardModifiers(), Qt.Key.Key_A))
    return letter.toString(QKeySequence.SequenceFormat.NativeText)[:-1] + sign


def called(button: QAbstractButton) -> str:
    """Return what a button is called: its text without the key that stands in it, else its name."""
    return button.text().strip().partition("  ")[0] or button.accessibleName()


def _within(owner: QWidget, kind: type[T], without: Sequence[QWidget]) -> list[T]:
    return [w for w in owner.findChildren(kind) if not any(_above(part, w) for part in without)]


def _above(ancestor: QObject, below: QObject | None) -> bool:
    while below is not None and below is not ancestor:
        below = below.parent()
    return below is ancestor
