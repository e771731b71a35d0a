"""Columns without a telling name: of two with dates the start and the end; the teams."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from wijkcheck.mapping.cells import clean
from wijkcheck.mapping.content import Content
from wijkcheck.mapping.dates import read_dates
from wijkcheck.mapping.header import is_anonymous, is_foreign, words
from wijkcheck.records.fields import Kind, RecordType, fields
from wijkcheck.records.models import TEXT
from wijkcheck.records.teams import TeamNames

_WEIGHT = 0.66
_ROWS = 2000  # rows looked at
_TEAM_WEIGHT = 0.8
_TEAMS_KNOWN = 0.2  # of the texts of a column, from which it holds the teams: others may be silent


def date_roles(
    text: pd.DataFrame,
    columns: Sequence[str],
    contents: Mapping[str, Content | None],
    record_type: RecordType,
) -> dict[tuple[str, str], float]:
    """Return the weight of (column, field) for columns of recent dates without a telling name.

    One such column is the start; of two, the end is the one that is never earlier, or open or
    empty more often. More than two say nothing.
    """
    known = fields(record_type)
    start = "begindatum" if "begindatum" in known else "ingangsdatum"
    recent = [name for name in columns if _is_recent(name, contents[name])]
    if len(recent) == 1:
        return {(recent[0], start): _WEIGHT}
    if len(recent) != 2:
        return {}
    days = [_days(text[name].head(_ROWS)) for name in recent]
    both = ~np.isnat(days[0]) & ~np.isnat(days[1])
    ordered = float((days[0] <= days[1])[both].mean()) if both.any() else 0.5
    empty = [float(np.isnat(d).mean()) for d in days]
    if 0.1 < ordered < 0.9:
        return {}
    first_starts = ordered >= 0.9 if ordered != 0.5 else empty[0] <= empty[1]
    begin, end = recent if first_starts else recent[::-1]
    return {(begin, start): _WEIGHT, (end, "einddatum"): _WEIGHT}


def team_roles(
    columns: Sequence[str], contents: Mapping[str, Content | None], teams: TeamNames
) -> dict[tuple[str, str], float]:
    """Return the weight of (column, team) for columns in which the project's teams are named."""
    found = {}
    for name in columns:
        known = contents[name]
        if known is None or not len(teams) or is_foreign(name):
            continue
        named = teams.canonical(pd.Series(known.texts, dtype=TEXT))["known"]
        if named.mean() >= (_TEAMS_KNOWN if named.sum() > 1 else 0.5):
            found[name, "team"] = _TEAM_WEIGHT
    return found


def _is_recent(name: str, known: Content | None) -> bool:
    """Days written as plain numbers are half believed: a name that says date is the other half."""
    dated = words(name) == ("datum",)
    return (
        known is not None
        and (dated or is_anonymous(name))
        and known.share("date") > (0.45 if dated else 0.7)
        and known.year >= 2012
        and (known.spread <= 12 or known.share("open") > 0)
    )


def _days(values: pd.Series) -> np.ndarray:
    codes, unique = pd.factorize(clean(values))
    days = read_dates(unique.tolist(), Kind.OPEN_DATE, date(2000, 1, 1)).days
    return np.append(days, np.datetime64("NaT", "s"))[codes]
