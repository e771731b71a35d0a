"""Two tables side by side over one model: municipality left, team right, always in step."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.models.table_model import TableModel
from ui.tokens import GAPS
from ui.widgets.big_table import BigTable


class LinkedTables(QWidget):
    """Shows a model with sides; the rows' heads stand between the two."""

    chosen = Signal(int)

    def __init__(self, left_name: str, right_name: str, empty: str, widest_head: str) -> None:
        super().__init__()
        advance = QFontMetrics(self.font()).horizontalAdvance(widest_head)
        self._head_width = advance + 2 * GAPS["m"]
        self.left = BigTable(left_name, empty, side="left")
        self.right = BigTable(right_name, empty, side="right", filters=self.left.filters)
        self.left_title, self.right_title = QLabel(left_name), QLabel(right_name)
        self._both = QHBoxLayout()
        self._both.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.left.bar)
        layout.addLayout(self._both, 1)
        for table, title, role in (
            (self.left, self.left_title, "chip-left"),
            (self.right, self.right_title, "chip-right"),
        ):
            title.setProperty("role", role)
            title.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(title)
            column.addWidget(table, 1)
            self._both.addLayout(column)
        self._scrolling = False
        self._link()

    def show_model(self, model: TableModel) -> None:
        """Show another table."""
        for table in (self.left, self.right):
            table.show_model(model)
        self.right.setSelectionModel(self.left.selectionModel())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own
        """Keep the tables equally wide; the heads belong to the right one."""
        self._both.setStretch(0, self.width() - self._head_width)
        self._both.setStretch(1, self.width() + self._head_width)
        super().resizeEvent(event)

    def _link(self) -> None:
        heads = self.right.verticalHeader()
        heads.show()
        heads.setFixedWidth(self._head_width)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.left.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one, other in ((self.left, self.right), (self.right, self.left)):
            one.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)
            one.horizontalScrollBar().valueChanged.connect(partial(self._scroll, one, other))
            one.sorted.connect(other.forget_sorting)
            one.columns.changed.connect(partial(self._follow, other, one))
        self.left.chosen.connect(self.chosen)

    def _scroll(self, one: BigTable, other: BigTable, value: int) -> None:
        """Scroll both to the same fields; the left one may have columns that the other has not."""
        if self._scrolling:
            return
        model = self.left.shown
        own = [c for c in self.left.columns.visible() if model and not model.columns[c].side]
        more = sum(self.left.columnWidth(column) for column in own)
        self._scrolling = True
        other.horizontalScrollBar().setValue(value - more if one is self.left else value + more)
        self._scrolling = False

    def _follow(self, one: BigTable, other: BigTable) -> None:
        """Show in one table the columns as somebody left them in the other."""
        one.columns.layout = other.columns.layout
        one.columns.apply()
