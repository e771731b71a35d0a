"""One column of a source: what stands in it, which field it became, and choosing another."""

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from ui.tokens import GAPS
from ui.workspace import Workspace
from wijkcheck.records.fields import RecordType, fields

if TYPE_CHECKING:
    from wijkcheck.project import SourceSettings
    from wijkcheck.views import View
    from wijkcheck.views.previewing import Preview

_NONE = ""


class ColumnCard(QFrame):
    """The column that is selected. Choices of one source gather until they are applied."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("role", "card")
        self._view: View | None = None
        self._previews: dict[str, Preview] = {}
        self._column: dict[str, Any] = {}
        self.source = ""
        self._before: SourceSettings | None = None
        self._chosen: dict[str, str] = {}  # field -> column, as in the settings
        text = workspace.text
        self._heading, self._samples, self._waiting = QLabel(), QLabel(), QLabel()
        self._heading.setProperty("role", "heading")
        self._samples.setProperty("role", "muted")
        for told in (self._samples, self._waiting):
            told.setWordWrap(True)
        self._field = QComboBox()
        self._field.setAccessibleName(text("column_field"))
        self._field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._field.activated.connect(lambda _: self._take())
        self.apply, self.discard, self.profile = (
            QPushButton(text(code))
            for code in ("window_keep_changes", "window_discard", "window_save_profile")
        )
        self.apply.setProperty("role", "strong")
        self.apply.clicked.connect(self._apply)
        self.discard.clicked.connect(self._discard)
        name = QLabel(text("window_is_field"))
        name.setBuddy(self._field)
        tools = QHBoxLayout()
        tools.setSpacing(GAPS["s"])
        for widget in (name, self._field):
            tools.addWidget(widget)
        tools.addStretch()
        for button in (self.profile, self.discard, self.apply):
            tools.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAPS["l"], GAPS["m"], GAPS["l"], GAPS["m"])
        layout.setSpacing(GAPS["s"])
        for widget in (self._heading, self._samples):
            layout.addWidget(widget)
        layout.addLayout(tools)
        layout.addWidget(self._waiting)
        layout.addStretch()

    @property
    def usual_name(self) -> str:
        """What the profile of this source is called if nobody says otherwise."""
        before = self._before
        return (before.team or PurePosixPath(before.path).stem) if before else ""

    def show_view(self, view: "View") -> None:
        """Begin anew with another view."""
        self._view = view
        self._previews.clear()
        self.source, self._before = "", None
        self.show_column(None)

    def show_column(self, column: dict[str, Any] | None) -> None:
        """Show a row of the view's columns."""
        self._column = column or {}
        if column is None:
            self._heading.setText(self._workspace.text("window_choose_column"))
        else:
            self._heading.setText(f"{column['column']}  ·  {column['source']}")
            if column["source"] != self.source:
                self._turn_to(column["source"])
        self._show_field()
        self._show_samples()
        self._judge()

    def _turn_to(self, source: str) -> None:
        """Another source: its settings, its fields, its samples."""
        view = self._view
        assert view is not None  # noqa: S101 - its column is shown
        row = view.sources.raw(int(view.sources.order(filters={"source": {source}})[0]))
        self.source = source
        self._before = view.settings_of(source, row["record_type"])
        self._chosen = dict(self._before.columns) if self._before else {}
        self._field.clear()
        self._field.addItem(self._workspace.text("window_no_field"), _NONE)
        for name in fields(RecordType(row["record_type"])):
            self._field.addItem(self._workspace.text(f"column_{name}"), name)
        self._look()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        """Look into the source's file, once and where somebody sees it."""
        source, before, view = self.source, self._before, self._view
        if before is None or view is None or source in self._previews or not self.isVisible():
            return

        def seen(found: "Preview") -> None:
            self._previews[source] = found
            self._show_samples()

        self._workspace.errands.preview(view.project.folder, source, before, seen)

    # --- what is shown ---

    def _show_field(self) -> None:
        """Show the field that was chosen, else the one that was found."""
        name, found = self._column.get("column"), self._column.get("field") or _NONE
        chosen = next((f for f, column in self._chosen.items() if column == name), None)
        if chosen is None and found and found in self._chosen:
            found = _NONE
        self._field.setCurrentIndex(max(self._field.findData(chosen or found), 0))
        can = bool(self._column) and self._before is not None and self._workspace.can_decide
        self._field.setEnabled(can)

    def _show_samples(self) -> None:
        text, found = self._workspace.text, self._previews.get(self.source)
        values = found.samples.get(self._column.get("column", "")) if found else None
        if not self._column:
            self._samples.setText("")
        elif found is not None and found.error is not None:
            self._samples.setText(text(found.error.code, **found.error.values))
        elif values:
            self._samples.setText(text("window_samples", values="  ·  ".join(values)))
        else:
            self._samples.setText(text("window_no_samples") if found else "")

    def _judge(self) -> None:
        """Say what waits to be applied."""
        before = dict(self._before.columns) if self._before else {}
        text, waiting = self._workspace.text, []
        for field in dict.fromkeys([*before, *self._chosen]):
            column = self._chosen.get(field)
            if column != before.get(field):
                shown = text("window_no_column") if column == _NONE else column
                waiting.append(f"{text(f'column_{field}')} ← {shown or text('window_found_again')}")
        self._waiting.setText(
            text("window_waiting", changes=";  ".join(waiting)) if waiting else ""
        )
        for button in (self.apply, self.discard):
            button.setVisible(bool(waiting))
        self.apply.setEnabled(self._workspace.can_decide)
        self.profile.setEnabled(bool(self._column) and not waiting)

    # --- what it does ---

    def _take(self) -> None:
        """Choose a field for the column; the field that it was goes without."""
        column, wanted = self._column.get("column", ""), self._field.currentData()
        own = {f for f, name in self._chosen.items() if name == column}
        own |= {self._column["field"]} if self._column.get("field") else set()
        for field in own - {wanted}:
            self._chosen[field] = _NONE
        if wanted:
            self._chosen[wanted] = column
        self._judge()

    def _discard(self) -> None:
        self._chosen = dict(self._before.columns) if self._before else {}
        self._show_field()
        self._judge()

    def _apply(self) -> None:
        if self._before is not None:
            after = replace(self._before, columns=self._chosen)
            self._workspace.change_source(self._before, after)
