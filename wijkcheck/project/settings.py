"""A project's settings, read from TOML; an unknown key is an error with its place."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from wijkcheck.errors import ProjectError
from wijkcheck.records.fields import RecordType, Side, fields

SEVERITIES = ("off", "notice", "warning", "error")


@dataclass(frozen=True)
class SourceSettings:
    """One ``[[source]]``: a file or a glob, and what detection is to be told."""

    side: Side
    path: str  # relative to the project, with /
    record_type: RecordType
    team: str | None = None
    delivered: date | None = None
    sheet: str | None = None
    header_row: int | None = None  # 0: there is none
    encoding: str | None = None
    delimiter: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)  # field -> column, "" for none
    adds: bool = False  # adds to an earlier delivery of the same list, with which it may overlap


@dataclass(frozen=True)
class OwnRule:
    """One ``[[rule]]``: a rule of the project's own, without code."""

    record_type: RecordType
    field: str
    comparison: str  # =, !=, <, <=, >, >=, in, not in, filled, empty, matches
    value: object = None  # what it must be held against
    other: str | None = None  # or another field
    severity: str = "warning"
    message: str = ""


@dataclass(frozen=True)
class ProjectSettings:
    """One reconciliation: its period, sources and settings."""

    name: str
    folder: Path  # paths of sources are relative to it
    period_start: date
    period_end: date
    reference_date: date
    language: str = "nl"
    sources: tuple[SourceSettings, ...] = ()
    teams: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # team -> other spellings
    scope: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # field -> values in it
    tolerance: Mapping[str, str] = field(default_factory=dict)  # field -> "3 days", "5 %", "2"
    limits: Mapping[str, int] = field(default_factory=dict)  # errors, differences
    rules: Mapping[str, str] = field(default_factory=dict)  # rule -> severity
    own_rules: tuple[OwnRule, ...] = ()
    end_included: bool = True  # CBS counts a record that ends on the day as ended


def read_project(path: Path) -> ProjectSettings:
    """Read a project TOML.

    Raises:
        ProjectError: no such file, no TOML, a key that is unknown, missing or has a wrong value;
            the sentence names the place.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ProjectError("project_missing", path=path.name) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(
            "project_unreadable", path=path.name, why=type(error).__name__
        ) from error
    project = parse_settings(text, path)
    if not project.sources:
        raise ProjectError("key_missing", path=path.name, place="source")
    return project


def parse_settings(text: str, path: Path) -> ProjectSettings:
    """Return the settings that a TOML text holds; ``path`` is whose they are.

    Raises:
        ProjectError: no TOML, or a key that is unknown, missing or has a wrong value.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProjectError("project_no_toml", path=path.name, why=str(error)) from error
    return _Reader(path.name).project(data, path.resolve().parent)


def day(text: str) -> date:
    """Return a day that was typed as 2026-07-01.

    Raises:
        ProjectError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ProjectError("date_wrong", value=text) from None


class _Reader:
    """Turns the TOML's tables into settings and keeps the place for messages."""

    def __init__(self, file: str) -> None:
        self.file = file

    def project(self, data: dict[str, Any], folder: Path) -> ProjectSettings:
        self._known(
            data,
            "",
            {"project", "source", "teams", "scope", "tolerance", "limits", "rules", "rule"},
        )
        head = self._table(data, "project")
        self._known(
            head, "project", {"name", "period", "reference_date", "language", "end_included"}
        )
        period = self._table(head, "period", "project.period")
        self._known(period, "project.period", {"start", "end"})
        start = self._date(period, "start", "project.period")
        end = self._date(period, "end", "project.period")
        if start is None or end is None:
            raise self._error(
                "key_missing", "project.period.start" if start is None else "project.period.end"
            )
        if start > end:
            raise self._error("period_reversed", "project.period")
        sources = self._list(data, "source")
        return ProjectSettings(
            name=self._text(head, "name", "project") or folder.name,
            folder=folder,
            period_start=start,
            period_end=end,
            reference_date=self._date(head, "reference_date", "project") or end,
            language=self._one_of(head, "language", "project", ("nl", "en")) or "nl",
            sources=tuple(self._source(s, f"source[{i}]") for i, s in enumerate(sources, 1)),
            teams={
                t: self._texts(v, f"teams.{t}")
                for t, v in self._table(data, "teams", optional=True).items()
            },
            scope=self._scope(self._table(data, "scope", optional=True)),
            tolerance={k: str(v) for k, v in self._fields(data, "tolerance").items()},
            limits=self._limits(self._table(data, "limits", optional=True)),
            rules=self._severities(self._table(data, "rules", optional=True)),
            own_rules=tuple(
                self._rule(r, f"rule[{i}]") for i, r in enumerate(self._list(data, "rule"), 1)
            ),
            end_included=self._flag(head, "end_included", "project", default=True),
        )

    def _source(self, data: dict[str, Any], place: str) -> SourceSettings:
        self._known(data, place, set(SourceSettings.__dataclass_fields__))
        for key in ("side", "path", "record_type"):
            if key not in data:
                raise self._error("key_missing", f"{place}.{key}")
        record_type = RecordType(str(self._one_of(data, "record_type", place, tuple(RecordType))))
        columns = self._table(data, "columns", f"{place}.columns", optional=True)
        self._known(columns, f"{place}.columns", set(fields(record_type)))
        return SourceSettings(
            side=Side(str(self._one_of(data, "side", place, tuple(Side)))),
            path=str(self._text(data, "path", place)).replace("\\", "/"),
            record_type=record_type,
            team=self._text(data, "team", place),
            delivered=self._date(data, "delivered", place),
            sheet=self._text(data, "sheet", place),
            header_row=self._whole(data, "header_row", place, least=0),
            encoding=self._text(data, "encoding", place),
            delimiter=self._text(data, "delimiter", place),
            columns={k: str(v) for k, v in columns.items()},
            adds=self._flag(data, "adds", place, default=False),
        )

    def _rule(self, data: dict[str, Any], place: str) -> OwnRule:
        self._known(data, place, set(OwnRule.__dataclass_fields__))
        for key in ("record_type", "field", "comparison"):
            if key not in data:
                raise self._error("key_missing", f"{place}.{key}")
        record_type = RecordType(str(self._one_of(data, "record_type", place, tuple(RecordType))))
        known = tuple(fields(record_type))
        return OwnRule(
            record_type=record_type,
            field=str(self._one_of(data, "field", place, known)),
            comparison=str(
                self._one_of(
                    data,
                    "comparison",
                    place,
                    ("=", "!=", "<", "<=", ">", ">=", "in", "not in", "filled", "empty", "matches"),
                )
            ),
            value=data.get("value"),
            other=self._one_of(data, "other", place, known),
            severity=self._one_of(data, "severity", place, SEVERITIES) or "warning",
            message=self._text(data, "message", place) or "",
        )

    def _scope(self, data: dict[str, Any]) -> dict[str, tuple[str, ...]]:
        self._known(data, "scope", set(fields(RecordType.TOEWIJZINGEN)))
        return {k: self._texts(v, f"scope.{k}") for k, v in data.items()}

    def _limits(self, data: dict[str, Any]) -> dict[str, int]:
        self._known(data, "limits", {"errors", "differences"})
        for key in data:
            self._whole(data, key, "limits", least=0)
        return data

    def _severities(self, data: dict[str, Any]) -> dict[str, str]:
        return {key: str(self._one_of(data, key, "rules", SEVERITIES)) for key in data}

    def _fields(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        table = self._table(data, key, optional=True)
        self._known(table, key, {name for kind in RecordType for name in fields(kind)})
        return table

    def _known(self, data: dict[str, Any], place: str, allowed: set[str]) -> None:
        for key in data:
            if key not in allowed:
                where = f"{place}.{key}" if place else key
                raise self._error("key_unknown", where, allowed=", ".join(sorted(allowed)))

    def _table(
        self, data: dict[str, Any], key: str, place: str = "", *, optional: bool = False
    ) -> dict[str, Any]:
        value = data.get(key, {} if optional else None)
        if value is None:
            raise self._error("key_missing", place or key)
        if not isinstance(value, dict):
            raise self._error("value_wrong", place or key, value=str(value))
        return value

    def _list(self, data: dict[str, Any], key: str) -> list[dict[str, Any]]:
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self._error("value_wrong", key, value=str(value))
        return value

    def _text(self, data: dict[str, Any], key: str, place: str) -> str | None:
        value = data.get(key)
        if value is not None and not isinstance(value, str):
            raise self._error("value_wrong", f"{place}.{key}", value=str(value))
        return value

    def _texts(self, value: object, place: str) -> tuple[str, ...]:
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self._error("value_wrong", place, value=str(value))
        return tuple(value)

    def _one_of(
        self, data: dict[str, Any], key: str, place: str, allowed: tuple[str, ...]
    ) -> str | None:
        value = self._text(data, key, place)
        if value is not None and value not in allowed:
            raise self._error(
                "value_not_allowed", f"{place}.{key}", value=value, allowed=", ".join(allowed)
            )
        return value

    def _whole(self, data: dict[str, Any], key: str, place: str, *, least: int) -> int | None:
        value = data.get(key)
        # True is an int to Python, not to whoever wrote it.
        if value is not None and (type(value) is not int or value < least):
            raise self._error("value_wrong", f"{place}.{key}", value=str(value))
        return value

    def _flag(self, data: dict[str, Any], key: str, place: str, *, default: bool) -> bool:
        value = data.get(key, default)
        if not isinstance(value, bool):
            raise self._error("value_wrong", f"{place}.{key}", value=str(value))
        return value

    def _date(self, data: dict[str, Any], key: str, place: str) -> date | None:
        value = data.get(key)
        if value is not None and type(value) is not date:
            raise self._error("value_no_date", f"{place}.{key}", value=str(value))
        return value

    def _error(self, code: str, place: str, **values: str) -> ProjectError:
        return ProjectError(code, path=self.file, place=place, **values)
