"""Each source of a project read, its columns mapped, its values converted; what did not come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from wijkcheck import mapping, overlapping, source_files, sources
from wijkcheck.errors import ProjectError, SourceError, WijkCheckError
from wijkcheck.mapping import Columns, Profile
from wijkcheck.progress import Progress
from wijkcheck.project import ProjectSettings, SourceSettings
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import gather
from wijkcheck.records.teams import TeamNames, one_spelling
from wijkcheck.sources import Choice, RawTable

RULES = {
    **sources.RULES,
    **mapping.RULES,
    "arrangement_kept": "notice",
    "delivery_repeated": "warning",
    "layout_changed": "notice",
}
"""Rules about what was delivered, with their severities."""
PROFILES = "profielen"
"""Folder beside the project in which the suppliers' column profiles lie."""
FITS_ALIKE = 0.9
"""Sheets that fit at least this well, relative to the best, are read together: one per month."""


@dataclass(frozen=True)
class Delivery:
    """One table of one source. ``status``: ``used``, ``unusable`` or ``missing``."""

    source: str
    settings: SourceSettings
    status: str
    raw: RawTable | None
    columns: pd.DataFrame
    records: pd.DataFrame | None
    findings: pd.DataFrame
    error: WijkCheckError | None
    file: str = ""  # the delivered file in which the table stands, as the project names it

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return what reading decided."""
        return self.raw.choices if self.raw else ()


Kept = Mapping[tuple[str, RecordType], Sequence[tuple[RawTable, pd.DataFrame]]]
"""Tables that need not be read again, by file and type: each with its Columns."""


def read_all(
    project: ProjectSettings,
    progress: Progress,
    kept: Kept | None = None,
    profiles: Sequence[Profile] = (),
) -> tuple[Delivery, ...]:
    """Read every source of a project; one that cannot be used says why, the others go on.

    Files that are ``kept`` are not opened, and need not be there any more. Sorted by side and
    source, so that nothing depends on the order in the project.
    """
    kept = kept or {}
    teams = TeamNames({team: project.teams.get(team, ()) for team in team_names(project)})
    profiles = [*profiles, *_profiles(project.folder)]
    found = []
    for number, settings in enumerate(project.sources):
        progress("reading", number, len(project.sources))
        for path, name in source_files.files(project, settings, kept):
            tables = kept.get((name, settings.record_type))
            if tables is None:
                read = _read(path, name, settings, project, teams, profiles, progress)
            else:
                read = [_convert(*table, settings, project, teams, progress) for table in tables]
            found += [replace(delivery, file=name) for delivery in read]
    found.sort(key=lambda d: (d.settings.side, d.source, d.settings.record_type))
    return tuple(_merged(found))


def _merged(found: Sequence[Delivery]) -> list[Delivery]:
    """Put what adds to an earlier delivery of the same list together with it."""
    merged = list(found)
    later = [i for i, d in enumerate(merged) if d.settings.adds and d.status == "used"]
    later.sort(key=lambda i: (merged[i].settings.delivered or date.min, i))
    for done, i in enumerate(later):
        for j, other in enumerate(merged):
            same = (other.settings.side, other.settings.record_type, other.settings.team)
            own = merged[i].settings
            if j in later[done:] or same != (own.side, own.record_type, own.team):
                continue
            if other.records is not None and (records := merged[i].records) is not None:
                rest, longer, told = overlapping.merge(other.records, records, own.record_type)
                merged[j] = replace(other, records=rest)
                findings = gather([merged[i].findings, told])
                merged[i] = replace(merged[i], records=longer, findings=findings)
    return merged


def team_names(project: ProjectSettings) -> tuple[str, ...]:
    """Return the teams that the project names, in alphabetical order."""
    named = {s.team for s in project.sources if s.team} | set(project.teams)
    return tuple(sorted(named))


def _read(
    path: Path,
    name: str,
    settings: SourceSettings,
    project: ProjectSettings,
    teams: TeamNames,
    profiles: Sequence[Profile],
    progress: Progress,
) -> list[Delivery]:
    wanted = sources.ReadSettings(
        sheet=settings.sheet,
        header_row=settings.header_row,
        encoding=settings.encoding,
        delimiter=settings.delimiter,
    )
    try:
        tables = sources.read(path, name, wanted, progress)
    except SourceError as error:
        status = "missing" if error.code == "source_missing" else "unusable"
        return [_unusable(name, settings, None, Columns.empty(), error, status)]
    chosen = fitting(tables, name, settings, profiles, teams)
    return [_convert(raw, columns, settings, project, teams, progress) for raw, columns in chosen]


def fitting(
    tables: Sequence[RawTable],
    name: str,
    settings: SourceSettings,
    profiles: Sequence[Profile],
    teams: TeamNames = mapping.NO_TEAMS,
) -> list[tuple[RawTable, pd.DataFrame]]:
    """Choose the tables of a file that fit the record type; a single one bears the file's name."""
    kind = settings.record_type
    # Of a team's own list the team is known: in its other columns teams may be places.
    sought = mapping.NO_TEAMS if settings.team else teams
    columns = [mapping.suggest(raw, kind, settings.columns, profiles, sought) for raw in tables]
    fits = [mapping.fit(found, kind) for found in columns]
    best = max(fits)
    kept = [i for i, fit in enumerate(fits) if fit >= FITS_ALIKE * best and (fit > 0 or i == 0)]
    if len(kept) > 1:
        return [(tables[i], columns[i]) for i in kept]
    raw, found = tables[kept[0]], columns[kept[0]]
    alone = f"{name}!{raw.member}" if raw.member else name
    return [(replace(raw, source=alone), found.assign(source=alone).astype({"source": "str"}))]


def _convert(
    raw: RawTable,
    columns: pd.DataFrame,
    settings: SourceSettings,
    project: ProjectSettings,
    teams: TeamNames,
    progress: Progress,
) -> Delivery:
    kind = settings.record_type
    code = mapping.unusable(columns, kind)
    if code is not None:
        doubtful = mapping.suspects(columns, kind)["column"].unique()
        error = SourceError(code, source=raw.source, columns=", ".join(doubtful))
        return _unusable(raw.source, settings, raw, columns, error, "unusable")
    records, findings = mapping.convert(
        raw, columns, kind, teams, settings.team, project.reference_date, progress
    )
    findings = gather([sources.reading_findings(raw), findings])
    return Delivery(raw.source, settings, "used", raw, columns, records, findings, None)


def _unusable(
    source: str,
    settings: SourceSettings,
    raw: RawTable | None,
    columns: pd.DataFrame,
    error: WijkCheckError,
    status: str,
) -> Delivery:
    return Delivery(source, settings, status, raw, columns, None, gather([]), error)


def _profiles(folder: Path) -> list[Profile]:
    return [mapping.read_profile(path) for path in sorted((folder / PROFILES).glob("*.toml"))]


def save_profiles(project: ProjectSettings, delivered: Sequence[Delivery]) -> int:
    """Save the columns of every usable source as a profile beside the project; return how many."""
    used = [d for d in delivered if d.raw is not None and d.status == "used"]
    for one in used:
        name = "".join(c if c.isalnum() else "_" for c in one.source)
        save_profile(project, name, one.columns)
    return len(used)


def save_profile(project: ProjectSettings, name: str, chosen: pd.DataFrame) -> Path:
    """Save a supplier's columns (Columns of one source) as a profile beside the project.

    Raises:
        ProjectError: it cannot be written.
    """
    folder = project.folder / PROFILES
    path = folder / f"{name}.toml"
    try:
        folder.mkdir(exist_ok=True)
        mapping.write_profile(mapping.profile_of(name, chosen), path)
    except OSError as error:
        raise ProjectError("output_refused", path=path) from error
    return path


# --- all together ---


def together(delivered: Sequence[Delivery]) -> dict[tuple[Side, RecordType], pd.DataFrame]:
    """Return the records of each side and type, of all usable sources, sorted by source and row."""
    parts: dict[tuple[Side, RecordType], list[pd.DataFrame]] = {}
    for one in delivered:
        if one.records is not None:
            parts.setdefault((one.settings.side, one.settings.record_type), []).append(one.records)
    return _spelled_alike({key: pd.concat(parts[key]) for key in sorted(parts)})


def _spelled_alike(
    records: dict[tuple[Side, RecordType], pd.DataFrame],
) -> dict[tuple[Side, RecordType], pd.DataFrame]:
    """Write each team that the project does not name in one way: as the municipality does."""
    spelling = one_spelling(*(table["team"] for table in records.values()))
    if not spelling:
        return records
    return {key: t.assign(team=t["team"].replace(spelling)) for key, t in records.items()}


def columns(delivered: Sequence[Delivery]) -> pd.DataFrame:
    """Return the Columns of all usable sources."""
    tables = [d.columns for d in delivered if d.status == "used"]
    return pd.concat(tables, ignore_index=True) if tables else Columns.empty()


def not_delivered(
    delivered: Sequence[Delivery],
    records: Mapping[tuple[Side, RecordType], pd.DataFrame],
) -> dict[RecordType, tuple[str, ...]]:
    """Return per record type the teams without a usable delivery.

    Such a team is one whose source cannot be used, or that the municipality names and no source
    delivers for. A usable source without a team of its own delivers for all teams that it names.
    """
    missing: dict[RecordType, tuple[str, ...]] = {}
    for kind in RecordType:
        mine = [
            d for d in delivered if d.settings.side == Side.TEAM and d.settings.record_type == kind
        ]
        broken = [d for d in mine if d.status != "used"]
        teams = {d.settings.team for d in broken if d.settings.team}
        came = {d.settings.team for d in mine if d.status == "used" and d.settings.team} - teams
        for_all = any(d.status == "used" and not d.settings.team for d in mine)
        if mine and (not for_all or any(not d.settings.team for d in broken)):
            teams |= _named(records, kind) - came - _present(records, kind)
        missing[kind] = tuple(sorted(teams))
    return missing


def _named(records: Mapping[tuple[Side, RecordType], pd.DataFrame], kind: RecordType) -> set[str]:
    """Return the teams that the municipality names for a record type."""
    table = records.get((Side.MUNICIPALITY, kind))
    return set(table["team"].dropna().unique()) if table is not None else set()


def _present(records: Mapping[tuple[Side, RecordType], pd.DataFrame], kind: RecordType) -> set[str]:
    """Return the teams that the teams' own records name."""
    table = records.get((Side.TEAM, kind))
    return set(table["team"].dropna().unique()) if table is not None else set()
