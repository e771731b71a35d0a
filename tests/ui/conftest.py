"""The window's tests run without a screen, in Dutch, and leave nothing running."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import worlds
from ui.jobs import Jobs
from ui.look import colours, dress, size
from ui.main_window import MainWindow
from ui.tokens import LIGHT
from ui.workspace import STAGES, State, Workspace
from wijkcheck.errors import ProjectError
from wijkcheck.verdict import Verdict
from wijkcheck.views import Point


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """What another test made of the look holds for that test only."""
    if not qapp.styleSheet() or (colours(), size()) != (LIGHT, 100):
        dress(qapp, LIGHT)


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def workspace(jobs: Jobs) -> Workspace:
    return Workspace(jobs, "nl")


class FakeDesk:
    """Keeps what is decided in a list; as a project file that nobody else has."""

    writable = True
    held_by = None

    def __init__(self) -> None:
        self.kept: dict[int, Verdict] = {}
        self.noted: list[tuple[str, str]] = []
        self.refuses = False
        self.points = [Point("Q3 2026", 3, 6)]

    def decide(self, run: object, verdicts: Sequence[Verdict]) -> list[int]:
        if self.refuses:
            raise ProjectError("project_disk_full", path="q3.wijkcheck")
        numbers = [len(self.kept) + place for place in range(1, len(verdicts) + 1)]
        self.kept.update(zip(numbers, verdicts, strict=True))
        return numbers

    def undo(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            del self.kept[number]

    def note(self, what: str, about: str) -> None:
        self.noted.append((what, about))

    def about(self, run: object, records: Sequence[str]) -> pd.DataFrame:
        columns = [
            "decision_id",
            "subject",
            "verdict",
            "field",
            "value",
            "reason",
            "who",
            "when",
            "period",
            "state",
        ]
        return pd.DataFrame(columns=columns)

    def set_aside(self) -> pd.DataFrame:
        rows = [
            (number, v.kind, v.field, v.reason, "jansen", "2026-10-08T09:00:00+00:00")
            for number, v in self.kept.items()
        ]
        columns = ["decision_id", "kind", "field", "reason", "who", "when"]
        return pd.DataFrame(rows, columns=columns)

    def delivered(self, source: str, kind: str, rows: Sequence[int]) -> pd.DataFrame | None:
        return pd.DataFrame({"Naam": "Jansen"}, index=list(rows))

    def history(self) -> list[tuple[int, str, str, str, str]]:
        return [(1, "2026-10-08T09:00:00", "jansen", "created", "ab")]

    def received(self) -> dict[tuple[str, str], tuple[str, str]]:
        return {(worlds.NORTH, "toewijzingen"): ("0123456789abcdef", "2026-10-08")}

    def trend(self, measure: str, period_rule: str, team: str) -> list[Point]:
        return self.points

    def close(self) -> None:
        pass


@pytest.fixture
def desk(window: MainWindow) -> FakeDesk:
    """Return a desk at which the window's decisions are kept; nothing is worked out again."""
    made = FakeDesk()
    window.workspace.desk = made  # type: ignore[assignment]
    window.workspace.renewal.pause.setInterval(10_000_000)
    window.workspace.changed.emit(frozenset(STAGES))
    return made


@pytest.fixture
def looked(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what was asked to be looked into: (folder, source, settings, then); nothing is."""
    asked: list[Any] = []
    monkeypatch.setattr(workspace.errands, "preview", lambda *what, row=0: asked.append(what))
    return asked


@pytest.fixture
def window(workspace: Workspace, qtbot: QtBot, looked: list[Any]) -> MainWindow:
    """Return a window on the small hand-made run, everything in it settled."""
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    workspace.view = worlds.view("nl")
    workspace.state = State.READY
    workspace.changed.emit(frozenset(STAGES))
    made.show()
    pages = made.pages.values()  # those that nobody sees are shown one after another
    qtbot.waitUntil(lambda: workspace.jobs.idle and not any(p._later.isActive() for p in pages))
    return made
