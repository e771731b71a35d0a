"""A row of the two sides in full: every field, why it differs, who decided, and the judgement."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
)

from ui.tokens import GAPS
from ui.widgets.bsn_button import BsnButton
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.field_card import FieldCard
from ui.widgets.judgement import Judgement
from ui.widgets.keys import give_key
from ui.widgets.story import StoryDialog
from ui.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from wijkcheck.tables import Table
    from wijkcheck.views import Line

_TOLD = ["left_client", "right_client", "kind", "cause", "status"]


class RowCard(QFrame):
    """Shows a row of the view's ``side_by_side``."""

    def __init__(self, page: "QWidget", workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._ids: tuple[str | None, str | None] = (None, None)
        self._marked: frozenset[str] = frozenset()
        self.setProperty("role", "card")
        text = workspace.text
        self.heading, self.cause = QLabel(), ElidedLabel()
        self.heading.setProperty("role", "heading")
        self.cause.setProperty("role", "muted")
        self.story = QToolButton()
        give_key(page, self.story, text("window_story"), "Return")
        self.story.clicked.connect(self._tell_story)
        self.cause.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.bsn = BsnButton(workspace)
        self.bsn.noted.connect(lambda: self._ask_fields(bare=True))
        sides = [text("window_municipality"), text("column_team")]
        self.fields = FieldCard(text("window_pair"), [text("column_field"), *sides])
        self.judgement = Judgement(page, workspace)
        head = QHBoxLayout()
        head.setSpacing(GAPS["s"])
        head.addWidget(self.heading)
        head.addWidget(self.cause, 1)
        for widget in (self.judgement.lasting, self.story, self.bsn):
            head.addWidget(widget)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.fields)
        both.addWidget(self.judgement)
        both.setSizes([660, 310])
        both.setStretchFactor(0, 1)
        both.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAPS["l"], GAPS["s"], GAPS["l"], GAPS["s"])
        layout.setSpacing(GAPS["s"])
        layout.addLayout(head)
        layout.addWidget(both, 1)

    def clear(self) -> None:
        """Show nothing."""
        self._ids = None, None
        self.heading.setText(self._workspace.text("window_choose_row"))
        self.cause.setText("")
        self.fields.show_lines([])
        self.judgement.offer([])
        self.story.setEnabled(False)
        self.bsn.concern(None)

    def show_row(self, table: "Table", row: int) -> None:
        """Show a row; what differs comes first."""
        view, found = self._workspace.view, table.raw(row)
        told = dict(zip(_TOLD, table.page([row], _TOLD)[0], strict=True))
        self._ids = found["left_id"], found["right_id"]
        self._marked = frozenset((found["differs"] or "").split())
        self.heading.setText(f"{told['left_client'] or told['right_client']} · {told['kind']}")
        cause = self._workspace.text("window_cause", **told) if told["cause"] else ""
        self.cause.setText(cause)
        self.judgement.offer([])
        self.story.setEnabled(True)
        self.bsn.concern(" ".join(record for record in self._ids if record))
        self._ask_fields()
        if view is None:
            return
        offer, desk = self.judgement.offer, self._workspace.desk
        self._workspace.ask("differences", view.differing.of, *self._ids, then=offer)
        if desk is not None and {"decided", "asked"} & set((found["status"] or "").split()):
            self._workspace.ask(
                "last word", view.last_word, desk, *self._ids,
                then=lambda word: self.cause.setText(f"{cause} {word}"),
            )  # fmt: skip

    def _ask_fields(self, *, bare: bool = False) -> None:
        view, ids, marked = self._workspace.view, self._ids, self._marked
        if view is None:
            return

        def show(lines: "list[Line]") -> None:
            told = sorted(lines, key=lambda line: line.field not in marked)
            self.fields.show_lines(told, marked)

        self._workspace.ask("row", lambda: view.lines.pair(*ids, bare=bare), then=show)

    def _tell_story(self) -> None:
        if any(self._ids):
            StoryDialog(self, self._workspace, self._ids, self.heading.text()).open()
