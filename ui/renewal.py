"""When to work out what decisions mean: behind the window, once nobody decides for a moment."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.jobs import Jobs

_PAUSE = 1200  # milliseconds without a decision


class Renewal(QObject):
    """Calls ``begin`` where what is shown is ``stale``, it is ``possible`` and nothing runs."""

    def __init__(self, jobs: Jobs, possible: Callable[[], bool], begin: Callable[[], None]) -> None:
        super().__init__()
        self._jobs, self._possible, self._begin = jobs, possible, begin
        self.stale = False
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(_PAUSE)
        self.pause.timeout.connect(self.now)
        jobs.free.connect(self._later)

    def soon(self) -> None:
        """Something was decided, or taken back."""
        self.stale = True
        self.pause.start()

    def now(self) -> None:
        """Begin, where there is anything to work out and nothing is in the way."""
        if self.stale and self._possible() and not self._jobs.busy:
            self.stale = False
            self._begin()

    def _later(self) -> None:
        """Work out what was decided while something else was worked out."""
        if self.stale:
            self.pause.start()
