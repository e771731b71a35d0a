"""Who and what counts where: the records of both sides, the groups they are in, what is counted."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.comparison import COMPARED, Positions, Rows, rows_of
from wijkcheck.figures.running import COUNTS, Bits, Spans, running, spans
from wijkcheck.figures.settings import FiguresSettings
from wijkcheck.figures.tables import WHOLE
from wijkcheck.records.fields import RecordType, Side

Key = tuple[Side, RecordType]
NO_TEAM = "geen team"
ALL = 0  # the number of the group of all teams together


@dataclass(frozen=True)
class Counted:
    """The records of one side and type: when they run, and the number of their team's group."""

    rows: Rows
    spans: Spans
    bits: Bits
    team: Positions


@dataclass(frozen=True)
class Tally:
    """Bits of what is counted per group, ``key`` = number × groups + group, increasing."""

    key: Positions
    bits: Bits

    def at(self, keys: Positions) -> Bits:
        """Return the bits of these keys, 0 where there are none."""
        if not len(self.key):
            return np.zeros(len(keys), dtype=np.uint8)
        place = np.minimum(np.searchsorted(self.key, keys), len(self.key) - 1)
        return np.where(self.key[place] == keys, self.bits[place], np.uint8(0))

    def values(self, groups: int) -> NDArray[np.int64]:
        """Return how many count per rule and group."""
        group = self.key % groups
        return np.array(
            [np.bincount(group[counts[self.bits]], minlength=groups) for counts in COUNTS]
        )


def groups_of(records: Mapping[Key, pd.DataFrame], named: tuple[str, ...]) -> tuple[str, ...]:
    """Return all groups: ``*``, then every team that the project names or that occurs, sorted."""
    teams = set(named)
    for key, table in records.items():
        if key[1] in COMPARED:
            teams |= set(table["team"].fillna(NO_TEAM).unique())
    return (WHOLE, *sorted(teams))


def counted(
    table: pd.DataFrame, columns: pd.DataFrame, groups: tuple[str, ...], settings: FiguresSettings
) -> Counted:
    """Return the records of one table as they count."""
    rows = rows_of(table, columns)
    when = spans(rows)
    team = pd.Index(groups).get_indexer(pd.Index(table["team"].fillna(NO_TEAM)))
    bits = running(when.start, when.end, when.valid, settings)
    return Counted(rows, when, bits, team.astype(np.int64))


def tally(number: Positions, team: Positions, bits: Bits, groups: int) -> Tally:
    """Return the bits of everything that is counted, in its team and in the whole.

    A client has the days of all his records in the group together.
    """
    key = np.concatenate([number * groups + team, number * groups + ALL])
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]][: len(key)])
    both = np.concatenate([bits, bits])[order]
    return Tally(key[first], np.bitwise_or.reduceat(both, first) if len(first) else both)
