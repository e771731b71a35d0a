"""The values of a column with their counts, to choose which pass."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from ui.models.table_model import VALUES
from ui.tokens import GAPS
from ui.widgets.bounds import Bounds
from ui.wording import written
from wijkcheck.filters import Between, Passing, Without
from wijkcheck.texts import sentence

if TYPE_CHECKING:
    from ui.widgets.big_table import BigTable

_SIZE = (320, 400)
_VALUE = Qt.ItemDataRole.UserRole


class ValueList(QFrame):
    """A list over a table: what is ticked passes, and where nothing is ticked everything does."""

    def __init__(self, table: "BigTable", name: str) -> None:
        super().__init__(table, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._table, self._name = table, name
        assert table.shown is not None  # noqa: S101 - it has a column
        self._model = table.shown
        column = self._model.table.column(name)
        passing = table.filters.filters.get(name)
        named = passing is not None and not isinstance(passing, Without | Between)
        self._ticked: set[Any] = set(passing) if named and passing is not None else set()
        self.setAccessibleName(self._model.title(column))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self._text("window_search_values"))
        self.search.setAccessibleName(self._text("window_search_values"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._ask)
        self.list = QListWidget()
        self.list.setAccessibleName(self._model.title(column))
        self.list.itemChanged.connect(self._tick)
        self._hint = QLabel(self._text("window_most_frequent"))
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._hint.hide()
        self._bounds = Bounds((self._text("window_value_from"), self._text("window_value_to")))
        self._bounds.concern(self._model.table, name)
        self._bounds.show_passing(passing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAPS["m"], GAPS["m"], GAPS["m"], GAPS["m"])
        layout.setSpacing(GAPS["s"])
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._hint)
        layout.addWidget(self._bounds)
        layout.addLayout(self._buttons())
        QShortcut(QKeySequence(Qt.Key.Key_Return), self).activated.connect(self.take)
        self.resize(*_SIZE)
        self._ask("")

    def open_at(self, at: QPoint) -> None:
        """Open at a place on the screen, and within it."""
        area = self._table.screen().availableGeometry()
        self.move(
            min(at.x(), area.right() - self.width()), min(at.y(), area.bottom() - self.height())
        )
        self.show()
        self.search.setFocus()

    def take(self) -> None:
        """Filter by what is ticked."""
        self._table.filters.choose(self._name, self._passing())
        self.close()

    def _passing(self) -> Passing | None:
        return self._bounds.passing or frozenset(self._ticked) or None

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAPS["s"])
        for code, role, then in (
            ("window_tick_all", "", lambda: self._tick_all(ticked=True)),
            ("window_tick_none", "", lambda: self._tick_all(ticked=False)),
            ("window_filter", "strong", self.take),
        ):
            button = QPushButton(self._text(code))
            button.setProperty("role", role)
            button.clicked.connect(then)
            row.addWidget(button)
        return row

    def _ask(self, text: str) -> None:
        self._model.values(self._name, text, self._show)

    def _show(self, values: list[tuple[Any, str, int]]) -> None:
        self._hint.setVisible(len(values) >= VALUES)
        self.list.blockSignals(True)
        self.list.clear()
        for value, text, count in values:
            size = written(count, self._model.table.language)
            shown = f"{text or self._text('window_no_value')}  ({size})"
            item = QListWidgetItem(shown, self.list)
            item.setData(_VALUE, value)
            ticked = value in self._ticked
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)

    def _tick(self, item: QListWidgetItem) -> None:
        value = item.data(_VALUE)
        if item.checkState() is Qt.CheckState.Checked:
            self._ticked.add(value)
        else:
            self._ticked.discard(value)

    def _tick_all(self, *, ticked: bool) -> None:
        if not ticked:
            self._ticked.clear()
        for place in range(self.list.count()):
            state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            self.list.item(place).setCheckState(state)

    def _text(self, code: str) -> str:
        return sentence(code, {"number": VALUES}, self._model.table.language)
