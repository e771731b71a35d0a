"""A table of any size: cells as in a spreadsheet, filters above it, a sentence when it is empty."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.look import colours, row_height
from ui.models.chosen import Chosen
from ui.models.table_model import ROW, Index, TableModel
from ui.tokens import GAPS
from ui.widgets import table_keys, table_menu
from ui.widgets.cells import CellDelegate
from ui.widgets.columns import Columns
from ui.widgets.filter_bar import FilterBar
from ui.widgets.frozen import Frozen
from ui.widgets.header import Header
from ui.widgets.selecting import Selecting
from wijkcheck.filters import Filters

Hint = QAbstractItemView.ScrollHint


class BigTable(QTableView):
    """Shows a ``TableModel``; ``chosen`` gives the table's row number, -1 for none.

    ``side``: of two tables beside each other, which share their filters, this is the one of a side.
    """

    chosen = Signal(int)
    sorted = Signal()
    model_shown = Signal()

    def __init__(
        self, name: str, empty: str, *, side: str | None = None, filters: Chosen | None = None
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._empty = empty
        self._wanted = self._before = -1
        self.shown: TableModel | None = None
        self.filters = filters or Chosen()
        self.selecting: Selecting = Selecting(self)
        self._set_up()
        self.header = Header(self, self.is_filtered)
        self.setHorizontalHeader(self.header)
        self.header.setFixedHeight(row_height())
        self.header.menu_wanted.connect(lambda column, at: table_menu.of_column(self, column, at))
        self.forget_sorting()
        self.header.sortIndicatorChanged.connect(self._sort)
        down = self.verticalHeader()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(row_height())
        down.setHighlightSections(False)
        down.hide()
        self.columns = Columns(self, side)
        self.bar = FilterBar(self)
        self.frozen = Frozen(self)
        self.filters.changed.connect(self._filter)
        self.columns.changed.connect(self._settle)
        self.horizontalScrollBar().valueChanged.connect(self.frozen.settle)
        self.header.sectionResized.connect(self.frozen.settle)

    def _set_up(self) -> None:
        self.setItemDelegate(CellDelegate(self, lambda: self.selecting.many))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMinimumHeight(3 * row_height())

    # --- what is shown ---

    def show_model(self, model: TableModel) -> None:
        """Show another table; one with the same columns keeps the sorting, all keep the filters."""
        before, header = self.shown, self.header
        alike = before is not None and before.key == model.key
        names = [column.name for column in model.columns]
        sorting = header.sortIndicatorSection(), header.sortIndicatorOrder()
        by = before.columns[sorting[0]].name if before is not None and sorting[0] >= 0 else ""
        self._wanted, self._before = -1, self.currentIndex().row() if alike else -1
        there = {column.name for column in model.table.columns}
        group = before.group if before is not None and alike and before.group in there else None
        self.shown = model
        self.setModel(model)
        self.forget_sorting()
        model.ordered.connect(self._restore)
        self.columns.restore(model)
        self.bar.restore(model, anew=not alike)
        if self.filters.filters:
            model.choose(self._known(self.filters.filters))
        if group is not None:
            self.group_by(group)
        if alike and by in names:
            header.setSortIndicator(names.index(by), sorting[1])
        self._settle()
        self.model_shown.emit()
        self.chosen.emit(-1)

    def choose_again(self) -> None:
        """Choose the place where one was before the table was shown anew, else the first."""
        rows = self.shown.rowCount() if self.shown is not None else 0
        self.choose(min(max(self._before, 0), rows - 1))

    def say_when_empty(self, text: str) -> None:
        """Say something else where there are no rows."""
        self._empty = text
        self.viewport().update()

    def show_notes(self, width: int) -> None:
        """Show the signs that head rows."""
        heads = self.verticalHeader()
        heads.setFixedWidth(width)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        heads.show()

    def leave_above(self, pixels: int) -> None:
        """Leave space above the titles, within the table, for what filters it."""
        self.header.leave_above(pixels)
        self.frozen.head.leave_above(pixels)
        self.header.setFixedHeight(row_height() + pixels)
        self.updateGeometries()
        self._settle()

    # --- where one is ---

    def choose(self, place: int) -> None:
        """Make the row at a place the current one and bring it in sight."""
        if self.shown is not None and 0 <= place < self.shown.rowCount():
            column = max(self.columnAt(self.frozen.width_now()), 0)
            alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.shown.index(place, column), alone)

    def seek(self, row: int) -> None:
        """Choose a row by the table's number, whatever was filtered, now or when it is there."""
        self.filters.replace({})
        self._wanted = row
        self._restore()

    def chosen_row(self) -> int:
        """Return the table's number of the current row, -1 for none."""
        index = self.currentIndex()
        return int(index.data(ROW)) if index.isValid() else -1

    def setSelectionModel(self, model: QItemSelectionModel) -> None:  # noqa: N802 - Qt's own
        """Give the headers a selection of their own.

        They ask every cell whether it is selected: half a minute after Ctrl+A on a million rows.
        """
        super().setSelectionModel(model)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSelectionModel(QItemSelectionModel(model.model(), header))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's own
        super().currentChanged(current, previous)
        if not current.isValid() or current.row() != previous.row():
            self.viewport().update()
            self._wanted = int(current.data(ROW)) if current.isValid() else self._wanted
            self.chosen.emit(int(current.data(ROW)) if current.isValid() else -1)

    def selectionChanged(self, now: QItemSelection, before: QItemSelection) -> None:  # noqa: N802 - Qt's own
        super().selectionChanged(now, before)
        self.selecting.tell()

    def scrollTo(  # noqa: N802 - Qt's own
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell in sight, also from under the columns that stay."""
        super().scrollTo(index, hint)
        under = self.frozen.width_now() - self.columnViewportPosition(index.column())
        if under > 0 and index.column() not in self.columns.frozen():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - under)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's own
        """Don't look for a row that begins with what is typed: Qt would read a million rows."""

    # --- what somebody asks of it ---

    def is_filtered(self, column: int) -> bool:
        """Return whether somebody filters by a column."""
        model = self.shown
        known = model is not None and column < len(model.columns)
        return known and model is not None and model.columns[column].name in self.filters.filters

    def group_by(self, name: str | None) -> None:
        """Let rows with one value of a column stand together; None: no longer."""
        if self.shown is not None:
            self.shown.group_by(name)
            self.columns.apply()
            self.columns.changed.emit()
            self.bar.refresh()

    def forget_sorting(self) -> None:
        """Show no column as the one that sorts."""
        self.header.blockSignals(True)
        self.header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.header.blockSignals(False)

    def open_menu(self, index: Index, at: QPoint) -> None:
        """Open the menu of a cell."""
        if index.isValid():
            table_menu.of_cell(self, index, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own
        if not table_keys.press(self, event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's own
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            area = self.visualRect(self.currentIndex())
            self.open_menu(self.currentIndex(), self.viewport().mapToGlobal(area.bottomLeft()))
        else:
            self.open_menu(self.indexAt(event.pos()), event.globalPos())

    # --- inside ---

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own
        super().paintEvent(event)
        if self.shown is not None and self.shown.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(colours().muted))
            area = self.viewport().rect().adjusted(GAPS["l"], GAPS["l"], -GAPS["l"], -GAPS["l"])
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, flags, self._empty)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own
        super().resizeEvent(event)
        self.columns.fill()
        self._settle()

    def _settle(self) -> None:
        self.bar.settle()
        self.frozen.settle()

    def _filter(self) -> None:
        if self.shown is not None:
            self.shown.choose(self._known(self.filters.filters))
            self.header.viewport().update()

    def _known(self, filters: Filters) -> Filters:
        """Return the filters by columns that this table has."""
        names = {c.name for c in self.shown.table.columns} if self.shown is not None else set()
        return {name: passing for name, passing in filters.items() if name in names}

    def _restore(self) -> None:
        """After another order: the row that was current is so again, if it is still there."""
        if self.shown is not None and self._wanted >= 0:
            self.choose(self.shown.place_of(self._wanted))

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if self.shown is not None:
            self.shown.sort(column, order)
            self.sorted.emit()
