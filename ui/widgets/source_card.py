"""One source: whose it is and how its file is read, to be changed before one's eyes."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.tokens import GAPS
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.raw_preview import RawPreview
from ui.workspace import Workspace
from wijkcheck.project import SourceSettings
from wijkcheck.records.fields import RecordType, Side

if TYPE_CHECKING:
    from wijkcheck.views import View
    from wijkcheck.views.previewing import Preview

COMPARED = (RecordType.CLIENTEN, RecordType.TOEWIJZINGEN)
_ENCODINGS = ("utf-8", "cp1252", "cp850", "mac-roman", "utf-16-le", "utf-16-be")
_DELIMITERS = (";", ",", "tab", "|")
_TEAM = 260  # pixels at most
_LAST = 9_999  # row that can be the header


class SourceCard(QFrame):
    """The source that is selected. Changes are tried in the preview and kept when applied."""

    elsewhere = Signal()
    """The file of this source is to be pointed at."""
    unwanted = Signal()
    """This source is to leave the project."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("role", "card")
        self._view: View | None = None
        self._source = ""
        self.before: SourceSettings | None = None
        self._known: set[str] = set()  # what reading the file decided
        self._draft: SourceSettings | None = None
        text = workspace.text
        self._heading, self._said = QLabel(), QLabel()
        self._heading.setProperty("role", "heading")
        self._said.setWordWrap(True)
        self._found = ElidedLabel("")
        self._found.setProperty("role", "muted")
        self._side = self._box("column_side", "side", [(str(s), text(f"side_{s}")) for s in Side])
        kinds = [(str(kind), text(f"record_type_{kind}")) for kind in COMPARED]
        self._kind = self._box("column_record_type", "record_type", kinds)
        self._team = QLineEdit()
        self._team.setMaximumWidth(_TEAM)
        self._team.setPlaceholderText(text("window_team_by_column"))
        self._team.editingFinished.connect(
            lambda: self._take(team=self._team.text().strip() or None)
        )
        self._sheet = self._box("column_sheet", "sheet", [])
        self._delimiter = self._box("column_delimiter", "delimiter", _same(_DELIMITERS))
        self._encoding = self._box("column_encoding", "encoding", _same(_ENCODINGS))
        self._header = QSpinBox()
        self._header.setRange(0, _LAST)
        self._header.setKeyboardTracking(False)
        self._header.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._header.setMinimumWidth(60)
        self._header.setFixedHeight(self._side.sizeHint().height())
        self._header.setToolTip(text("window_header_hint"))
        self._header.setSpecialValueText(text("window_no_header"))
        self._header.valueChanged.connect(lambda row: self._take(header_row=row))
        self._preview = RawPreview(workspace)
        self._preview.header_wanted.connect(lambda row: self._take(header_row=row))
        self.apply = self._button("window_keep_changes", self._apply, strong=True)
        self.discard = self._button("window_discard", self._discard)
        self.point = self._button("window_point_file", self.elsewhere.emit)
        self.remove = self._button("window_remove_source", self.unwanted.emit)
        self._lay()

    def show_source(self, view: "View", row: int) -> None:
        """Show a row of the view's sources; none below zero."""
        self._view = view
        if row < 0:
            self._source, self.before = "", None
            self._heading.setText(self._workspace.text("window_choose_source"))
            self._tell("", "")
        else:
            source = view.sources.raw(row)
            self._source = source["source"]
            self.before = view.settings_of(source["source"], source["record_type"])
            self._heading.setText(source["source"])
            self._tell(source["message"] or "", "  ".join(view.choices(source["source"])))
        self.point.setVisible(
            self.before is not None and view.sources.raw(row)["status"] == "missing"
        )
        self.remove.setVisible(self.before is not None)
        for button in (self.point, self.remove):
            button.setEnabled(self._workspace.can_decide)
        self._preview.show_rows(())
        self._known = set()
        self._discard()

    # --- how it looks ---

    def _lay(self) -> None:
        text = self._workspace.text
        head = QHBoxLayout()
        head.setSpacing(GAPS["s"])
        head.addWidget(self._heading)
        head.addWidget(self._found, 1)
        for button in (self.point, self.remove, self.discard, self.apply):
            head.addWidget(button)
        tools = QHBoxLayout()
        tools.setSpacing(GAPS["s"])
        self._named: list[tuple[QLabel, QWidget]] = []
        for code, widget in (
            ("column_side", self._side), ("column_record_type", self._kind),
            ("column_team", self._team), ("column_sheet", self._sheet),
            ("column_delimiter", self._delimiter), ("column_encoding", self._encoding),
            ("choice_header", self._header),
        ):  # fmt: skip
            name = QLabel(text(code))
            name.setProperty("role", "muted")
            name.setBuddy(widget)
            widget.setAccessibleName(text(code))
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(name)
            column.addWidget(widget)
            tools.addLayout(column)
            self._named.append((name, widget))
        tools.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAPS["l"], GAPS["m"], GAPS["l"], GAPS["m"])
        layout.setSpacing(GAPS["s"])
        layout.addLayout(head)
        layout.addWidget(self._said)
        layout.addLayout(tools)
        layout.addWidget(self._preview, 1)

    def _box(self, code: str, name: str, items: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for value, shown in items:
            box.addItem(shown, value)
        box.activated.connect(lambda _: self._take(**{name: box.currentData()}))
        return box

    def _button(self, code: str, then: Any, *, strong: bool = False) -> QPushButton:
        button = QPushButton(self._workspace.text(code))
        if strong:
            button.setProperty("role", "strong")
        button.clicked.connect(lambda: then())
        return button

    # --- what it does ---

    def _tell(self, said: str, found: str) -> None:
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._found.setText(found)
        self._found.setToolTip(found)

    def _take(self, **changed: Any) -> None:
        """Try it otherwise."""
        if self._draft is None:
            return
        if "side" in changed:
            changed["side"] = Side(changed["side"])
        if "record_type" in changed:
            changed["record_type"] = RecordType(changed["record_type"])
        draft = replace(self._draft, **changed)
        if draft.side is Side.MUNICIPALITY:
            draft = replace(draft, team=None)
        if draft != self._draft:
            self._draft = draft
            self._try()

    def _discard(self) -> None:
        self._draft = self.before
        self._try()

    def _apply(self) -> None:
        if self.before is not None and self._draft is not None and self._draft != self.before:
            self._workspace.change_source(self.before, self._draft)

    def _try(self) -> None:
        """Show the draft, and the file as it reads with it."""
        draft = self._draft
        self._offer(self._always() | self._known)
        if draft is not None:
            self._set(self._side, str(draft.side))
            self._set(self._kind, str(draft.record_type))
            self._team.setText(draft.team or "")
            self._look()
        changed = draft != self.before
        self.apply.setEnabled(changed and self._workspace.can_decide)
        self.apply.setVisible(changed)
        self.discard.setVisible(changed)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        """Look into the file, where somebody sees it."""
        draft, view = self._draft, self._view
        if draft is not None and view is not None and self.isVisible():
            self._workspace.errands.preview(
                view.project.folder, self._source, draft, lambda found: self._show(draft, found)
            )

    def _show(self, draft: SourceSettings, found: "Preview") -> None:
        if draft != self._draft:
            return
        error = found.error
        if error is not None:
            self._tell(self._workspace.text(error.code, **error.values), "")
            self.apply.setEnabled(False)
            return
        if draft != self.before:
            self._tell("", self._workspace.text("window_tried"))
        self._preview.show_rows(found.rows)
        self._known = set(found.chosen)
        self._offer(self._always() | self._known)
        if found.sheets:
            self._sheet.clear()
            for name in found.sheets:
                self._sheet.addItem(name, name)
        for box, name in (
            (self._sheet, "sheet"), (self._delimiter, "delimiter"), (self._encoding, "encoding"),
        ):  # fmt: skip
            self._set(box, found.chosen.get(name, ""))
        self._header.blockSignals(True)
        self._header.setValue(int(found.chosen.get("header_row", "0")))
        self._header.blockSignals(False)

    def _always(self) -> set[str]:
        """Return what can be said of any source like this one."""
        if self._draft is None:
            return set()
        return {"side", "kind"} | ({"team"} if self._draft.side is Side.TEAM else set())

    def _offer(self, names: set[str]) -> None:
        """Show only what can be said of this file."""
        of = ("side", "kind", "team", "sheet", "delimiter", "encoding", "header_row")
        for name, (label, widget) in zip(of, self._named, strict=True):
            label.setVisible(name in names)
            widget.setVisible(name in names)

    @staticmethod
    def _set(box: QComboBox, value: str) -> None:
        if value and box.findData(value) < 0:
            box.addItem(value, value)
        box.setCurrentIndex(box.findData(value))


def _same(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]
