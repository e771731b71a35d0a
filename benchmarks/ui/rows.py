"""A view of a million rows: that of a reconciled project, its rows over and over."""

from dataclasses import replace

import numpy as np

from wijkcheck.tables import Table
from wijkcheck.views import View


def view_of_many(view: View, rows: int) -> View:
    """Return a view whose large tables have so many rows."""
    return replace(
        view,
        findings=_many(view.findings, rows),
        persons=_many(view.persons, rows),
        pairs=_many(view.pairs, rows),
        side_by_side={kind: _many(table, rows) for kind, table in view.side_by_side.items()},
    )


def _many(table: Table, rows: int) -> Table:
    return Table(table.coded.take(np.resize(np.arange(table.size), rows)), table.language)
