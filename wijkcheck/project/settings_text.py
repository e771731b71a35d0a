"""Settings written as the TOML that they are read from: how a project file keeps them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date

from wijkcheck.project.settings import OwnRule, ProjectSettings, SourceSettings


def settings_text(project: ProjectSettings) -> str:
    """Return the settings as TOML; reading it gives the same settings."""
    return "\n".join(_lines(project)) + "\n"


def _lines(project: ProjectSettings) -> Iterator[str]:
    yield "[project]"
    period = {"start": project.period_start, "end": project.period_end}
    for name, value in (
        ("name", project.name),
        ("period", period),
        ("reference_date", project.reference_date),
        ("language", project.language),
        ("end_included", project.end_included),
    ):
        yield f"{name} = {_value(value)}"
    for source in project.sources:
        yield from _table("source", source)
    for name in ("teams", "scope", "tolerance", "limits", "rules"):
        entries: Mapping[str, object] = getattr(project, name)
        if entries:
            yield from ("", f"[{name}]")
            yield from (f"{_key(key)} = {_value(value)}" for key, value in entries.items())
    for rule in project.own_rules:
        yield from _table("rule", rule)


def _table(name: str, settings: SourceSettings | OwnRule) -> Iterator[str]:
    """Yield one of an array of tables: what is set of it."""
    yield from ("", f"[[{name}]]")
    for part in fields(settings):
        value = getattr(settings, part.name)
        if (value is not False and value not in (None, "", {})) or (
            part.name == "value" and value is not None
        ):
            yield f"{part.name} = {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, str):
        return _quoted(value)
    return repr(value)


def _key(name: str) -> str:
    return name if name.isascii() and name.isidentifier() else _quoted(name)


def _quoted(text: str) -> str:
    # A JSON string is a TOML string, but for a character that JSON leaves as it is.
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")
