"""A new project: a name, a period, the files of both sides; then to the differences."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.look import scaled
from ui.pages.page import card, label
from ui.tokens import GAPS
from ui.widgets.day_edit import DayEdit
from ui.widgets.password import NewPassword
from ui.widgets.periods import offered
from ui.widgets.room import Room
from ui.widgets.source_table import SourceTable
from ui.workspace import PROJECT_FILE, Workspace
from wijkcheck.policies import policies
from wijkcheck.project import ProjectSettings
from wijkcheck.records.fields import Side

if TYPE_CHECKING:
    from ui.widgets.source_table import Listed
    from wijkcheck.guessing import Guess


@dataclass(frozen=True)
class Draft:
    """What was filled in so far."""

    folder: Path | None
    files: "list[Listed]"
    places: list[tuple[str, Side | None]]
    awaited: bool  # whether not all that lies there is known yet
    period: int
    days: list[date]
    name: str | None  # None: its period names it
    password: str
    without: bool


class NieuwPage(QWidget):
    """Everything that a project needs, on one page; files may be dropped anywhere on it."""

    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._text = workspace.text
        self.setAccessibleName(self._text("window_new_title"))
        self.setAcceptDrops(True)
        self._folder: Path | None = None
        self._places: list[tuple[str, Side | None]] = []
        self._awaited = 0  # looks into them that are not done
        self._name = QLineEdit()
        self._name.setAccessibleName(self._text("window_project_name"))
        self._period = QComboBox()
        self._period.setAccessibleName(self._text("window_period_of"))
        for name, period in offered(self._text, date.today()):  # noqa: DTZ011 - the user's own day
            self._period.addItem(name, period)
        self._period.currentIndexChanged.connect(self._take_period)
        codes = ("first_day", "last_day", "reference_day")
        self._days = [DayEdit(workspace, code) for code in codes]
        for edit in self._days:
            edit.dateChanged.connect(self._judge)
        self._files = SourceTable(workspace)
        self._files.changed.connect(self._judge)
        self._password = NewPassword(workspace)
        self._password.field.textChanged.connect(self._judge)
        self._password.none.toggled.connect(self._judge)
        self._name.textChanged.connect(self._judge)
        self._kept = label("", "muted")
        self._lacking = label("", "muted", wrap=True)
        self.start = QPushButton(self._text("window_save_and_compare"))
        self.start.setProperty("role", "strong")
        self.start.setMinimumHeight(scaled(36))
        self.start.clicked.connect(self._save)
        self.setFocusProxy(self._name)
        self._lay()
        self._take_period()
        self._judge()

    def add(self, places: list[tuple[str, Side | None]]) -> None:
        """Add files and folders, each with its side where that is known.

        All are looked at again: how the municipality names the teams tells which team a file is of.
        """
        if places:
            self._folder = self._folder or Path(places[0][0]).absolute().parent
            self._places = list(dict.fromkeys([*self._places, *places]))
            self._look()

    def hand_over(self) -> Draft:
        """Return what was filled in, for another page; this one is done with."""
        awaited, self._awaited = self._awaited > 0, 0
        return Draft(
            folder=self._folder,
            files=self._files.listed(),
            places=self._places,
            awaited=awaited,
            period=self._period.currentIndex(),
            days=[edit.day for edit in self._days],
            name=None if self._named_by_period() else self._name.text(),
            password=self._password.field.text(),
            without=self._password.none.isChecked(),
        )

    def take_over(self, draft: Draft) -> None:
        """Stand as another page stood."""
        self._folder = draft.folder
        self._files.take_over(draft.files)
        self._period.setCurrentIndex(draft.period)
        for edit, day in zip(self._days, draft.days, strict=True):
            edit.show_day(day)
        if draft.name is not None:
            self._name.setText(draft.name)
        self._password.field.setText(draft.password)
        self._password.none.setChecked(draft.without)
        self._places = draft.places
        if draft.awaited:
            self._look()

    def settings(self) -> ProjectSettings:
        """Return the project as it stands here; paths are relative to ``folder``."""
        first, last, reference = (edit.day for edit in self._days)
        return ProjectSettings(
            name=self._name.text().strip(),
            folder=self._folder or Path(),
            period_start=first,
            period_end=last,
            reference_date=reference,
            language=self._workspace.language,
            sources=self._files.chosen(),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's own
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's own
        paths = [url.toLocalFile() for url in event.mimeData().urls()]
        self.add([(path, None) for path in paths if path])

    # --- how it looks ---

    def _lay(self) -> None:
        back = QPushButton(self._text("window_back"))
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(label(self._text("window_new_title"), "title"), 1)
        head.addWidget(back)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(GAPS["xl"], GAPS["l"], GAPS["xl"], GAPS["l"])
        layout.setSpacing(GAPS["m"])
        layout.addLayout(head)
        layout.addWidget(self._about())
        layout.addWidget(self._delivered(), 1)
        layout.addWidget(self._lacking)
        below = QHBoxLayout()
        below.setSpacing(GAPS["l"])
        below.addWidget(self._password)
        below.addStretch()
        below.addWidget(self.start, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(below)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(Room(whole))

    def _about(self) -> QFrame:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAPS["m"])
        grid.setVerticalSpacing(GAPS["xs"])
        named = (
            ("window_period_of", self._period),
            *zip(("first_day", "last_day", "reference_day"), self._days, strict=True),
        )
        grid.addWidget(label(self._text("window_project_name"), "muted"), 0, 0)
        grid.addWidget(self._name, 1, 0, 1, len(named))
        for place, (code, widget) in enumerate(named):
            grid.addWidget(label(self._text(code), "muted"), 2, place)
            grid.addWidget(widget, 3, place)
            grid.setColumnStretch(place, 1)
        grid.addWidget(self._kept, 4, 0, 1, len(named))
        box = QWidget()
        box.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        return card(box)

    def _delivered(self) -> QFrame:
        said = QVBoxLayout()
        said.addWidget(label(self._text("window_files"), "heading"))
        said.addWidget(label(self._text("window_drop_here"), "muted", wrap=True))
        tools = QHBoxLayout()
        tools.setSpacing(GAPS["s"])
        tools.addLayout(said, 1)
        sides = {"window_municipality_folder": Side.MUNICIPALITY, "window_teams_folder": Side.TEAM}
        for code, side in sides.items():
            button = QPushButton(self._text(code))
            button.clicked.connect(lambda _=False, s=side, c=code: self._choose_folder(s, c))
            tools.addWidget(button)
        more = QPushButton(self._text("window_choose_files"))
        more.clicked.connect(self._choose_files)
        tools.addWidget(more)
        box = QWidget()
        box.setLayout(tools)
        tools.setContentsMargins(0, 0, 0, 0)
        return card(box, self._files)

    # --- what it does ---

    def _look(self) -> None:
        self._awaited += 1
        self._workspace.errands.guess(self._folder or Path(), self._places, self._take)

    def _take(self, guesses: "list[Guess]") -> None:
        """Show what files seem to be, unless another page has taken that over."""
        if self._awaited:
            self._awaited -= 1
            self._files.add(guesses)

    def _take_period(self) -> None:
        first, last = self._period.currentData()
        for edit, day in zip(self._days, (first, last, last), strict=True):
            edit.show_day(day)
        if self._named_by_period():
            self._name.setText(self._period.currentText())

    def _named_by_period(self) -> bool:
        """Tell whether nobody typed a name of their own."""
        known = {self._period.itemText(i) for i in range(self._period.count())}
        return self._name.text() in known | {""}

    def _choose_folder(self, side: Side, code: str) -> None:
        path = QFileDialog.getExistingDirectory(self, self._text(code))
        if path:
            self.add([(path, side)])

    def _choose_files(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(self, self._text("window_choose_files"))
        self.add([(path, None) for path in paths])

    def _judge(self) -> None:
        """Say what is laid down, and what is still lacking; when nothing is, it can start."""
        until = policies().kept_until(self.settings().period_end, None)
        self._kept.setVisible(until is not None)
        if until is not None:
            shown = QDate(until.year, until.month, until.day)
            day = shown.toString(self._days[1].displayFormat())
            self._kept.setText(self._text("window_kept_until", day=day))
        lacking = self._lacks()
        self._lacking.setText("" if lacking is None else self._text(lacking))
        self.start.setEnabled(lacking is None)

    def _lacks(self) -> str | None:
        sources = self._files.chosen()
        sides = {source.side for source in sources}
        first, last = (day.date() for day in self._days[:2])
        shared = [{s.record_type for s in sources if s.side is side} for side in Side]
        for code, fine in (
            ("window_lacks_name", bool(self._name.text().strip())),
            ("window_lacks_period", first <= last),
            ("window_lacks_municipality", Side.MUNICIPALITY in sides),
            ("window_lacks_team", Side.TEAM in sides),
            ("window_lacks_shared", bool(shared[0] & shared[1])),
            ("window_lacks_password", self._password.chosen),
        ):
            if not fine:
                return code
        return None

    def _save(self) -> None:
        text, settings = self._text, self.settings()
        name = "".join(c if c.isalnum() or c in " -_" else "_" for c in settings.name)
        path, _ = QFileDialog.getSaveFileName(
            self,
            text("window_save_project"),
            str(settings.folder / f"{name}{PROJECT_FILE}"),
            f"{text('window_project_file')} (*{PROJECT_FILE});;TOML (*.toml)",
        )
        if path:
            place = Path(path)
            if place.suffix.lower() not in (PROJECT_FILE, ".toml"):
                place = place.with_name(place.name + PROJECT_FILE)
            self._workspace.new_project(place, self._password.password, settings)
