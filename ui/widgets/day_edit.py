"""A day that can be typed, or chosen in a calendar."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit

from ui.workspace import Workspace


class DayEdit(QDateEdit):
    """A day as the window's language writes it; ``code`` is that of its name."""

    def __init__(self, workspace: Workspace, code: str) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("dd-MM-yyyy" if workspace.language == "nl" else "yyyy-MM-dd")
        self.setAccessibleName(workspace.text(code))

    @property
    def day(self) -> date:
        """The day that stands there."""
        found = self.date()
        return date(found.year(), found.month(), found.day())

    def show_day(self, day: date) -> None:
        """Put a day there."""
        self.setDate(QDate(day.year, day.month, day.day))
