"""A table of the core for Qt's views: an order of row numbers and a cache of pages of text."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.memory import Memory
from wijkcheck.filters import Each, Filters, Passing

if TYPE_CHECKING:
    from wijkcheck.display import Column
    from wijkcheck.tables import Rows, Table

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole  # the row's number in the table
MARKED = Qt.ItemDataRole.UserRole + 1  # whether the cell differs from its counterpart
COUNTERPART = Qt.ItemDataRole.UserRole + 2  # the text on the other side
GONE = Qt.ItemDataRole.UserRole + 4  # what to say where the row has no record on this side

_PAGE = 256  # rows
_PAGES = 64
_SAMPLE = 60  # rows looked at for the width of a column
VALUES = 500  # of a column, offered to choose from
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

Ask = Callable[..., None]
"""``ask(key, work, *arguments, then=…)``, as ``Workspace.ask``."""


class TableModel(QAbstractTableModel):
    """Shows some columns of a table in an order that the core makes off the window's thread.

    ``sides``: whether the table has two sides, with ``left_id, left_marks, right_id, right_marks``.
    ``gone`` stands where a side has no record; ``side_names`` are for titles. ``heads``: columns
    whose text heads the row. ``key``: by which ``memory`` keeps how the columns stand and what is
    filtered. Nothing is copied: a row that nobody looks at costs eight bytes.
    """

    ordered = Signal()

    def __init__(
        self,
        table: "Table",
        names: Sequence[str],
        ask: Ask,
        *,
        sides: bool = False,
        gone: str = "",
        side_names: Mapping[str, str] | None = None,
        heads: Sequence[str] = (),
        memory: Memory | None = None,
        key: str = "",
    ) -> None:
        super().__init__()
        self.table = table
        self.memory, self.key = memory or Memory(), key
        self.own = tuple(names)
        self.columns = [table.column(name) for name in names]
        self._sides = ("left", "right") if sides else ()
        self._gone = gone
        self._side_names = side_names or {}
        self._heads = tuple(heads)
        self._index()
        self._ask = ask
        self._sorting: tuple[str | None, bool] = (None, False)
        self._filters: dict[str, Passing] = {}  # the page's own
        self._chosen: dict[str, Passing] = {}  # somebody's
        self._text = ""
        self.group: str | None = None
        self._starts: Rows | None = None
        self._among: Sequence[int] | None = None
        self._notes: dict[int, str] = {}
        self._order: Rows = table.order()
        self._pages: dict[int, list[tuple[str, ...]]] = {}

    @property
    def order(self) -> "Rows":
        """The table's row numbers as they stand."""
        return self._order

    @property
    def others(self) -> "list[Column]":
        """The table's columns with a name on screen that are not among ``columns``."""
        shown = {column.name for column in self.columns}
        return [c for c in self.table.columns if c.told and c.name not in shown]

    def title(self, column: "Column") -> str:
        """Return what a column is called where its side isn't seen otherwise."""
        side = self._side_names.get(column.side or "")
        return f"{column.title} {side}" if side else column.title

    def extend(self, names: Sequence[str]) -> None:
        """Show these columns of the table too, behind the others."""
        known = {column.name for column in self.others}
        added = [self.table.column(name) for name in names if name in known]
        if added:
            last = len(self.columns)
            self.beginInsertColumns(QModelIndex(), last, last + len(added) - 1)
            self.columns += added
            self._index()
            self._pages.clear()
            self.endInsertColumns()

    def sample(self) -> list[tuple[str, ...]]:
        """Return the text of some rows from all over the table."""
        step = max(len(self._order) // _SAMPLE, 1)
        return self.table.page(self._order[::step][:_SAMPLE], [c.name for c in self.columns])

    def choose(self, filters: Filters) -> None:
        """Ask for the rows that pass what somebody filters by, besides the page's own filters."""
        self._chosen = dict(filters)
        self._reorder()

    def group_by(self, name: str | None) -> None:
        """Ask for rows with one value of a column to stand together; None: no longer."""
        self.group = name
        self._reorder()

    def group_at(self, place: int) -> tuple[int, int]:
        """Return where the group of a row begins, and where the next one does."""
        if self._starts is None:
            return 0, len(self._order)
        after = int(self._starts.searchsorted(place, side="right"))
        ends = self._starts[after] if after < len(self._starts) else len(self._order)
        return int(self._starts[after - 1]), int(ends)

    def values(self, name: str, text: str, then: Callable[[Any], None]) -> None:
        """Ask for a column's values among the rows that pass all other filters, with counts."""
        chosen = {n: passing for n, passing in self._chosen.items() if n != name}
        filters, among, sought = _both(self._filters, chosen), self._among, self._text

        def work() -> list[tuple[Any, str, int]]:
            rows = self.table.order(filters=filters, text=sought, among=among)
            return self.table.counts(name, rows, text, VALUES)

        self._ask(f"values {id(self)}", work, then=then)

    def about(
        self,
        who: object,
        spans: Sequence[tuple[int, int]],
        names: Sequence[str],
        then: Callable[[Any], None],
    ) -> None:
        """Ask for the number of rows from place to place, and their totals by column."""
        order = self._order

        def work() -> tuple[int, dict[str, str]]:
            rows = self.table.spanned(order, spans)
            return len(rows), self.table.sums(rows, names)

        self._ask(f"about {id(who)}", work, then=then)

    def separated(
        self,
        spans: Sequence[tuple[int, int]],
        names: Sequence[str],
        heads: Sequence[str],
        most: int,
        then: Callable[[Any], None],
    ) -> None:
        """Ask for the text of rows from place to place, as spreadsheets take it, and how many."""
        order = self._order

        def work() -> tuple[int, str]:
            rows = self.table.spanned(order, spans)[:most]
            return len(rows), self.table.separated(rows, names, heads=heads)

        self._ask(f"separated {id(self)}", work, then=then)

    def refine(self, filters: Filters | None = None, text: str | None = None) -> None:
        """Ask for the rows that pass; what is not given stays as it was."""
        self._filters = self._filters if filters is None else dict(filters)
        self._text = self._text if text is None else text
        self._reorder()

    def keep_to(self, rows: Sequence[int] | None) -> None:
        """Ask for these rows only, by their numbers in the table; None for all."""
        self._among = rows
        self._reorder()

    def note(self, row: int, sign: str) -> None:
        """Head a row with a sign, by its number in the table; an empty one takes it away."""
        self._notes[row] = sign
        place = self.place_of(row)
        if place >= 0:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, place, place)

    def noted(self, row: int) -> bool:
        """Return whether a row has a sign."""
        return bool(self._notes.get(row))

    def noted_now(self) -> int:
        """Return how many of the rows that are shown have a sign."""
        signed = [row for row, sign in self._notes.items() if sign]
        return self.table.among(self._order, signed) if signed else 0

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; a column below zero is the table's own."""
        name = self.columns[column].name if column >= 0 else None
        self._sorting = (name, order is Qt.SortOrder.DescendingOrder)
        self._reorder()

    def place_of(self, row: int) -> int:
        """Return where a row of the table stands now, or -1."""
        found = (self._order == row).nonzero()[0]
        return int(found[0]) if len(found) else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place, column = index.row(), self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cell(place, column.name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.numeric else _LEFT
        if role == ROW:
            return int(self._order[place])
        if column.side is not None and self._sides:
            return self._side_data(place, column.side, column.name, role)
        return None

    def _head(self, place: int) -> str:
        """Return what heads a row: the first of the columns, and the first other with a text."""
        note = self._notes.get(int(self._order[place]), "")
        if not self._heads:
            return note
        first, *others = [self._cell(place, name) for name in self._heads]
        return f"{note or first}  {next((text for text in others if text), '')}"

    def _side_data(self, place: int, side: str, name: str, role: int) -> Any:
        field = name.removeprefix(f"{side}_")
        if role == MARKED:
            return field in self._cell(place, f"{side}_marks").split()
        if role == GONE and not self._cell(place, f"{side}_id"):
            return self._gone if field == "client" else " "
        if role == COUNTERPART:
            other = ("right_" if side == "left" else "left_") + field
            return self._cell(place, other) if other in self._place else None
        return None

    def headerData(  # noqa: N802 - Qt's own
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return self._head(section) if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.title if self._sides else self.title(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.numeric else _LEFT
        return None

    def _cell(self, place: int, name: str) -> str:
        number, within = divmod(place, _PAGE)
        page = self._pages.get(number)
        if page is None:
            if len(self._pages) >= _PAGES:
                self._pages.pop(next(iter(self._pages)))
            rows = self._order[number * _PAGE : (number + 1) * _PAGE]
            page = self._pages[number] = self.table.page(rows, self._names)
        return page[within][self._place[name]]

    def _index(self) -> None:
        """Tell which texts a page has, and where in it each stands."""
        facts = [f"{side}_{fact}" for side in self._sides for fact in ("id", "marks")]
        self._names = [*(column.name for column in self.columns), *facts, *self._heads]
        self._place = {name: place for place, name in enumerate(self._names)}

    def _reorder(self) -> None:
        by, descending = self._sorting
        filters, group = _both(self._filters, self._chosen), self.group
        text, among = self._text, self._among

        def work() -> "tuple[Rows, Rows | None]":
            order = self.table.order(by, descending, filters, group, text, among)
            return order, self.table.starts(order, group) if group else None

        self._ask(f"order {id(self)}", work, then=self._take)

    def _take(self, made: "tuple[Rows, Rows | None]") -> None:
        self.beginResetModel()
        self._order, self._starts = made
        self._pages.clear()
        self.endResetModel()
        self.ordered.emit()


def _both(one: Filters, other: Filters) -> dict[str, Passing]:
    """Return filters that let pass what both do."""
    joint = {name: Each((one[name], other[name])) for name in one.keys() & other.keys()}
    return {**one, **other, **joint}
