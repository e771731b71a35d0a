"""The first columns of a table, drawn over it while the others are scrolled sideways."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from ui.widgets.cells import CellDelegate
from ui.widgets.header import Header

if TYPE_CHECKING:
    from ui.widgets.big_table import BigTable


class Frozen(QTableView):
    """Shows what ``Columns.frozen`` says, in step with the table that it lies on."""

    def __init__(self, table: "BigTable") -> None:
        super().__init__(table)
        self._table = table
        self.setAccessibleName(table.accessibleName())
        self.setItemDelegate(CellDelegate(self, lambda: table.selecting.many))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("frozen")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(table.selectionBehavior())
        self.setVerticalScrollMode(table.verticalScrollMode())
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.head = Header(self, table.is_filtered)
        self.setHorizontalHeader(self.head)
        self.head.setSectionsMovable(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head.menu_wanted.connect(table.header.menu_wanted)
        self.head.sectionResized.connect(self._resized)
        self.head.sortIndicatorChanged.connect(self._sort)
        for bar, other in (
            (self.verticalScrollBar(), table.verticalScrollBar()),
            (table.verticalScrollBar(), self.verticalScrollBar()),
        ):
            bar.valueChanged.connect(other.setValue)
        for signal, told in (
            (self.doubleClicked, table.doubleClicked),
            (self.activated, table.activated),
            (self.clicked, table.clicked),
        ):
            signal.connect(told)
        self.hide()

    def settle(self) -> None:
        """Lie where the table's first columns would be, if those are scrolled out of sight."""
        table, header = self._table, self._table.header
        columns = table.columns.frozen() if header.offset() > 0 else []
        widths: dict[int, int] = {}
        for column in columns:
            if (
                sum(widths.values()) + header.sectionSize(column)
                > table.viewport().width() * 2 // 3
            ):
                break
            widths[column] = header.sectionSize(column)
        if not widths:
            self.hide()
            return
        if self.model() is not table.model():
            self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.head.setFixedHeight(header.height())
        self.head.blockSignals(True)
        for column in range(header.count()):
            self.head.setSectionHidden(column, column not in widths)
        for place, (column, width) in enumerate(widths.items()):
            self.head.moveSection(self.head.visualIndex(column), place)
            self.head.resizeSection(column, width)
        self.head.setSortIndicator(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.head.blockSignals(False)
        area = table.viewport().geometry()
        top = area.top() - header.height()
        self.setGeometry(area.left(), top, sum(widths.values()), header.height() + area.height())
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())
        self.show()

    def width_now(self) -> int:
        """Return how much of the table lies under it."""
        return self.width() if self.isVisible() else 0

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's own
        self._table.open_menu(self.indexAt(event.pos()), event.globalPos())

    def _resized(self, column: int, before: int, now: int) -> None:
        if before and now:
            self._table.header.resizeSection(column, now)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._table.header.setSortIndicator(column, order)
