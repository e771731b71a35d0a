"""Heavy work that waits its turn."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.jobs import Jobs

if TYPE_CHECKING:
    from wijkcheck.project import SourceSettings
    from wijkcheck.records.fields import Side
    from wijkcheck.views import View, Writing

_VIEWS = "wijkcheck.views"


class Errands:
    """Starts heavy work, one after the other, when nothing else runs and ``ready`` says so."""

    def __init__(
        self, jobs: Jobs, ready: Callable[[], bool], view: "Callable[[], View | None]"
    ) -> None:
        self._jobs = jobs
        self._ready = ready
        self._view = view
        self._waiting: dict[str, Callable[[], None]] = {}
        self._asked = 0
        jobs.free.connect(self.next)

    def guess(
        self,
        folder: Path,
        places: "Sequence[tuple[str, Side | None]]",
        then: Callable[[Any], None],
        teams: Sequence[str] = (),
    ) -> None:
        """Look what the files in these places seem to be; named relative to a folder.

        ``teams``: those of the project that they come in to.
        """
        self._asked += 1
        what = f"{_VIEWS}.opening", "guess", str(folder), list(places), list(teams)
        self._ask(f"guess {self._asked}", lambda: self._jobs.heavy(*what, then=then))

    def preview(
        self,
        folder: Path,
        source: str,
        settings: "SourceSettings",
        then: Callable[[Any], None],
        *,
        row: int = 0,
    ) -> None:
        """Look into a source's file, read by these settings, as far as a row at least.

        A newer question replaces it.
        """
        what = f"{_VIEWS}.previewing", "preview", str(folder), source, settings, row
        self._ask("preview", lambda: self._jobs.heavy(*what, then=then))

    def export(
        self, prepare: "Callable[[], Writing]", path: Path, then: Callable[[Path], None]
    ) -> None:
        """Write something to a file or folder, after all that was decided has been worked out.

        ``prepare`` is called off the window's thread. What is stopped leaves nothing behind.
        """
        folder = path if path.is_dir() else path.parent

        def clear() -> None:
            view = self._view()
            if view is not None:
                view.exports.clear_unfinished(folder)

        def start() -> None:
            self._jobs.heavy(
                f"{_VIEWS}.exporting", "write",
                prepare=prepare, then=lambda _: then(path), otherwise=clear,
            )  # fmt: skip

        self._ask(f"export {path}", start)

    def next(self) -> None:
        """Start what waits longest, if the time is there."""
        if self._waiting and self._ready():
            self._waiting.pop(next(iter(self._waiting)))()

    def forget(self) -> None:
        """Start nothing of what waits."""
        self._waiting.clear()

    def _ask(self, key: str, start: Callable[[], None]) -> None:
        """Start something when its turn comes; what waits under the same key is dropped."""
        self._waiting.pop(key, None)
        self._waiting[key] = start
        self.next()
