"""Where a project's sources are, named from the folder in which the project lies."""

from dataclasses import replace
from pathlib import Path

from wijkcheck.project.settings import ProjectSettings


def beside(settings: ProjectSettings, folder: Path) -> ProjectSettings:
    """Return settings whose sources are the same files, named from another folder."""
    own = settings.folder.resolve()
    if own == folder.resolve():
        return settings
    sources = [replace(s, path=relative(own / s.path, folder)) for s in settings.sources]
    return replace(settings, folder=folder, sources=tuple(sources))


def relative(path: Path, folder: Path) -> str:
    """Return a path as sources name it: from a folder, with /; whole on another drive."""
    path, folder = path.resolve(), folder.resolve()
    for up, parent in enumerate((folder, *folder.parents)):
        if path.is_relative_to(parent):
            return "../" * up + path.relative_to(parent).as_posix()
    return path.as_posix()
