"""What can be asked about the differences of a run: one by one, by group, and what they move."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from wijkcheck.display import Shape, title
from wijkcheck.figures import WHOLE, add_agreed
from wijkcheck.tables import Rows, Table
from wijkcheck.verdict import Verdict
from wijkcheck.views.packed import Packed

_FIGURES = ["team", "measure", "municipality_value", "team_value", "agreed_value", "open"]
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
    """Rows of ``side_by_side`` with one value in a column, and how many of them wait."""

    value: str | None
    text: str
    rows: int
    waiting: int


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
    def groups(
        table: Table, column: str, filters: Mapping[str, Collection[Any]], text: str, among: Any
    ) -> list[Group]:
        """Return the groups by a column among the rows that pass, as ``Table.order`` has it."""
        rows = table.order(filters=filters, text=text, among=among)
        waiting = rows[table.passing({"status": _WAITING})[rows]]
        open_ = {value: count for value, _, count in table.counts(column, waiting)}
        return [
            Group(value, shown, count, open_.get(value, 0))
            for value, shown, count in table.counts(column, rows)
        ]

    @staticmethod
    def has_amounts(table: Table) -> bool:
        """Tell whether there are amounts, so that ``within`` means something."""
        return any(column.shape is Shape.AMOUNT for column in table.columns)

    @staticmethod
    def within(table: Table, least: float | None, most: float | None) -> Rows:
        """Return the rows with an amount from ``least`` to ``most`` euros on either side."""
        names = [column.name for column in table.columns if column.shape is Shape.AMOUNT]
        cents = table.frame(np.arange(table.size), names)
        low = -np.inf if least is None else least * 100
        high = np.inf if most is None else most * 100
        inside = (cents >= low) & (cents <= high)
        found: Rows = np.flatnonzero(inside.fillna(value=False).any(axis=1).to_numpy(bool))
        return found
