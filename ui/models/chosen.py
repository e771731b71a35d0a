"""What somebody filters a table by, whichever way they asked for it: one place for all of them."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from wijkcheck.filters import Passing


class Chosen(QObject):
    """Filters by column; of one column the last that was chosen counts."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.filters: dict[str, Passing] = {}

    def choose(self, column: str, passing: Passing | None) -> None:
        """Let only these values of a column pass; None lets all of them."""
        others = {name: one for name, one in self.filters.items() if name != column}
        self.replace(others if passing is None else {**others, column: passing})

    def replace(self, filters: Mapping[str, Passing]) -> None:
        """Take these filters and no others."""
        if dict(filters) != self.filters or _types(filters) != _types(self.filters):
            self.filters = dict(filters)
            self.changed.emit()

    def only(self, column: str) -> Any:
        """Return the one value that a column must have; None where there is not just one."""
        passing = self.filters.get(column)
        alone = type(passing) is frozenset and len(passing) == 1
        return next(iter(passing)) if alone and passing is not None else None


def _types(filters: Mapping[str, Passing]) -> list[type]:
    return [type(passing) for passing in filters.values()]
