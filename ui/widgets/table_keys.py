"""The keys of every table in one place: what each does, and what it is called."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.controls import Key, written
from ui.widgets import table_menu

if TYPE_CHECKING:
    from ui.widgets.big_table import BigTable

_KEYPAD = Qt.KeyboardModifier.KeypadModifier


@dataclass(frozen=True)
class TableKey:
    """Keys that do the same; ``code`` is that of their name.

    ``do`` tells whether there was something to do; None where Qt's own table does it.
    """

    keys: tuple[str, ...]
    code: str
    do: "Callable[[BigTable], bool] | None" = None


TABLE_KEYS = (
    TableKey(("Up", "Down", "PgUp", "PgDown"), "window_key_rows"),
    TableKey(("Left", "Right"), "window_key_cells"),
    TableKey(("Home", "End"), "window_key_ends"),
    TableKey(("Ctrl+Home", "Ctrl+End"), "window_key_corners"),
    TableKey(("Shift+Up", "Shift+Down"), "window_key_more"),
    TableKey(("Shift+Space",), "window_key_row", lambda table: table.selecting.whole_row()),
    TableKey(("Ctrl+Space",), "window_key_column", lambda table: table.selecting.whole_column()),
    TableKey(("Ctrl+A",), "window_key_all"),
    TableKey(("Esc",), "window_key_one", lambda table: table.selecting.one()),
    TableKey(
        ("Ctrl+C", "Ctrl+Ins"), "window_copy", lambda table: table.selecting.copy(heads=False)
    ),
    TableKey(
        ("Ctrl+Shift+C",),
        "window_copy_with_titles",
        lambda table: table.selecting.copy(heads=True),
    ),
    TableKey(("Alt+Down",), "window_choose_values", table_menu.choose_values),
    TableKey(("Ctrl+Shift+K",), "window_choose_columns", table_menu.choose_columns),
    TableKey(("Ctrl+Down",), "window_key_next_group", lambda table: table_menu.step(table, 1)),
    TableKey(("Ctrl+Up",), "window_key_group_before", lambda table: table_menu.step(table, -1)),
    TableKey(("Tab",), "window_key_on"),
)


def press(table: "BigTable", event: QKeyEvent) -> bool:
    """Do what a key stands for; tell whether there was something to do."""
    held = event.modifiers() & ~_KEYPAD
    pressed = QKeySequence(QKeyCombination(held, Qt.Key(event.key())))
    known = (key for key in TABLE_KEYS if pressed in map(QKeySequence, key.keys))
    return any(key.do is not None and key.do(table) for key in known)


def listed(text: Callable[[str], str]) -> list[Key]:
    """Return the keys as the system writes them, with what they do."""
    return [
        Key(" ".join(written(QKeySequence(key)) for key in one.keys), text(one.code).rstrip("…"))
        for one in TABLE_KEYS
    ]
