"""A table of any size: fixed rows, headers that stay out of selecting, a sentence when empty."""

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
)

from ui.look import colours
from ui.models.table_model import ROW, Index, TableModel
from ui.tokens import GAPS
from ui.tokens import ROW as ROW_HEIGHT
from ui.widgets.cells import INSET, CellDelegate

_SAMPLE = 60  # rows looked at for the width of a column
_NARROW, _WIDE = 48, 230
_STRETCHED = 120  # least width of the column that takes what is left
_COPIED = 200_000  # cells at most


class BigTable(QTableView):
    """Shows a ``TableModel``; ``chosen`` gives the table's row number, -1 for none."""

    chosen = Signal(int)
    sorted = Signal()

    def __init__(self, name: str, empty: str, *, linked: bool = False) -> None:
        super().__init__()
        self._linked = linked  # to another of the same columns: none is stretched
        self.setAccessibleName(name)
        self._empty = empty
        self._wanted = self._before = -1
        self._shown: TableModel | None = None
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMinimumHeight(3 * ROW_HEIGHT)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setHighlightSections(False)
        across.setFixedHeight(self._height())
        across.setSectionsClickable(True)
        across.setSortIndicatorShown(True)
        across.setSortIndicatorClearable(True)
        self.forget_sorting()
        across.sortIndicatorChanged.connect(self._sort)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(self._height())
        down.setHighlightSections(False)
        down.hide()

    def show_model(self, model: TableModel) -> None:
        """Show another table; one with the same columns keeps their widths and the sorting."""
        before, header = self._shown, self.horizontalHeader()
        alike = before is not None and [c.name for c in before.columns] == [
            c.name for c in model.columns
        ]
        self._wanted, self._before = -1, self.currentIndex().row() if alike else -1
        widths = [self.columnWidth(place) for place in range(len(model.columns))]
        sorting = header.sortIndicatorSection(), header.sortIndicatorOrder()
        self._shown = model
        self.setModel(model)
        self.forget_sorting()
        model.ordered.connect(self._restore)
        self.fit_columns()
        self._fill_width(model)
        if alike:
            for place, width in enumerate(widths):
                self.setColumnWidth(place, width)
            if sorting[0] >= 0:
                header.setSortIndicator(*sorting)
        self.chosen.emit(-1)

    def choose_again(self) -> None:
        """Choose the place where one was before the table was shown anew, else the first."""
        rows = self._shown.rowCount() if self._shown is not None else 0
        self.choose(min(max(self._before, 0), rows - 1))

    def setSelectionModel(self, model: QItemSelectionModel) -> None:  # noqa: N802 - Qt's own
        """Give the headers a selection of their own.

        They ask every cell whether it is selected: half a minute after Ctrl+A on a million rows.
        """
        super().setSelectionModel(model)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSelectionModel(QItemSelectionModel(model.model(), header))

    def choose(self, place: int) -> None:
        """Make the row at a place the current one and bring it in sight."""
        if self._shown is not None and 0 <= place < self._shown.rowCount():
            column = max(self.columnAt(0), 0)
            self.setCurrentIndex(self._shown.index(place, column))

    def show_notes(self, width: int) -> None:
        """Show the signs that head rows."""
        heads = self.verticalHeader()
        heads.setFixedWidth(width)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        heads.show()

    def forget_sorting(self) -> None:
        """Show no column as the one that sorts."""
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.blockSignals(False)

    def chosen_row(self) -> int:
        """Return the table's number of the current row, -1 for none."""
        index = self.currentIndex()
        return int(index.data(ROW)) if index.isValid() else -1

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's own
        super().currentChanged(current, previous)
        if not current.isValid() or current.row() != previous.row():
            self._wanted = int(current.data(ROW)) if current.isValid() else self._wanted
            self.chosen.emit(int(current.data(ROW)) if current.isValid() else -1)

    def fit_columns(self) -> None:
        """Make each column as wide as its title and its first rows ask, within bounds."""
        model = self._shown
        if model is None:
            return
        metrics = QFontMetrics(self.font())
        rows = range(min(_SAMPLE, model.rowCount()))
        for column in range(model.columnCount()):
            texts = [str(model.index(row, column).data()) for row in rows]
            title = str(model.headerData(column, Qt.Orientation.Horizontal))
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            width = max(widest, round(metrics.horizontalAdvance(title) * 1.1) + GAPS["m"])
            self.setColumnWidth(column, min(max(width + 2 * INSET + GAPS["xs"], _NARROW), _WIDE))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own
        super().paintEvent(event)
        if self._shown is not None and self._shown.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(colours().muted))
            area = self.viewport().rect().adjusted(GAPS["l"], GAPS["l"], -GAPS["l"], -GAPS["l"])
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, flags, self._empty)
            painter.end()

    def _fill_width(self, model: TableModel) -> None:
        """Leave no space at the right: the last column takes it, or else the first."""
        header = self.horizontalHeader()
        numeric = bool(model.columns) and model.columns[-1].numeric
        header.setStretchLastSection(not numeric and not self._linked)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        if not numeric and not self._linked:
            self.setColumnWidth(len(model.columns) - 1, _STRETCHED)
        elif not self._linked:
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def say_when_empty(self, text: str) -> None:
        """Say something else where there are no rows."""
        self._empty = text
        self.viewport().update()

    def _height(self) -> int:
        return max(ROW_HEIGHT, QFontMetrics(self.font()).height() + GAPS["m"])

    def _restore(self) -> None:
        """After another order: the row that was current is so again, if it is still there."""
        if self._shown is not None and self._wanted >= 0:
            self.choose(self._shown.place_of(self._wanted))

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if self._shown is not None:
            self._shown.sort(column, order)
            self.sorted.emit()

    def _copy(self) -> None:
        model = self.model()
        lines: list[str] = []
        columns = [c for c in range(model.columnCount()) if not self.isColumnHidden(c)]
        for span in self.selectionModel().selection().toList():
            if len(lines) * len(columns) > _COPIED:
                break
            for row in range(span.top(), span.bottom() + 1):
                lines.append("\t".join(str(model.index(row, c).data()) for c in columns))
        QApplication.clipboard().setText("\n".join(lines))
