"""Which source each delivered file is: its record type by its columns, its team by its name.

A guess is shown and can be changed before anything is reconciled with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from wijkcheck import mapping, sources
from wijkcheck.comparison import COMPARED
from wijkcheck.errors import SourceError
from wijkcheck.progress import Progress, silent
from wijkcheck.project import SourceSettings
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.folding import fold_text
from wijkcheck.sources import RawTable

SUFFIXES = (
    ".csv", ".txt", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".zip",
)  # fmt: skip
_SAMPLE = 400
"""Rows that are looked at: what a column holds shows soon."""
LEAST = 0.5
"""A file that fits its best record type less well is no list of clients or allocations."""
_NO_TEAM = frozenset({
    "clienten", "client", "toewijzingen", "toewijzing", "leveringen", "levering", "declaraties",
    "declaratie", "export", "lijst", "bestand", "aanlevering", "overzicht", "kwartaal", "jaar",
    "maand", "def", "definitief", "versie", "team", "wijkteam", "wijkteams", "sociaal",
    "sociale", "wt", "swt", "bijlage", "gegevens", "data", "de", "het", "van",
})  # fmt: skip
_FOR_MUNICIPALITY = ("gemeente", "municipality")


@dataclass(frozen=True)
class Guess:
    """A file and what it seems to be; ``error`` says why it cannot be read."""

    settings: SourceSettings
    rows: int
    fit: float
    error: SourceError | None = None

    @property
    def wanted(self) -> bool:
        """Tell whether it seems to be a source at all."""
        return self.error is None and self.fit >= LEAST


@dataclass(frozen=True)
class _Read:
    path: Path
    side: Side
    record_type: RecordType
    fit: float
    rows: int
    teams: tuple[str, ...]  # as its own column names them
    error: SourceError | None = None


def guess_sources(
    folder: Path,
    places: Sequence[tuple[Path, Side | None]],
    progress: Progress = silent,
    teams: Sequence[str] = (),
) -> list[Guess]:
    """Return what each file in these places seems to be, named relative to ``folder``.

    ``places`` are files and folders, each with its side; without one it is the municipality's where
    the path says so. ``teams`` are those of the project that the files come in to. Sorted by side
    and path.
    """
    delivered = sorted({item for path, side in places for item in _files(path, side)})
    read: list[_Read] = []
    for done, (path, side) in enumerate(delivered):
        progress("guessing", done, len(delivered))
        read += _look(path, side)
    named = [team for one in read if one.side is Side.MUNICIPALITY for team in one.teams]
    known = [*teams, *named]
    return [_guess(folder, one, known) for one in read]


def _files(path: Path, side: Side | None) -> Iterable[tuple[Path, Side]]:
    found = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in found:
        hidden = file.name.startswith((".", "~$"))
        if file.is_file() and not hidden and file.suffix.lower() in SUFFIXES:
            yield file.resolve(), side or _side(file)


def _side(file: Path) -> Side:
    """Return whose a file is by its own name, or by the nearest folder that says it."""
    for part in (file.name, *(parent.name for parent in file.parents[:2])):
        if any(word in part.lower() for word in _FOR_MUNICIPALITY):
            return Side.MUNICIPALITY
    return Side.TEAM


def _look(path: Path, side: Side) -> list[_Read]:
    """Return what a file is; a workbook with sheets of several types is several sources."""
    try:
        tables = sources.read(path, path.name)
    except SourceError as error:
        return [_Read(path, side, RecordType.TOEWIJZINGEN, 0.0, 0, (), error)]
    best: dict[RecordType, _Read] = {}
    for raw in tables:
        judged = [(mapping.suggest(raw.head(_SAMPLE), kind), kind) for kind in COMPARED]
        columns, kind = max(judged, key=lambda found: mapping.fit(*found))
        fit = mapping.fit(columns, kind)
        if kind not in best or fit > best[kind].fit:
            best[kind] = _Read(path, side, kind, fit, len(raw.text), _teams(raw, columns))
    found = [best[kind] for kind in sorted(best)]
    return [one for one in found if one.fit >= LEAST] or [max(found, key=lambda one: one.fit)]


def _teams(raw: RawTable, columns: pd.DataFrame) -> tuple[str, ...]:
    own = columns.loc[columns["field"].eq("team") & columns["status"].eq("taken"), "column"]
    if not len(own):
        return ()
    return tuple(raw.text[own.iloc[0]].str.strip().value_counts().index)


def _guess(folder: Path, one: _Read, known: Sequence[str]) -> Guess:
    settings = SourceSettings(one.side, relative(one.path, folder), one.record_type)
    named = {frozenset(_words(team)) for team in one.teams} - {frozenset()}
    if one.side is Side.TEAM and len(named) <= 1:
        settings = replace(settings, team=_team(one, known))
    return Guess(settings, one.rows, one.fit, one.error)


def _team(one: _Read, known: Sequence[str]) -> str | None:
    """Return the team that a file is of, as the project or else the municipality writes it.

    A name that says more than a known team (a version, a correction) is that team's where it can be
    no other's.
    """
    named = one.teams[0] if one.teams else ""
    told = [*map(_words, (named, one.path.stem, one.path.parent.name))]
    for words in filter(None, told):
        alike = [team for team in known if set(words) == set(_words(team))]
        if alike:
            return min(alike, key=str.islower)
    for words in () if named else filter(None, told):
        within = {team for team in known if (own := set(_words(team))) and own < set(words)}
        if len(within) == 1:
            return within.pop()
    return named or " ".join(next(filter(None, told), [])).title() or None


def _words(text: str) -> list[str]:
    """Return the words of a name that can tell a team: no record type, no period."""
    words = fold_text(text).split()
    return [w for w in words if w not in _NO_TEAM and not any(c.isdigit() for c in w)]


def relative(path: Path, folder: Path) -> str:
    """Return a path as a project in a folder names it: relative, with /; else whole."""
    for up, parent in enumerate((folder, *folder.parents)):
        if path.is_relative_to(parent):
            return "../" * up + path.relative_to(parent).as_posix()
    return path.as_posix()
