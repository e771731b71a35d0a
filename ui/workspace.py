"""The open project and its latest results; one method per thing that a person can do."""

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.jobs import Jobs
from wijkcheck.texts import SENTENCES, sentence

if TYPE_CHECKING:
    from wijkcheck.views import View

STAGES = ("bronnen", "kolommen", "controle", "koppelen", "verschillen", "cijfers")
_OPENING = "wijkcheck.views.opening"


class State(Enum):
    """How far the open project is."""

    EMPTY = auto()  # none is open
    BUSY = auto()
    FAILED = auto()
    READY = auto()


class Workspace(QObject):
    """What all pages look at. A page shows ``view`` where the state is ``READY``."""

    changed = Signal(frozenset)
    """The stages (of ``STAGES``) whose pages no longer show how things are."""
    spoke = Signal()
    """The language changed: all that is on screen is to be made anew."""
    failed = Signal(object)
    """Something went wrong that no page says: the exception."""

    def __init__(self, jobs: Jobs, language: str) -> None:
        super().__init__()
        self.jobs = jobs
        self.language = language
        self.state = State.EMPTY
        self.path: Path | None = None
        self.view: View | None = None
        self.error: BaseException | None = None
        self._again: Callable[[], None] | None = None
        jobs.failed.connect(self._fail)

    def text(self, code: str, **values: object) -> str:
        """Return a sentence in the window's language."""
        return sentence(code, values, self.language)

    def phrase(self, code: str) -> str:
        """Return what running work says it does; nothing where it has no words for it."""
        return self.text(code) if code in SENTENCES else ""

    def open_project(self, path: Path) -> None:
        """Reconcile a project and show it."""
        self._start(path, "open_project", str(path), again=lambda: self.open_project(path))

    def open_demo(self, folder: Path) -> None:
        """Make the example exports in a folder, reconcile them and show the result."""
        self._start(None, "open_demo", str(folder), again=lambda: self.open_demo(folder))

    def reconcile_again(self) -> None:
        """Read the open project's files anew."""
        if self._again is not None:
            self._again()

    def cancel(self) -> None:
        """Stop what runs; the results that were there stay."""
        self.jobs.cancel()
        self._become(State.EMPTY if self.view is None else State.READY)

    def speak(self, language: str) -> None:
        """Show everything in another language."""
        self.language = language
        if self.view is None:
            self.spoke.emit()
        else:
            self.ask("speak", self.view.in_language, language, then=self._translated)

    def _translated(self, view: "View") -> None:
        self.view = view
        self.spoke.emit()

    def ask(self, key: str, work: Callable[..., Any], *arguments: object, then: Any) -> None:
        """Ask the core something short, off the window's thread; a newer question replaces it."""
        self.jobs.light(key, work, *arguments, then=then)

    def _start(self, path: Path | None, name: str, *what: str, again: Callable[[], None]) -> None:
        self.path, self._again = path, again
        self._become(State.BUSY)
        self.jobs.heavy(_OPENING, name, *what, self.language, then=self._show)

    def _show(self, view: "View") -> None:
        self.view = view
        self._become(State.READY)

    def _fail(self, error: BaseException) -> None:
        if self.state is State.BUSY:
            self.view, self.error = None, error
            self._become(State.FAILED)
        else:
            self.failed.emit(error)

    def _become(self, state: State) -> None:
        self.state = state
        self.changed.emit(frozenset(STAGES))
