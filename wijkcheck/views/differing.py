"""What can be asked about the differences of a run: one by one, by group, and what they move."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from wijkcheck.display import title
from wijkcheck.figures import WHOLE, add_agreed
from wijkcheck.tables import Rows, Table
from wijkcheck.verdict import Verdict
from wijkcheck.views.packed import Packed
from wijkcheck.views.side_by_side import AMOUNTS

Cents = npt.NDArray[np.int64]
_FIGURES = ["team", "measure", "municipality_value", "team_value", "agreed_value", "open"]
_GROUPS = 500  # more of them nobody reads, and the window would have to lay out
_SIDES = ("left", "right")
_WAITING = frozenset({"open", "asked"})


@dataclass(frozen=True)
class Open:
    """A difference that can be judged; ``title`` names its field, empty where it has none."""

    left_id: str | None
    right_id: str | None
    field: str | None
    kind: str
    status: str
    title: str


@dataclass(frozen=True)
class Group:
    """Rows of ``side_by_side`` that stand together, from a place in an order on.

    ``waiting``: how many wait for a judgement. ``euros``: what they are worth as the municipality
    has it, as the team has it, and how much more that is; empty where there are no amounts.
    """

    text: str
    place: int
    rows: int
    waiting: int
    euros: tuple[str, ...]


@dataclass(frozen=True)
class Differing:
    """The differences of a run, in a language."""

    packed: Packed
    language: str

    def of(self, left_id: str | None, right_id: str | None) -> list[Open]:
        """Return the differences that concern either of two records, one by one."""
        found = self.packed.tables["differences"]
        rows = np.union1d(found.rows("left_id", [left_id]), found.rows("right_id", [right_id]))
        names = ["left_id", "right_id", "field", "kind", "status"]
        some = found.only(names).pandas(rows).astype(object)
        return [
            Open(left, right, field, kind, status, title(field, self.language) if field else "")
            for left, right, field, kind, status in some.where(some.notna(), None).to_numpy()
        ]

    def agreed(
        self, measure: str, team: str | None, pending: Sequence[Verdict] = ()
    ) -> dict[str, str] | None:
        """Return a team's figures on the reference date, of all where none is named, as text.

        ``pending``: verdicts of which the run knows nothing yet; they count as in ``figures``.
        """
        run = self.packed.run("bridge_records") if pending else self.packed.bare
        figures = run.figures
        if pending:
            figures = add_agreed(
                figures, run.bridge, run.bridge_records, self._decisions(run.decided, pending)
            )
        group = figures["measure"].eq(measure) & figures["period_rule"].eq("peildatum")
        found = figures[group & figures["team"].eq(team or WHOLE)]
        if not len(found):
            return None
        shown = Table(found[_FIGURES], self.language).page([0])[0]
        return dict(zip(_FIGURES, shown, strict=True))

    @staticmethod
    def _decisions(decided: pd.DataFrame, pending: Sequence[Verdict]) -> pd.DataFrame:
        """Return the decisions on differences that hold, the pending ones last."""
        known = decided[decided["state"].eq("applied")]
        columns = ["subject", "verdict", "left_id", "right_id", "field"]
        made = pd.DataFrame([vars(verdict) for verdict in pending])[columns]
        return pd.concat([known[columns], made.astype(known[columns].dtypes)], ignore_index=True)

    @staticmethod
    def groups(table: Table, column: str, order: Rows) -> list[Group]:
        """Return the groups by a column of an order in which they stand together, the first 500."""
        starts = table.starts(order, column)
        if not len(starts):
            return []
        if len(starts) > _GROUPS:
            starts, order = starts[:_GROUPS], order[: starts[_GROUPS]]
        waiting = np.add.reduceat(table.passing({"status": _WAITING})[order], starts, dtype=int)
        euros = _texts(table, [np.add.reduceat(side, starts) for side in _cents(table, order)])
        return [
            Group(*one)
            for one in zip(
                [text for (text,) in table.page(order[starts], [column])],
                starts.tolist(),
                np.diff(starts, append=len(order)).tolist(),
                waiting.tolist(),
                euros or [()] * len(starts),
                strict=True,
            )
        ]

    @staticmethod
    def total(table: Table, order: Rows) -> tuple[tuple[int, int], tuple[str, ...]]:
        """Return how many records of each side are in an order; their euros, as in ``Group``."""
        left, right = (table.filled(f"{side}_id", order) for side in _SIDES)
        euros = _texts(table, [side.sum(keepdims=True) for side in _cents(table, order)])
        return (left, right), euros[0] if euros else ()


def _cents(table: Table, order: Rows) -> list[Cents]:
    """Return what each row is worth as the municipality has it, as the team has it, and the more.

    Nothing where these records have no amounts.
    """
    known = {column.name for column in table.columns}
    for name in AMOUNTS:
        if f"left_{name}" in known:
            values = (table.coded[f"{side}_{name}"].arrow(order) for side in _SIDES)
            left, right = (pc.fill_null(value, 0).to_numpy() for value in values)
            return [left, right, right - left]
    return []


def _texts(table: Table, sums: Sequence[Cents]) -> list[tuple[str, ...]]:
    """Return sums per side and of the difference, as text."""
    return list(zip(*(table.shown("euros", one.tolist()) for one in sums), strict=True))
