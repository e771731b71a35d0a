"""What can be done with a column and with a cell: the menus of every table."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from ui.models.table_model import ROW, Index
from ui.widgets.column_chooser import ColumnChooser
from ui.widgets.value_list import ValueList
from wijkcheck.filters import Without
from wijkcheck.texts import sentence

if TYPE_CHECKING:
    from ui.widgets.big_table import BigTable


def of_column(table: "BigTable", column: int, at: QPoint) -> None:
    """Open the menu of a column."""
    menu = QMenu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _sorting(menu, table, column)
    menu.addSeparator()
    _column(menu, table, column, at)
    menu.popup(at)


def of_cell(table: "BigTable", index: Index, at: QPoint) -> None:
    """Open the menu of a cell."""
    model = table.shown
    if model is None:
        return
    menu = QMenu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    name = model.columns[index.column()].name
    row = int(index.data(ROW))
    for code, passing in (("window_only_this", frozenset), ("window_not_this", Without)):
        action = menu.addAction(_text(table, code))
        action.triggered.connect(
            lambda _=False, p=passing: table.filters.choose(name, p({model.table.value(row, name)}))
        )
    menu.addSeparator()
    copy = table.selecting.copy
    menu.addAction(f"{_text(table, 'window_copy')}\tCtrl+C", lambda: copy(heads=False))
    menu.addAction(
        f"{_text(table, 'window_copy_with_titles')}\tCtrl+Shift+C", lambda: copy(heads=True)
    )
    menu.addSeparator()
    _column(menu, table, index.column(), at)
    menu.popup(at)


def choose_values(table: "BigTable") -> bool:
    """Open the values of the column where one is, to filter by them."""
    here = table.currentIndex()
    if table.shown is None or not here.isValid():
        return False
    below = table.viewport().mapToGlobal(table.visualRect(here).bottomLeft())
    ValueList(table, table.shown.columns[here.column()].name).open_at(below)
    return True


def choose_columns(table: "BigTable") -> bool:
    """Open the columns, to be shown or hidden."""
    ColumnChooser(table).open_at(table.viewport().mapToGlobal(QPoint(0, 0)))
    return True


def step(table: "BigTable", by: int) -> bool:
    """Go to where the next group begins, or this one, or the one before it."""
    model, here = table.shown, table.currentIndex().row()
    if model is None or model.group is None:
        return False
    if here >= 0:
        start, end = model.group_at(here)
        above = start if start < here else model.group_at(max(start - 1, 0))[0]
        table.choose(min(end if by > 0 else above, model.rowCount() - 1))
    return True


def _sorting(menu: QMenu, table: "BigTable", column: int) -> None:
    for code, order in (
        ("window_sort_up", Qt.SortOrder.AscendingOrder),
        ("window_sort_down", Qt.SortOrder.DescendingOrder),
    ):
        action = menu.addAction(_text(table, code))
        action.triggered.connect(lambda _=False, o=order: table.header.setSortIndicator(column, o))


def _column(menu: QMenu, table: "BigTable", column: int, at: QPoint) -> None:
    model = table.shown
    if model is None:
        return
    name = model.columns[column].name
    values = menu.addAction(f"{_text(table, 'window_choose_values')}\tAlt+↓")
    values.triggered.connect(lambda: ValueList(table, name).open_at(at))
    if name in table.filters.filters:
        clear = menu.addAction(_text(table, "window_clear_filter"))
        clear.triggered.connect(lambda: table.filters.choose(name, None))
    table.bar.offer_kept(menu.addMenu(_text(table, "window_filters")))
    menu.addSeparator()
    grouped = model.group == name
    group = menu.addAction(_text(table, "window_ungroup" if grouped else "window_group"))
    group.triggered.connect(lambda: table.group_by(None if grouped else name))
    frozen = table.columns.frozen()
    last = bool(frozen) and frozen[-1] == column
    freeze = menu.addAction(_text(table, "window_unfreeze" if last else "window_freeze"))
    freeze.triggered.connect(lambda: table.columns.freeze(-1 if last else column))
    menu.addSeparator()
    menu.addAction(_text(table, "window_hide_column"), lambda: table.columns.hide(column))
    choose = menu.addAction(f"{_text(table, 'window_choose_columns')}\tCtrl+Shift+K")
    choose.triggered.connect(lambda: ColumnChooser(table).open_at(at))


def _text(table: "BigTable", code: str) -> str:
    return sentence(code, {}, table.shown.table.language if table.shown is not None else "nl")
