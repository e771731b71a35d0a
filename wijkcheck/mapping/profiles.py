"""A saved mapping of one supplier's layout, recognised by its header."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from wijkcheck.errors import ProjectError
from wijkcheck.sources.tables import RawTable


@dataclass(frozen=True)
class Profile:
    """A supplier's layout: its columns and which field each is."""

    name: str
    header: tuple[str, ...]
    columns: Mapping[str, str]  # field -> column; a composite column stands at several fields

    def fits(self, raw: RawTable) -> bool:
        """Return whether a source has this header: the same columns, in any order."""
        return set(self.header) == set(raw.text.columns)


@dataclass(frozen=True)
class LayoutChange:
    """What a source's header has more and less than a profile's."""

    came: tuple[str, ...]
    went: tuple[str, ...]


def layout_change(profile: Profile, raw: RawTable) -> LayoutChange:
    """Return which columns came and went since the profile was saved, in their order."""
    header = tuple(raw.text.columns)
    return LayoutChange(
        tuple(name for name in header if name not in profile.header),
        tuple(name for name in profile.header if name not in header),
    )


def profile_of(name: str, columns: pd.DataFrame) -> Profile:
    """Return the profile of a source whose Columns table a person has confirmed."""
    used = columns[columns["status"].isin(["taken", "chosen"]) & columns["field"].notna()]
    chosen = dict(zip(used["field"], used["column"], strict=True))
    own = columns.loc[columns["reason"].ne("chosen_column_missing"), "column"]
    return Profile(name, tuple(own.unique()), chosen)


def write_profile(profile: Profile, path: Path) -> None:
    """Write a profile as TOML."""
    # A JSON string without escapes of its own is a TOML string.
    lines = [
        f"name = {_quoted(profile.name)}",
        f"header = [{', '.join(map(_quoted, profile.header))}]",
        "",
        "[columns]",
        *(f"{field} = {_quoted(column)}" for field, column in sorted(profile.columns.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_profile(path: Path) -> Profile:
    """Read a profile.

    Raises:
        ProjectError: the file cannot be read, is no TOML, or no profile.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProjectError("profile_unreadable", path=path.name, why=str(error)) from error
    name, header, columns = data.get("name"), data.get("header"), data.get("columns")
    if not (isinstance(name, str) and isinstance(header, list) and isinstance(columns, dict)):
        raise ProjectError("profile_unreadable", path=path.name, why="name, header, columns")
    texts = [*header, *columns.values()]
    if not all(isinstance(text, str) for text in texts):
        raise ProjectError("profile_unreadable", path=path.name, why="header, columns")
    return Profile(name, tuple(header), dict(columns))
