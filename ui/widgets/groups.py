"""The groups in which a table's rows stand: how many rows, how many wait, what they are worth."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from ui.look import scaled
from ui.widgets.figures_table import FiguresTable
from ui.wording import written
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.views import Group

_NARROWEST = 240


class Groups(FiguresTable):
    """``opened`` gives the place of the first row of a group that was chosen."""

    opened = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.text("window_groups"))
        self._workspace = workspace
        self._groups: Sequence[Group] = ()
        self.setMinimumWidth(scaled(_NARROWEST))
        self.itemSelectionChanged.connect(self._open)

    def show_groups(self, groups: "Sequence[Group]", title: str) -> None:
        """Show groups, under the name of what they have in common."""
        text, language = self._workspace.text, self._workspace.language
        self._groups = groups
        head = [title, text("column_rows"), text("status_open").capitalize()]
        if groups and groups[0].euros:
            head.append(text("window_euros_more"))
        rows = [
            (g.text or "–", written(g.rows, language), written(g.waiting, language), *g.euros[2:])
            for g in groups
        ]
        self.blockSignals(True)
        self.show_figures([head, *rows])
        for row, group in enumerate(groups):
            told = dict(zip(("municipality", "team", "more"), group.euros, strict=False))
            hints = [group.text, "", "", text("window_euros_told", **told) if told else ""]
            for column in range(len(head)):
                self.model().setData(
                    self.model().index(row, column), hints[column], Qt.ItemDataRole.ToolTipRole
                )
        self.clearSelection()
        self.blockSignals(False)

    def follow(self, place: int) -> None:
        """Mark the group that the row at a place belongs to."""
        found = [row for row, group in enumerate(self._groups) if group.place <= place]
        if found and found[-1] not in {index.row() for index in self.selectedIndexes()}:
            self.blockSignals(True)
            self.selectRow(found[-1])
            self.blockSignals(False)

    def _open(self) -> None:
        if 0 <= self.currentRow() < len(self._groups):
            self.opened.emit(self._groups[self.currentRow()].place)
