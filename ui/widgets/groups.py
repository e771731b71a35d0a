"""Groups of rows, by team or by cause: how many there are, how many wait; one can be opened."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.look import scaled
from ui.widgets.figures_table import FiguresTable
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.views import Group

_WIDTH = 250


class Groups(FiguresTable):
    """``opened`` says that another group was chosen; the first row is all of them."""

    opened = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.text("window_groups"))
        self._workspace = workspace
        self._groups: Sequence[Group] = ()
        self.setFixedWidth(scaled(_WIDTH))
        self.itemSelectionChanged.connect(self.opened)

    @property
    def group(self) -> "Group | None":
        """The group that is open; None for all."""
        place = self.currentRow() - 1
        return self._groups[place] if 0 <= place < len(self._groups) else None

    def show_groups(self, groups: "Sequence[Group]", title: str) -> None:
        """Show groups; the one that was open stays so."""
        before = self.group.value if self.group is not None else None
        text = self._workspace.text
        self._groups = groups
        rows = [(one.text or "–", str(one.rows), str(one.waiting)) for one in groups]
        whole = tuple(str(sum(n)) for n in zip(*((g.rows, g.waiting) for g in groups), strict=True))
        everything = (text("window_all_groups"), *(whole or ("0", "0")))
        head = (title, text("column_rows"), text("status_open").capitalize())
        self.blockSignals(True)
        self.show_figures([head, everything, *rows])
        values = [one.value for one in groups]
        self.selectRow(values.index(before) + 1 if before in values else 0)
        self.blockSignals(False)
