"""The whole story of a record, to be read, searched and copied: what the core tells, in parts."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut, QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui.look import colours, scaled
from ui.tokens import GAPS
from ui.widgets.bsn_button import BsnButton
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.views import Part

_WIDTH, _HEIGHT = 1040, 680
_UNBROKEN = 32  # characters
_APART = '<p style="margin:0; font-size:6px">&nbsp;</p>'


class StoryDialog(QDialog):
    """The story of one record, or of two that are a pair. Escape closes it."""

    def __init__(
        self, parent: QWidget, workspace: Workspace, ids: tuple[str | None, str | None], name: str
    ) -> None:
        super().__init__(parent)
        self._workspace, self._ids = workspace, ids
        text = workspace.text
        self.setWindowTitle(f"{text('window_story')} · {name}")
        wanted = QSize(scaled(_WIDTH), scaled(_HEIGHT))
        self.resize(wanted.boundedTo(parent.window().size()))
        self.shown = QTextBrowser()
        self.shown.setAccessibleName(text("window_story"))
        self.shown.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.search = QLineEdit()
        self.search.setAccessibleName(text("window_search"))
        self.search.setPlaceholderText(text("window_search_hint"))
        self.search.textChanged.connect(lambda _: self._find(anew=True))
        self.search.returnPressed.connect(self._find)
        shortcut = QShortcut(QKeySequence.StandardKey.Find, self)
        shortcut.setWhatsThis(workspace.text("window_search"))
        shortcut.activated.connect(self.search.setFocus)
        bsn = BsnButton(workspace)
        bsn.concern(" ".join(record for record in ids if record))
        bsn.noted.connect(lambda: self._ask(bare=True))
        close = QPushButton(text("window_close"))
        close.clicked.connect(self.accept)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.search)
        above.addStretch()
        above.addWidget(bsn)
        below.addStretch()
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAPS["m"])
        layout.addLayout(above)
        layout.addWidget(self.shown, 1)
        layout.addLayout(below)
        self.shown.setFocus()
        self._ask(bare=False)

    def _ask(self, *, bare: bool) -> None:
        view, desk = self._workspace.view, self._workspace.desk
        if view is not None:
            story = view.story
            self._workspace.ask("story", lambda: story(desk, *self._ids, bare=bare), then=self.tell)

    def tell(self, parts: "Sequence[Part]") -> None:
        """Show the parts."""
        self.shown.setHtml(_APART.join(_html(part) for part in parts))

    def _find(self, *, anew: bool = False) -> None:
        """Go to where the text that is sought stands next, from the top when there is no more."""
        if anew:
            self.shown.moveCursor(self.shown.textCursor().MoveOperation.Start)
        if not self.shown.find(self.search.text()):
            self.shown.moveCursor(self.shown.textCursor().MoveOperation.Start)
            self.shown.find(self.search.text())


def _html(part: "Part") -> str:
    found = colours()
    said = f'<p style="color:{found.muted}">{escape(part.said)}</p>' if part.said else ""
    table = ""
    if part.rows:
        head = "".join(f'<th align="left">{escape(text)}</th>' for text in part.heads)
        rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in part.rows)
        table = (
            f'<table cellspacing="0" cellpadding="4" width="100%">'
            f'<tr style="color:{found.muted}" bgcolor="{found.raised}">{head}</tr>{rows}</table>'
        )
    return f"<h3>{escape(part.title)}</h3>{said}{table}"


def _cell(text: str) -> str:
    """Return a cell, which is broken only where it would take most of the width."""
    broken = len(text) > _UNBROKEN
    return f'<td style="white-space:{"normal" if broken else "nowrap"}">{escape(text)}</td>'
