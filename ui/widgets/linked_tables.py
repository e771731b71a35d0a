"""Two tables side by side over one model: municipality left, team right, always in step."""

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
        self.left = BigTable(left_name, empty, linked=True)
        self.right = BigTable(right_name, empty, linked=True)
        self.left_title, self.right_title = QLabel(left_name), QLabel(right_name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
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
            layout.addLayout(column)
        self._link()

    def show_model(self, model: TableModel) -> None:
        """Show another table."""
        for table, side in ((self.left, "left"), (self.right, "right")):
            table.show_model(model)
            for place, column in enumerate(model.columns):
                table.setColumnHidden(place, column.side != side)
        self.right.setSelectionModel(self.left.selectionModel())
        self._equal_widths(model)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own
        """Keep the tables equally wide; the heads belong to the right one."""
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.setStretch(0, self.width() - self._head_width)
            layout.setStretch(1, self.width() + self._head_width)
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
            one.horizontalScrollBar().valueChanged.connect(other.horizontalScrollBar().setValue)
            one.sorted.connect(other.forget_sorting)
        self.left.chosen.connect(self.chosen)

    def _equal_widths(self, model: TableModel) -> None:
        """Give a field the same width on both sides, so that the two scroll as one."""
        places = {column.name: place for place, column in enumerate(model.columns)}
        for name, place in places.items():
            other = places.get(name.replace("left_", "right_", 1))
            if name.startswith("left_") and other is not None:
                width = max(self.left.columnWidth(place), self.right.columnWidth(other))
                self.left.setColumnWidth(place, width)
                self.right.setColumnWidth(other, width)
