"""The files of a new project: what each seems to be, to be changed where that is wrong."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QTableWidget, QTableWidgetItem

from ui.look import row_height, scaled
from ui.wording import written
from ui.workspace import Workspace
from wijkcheck.project import SourceSettings
from wijkcheck.records.fields import RecordType, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.guessing import Guess

    Listed = tuple[Guess, SourceSettings, bool]
    """What a file seems to be, what it is, and whether it is taken."""

_TYPES = (RecordType.CLIENTEN, RecordType.TOEWIJZINGEN)
_WIDTHS = (30, 220, 150, 150, 200, 64)  # the second at least
_ROWS = 5


class SourceTable(QTableWidget):
    """A row per file: taken or not, side, record type, team."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(0, 6)
        self._workspace = workspace
        text = workspace.text
        self._guesses: list[Guess] = []
        self.setAccessibleName(text("window_files"))
        titles = (
            "column_source",
            "column_side",
            "column_record_type",
            "column_team",
            "column_rows",
        )
        self.setHorizontalHeaderLabels(["✓", *(text(code) for code in titles)])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height() + 8)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setSelectionMode(self.SelectionMode.NoSelection)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows = self.horizontalHeaderItem(_ROWS)
        if rows is not None:
            rows.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, scaled(width))
        self.itemChanged.connect(lambda _: self.changed.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own
        """Give the names of the files what room is left."""
        super().resizeEvent(event)
        others = sum(self.columnWidth(column) for column in range(self.columnCount()))
        rest = self.viewport().width() - others + self.columnWidth(1)
        self.setColumnWidth(1, max(rest, scaled(_WIDTHS[1])))

    def add(self, guesses: "Sequence[Guess]") -> None:
        """Add files, those that seem to be sources as taken.

        One that is there already is judged anew, unless somebody changed it.
        """
        known = {_key(row[0]): row for row in self.listed()}
        found = {_key(guess): (guess, guess.settings, guess.wanted) for guess in guesses}
        changed = {
            k: row for k, row in known.items() if row[1:] != (row[0].settings, row[0].wanted)
        }
        self.take_over(list((known | found | changed).values()))

    def listed(self) -> "list[Listed]":
        """Return all files as they stand here."""
        return [
            (guess, self._settings(row, guess), self._taken(row))
            for row, guess in enumerate(self._guesses)
        ]

    def take_over(self, listed: "Sequence[Listed]") -> None:
        """List these files in place of what was listed."""
        self._guesses = [guess for guess, _, _ in listed]
        self.blockSignals(True)
        self.setRowCount(len(listed))
        for row, (guess, settings, taken) in enumerate(listed):
            self._show(row, replace(guess, settings=settings), taken=taken)
        self.blockSignals(False)
        self.changed.emit()

    def chosen(self) -> tuple[SourceSettings, ...]:
        """Return the sources that are taken, as they were changed."""
        return tuple(settings for _, settings, taken in self.listed() if taken)

    def _taken(self, row: int) -> bool:
        item = self.item(row, 0)
        return item is not None and item.checkState() is Qt.CheckState.Checked

    def _show(self, row: int, guess: "Guess", *, taken: bool) -> None:
        text, settings = self._workspace.text, guess.settings
        tick = QTableWidgetItem()
        tick.setCheckState(Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked)
        name = QTableWidgetItem(settings.path)
        told = settings.path
        if guess.error is not None:
            tick.setFlags(Qt.ItemFlag.NoItemFlags)
            told = text(guess.error.code, **guess.error.values)
            name.setText(f"⚠  {told}")
        elif not guess.wanted:
            told = text("window_no_list")
            name.setText(f"{settings.path}  –  {told}")
        name.setToolTip(told)
        rows = QTableWidgetItem(written(guess.rows, self._workspace.language))
        rows.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column, item in ((0, tick), (1, name), (_ROWS, rows)):
            self.setItem(row, column, item)
        sides = [(str(side), text(f"side_{side}")) for side in Side]
        kinds = [(str(kind), text(f"record_type_{kind}")) for kind in _TYPES]
        self.setCellWidget(
            row, 2, self._box("column_side", sides, str(settings.side), settings.path)
        )
        self.setCellWidget(
            row, 3, self._box("column_record_type", kinds, str(settings.record_type), settings.path)
        )
        team = QLineEdit(settings.team or "")
        team.setProperty("role", "cell")
        team.setAccessibleName(f"{text('column_team')}: {settings.path}")
        team.setPlaceholderText(text("window_team_by_column"))
        self.setCellWidget(row, 4, team)

    def _box(self, code: str, values: list[tuple[str, str]], chosen: str, path: str) -> QComboBox:
        box = QComboBox()
        box.setProperty("role", "cell")
        box.setAccessibleName(f"{self._workspace.text(code)}: {path}")
        for value, shown in values:
            box.addItem(shown, value)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.currentIndexChanged.connect(lambda _: self.changed.emit())
        return box

    def _settings(self, row: int, guess: "Guess") -> SourceSettings:
        side, kind, team = (self.cellWidget(row, column) for column in (2, 3, 4))
        assert isinstance(side, QComboBox)  # noqa: S101 - made above
        assert isinstance(kind, QComboBox)  # noqa: S101
        assert isinstance(team, QLineEdit)  # noqa: S101
        return replace(
            guess.settings,
            side=Side(side.currentData()),
            record_type=RecordType(kind.currentData()),
            team=team.text().strip() or None if side.currentData() == Side.TEAM else None,
        )


def _key(guess: "Guess") -> object:
    return guess.settings.path, guess.settings.record_type
