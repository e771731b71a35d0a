"""Start the window, painted before the data stack is loaded: ``python -m ui.app [PATH …]``.

A path is a project to open, or delivered files to begin one with ("open with" hands those over).
With ``--picture FILE`` it keeps a picture of itself once it shows the project, and stops: proof
that it works where it was installed. What went wrong stands beside it in a text file.
"""

import multiprocessing
import sys
from argparse import ArgumentParser
from pathlib import Path

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QLibraryInfo,
    QLocale,
    QSettings,
    Qt,
    QTimer,
    QTranslator,
)
from PySide6.QtWidgets import QApplication

from ui import messages
from ui.jobs import Jobs
from ui.look import SCHEMES, dress, fitting
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.tokens import TEXT_SIZES, Colours
from ui.widgets.appearance import LOOK, SIZE
from ui.workspace import PROJECT_FILE, State, Workspace

_WHILE_ASKED = 500  # milliseconds between looks whether a dialog is closed


class Application(QApplication):
    """Holds the window, and makes it anew for another language or look."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self.setApplicationName("WijkCheck")
        self.setOrganizationName("WijkCheck")
        self._settings = QSettings()
        language = str(self._settings.value("language", "nl"))
        memory = Memory(self._settings)
        self.workspace = Workspace(Jobs(), "en" if language == "en" else "nl", memory)
        self.window: MainWindow | None = None
        self._translator = QTranslator(self)
        self._shown: tuple[object, ...] = ()
        self.workspace.spoke.connect(self._choose)
        self.styleHints().colorSchemeChanged.connect(lambda _: self._follow())

    def show_window(self) -> None:
        """Show the window, where the one before it stood."""
        before, self.window = self.window, None
        self._translate()
        self._shown = found, percents, _ = self._wanted()
        dress(self, found, percents)
        self.window = MainWindow(self.workspace)
        if before is None:
            geometry = self._settings.value("geometry")
            if isinstance(geometry, QByteArray):
                self.window.restoreGeometry(geometry)
            self.window.show()
        else:
            self.window.take_over(before)

    def open(self, paths: list[Path]) -> None:
        """Open a project, or begin a new one with delivered files."""
        if paths[0].suffix.lower() in (PROJECT_FILE, ".toml"):
            self.workspace.open_project(paths[0])
        elif self.window is not None:
            self.window.make_new_of([str(path) for path in paths])

    def tell(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        """Tell of what went wrong in the window itself, which goes on."""
        messages.show(self.window, error, self.workspace.language)

    def keep_picture(self, path: str) -> None:
        """Keep a picture of the window when nothing runs any more, and stop."""
        if self.workspace.state is State.BUSY or not self.workspace.jobs.idle:
            QTimer.singleShot(50, lambda: self.keep_picture(path))
            return
        if self.workspace.state is State.FAILED:
            Path(path).with_suffix(".txt").write_text(str(self.workspace.error), encoding="utf-8")
        kept = self.window is not None and self.window.grab().save(path)
        self.exit(0 if kept and self.workspace.state is not State.FAILED else 1)

    def remember(self) -> None:
        """Keep where the window stood, for the next time."""
        if self.window is not None:
            self._settings.setValue("geometry", self.window.saveGeometry())

    def event(self, event: QEvent) -> bool:
        """Follow the system when somebody turns high contrast on or off."""
        if event.type() in (QEvent.Type.ThemeChange, QEvent.Type.ApplicationPaletteChange):
            QTimer.singleShot(0, self._follow)
        return super().event(event)

    def _choose(self) -> None:
        """Show the language and look that somebody chose."""
        self._settings.setValue("language", self.workspace.language)
        self._follow()

    def _follow(self) -> None:
        """Show the window anew if it does not look as it should, when no dialog is open in it."""
        if self.activeModalWidget() is not None:
            QTimer.singleShot(_WHILE_ASKED, self._follow)
            return
        wanted = self._wanted()  # the system may tell of a change meanwhile, and be followed
        if self.window is not None and self._shown != wanted:
            self.show_window()

    def _wanted(self) -> tuple[Colours, int, str]:
        percents = int(self.workspace.memory.get(SIZE, TEXT_SIZES[0]))
        look = SCHEMES.get(self.workspace.memory.get(LOOK), Qt.ColorScheme.Unknown)
        return fitting(self, look), percents, self.workspace.language

    def _translate(self) -> None:
        """Give Qt's own buttons the window's language."""
        QLocale.setDefault(QLocale(self.workspace.language))
        self.removeTranslator(self._translator)
        if load_qt_words(self._translator, self.workspace.language):
            self.installTranslator(self._translator)


def load_qt_words(translator: QTranslator, language: str) -> bool:
    """Let a translator know what Qt's own buttons say in a language; tell whether it does."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator.load(f"qtbase_{language}", folder)


def main() -> int:
    """Show the window, on what is named behind it; return the exit status."""
    multiprocessing.freeze_support()
    app = Application(sys.argv)
    sys.excepthook = app.tell
    app.aboutToQuit.connect(app.remember)
    parser = ArgumentParser("wijkcheck-gui", add_help=False)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--picture")
    options = parser.parse_args(app.arguments()[1:])
    app.show_window()
    # The worker starts when the window has been painted, so that it does not hold it up.
    QTimer.singleShot(0, app.workspace.jobs.warm_up)
    if options.paths:
        app.open(options.paths)
    if options.picture:
        QTimer.singleShot(0, lambda: app.keep_picture(options.picture))
    status = app.exec()
    app.workspace.close()
    return status


if __name__ == "__main__":
    sys.exit(main())
