"""Help: the manual beside the window, searchable, with the keys of the page at hand."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import manual
from ui.controls import Key
from ui.look import scaled, size
from ui.pages.page import card, label
from ui.tokens import GAPS
from ui.widgets.manual_view import ManualView
from ui.workspace import Workspace

_WIDTH, _HEIGHT, _CONTENTS, _KEYS = 1100, 740, 230, 172
_COLUMNS = 3
_PART = Qt.ItemDataRole.UserRole


class Help(QDialog):
    """Contents and search at the left, a chapter at the right, the keys of a page beneath it."""

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent)
        self._text = workspace.text
        self._parts = manual.parts()
        self.setWindowTitle(self._text("window_help"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.search = QLineEdit()
        self.search.setAccessibleName(self._text("window_help_search"))
        self.search.setPlaceholderText(self._text("window_help_search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._list)
        self.contents = QListWidget()
        self.contents.setAccessibleName(self._text("window_help_contents"))
        self.contents.setProperty("role", "contents")
        self.contents.setWordWrap(True)
        self.contents.currentItemChanged.connect(lambda item, _: self._open(item))
        self.view = ManualView(self._text("window_help"))
        self.view.followed.connect(self.view.show_chapter)
        self._said = label(self._text("window_help_dutch"), "muted", wrap=True)
        self._said.setVisible(workspace.language != "nl")
        self._keys_of = label("", "heading")
        self._keys = QScrollArea()
        self._keys.setAccessibleName(self._text("window_keys"))
        self._keys.setWidgetResizable(True)
        self.resize(min(scaled(_WIDTH), parent.width()), min(scaled(_HEIGHT), parent.height()))
        self._lay()
        self._list("")

    def show_page(self, path: Path, heading: str, page: str, keys: Sequence[Key]) -> None:
        """Show a chapter from a heading on, with the keys of the page that was asked about."""
        self.search.clear()
        self._keys_of.setText(self._text("window_keys_of", page=page))
        self._list_keys(keys)
        self.show()
        self.raise_()
        self.activateWindow()
        self._show(path, heading)
        self.view.setFocus()

    def _lay(self) -> None:
        left = QWidget()
        left.setFixedWidth(scaled(_CONTENTS))
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GAPS["s"])
        for widget in (self.search, self.contents, self._said):
            beside.addWidget(widget)
        below = card(self._keys_of, self._keys)
        self._keys.setMaximumHeight(scaled(_KEYS))
        right = QVBoxLayout()
        right.setSpacing(GAPS["m"])
        right.addWidget(self.view, 1)
        right.addWidget(below)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAPS["l"], GAPS["l"], GAPS["l"], GAPS["l"])
        layout.setSpacing(GAPS["l"])
        layout.addWidget(left)
        layout.addLayout(right, 1)

    def _list(self, text: str) -> None:
        """List the chapters, or the parts in which a text occurs."""
        found = manual.search(text, self._parts) if text.strip() else _first(self._parts)
        self.contents.blockSignals(True)
        self.contents.clear()
        for part in found:
            heading = part.heading if text.strip() and part.heading != part.chapter else ""
            item = QListWidgetItem(f"{part.chapter}\n{heading}" if heading else part.chapter)
            item.setData(_PART, part)
            self.contents.addItem(item)
        self.contents.blockSignals(False)
        if text.strip() and found:
            self.contents.setCurrentRow(0)

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            part = item.data(_PART)
            self._show(part.path, part.heading)

    def _show(self, path: Path, heading: str) -> None:
        self.view.show_chapter(path, heading)

    def _list_keys(self, keys: Sequence[Key]) -> None:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, GAPS["s"], 0)
        grid.setHorizontalSpacing(GAPS["s"])
        grid.setVerticalSpacing(GAPS["xs"])
        per_column = -(-len(keys) // max(_COLUMNS * 100 // size(), 1))
        for place, key in enumerate(keys):
            row, column = place % per_column, place // per_column * 2
            middle = Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(label(key.key, "key"), row, column, middle)
            grid.addWidget(label(key.what, wrap=True), row, column + 1, middle)
            grid.setColumnStretch(column + 1, 1)
        grid.setRowStretch(per_column, 1)
        self._keys.setWidget(box)


def _first(parts: Sequence[manual.Part]) -> list[manual.Part]:
    """Return the first part of each chapter."""
    return list({part.path: part for part in reversed(parts)}.values())[::-1]
