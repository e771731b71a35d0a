"""The next period of a project: which it is, and what then becomes of what was delivered."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from ui.tokens import GAPS
from ui.widgets.day_edit import DayEdit
from ui.workspace import Workspace
from wijkcheck.project import ProjectSettings
from wijkcheck.project.periods import following, whole_months

_WIDTH = 520
_QUARTER = 3  # months


class NextPeriod(QDialog):
    """Asks which period comes next; ``taken`` gives the project's settings with it."""

    taken = Signal(object)

    def __init__(self, parent: QWidget, workspace: Workspace, project: ProjectSettings) -> None:
        super().__init__(parent)
        self._text, self._project = workspace.text, project
        self.setWindowTitle(self._text("window_next_period_title"))
        self.setFixedWidth(_WIDTH)
        first, last = following(project.period_start, project.period_end)
        self.name = QLineEdit(self._renamed())
        self.name.setAccessibleName(self._text("window_project_name"))
        codes = ("first_day", "last_day", "reference_day")
        self.days = [DayEdit(workspace, code) for code in codes]
        for edit, day in zip(self.days, (first, last, last), strict=True):
            edit.show_day(day)
        self.days[1].dateChanged.connect(self.days[2].setDate)
        told = QLabel(self._text("window_next_period_told", sources=len(project.sources)))
        told.setWordWrap(True)
        self._lacking = QLabel(self._text("window_lacks_period"))
        self._lacking.setProperty("role", "alert")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = buttons.addButton(
            self._text("window_next_period_take"), buttons.ButtonRole.AcceptRole
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.taken.emit(self.settings()))
        layout = QFormLayout(self)
        layout.setVerticalSpacing(GAPS["m"])
        layout.addRow(self._text("window_project_name"), self.name)
        for code, edit in zip(codes, self.days, strict=True):
            layout.addRow(self._text(code), edit)
            edit.dateChanged.connect(self._judge)
        for widget in (told, self._lacking, buttons):
            layout.addRow(widget)
        self._judge()

    def settings(self) -> ProjectSettings:
        """Return the project with the period that stands here."""
        first, last, reference = (edit.day for edit in self.days)
        name = self.name.text().strip() or self._project.name
        return replace(
            self._project,
            name=name, period_start=first, period_end=last, reference_date=reference,
        )  # fmt: skip

    def _renamed(self) -> str:
        """Return the project's name; a quarter or year in it, as a new project gets, moves on."""
        project = self._project
        start, end = project.period_start, project.period_end
        first, last = following(start, end)
        before, after = str(start.year), str(first.year)
        if whole_months(start, end) == _QUARTER:
            before, after = (
                self._text("window_quarter", number=(day.month + 2) // 3, year=day.year)
                for day in (end, last)
            )
        return project.name.replace(before, after)

    def _judge(self) -> None:
        fine = self.days[0].day <= self.days[1].day
        self._lacking.setVisible(not fine)
        self.take.setEnabled(fine)
