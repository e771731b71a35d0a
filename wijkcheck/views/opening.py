"""Reconcile for the window: what runs in its worker process."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from wijkcheck.demo import make_demo
from wijkcheck.guessing import Guess, guess_sources, relative
from wijkcheck.pipeline import Run, reconcile
from wijkcheck.progress import Progress
from wijkcheck.project import ProjectSettings, SourceSettings, read_project
from wijkcheck.project.file import SUFFIX, is_project_file
from wijkcheck.project.settings_text import settings_text
from wijkcheck.records.fields import Side
from wijkcheck.rounds import Project
from wijkcheck.views.view import View, view_of


def open_project(path: str, password: str | None, language: str, progress: Progress) -> View:
    """Reconcile a project file or a TOML.

    Raises:
        WijkCheckError: the project cannot be used, or there is nothing to compare.
    """
    if not is_project_file(Path(path)):
        return view_of(reconcile(read_project(Path(path)), progress), language)
    return _after(path, password, language, lambda project: project.reconcile(progress))


def open_again(path: str, password: str | None, language: str, progress: Progress) -> View:
    """Work out what decisions mean, and keep nothing: the window has the file."""
    with Project.open(Path(path), password, write=False) as project:
        return view_of(project.reconcile(progress), language)


def add_deliveries(
    path: str,
    password: str | None,
    sources: Sequence[SourceSettings],
    language: str,
    progress: Progress,
) -> View:
    """Take files in to a project file, all or none, and reconcile; the view says what each was.

    ``sources`` are as ``guess`` found them, named from the project's folder, and as the user left
    them. Each replaces the list that it is (same side, record type and team) or ``adds`` to it.

    Raises:
        WijkCheckError: one cannot be used, or somebody else has the project; it stays as it was.
    """
    with Project.open(Path(path), password) as project:
        came = project.add(*sources, progress=progress)
        run = project.reconcile(progress)
    return replace(view_of(run, language), arrivals=came)


def change_source(
    path: str,
    password: str | None,
    before: SourceSettings,
    after: SourceSettings,
    language: str,
    progress: Progress,
) -> View:
    """Read a source of a project file otherwise, and reconcile; the history tells of it.

    ``before`` is what ``View.settings_of`` gives of the source, ``after`` the same with another
    side, team, record type, sheet, header row, encoding, delimiter or columns.

    Raises:
        WijkCheckError: nothing is left to compare, or somebody else has the project; it stays as
            it was.
    """
    return _after(
        path, password, language, lambda project: project.change_source(before, after, progress)
    )


def remove_source(
    path: str, password: str | None, source: SourceSettings, language: str, progress: Progress
) -> View:
    """Take a source, as ``View.settings_of`` gives it, out of a project file, and reconcile.

    Raises:
        WijkCheckError: as ``change_source``.
    """
    return _after(path, password, language, lambda project: project.remove_source(source, progress))


def change_settings(
    path: str, password: str | None, settings: ProjectSettings, language: str, progress: Progress
) -> View:
    """Reconcile a project file with other settings: another period; the history tells of it.

    Raises:
        WijkCheckError: nothing is left to compare, or somebody else has the project; it stays as
            it was.
    """

    def work(project: Project) -> Run:
        if not project.writable:
            raise project.refused()
        return project.reconcile(progress, settings)

    return _after(path, password, language, work)


def _after(path: str, password: str | None, language: str, work: Callable[[Project], Run]) -> View:
    """Return the view of what was done in a project file, and what came in with it."""
    with Project.open(Path(path), password) as project:
        run = work(project)
        came = project.arrivals
    return replace(view_of(run, language), arrivals=came)


def new_project(
    path: str, password: str | None, settings: ProjectSettings, language: str, progress: Progress
) -> View:
    """Make a project, as a project file or as a TOML by its name, and reconcile it.

    Raises:
        WijkCheckError: the file exists or cannot be made, or the project cannot be used.
    """
    place = Path(path)
    if place.suffix.lower() == SUFFIX:
        Project.new(place, settings, password).close()
    else:
        place.write_text(settings_text(_beside(settings, place.absolute().parent)), "utf-8")
    return open_project(path, password, language, progress)


def _beside(settings: ProjectSettings, folder: Path) -> ProjectSettings:
    """Return settings whose sources are named from another folder."""
    sources = [
        replace(source, path=relative((settings.folder / source.path).resolve(), folder))
        for source in settings.sources
    ]
    return replace(settings, folder=folder, sources=tuple(sources))


def keep_as_file(
    toml: str, path: str, password: str | None, language: str, progress: Progress
) -> View:
    """Make a project file of a TOML and reconcile it."""
    return new_project(path, password, read_project(Path(toml)), language, progress)


def open_demo(folder: str, language: str, progress: Progress) -> View:
    """Make the example exports in a folder and reconcile them, as a project file."""
    toml = make_demo(Path(folder))
    place = toml.with_suffix(SUFFIX)
    if not place.exists():
        Project.new(place, read_project(toml), None, invented=True).close()
    return open_project(str(place), None, language, progress)


def guess(
    folder: str,
    places: Sequence[tuple[str, Side | None]],
    teams: Sequence[str],
    progress: Progress,
) -> list[Guess]:
    """Tell what the files in these places seem to be; ``teams`` are those of the project."""
    found = [(Path(path), side) for path, side in places]
    return guess_sources(Path(folder), found, progress, teams)
