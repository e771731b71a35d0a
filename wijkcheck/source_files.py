"""Which files the sources of a project are: globs expanded, and whose a delivered table is."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from wijkcheck.project import ProjectSettings, SourceSettings
from wijkcheck.records.fields import RecordType


def files(
    project: ProjectSettings, settings: SourceSettings, kept: Iterable[tuple[str, RecordType]]
) -> list[tuple[Path, str]]:
    """Expand a glob; the name of a source is its path relative to the project, with /.

    What is kept of a glob belongs to it, whether or not the file is still there. A file that
    another source names itself does not.
    """
    folder = project.folder
    if not _glob(settings.path):
        return [(folder / settings.path, settings.path)]
    pattern = Path(settings.path)
    whole = pattern.is_absolute()  # another drive, or a share
    start = Path(pattern.anchor) if whole else folder
    paths = sorted(p for p in start.glob(str(pattern.relative_to(pattern.anchor))) if p.is_file())
    # Excel's lock files lie beside an open workbook and match the same pattern.
    paths = [p for p in paths if not p.name.startswith("~$")]
    names = {(p if whole else p.relative_to(folder)).as_posix() for p in paths}
    kind = settings.record_type
    names |= {name for name, own in kept if own == kind and _matches(name, settings.path)}
    names -= {s.path for s in project.sources if s.record_type == kind}
    return [(folder / name, name) for name in sorted(names or {settings.path})]


def _glob(path: str) -> bool:
    behind = path[len(Path(path).anchor) :]  # Windows may begin one with \\?\
    return any(sign in behind for sign in "*?[")


def _matches(name: str, pattern: str) -> bool:
    return PurePosixPath(name).match(pattern)


def delivers(project: ProjectSettings, source: SourceSettings) -> bool:
    """Tell whether a source is one of the project's, or a file of a glob of it."""
    return any(
        s.path == source.path or (_glob(s.path) and _matches(source.path, s.path))
        for s in project.sources
        if s.record_type == source.record_type
    )


def settings_of(project: ProjectSettings, source: str, kind: RecordType) -> SourceSettings | None:
    """Return the settings by which a table was delivered, of its file alone; None if none did.

    ``source`` is the table's name: that of the file, or with ``#Sheet`` or ``!member`` behind it.
    """
    own = [s for s in project.sources if s.record_type == kind]
    cuts = [i for i, sign in enumerate(source) if sign in "#!"]
    for name in (source, *(source[:i] for i in reversed(cuts))):
        for one in own:
            if one.path == name:
                return one
        for one in own:
            if _glob(one.path) and _matches(name, one.path):
                return replace(one, path=name)
    return None
