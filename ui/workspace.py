"""The open project and its latest results; one method per thing that a person can do."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.errands import Errands
from ui.jobs import Jobs
from ui.memory import Memory
from ui.renewal import Renewal
from wijkcheck.errors import ProjectError
from wijkcheck.texts import SENTENCES, sentence
from wijkcheck.verdict import Verdict

if TYPE_CHECKING:
    from wijkcheck.project import ProjectSettings, SourceSettings
    from wijkcheck.views import Desk, View

STAGES = ("bronnen", "kolommen", "controle", "koppelen", "verschillen", "cijfers", "dossier")
PROJECT_FILE = ".wijkcheck"
_OPENING = "wijkcheck.views.opening"
_WANTS_PASSWORD = ("project_needs_password", "project_key_or_damage")


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
    password_wanted = Signal(object, bool)
    """A project file asks for its password: its path, and whether one was tried."""
    undone = Signal(object)
    """Decisions were taken back: the verdicts."""

    def __init__(self, jobs: Jobs, language: str, memory: Memory | None = None) -> None:
        super().__init__()
        self.jobs = jobs
        self.language = language
        self.memory = memory or Memory()
        self.state = State.EMPTY
        self.path: Path | None = None
        self.view: View | None = None
        self.desk: Desk | None = None
        self.error: BaseException | None = None
        self._changing = False
        self._password: str | None = None
        self._next: tuple[Path | None, str | None] = (None, None)
        self._again: Callable[[], None] | None = None
        self._made: list[tuple[list[int], Sequence[Verdict]]] = []
        self._asked = 0
        self.errands = Errands(jobs, self._free, lambda: self.view)
        jobs.failed.connect(self._fail)
        self.renewal = Renewal(jobs, lambda: self.state is State.READY, self._renew)

    def text(self, code: str, **values: object) -> str:
        """Return a sentence in the window's language."""
        return sentence(code, values, self.language)

    def phrase(self, code: str) -> str:
        """Return what running work says it does; nothing where it has no words for it."""
        return self.text(code) if code in SENTENCES else ""

    # --- opening ---

    def open_project(self, path: Path, password: str | None = None) -> None:
        """Reconcile a project, a project file or a TOML, and show it."""
        path = path.absolute()
        self._start(path, password, "open_project", str(path), password)

    def open_demo(self, folder: Path) -> None:
        """Make the example exports in a folder, reconcile them and show the result."""
        path = (folder / "wijkcheck").with_suffix(PROJECT_FILE).absolute()
        self._start(path, None, "open_demo", str(folder))

    def new_project(self, path: Path, password: str | None, settings: "ProjectSettings") -> None:
        """Make a project with these settings and show it."""
        self._start(path, password, "new_project", str(path), password, settings)

    def keep_as_file(self, path: Path, password: str | None) -> None:
        """Make a project file of the TOML that is open, so that decisions can be kept."""
        if self.path is not None:
            toml = str(self.path)
            self._start(path, password, "keep_as_file", toml, str(path), password)

    def add_deliveries(self, sources: "Sequence[SourceSettings]") -> None:
        """Take delivered files in to the open project file, and reconcile."""
        self._change("add_deliveries", tuple(sources))

    def change_source(self, before: "SourceSettings", after: "SourceSettings") -> None:
        """Read a source of the open project file otherwise, and reconcile."""
        self._change("change_source", before, after)

    def remove_source(self, source: "SourceSettings") -> None:
        """Take a source out of the open project file, and reconcile."""
        self._change("remove_source", source)

    def change_settings(self, settings: "ProjectSettings") -> None:
        """Reconcile the open project file with other settings: another period."""
        self._change("change_settings", settings)

    def _change(self, name: str, *what: object) -> None:
        """Change the open project file; when that fails, everything stays as it was."""
        if self.path is not None:
            path, password = self.path, self._password
            self._start(path, password, name, str(path), password, *what)
            self._changing = True

    def reconcile_again(self) -> None:
        """Read the open project's files anew."""
        if self._again is not None:
            self._again()

    def cancel(self) -> None:
        """Stop what runs; the results that were there stay."""
        self._asked += 1
        self.jobs.cancel()
        if self.state is State.BUSY and self.view is not None:
            self._hold()
        elif self.state is State.BUSY:
            self._become(State.EMPTY)

    def close(self) -> None:
        """Stop everything and give the project file back."""
        self.renewal.pause.stop()
        self.errands.forget()
        self.jobs.close()
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def speak(self, language: str) -> None:
        """Show everything in another language."""
        self.language = language
        if self.view is None:
            self.spoke.emit()
        else:
            self.ask("speak", self.view.in_language, language, then=self._translated)

    def ask(self, key: str, work: Callable[..., Any], *arguments: object, then: Any) -> None:
        """Ask the core something short, off the window's thread; a newer question replaces it."""
        self.jobs.light(key, work, *arguments, then=then)

    # --- deciding ---

    @property
    def can_decide(self) -> bool:
        """Whether decisions can be kept: in a project file that nobody else has open."""
        return self.desk is not None and self.desk.writable

    @property
    def can_undo(self) -> bool:
        """Whether something was decided since the project was opened."""
        return bool(self._made)

    def decide(self, verdicts: Sequence[Verdict], then: Callable[[], None]) -> None:
        """Keep decisions, as one; ``then`` when they are on disk, not when that failed."""
        if self.desk is None or self.view is None or not verdicts:
            return
        desk, view = self.desk, self.view
        numbers: list[int] = []  # filled in the thread, where an undo that follows finds them
        self._made.append((numbers, verdicts))
        self._ask_too(
            lambda: numbers.extend(desk.decide(view.about(verdicts), verdicts)),
            then=lambda _: self._decided(then),
        )

    def undo(self) -> None:
        """Take back what was decided last, as often as there is something."""
        if self.desk is not None and self._made:
            numbers, verdicts = self._made.pop()
            self._ask_too(self.desk.undo, numbers, then=lambda _: self._taken_back(verdicts))

    def take_back(self, numbers: Sequence[int]) -> None:
        """Take decisions back by their numbers, whenever they were made."""
        if self.desk is not None:
            self._ask_too(self.desk.undo, numbers, then=lambda _: self.renewal.soon())

    def note(self, what: str, about: str, then: Callable[[], None]) -> None:
        """Write down that personal data is ``revealed`` or ``exported``, then do it."""
        if self.desk is None:  # a TOML keeps no history
            then()
        else:
            self._ask_too(self.desk.note, what, about, then=lambda _: then())

    def _ask_too(self, work: Callable[..., Any], *arguments: object, then: Any) -> None:
        """Ask something that no newer question replaces."""
        self._asked += 1
        self.ask(f"too {self._asked}", work, *arguments, then=then)

    def _decided(self, then: Callable[[], None]) -> None:
        then()
        self.renewal.soon()

    def _taken_back(self, verdicts: Sequence[Verdict]) -> None:
        self.undone.emit(verdicts)
        self.renewal.soon()

    # --- what decisions mean, worked out behind the window ---

    def _renew(self) -> None:
        self.jobs.heavy(
            _OPENING, "open_again", str(self.path), self._password, self.language,
            then=self._renewed,
        )  # fmt: skip

    def _renewed(self, view: "View") -> None:
        self.view = view
        if view.language != self.language:
            self.ask("speak", view.in_language, self.language, then=self._translated)
        self.changed.emit(frozenset(STAGES))

    # --- inside ---

    def _free(self) -> bool:
        """Tell whether nothing runs; what was decided goes before what waits."""
        self.renewal.now()
        return not self.jobs.busy and self.state is not State.BUSY

    def _translated(self, view: "View") -> None:
        self.view = view
        self.spoke.emit()

    def _start(self, path: Path, password: str | None, name: str, *what: object) -> None:
        self._next = path, password
        self._again = lambda: self.open_project(path, password)
        self.renewal.stale = self._changing = False
        if path != self.path:
            self._made = []
        self.errands.forget()
        self._asked += 1
        asked = self._asked
        self._become(State.BUSY)

        def start(_: object) -> None:
            if asked == self._asked:
                self.jobs.heavy(_OPENING, name, *what, self.language, then=self._show)

        # The worker writes in the project file: it must have it to itself.
        desk, self.desk = self.desk, None
        if desk is None:
            start(None)
        else:
            self.ask("release", desk.close, then=start)

    def _show(self, view: "View") -> None:
        self.view = view
        self.path, self._password = self._next
        self._changing = False
        if self.path is not None:
            self.memory.opened(self.path, view.project.name)
        self._hold()

    def _hold(self) -> None:
        """Hold the project file while it is shown."""
        if self.view is None or self.path is None or self.path.suffix.lower() != PROJECT_FILE:
            self._become(State.READY)
        else:
            self.ask("hold", self.view.desk, self.path, self._password, then=self._held)

    def _held(self, desk: "Desk") -> None:
        self.desk = desk
        self._become(State.READY)

    def _fail(self, error: BaseException) -> None:
        if self.state is not State.BUSY or self._changing:
            self.failed.emit(error)
            if self._changing:
                self._changing = False
                self._hold()
            return
        self.view, self.error = None, error
        self._become(State.FAILED)
        if isinstance(error, ProjectError) and error.code in _WANTS_PASSWORD:
            path, tried = self._next
            self.password_wanted.emit(path, tried is not None)

    def _become(self, state: State) -> None:
        self.state = state
        self.changed.emit(frozenset(STAGES))
        self.errands.next()
