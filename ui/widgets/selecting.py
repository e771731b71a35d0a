"""Cells chosen as in a spreadsheet: what they add up to, and copying them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from ui.wording import written
from wijkcheck.texts import sentence

if TYPE_CHECKING:
    from ui.widgets.big_table import BigTable

_COPIED = 1_000_000  # cells at most: more than a spreadsheet's clipboard is good for
_PAUSE = 60  # milliseconds that a selection stands still before it is counted
_SUMS = 3

Span = tuple[int, int]


class Selecting(QObject):
    """Of one table; ``told`` says what is selected, and nothing where it is one cell."""

    told = Signal(str)

    def __init__(self, table: "BigTable") -> None:
        super().__init__(table)
        self._table = table
        self.many = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._count)

    def area(self) -> tuple[list[Span], list[int]]:
        """Return the places that are selected as spans, and the columns from left to right."""
        selected = self._table.selectionModel().selection().toList()
        spans = sorted({(span.top(), span.bottom()) for span in selected})
        within = [(span.left(), span.right()) for span in selected]
        columns = [
            column
            for column in self._table.columns.visible()
            if any(first <= column <= last for first, last in within)
        ]
        return spans, columns

    def tell(self) -> None:
        """Count what is selected, once it stands still."""
        if self._table.shown is None:
            return
        selected = self._table.selectionModel().selection()
        first = selected.constFirst() if selected.count() else None
        cells = first.width() * first.height() if first is not None else 0
        self.many = selected.count() > 1 or cells > 1
        self._table.viewport().update()
        self._pause.start()

    def copy(self, *, heads: bool) -> bool:
        """Copy what is selected as text that a spreadsheet takes, with the titles or without."""
        model = self._table.shown
        spans, columns = self.area()
        if model is None or not columns:
            return False
        found = [model.columns[column] for column in columns]
        titles = [model.title(column) for column in found] if heads else []
        asked = sum(last - first + 1 for first, last in spans)

        def keep(made: tuple[int, str]) -> None:
            rows, text = made
            QGuiApplication.clipboard().setText(text)
            code = "window_copied_cells" if rows == asked else "window_copied_first"
            self._say(code, rows=rows, columns=len(columns))

        names = [column.name for column in found]
        model.separated(spans, names, titles, max(_COPIED // len(names), 1), keep)
        return True

    def whole_row(self) -> bool:
        """Select the row of the cell where one is."""
        model, here = self._table.shown, self._table.currentIndex()
        if model is None or not here.isValid():
            return False
        last = model.index(here.row(), len(model.columns) - 1)
        return self._select(model.index(here.row(), 0), last)

    def whole_column(self) -> bool:
        """Select the column of the cell where one is."""
        model, here = self._table.shown, self._table.currentIndex()
        if model is None or not here.isValid():
            return False
        last = model.index(model.rowCount() - 1, here.column())
        return self._select(model.index(0, here.column()), last)

    def one(self) -> bool:
        """Select no more than the cell where one is."""
        here = self._table.currentIndex()
        return self.many and self._select(here, here)

    def _select(self, first: QModelIndex, last: QModelIndex) -> bool:
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._table.selectionModel().select(QItemSelection(first, last), alone)
        return True

    def _count(self) -> None:
        model = self._table.shown
        if model is None or not self.many:
            self.told.emit("")
            return
        spans, columns = self.area()
        names = [model.columns[column].name for column in columns]

        def say(found: tuple[int, dict[str, str]]) -> None:
            rows, sums = found
            totals = [
                f"{model.title(model.table.column(name))} {total}"
                for name, total in list(sums.items())[:_SUMS]
                if total
            ]
            self._say("window_selected", rows=rows, cells=rows * len(columns), totals=totals)

        model.about(self, spans, names, say)

    def _say(self, code: str, totals: "list[str] | None" = None, **values: int) -> None:
        model = self._table.shown
        if model is not None:
            language = model.table.language
            shown = {name: written(number, language) for name, number in values.items()}
            self.told.emit(" · ".join([sentence(code, shown, language), *(totals or [])]))
