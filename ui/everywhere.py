"""Ctrl+K: pages, what can be done, clients, sources, rules and the manual, by a few words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.look import scaled
from ui.pages.page import label
from ui.tokens import GAPS
from ui.wording import fits, written
from ui.workspace import Workspace

if TYPE_CHECKING:
    from wijkcheck.views import Hits

_WIDTH, _HEIGHT, _DOWN = 620, 480, 72
_MOST = 9  # of each group
_GO = Qt.ItemDataRole.UserRole
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST,
    Qt.Key.Key_PageUp: -_MOST,
}
_STAGE_OF = {"client": "koppelen", "source": "bronnen", "rule": "controle"}


@dataclass(frozen=True)
class Place:
    """Somewhere to go: what it is called, what more is said of it, and how one gets there."""

    name: str
    detail: str
    go: Callable[[], None]


class Everywhere(QDialog):
    """A field and what its words lead to, in groups; Enter goes there."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        places: Sequence[tuple[str, Sequence[Place]]],
        show_row: Callable[[str, int], None],
    ) -> None:
        """``places``: groups with their names; ``show_row``: goes to a row of a stage."""
        super().__init__(parent)
        self._workspace = workspace
        self._places = places
        self._show_row = show_row
        self._hits: Sequence[Hits] = ()
        self.setWindowTitle(workspace.text("window_everywhere"))
        self.field = QLineEdit()
        self.field.setAccessibleName(workspace.text("window_everywhere"))
        self.field.setPlaceholderText(workspace.text("window_everywhere_hint"))
        self.field.textChanged.connect(self._ask)
        self.found = QListWidget()
        self.found.setAccessibleName(workspace.text("window_everywhere_found"))
        self.found.setProperty("role", "contents")
        self.found.itemClicked.connect(self._go)
        self._said = label(workspace.text("window_everywhere_none"), "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAPS["m"], GAPS["m"], GAPS["m"], GAPS["m"])
        layout.setSpacing(GAPS["s"])
        for widget in (self.field, self.found, self._said):
            layout.addWidget(widget)
        self.setFixedSize(scaled(_WIDTH), scaled(_HEIGHT))
        self.move(
            parent.mapToGlobal(parent.rect().center()).x() - self.width() // 2,
            parent.mapToGlobal(parent.rect().topLeft()).y() + _DOWN,
        )
        self._list()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own
        """Up and down choose, while one types."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is not None:
            self._move(move)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.found.currentItem())
        else:
            super().keyPressEvent(event)

    def _ask(self, text: str) -> None:
        view = self._workspace.view
        self._hits = ()
        self._list()
        if view is not None and text.strip():
            self._workspace.ask("everywhere", view.find, text, then=self._take)

    def _take(self, hits: "Sequence[Hits]") -> None:
        self._hits = hits
        self._list()

    def _list(self) -> None:
        typed = self.field.text()
        self.found.clear()
        for group, places in self._places:
            fitting = [p for p in places if fits(typed, p.name, p.detail)]
            self._group(group, fitting[:_MOST], len(fitting))
        for hits in self._hits:
            stage = _STAGE_OF[hits.kind]
            places = [
                Place(f.title, f.detail, partial(self._show_row, stage, f.row)) for f in hits.first
            ]
            self._group(self._workspace.text(f"window_found_{hits.kind}"), places, hits.number)
        self._said.setVisible(self.found.count() == 0)
        self.found.setVisible(self.found.count() > 0)
        self._move(1)

    def _group(self, name: str, places: Sequence[Place], number: int) -> None:
        """Add a head, which cannot be chosen, and what belongs to it."""
        if not places:
            return
        more = (
            f"  ·  {len(places)} / {written(number, self._workspace.language)}"
            if number > len(places)
            else ""
        )
        head = QListWidgetItem(name + more)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        self.found.addItem(head)
        for place in places:
            item = QListWidgetItem("  ·  ".join(p for p in (place.name, place.detail) if p))
            item.setData(_GO, place.go)
            self.found.addItem(item)

    def _move(self, by: int) -> None:
        """Choose another place, past the heads."""
        rows = [r for r in range(self.found.count()) if self.found.item(r).data(_GO)]
        if rows:
            current = self.found.currentRow()
            at = rows.index(current) if current in rows else -1
            self.found.setCurrentRow(rows[min(max(at + by, 0), len(rows) - 1)])

    def _go(self, item: QListWidgetItem | None) -> None:
        go = item.data(_GO) if item is not None else None
        if go is not None:
            self.accept()
            go()
