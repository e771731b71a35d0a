"""Start the window, painted before the data stack is loaded: ``python -m ui.app [PROJECT]``."""

import multiprocessing
import sys
from pathlib import Path

from PySide6.QtCore import QByteArray, QLibraryInfo, QLocale, QSettings, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from ui import messages
from ui.jobs import Jobs
from ui.look import dress
from ui.main_window import MainWindow
from ui.workspace import Workspace


class Application(QApplication):
    """Holds the window, and makes it anew for another language or look."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self.setApplicationName("WijkCheck")
        self.setOrganizationName("WijkCheck")
        self._settings = QSettings()
        language = str(self._settings.value("language", "nl"))
        self.workspace = Workspace(Jobs(), "en" if language == "en" else "nl")
        self.window: MainWindow | None = None
        self._translator = QTranslator(self)
        self.workspace.spoke.connect(self._speak)
        self.styleHints().colorSchemeChanged.connect(lambda _: self.show_window())

    def show_window(self) -> None:
        """Show the window, where the one before it stood."""
        before, self.window = self.window, None
        self._translate()
        dress(self)
        self.window = MainWindow(self.workspace)
        if before is None:
            geometry = self._settings.value("geometry")
            if isinstance(geometry, QByteArray):
                self.window.restoreGeometry(geometry)
            self.window.show()
        else:
            self.window.take_over(before)

    def tell(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        """Tell of what went wrong in the window itself, which goes on."""
        messages.show(self.window, error, self.workspace.language)

    def remember(self) -> None:
        """Keep where the window stood, for the next time."""
        if self.window is not None:
            self._settings.setValue("geometry", self.window.saveGeometry())

    def _speak(self) -> None:
        self._settings.setValue("language", self.workspace.language)
        self.show_window()

    def _translate(self) -> None:
        """Give Qt's own buttons the window's language."""
        QLocale.setDefault(QLocale(self.workspace.language))
        self.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{self.workspace.language}", folder):
            self.installTranslator(self._translator)


def main() -> int:
    """Show the window, on a project if one is named; return the exit status."""
    multiprocessing.freeze_support()
    app = Application(sys.argv)
    sys.excepthook = app.tell
    app.aboutToQuit.connect(app.remember)
    app.show_window()
    words = app.arguments()[1:]
    # The worker starts when the window has been painted, so that it does not hold it up.
    QTimer.singleShot(0, app.workspace.jobs.warm_up)
    if words:
        app.workspace.open_project(Path(words[0]))
    status = app.exec()
    app.workspace.jobs.close()
    return status


if __name__ == "__main__":
    sys.exit(main())
