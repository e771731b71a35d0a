"""Render the window into pictures, to be looked at: pages, states, dialogs, other looks.

``python -m tests.ui.gallery FOLDER [SCENE …]`` makes the demo in a temporary folder and renders
every scene, or those whose names begin so. ``--manual`` in place of a folder makes the pictures
and the list of keys of the manual anew.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import numpy as np
from PySide6.QtCore import QElapsedTimer, Qt, QTranslator
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from tests.ui import worlds
from ui.app import load_qt_words
from ui.contrast import of_four
from ui.controls import keys
from ui.jobs import Broken, Jobs
from ui.look import dress
from ui.main_window import MainWindow
from ui.messages import message
from ui.tokens import DARK, LIGHT, Colours
from ui.widgets import table_keys
from ui.widgets.came import Came
from ui.widgets.password import PasswordDialog
from ui.widgets.set_aside import SetAside
from ui.widgets.story import StoryDialog
from ui.workspace import STAGES, State, Workspace
from wijkcheck.demo import make_demo
from wijkcheck.errors import ProjectError
from wijkcheck.resources import MANUAL
from wijkcheck.verdict import Verdict
from wijkcheck.views import Desk

SMALL, LARGE = (1280, 800), (1920, 1080)
CONTRAST = of_four("#000000", "#FFFFFF", "#1AEBFF", "#000000")  # Windows' own dark one
ROWS = 100_000
ACCOUNT = "gebruiker"
SHOWN = ProjectError("project_disk_full", path="q3.wijkcheck")
_KEYS_HEAD = """# Sneltoetsen

Alles kan met het toetsenbord. F1 toont de toetsen van de bladzijde die open is. Letters werken
zolang er niet in een veld wordt getypt.
"""


class Studio:
    """One window in one look, on the demo once that is open."""

    def __init__(
        self,
        folder: Path,
        demo: Path,
        look: str = "",
        colours: Colours = LIGHT,
        language: str = "nl",
        size: tuple[int, int] = SMALL,
        text: int = 100,
    ) -> None:
        self._folder, self._look, self._demo = folder, look, demo
        self.app = QApplication.instance() or QApplication([])
        assert isinstance(self.app, QApplication)
        dress(self.app, colours, text)
        self._words = QTranslator()
        if load_qt_words(self._words, language):
            self.app.installTranslator(self._words)
        self.workspace = Workspace(Jobs(), language)
        self.window = MainWindow(self.workspace)
        self.window.resize(*size)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs any more and everything has been painted."""
        for _ in range(4):
            timer = QElapsedTimer()
            timer.start()
            while not self.workspace.jobs.idle or timer.elapsed() < 80:
                self.app.processEvents()
        if self.workspace.state is State.FAILED and self.workspace.error not in (None, SHOWN):
            sys.exit(str(message(self.workspace.error, self.workspace.language)))

    def open(self) -> None:
        """Open the demo."""
        self.workspace.open_demo(self._demo)
        self.settle()

    def shoot(self, name: str, what: QWidget | None = None) -> None:
        """Keep a picture of the window, or of something else."""
        self.settle()
        made = in_few_colours((what or self.window).grab().toImage())
        made.save(str(self._folder / f"{self._look}{name}.png"), quality=0)  # packed tightly

    def close(self) -> None:
        self.window.close()
        self.app.removeTranslator(self._words)


def in_few_colours(picture: QImage) -> QImage:
    """Return a picture in its 256 most frequent colours: a third of the bytes, as sharp."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(picture.constBits(), np.uint32)
    found, times = np.unique(pixels, return_counts=True)
    frequent = found[np.argsort(-times, kind="stable")[:256]].tolist()
    plain = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return picture.convertToFormat(QImage.Format.Format_Indexed8, frequent, plain)


def pages(studio: Studio) -> None:
    """The start, every page on the demo, a new project, and what opens over them."""
    studio.shoot("start")
    studio.open()
    window = studio.window
    for stage in STAGES:
        window.go(stage)
        studio.shoot(stage)
    came = window.pages["bronnen"].findChild(Came)
    window.go("bronnen")
    came.all.click()
    studio.shoot("bronnen-alles")
    came.all.click()
    window.go("verschillen")
    dialogs(studio)
    decisions(studio)
    window.make_new()
    window.new.add([(str(studio._demo / side), None) for side in ("gemeente", "teams")])
    studio.shoot("nieuw")
    window.begin()
    studio.shoot("start-recent")
    menu = window.head.appearance.menu()
    menu.popup(window.mapToGlobal(window.rect().center()))
    studio.shoot("weergave", menu)
    menu.close()


def dialogs(studio: Studio) -> None:
    """Help, search everywhere, a password, an error."""
    window = studio.window
    window.show_help()
    assert window.help is not None
    studio.shoot("handleiding", window.help)
    window.help.search.setText("elfproef")
    studio.shoot("handleiding-zoeken", window.help)
    window.help.hide()
    everywhere = window.look_for()
    for name, typed in (("", ""), ("-client", "jans"), ("-export", "werkmap")):
        everywhere.field.setText(typed)
        studio.shoot(f"overal{name}", everywhere)
    everywhere.reject()
    asked = PasswordDialog(window, studio.workspace, "q3.wijkcheck", wrong=True)
    asked.show()
    studio.shoot("wachtwoord", asked)
    asked.close()
    studio.workspace.failed.emit(Broken("KeyError\n  ui/pages/koppelen.py:12"))
    (box,) = window.findChildren(QMessageBox)
    studio.shoot("fout-onvoorzien", box)
    box.close()


def decisions(studio: Studio) -> None:
    """The story of a pair, and what was set aside, after a decision on each."""
    window, workspace = studio.window, studio.workspace
    view = workspace.view
    assert view is not None
    found = view.run.differences
    one = found[found["field"].eq("omvang") & found["status"].eq("open")].iloc[0]
    ids = (one["left_id"], one["right_id"])
    verdict = Verdict("difference", "ask", *ids, field="omvang", kind="field", reason="zie brief")
    aside = view.checking.set_aside(range(3), lasting=True, reason="bekend bij het team")
    for verdicts in ([verdict], aside):
        workspace.decide(verdicts, lambda: None)
    studio.settle()
    workspace.renewal.now()
    studio.settle()
    story = StoryDialog(window, workspace, ids, "voorbeeld")
    story.show()
    studio.shoot("verhaal", story)
    story.shown.moveCursor(story.shown.textCursor().MoveOperation.End)
    studio.shoot("verhaal-onder", story)
    story.close()
    window.go("controle")
    page = window.pages["controle"]
    page.findChild(QPushButton, "earlier").click()
    studio.settle()
    (dialog,) = page.findChildren(SetAside)
    studio.shoot("terzijde", dialog)
    dialog.close()


def states(studio: Studio) -> None:
    """Nothing open, busy, failed, a TOML, and a great deal."""
    window, workspace = studio.window, studio.workspace
    window.go("koppelen")
    studio.shoot("leeg")
    workspace.state = State.BUSY
    workspace.changed.emit(frozenset(STAGES))
    workspace.jobs.heavy_started.emit("open_project")
    workspace.jobs.progressed.emit("reading", 3, 11)
    window.go("verschillen")
    studio.shoot("bezig")
    workspace.jobs.heavy_ended.emit()
    workspace.error = SHOWN
    workspace.state = State.FAILED
    workspace.changed.emit(frozenset(STAGES))
    studio.shoot("mislukt")
    toml(studio)
    workspace.view, workspace.error = worlds.large_view(ROWS, workspace.language), None
    workspace.state = State.READY
    workspace.changed.emit(frozenset(STAGES))
    for stage in STAGES:
        window.go(stage)
        studio.shoot(f"veel-{stage}")


def toml(studio: Studio) -> None:
    """A project without a file of its own."""
    make_demo(studio._demo)
    (path,) = studio._demo.glob("*.toml")
    studio.workspace.error = None
    studio.workspace.open_project(path)
    studio.settle()
    for stage in ("bronnen", "dossier"):
        studio.window.go(stage)
        studio.shoot(f"toml-{stage}")


def manual(demo: Path) -> None:
    """Make the manual's pictures and its list of keys anew."""
    folder = MANUAL / "beelden"
    folder.mkdir(exist_ok=True)
    studio = Studio(folder, demo)
    window = studio.window
    studio.shoot("start")
    studio.open()
    window.job._said.clear()
    for stage in STAGES:
        window.go(stage)
        studio.shoot(stage)
    (MANUAL / "sneltoetsen.md").write_text(listed(window), encoding="utf-8", newline="\n")
    window.make_new()
    window.new.add([(str(demo / side), None) for side in ("gemeente", "teams")])
    studio.shoot("nieuw")
    studio.close()


def listed(window: MainWindow) -> str:
    """Return the chapter that lists a window's keys."""
    shown = [window.start, *window.pages.values()]
    lists = [("Overal", keys(window, without=[*shown, window.new]))]
    lists += [(page.accessibleName(), keys(page)) for page in shown]
    lists.append(("In elke tabel", table_keys.listed(window.workspace.text)))
    tables = [
        f"## {name}\n\n| toets | doet |\n|---|---|\n"
        + "".join(f"| {key.key} | {key.what} |\n" for key in found)
        for name, found in lists
        if found
    ]
    return "\n".join([_KEYS_HEAD, *tables])


SCENES: dict[str, tuple[Callable[[Studio], None], dict[str, Any]]] = {
    "licht": (pages, {}),
    "donker": (pages, {"colours": DARK, "language": "en", "size": LARGE}),
    "toestand": (states, {}),
    "contrast": (pages, {"colours": CONTRAST}),
    "tekst200": (pages, {"text": 200, "size": LARGE}),
    "tekst200-klein": (pages, {"text": 200}),
}


def main(words: list[str]) -> None:
    """Render what is asked for."""
    history = Desk.history

    def unnamed(desk: Desk) -> list[tuple[int, str, str, str, str]]:
        """Return the history without the account of whoever makes the pictures."""
        return [(entry, at, ACCOUNT, what, name) for entry, at, _, what, name in history(desk)]

    with TemporaryDirectory() as folder, patch.object(Desk, "history", unnamed):
        if words == ["--manual"]:
            manual(Path(folder) / "voorbeeld")
            return
        place, *wanted = words
        Path(place).mkdir(parents=True, exist_ok=True)  # Qt saves nowhere in silence
        for name, (scene, look) in SCENES.items():
            if not wanted or name in wanted:
                studio = Studio(Path(place), Path(folder) / name, f"{name}-", **look)
                scene(studio)
                studio.close()


if __name__ == "__main__":
    main(sys.argv[1:])
