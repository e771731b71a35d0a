"""What leaves the house of the two sides: the rows that are shown, or a workbook per team."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication

from ui.models.table_model import TableModel
from ui.widgets.export_button import Export, ExportButton
from ui.workspace import Workspace

if TYPE_CHECKING:
    from wijkcheck.views import Writing

_COPIED = 200_000  # cells at most

Showing = Callable[[], tuple[TableModel, str, Sequence[str]]]
"""The model that is shown, its record type and the names of its columns."""


class RowsExport(ExportButton):
    """Copies and writes the rows as they stand, both sides, with their heads; ``said`` what was."""

    said = Signal(str)

    def __init__(self, workspace: Workspace, showing: Showing) -> None:
        text = workspace.text
        super().__init__(
            workspace,
            [
                Export(text("window_to_workbook"), "rows", "verschillen.xlsx", self._write_rows),
                Export(text("window_to_teams"), "teams", "", self._write_teams),
            ],
            [(text("window_copy_rows"), self.copy_rows)],
        )
        self._showing = showing
        self.written.connect(lambda path: self.said.emit(text("window_written", path=path)))

    def copy_rows(self) -> None:
        """Copy the rows as a table."""
        model, _, shown = self._showing()
        names = ["kind", "cause", *shown]
        rows = model.order[: _COPIED // len(names)]
        text = self._workspace.text
        columns = [model.table.column(name) for name in names]
        titles = [
            f"{c.title} {text(f'window_{c.side}_title')}" if c.side else c.title for c in columns
        ]
        lines = [titles, *model.table.page(rows, names)]
        QApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        self.said.emit(text("window_copied", rows=len(rows)))

    def _write_rows(self, path: Path, with_bsn: bool) -> "Writing":
        model, kind, names = self._showing()
        view = self._workspace.view
        assert view is not None  # noqa: S101 - the page shows one
        write = view.exports.rows
        return write(path, model.table, kind, model.order, list(names), with_bsn=with_bsn)  # type: ignore[arg-type]

    def _write_teams(self, folder: Path, with_bsn: bool) -> "Writing":
        view = self._workspace.view
        assert view is not None  # noqa: S101 - the page shows one
        return view.exports.teams(folder, with_bsn=with_bsn)
