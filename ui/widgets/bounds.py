"""From which value of a column up to which: two fields that may be left empty."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.tokens import GAPS
from wijkcheck.filters import Between, Passing

if TYPE_CHECKING:
    from wijkcheck.tables import Table


class Bounds(QWidget):
    """``changed`` says that other bounds were typed; ``hints`` stand in the empty fields."""

    changed = Signal()

    def __init__(self, hints: tuple[str, str]) -> None:
        super().__init__()
        self._table: Table | None = None
        self._name = ""
        self.fields = QLineEdit(), QLineEdit()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAPS["xs"])
        for field, hint in zip(self.fields, hints, strict=True):
            field.setPlaceholderText(hint)
            field.setAccessibleName(hint)
            field.textChanged.connect(lambda _: self.changed.emit())
            layout.addWidget(field)

    def concern(self, table: "Table", name: str) -> None:
        """Take bounds for values of a column; hide where it is not there or has no order."""
        column = next((column for column in table.columns if column.name == name), None)
        ordered = column is not None and (column.numeric or column.shape == "date")
        self._table, self._name = table if ordered else None, name
        self.setVisible(ordered)

    @property
    def passing(self) -> Between | None:
        """What lies between them passes; None where neither is typed."""
        if self._table is None:
            return None
        column, language = self._table.column(self._name), self._table.language
        bounds = [column.typed(field.text(), language) for field in self.fields]
        return Between(*bounds) if any(bound is not None for bound in bounds) else None

    def show_passing(self, passing: Passing | None) -> None:
        """Show the bounds that somebody chose, whichever way; other filters have none."""
        chosen = passing if isinstance(passing, Between) else None
        if self._table is None or chosen == self.passing:
            return
        for field, value in zip(self.fields, chosen or (None, None), strict=True):
            text = self._table.shown(self._name, [value])[0] if value is not None else ""
            field.blockSignals(True)
            field.setText(text)
            field.blockSignals(False)
